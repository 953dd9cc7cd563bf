"""Files of an import read ahead in several processes, while those before them are taken into the project.

What comes of it is the same, in the same order, however many processes there are: a file that none of them reads is
read as if there were none. Some files at a time are read ahead, so that what waits is never more than a few of them.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from queue import SimpleQueue

from annotator.model.errors import BadFile
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.reading import file_of, format_name
from annotator.operations.exchange.remembered_maps import known_maps
from annotator.readers.file_messages import FileWanted
from annotator.readers.file_process import FileProcess
from annotator.readers.mapped import MappedFile
from annotator.store.connections.connecting import is_encrypted
from annotator.store.sittings import open_files

MOST_PROCESSES = 4
"""Each takes up to 250 MB, most of it the model of languages."""
FEWEST_FILES, FEWEST_BYTES = 60, 4_000_000
"""With fewer files, and of fewer bytes, the processes would not have begun before all is read."""
_FILES_AT_ONCE, _BYTES_AT_ONCE, _LARGEST = 16, 1_000_000, 16_000_000
_AHEAD = 2
_ASK_S = 0.1
"""How often whoever waits for a file is asked whether to go on."""

Outcome = MappedFile | BadFile | None
"""What is in a file; why it ended the process that read it; None where it is to be read here."""


@dataclass(slots=True)
class _Batch:
    numbers: list[int] = field(default_factory=list)
    size: int = 0
    outcomes: "Future[list[Outcome]] | None" = None


def processes_for(sources: Sequence[ImportSource]) -> int:
    """Return how many processes are worth their beginning: none where few files are read, or no processor is free."""
    most = min(MOST_PROCESSES, _free_processors())
    sizes = list(map(_size_of, sources))
    is_much = len(sizes) >= FEWEST_FILES or (len(sizes) > most and sum(sizes) >= FEWEST_BYTES)
    return most if is_much and most > 1 else 0


def _free_processors() -> int:
    """Return how many processors have nothing to do: where all have, several processes take longer than one."""
    count = os.cpu_count() or 1
    try:
        busy = os.getloadavg()[0]
    except (AttributeError, OSError):  # there is none on Windows
        busy = 0.0
    return max(0, round(count - busy))


class ReadingAhead:
    """Reads the files of an import ahead; a context, at whose end the processes are ended whatever they do."""

    def __init__(
        self, sources: Sequence[ImportSource], processes: int, make: Callable[[], FileProcess] = FileProcess
    ) -> None:
        """`processes`: 0 where each file is to be read when it is asked for. `make`: makes one."""
        self._sources = sources
        self._batches = deque(_batches(sources) if processes else ())
        self._begun: deque[_Batch] = deque()
        self._outcomes: dict[int, Outcome] = {}
        self._processes = [make() for _ in range(processes)]
        self._free: SimpleQueue[FileProcess] = SimpleQueue()
        for process in self._processes:
            self._free.put(process)
        self._threads = ThreadPoolExecutor(processes) if processes else None
        self._known = known_maps()

    def __enter__(self) -> "ReadingAhead":
        """Begin to read."""
        self._begin()
        return self

    def __exit__(self, *raised: object) -> None:
        """End all processes."""
        if self._threads is None:
            return
        for process in self._processes:
            process.stop()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.close()

    def outcome(self, number: int, waiting: Callable[[], None]) -> Outcome:
        """Return what came of a file, asked for in order. `waiting`: called again and again, may raise `Cancelled`."""
        while self._begun and number in self._begun[0].numbers:
            batch = self._begun[0]
            assert batch.outcomes is not None
            try:
                found = batch.outcomes.result(_ASK_S)
            except Late:
                waiting()
                continue
            self._outcomes.update(zip(batch.numbers, found, strict=True))
            self._begun.popleft()
            self._begin()
        return self._outcomes.pop(number, None)

    def _begin(self) -> None:
        while self._threads is not None and self._batches and len(self._begun) < _AHEAD * len(self._processes):
            batch = self._batches.popleft()
            batch.outcomes = self._threads.submit(self._read, batch.numbers)
            self._begun.append(batch)

    def _read(self, numbers: Sequence[int]) -> list[Outcome]:
        wanted = [(number, one) for number in numbers if (one := self._wanted(self._sources[number])) is not None]
        process = self._free.get()
        try:
            found = dict(
                zip([number for number, _ in wanted], _asked(process, [one for _, one in wanted]), strict=True)
            )
        finally:
            self._free.put(process)
        return [found.get(number) for number in numbers]

    def _wanted(self, source: ImportSource) -> FileWanted | None:
        try:
            file, format = file_of(source)
        except BadFile:
            return None
        return FileWanted(file, format, source.goes, self._known)


def _asked(process: FileProcess, wanted: list[FileWanted]) -> list[Outcome]:
    """Return what comes of files; where one of them ends the process, each is asked for by itself."""
    if not wanted:
        return []
    try:
        return [*process.read(wanted)]
    except BadFile as error:
        if len(wanted) == 1:
            return [error]
    return [one for each in wanted for one in _asked(process, [each])]


def _batches(sources: Sequence[ImportSource]) -> Iterator[_Batch]:
    """Yield the files that are read ahead, some small ones or a large one at once, in their order."""
    batch = _Batch()
    for number, source in enumerate(sources):
        size = _size_of(source)
        if not 0 < size <= _LARGEST or not _is_document(source):
            continue
        if batch.numbers and (len(batch.numbers) == _FILES_AT_ONCE or batch.size + size > _BYTES_AT_ONCE):
            yield batch
            batch = _Batch()
        batch.numbers.append(number)
        batch.size += size
    if batch.numbers:
        yield batch


def _is_document(source: ImportSource) -> bool:
    return not format_name(source) and not open_files.is_open(source.path) and not is_encrypted(source.path)


def _size_of(source: ImportSource) -> int:
    """Return how long a file is, 0 of what is no file or cannot be looked at."""
    try:
        return source.path.stat().st_size if source.path.is_file() else 0
    except (OSError, ValueError):
        return 0
