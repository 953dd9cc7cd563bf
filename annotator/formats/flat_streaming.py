"""Records of labelling tools read twice: for who and what there is, then document by document, one at a time.

A text may stand in several records, those of its layers or of its single spans. So the first pass notes where those of
each text are. It also finds what is to be told of places, which is known before the first document is taken in; what
it has found of a document it lets go of when the next one begins. Of those that come again, and of those with slots,
whose parties may stand in a later record, it is found after it, in the order of the documents.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.formats.flat_reading import FlatReading
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, records_at
from annotator.formats.line_file import HeldRecords, LineFile, NotPlain, RecordRun
from annotator.formats.losses import Losses
from annotator.formats.making import DocumentMaker, Streamed
from annotator.formats.read_anew import ReadAgain, stamp_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.errors import BadFile
from annotator.model.ids import DocumentId, LayerId
from annotator.paths import system_says


def read_records(path: Path, options: ReadOptions, make: Callable[[], FlatReading], problem: str) -> Bundle:
    """Return what the records of a file say, as `make` reads them; raises `BadFile`, with `problem` without texts."""
    try:
        stamps = {path: stamp_of(path)}
        streaming = _Streaming(LineFile(path, options.encoding), make())
        return streaming.bundle((), problem, lambda: ReadAgain(path.name, stamps, streaming.documents, NotPlain))
    except OSError as error:
        raise BadFile(str(path), f"it cannot be read ({system_says(error)})") from error
    except NotPlain:
        records, notices = records_at(path, options)
        held = _Streaming(HeldRecords(records), make())
        return held.bundle(notices, problem, lambda: ReadAgain(path.name, {}, held.documents, NotPlain))


class _Streaming:
    """`file`: its records, twice; `reading`: what takes them."""

    def __init__(self, file: LineFile | HeldRecords, reading: FlatReading) -> None:
        self._file, self._reading = file, reading
        # By the number of a document: its first run, and for the few that have some the others.
        self._where, self._number, self._length = array("q"), array("q"), array("q")
        self._more: dict[int, list[RecordRun]] = {}
        self._told: dict[int, Losses] = {}
        self._held: set[tuple[LayerId, DocumentId]] = set()
        self._is_assigned = False

    def bundle(self, notices: Sequence[str], problem: str, documents: Callable[[], ReadAgain]) -> Bundle:
        """Go through all records, and return what they say; raises `NotPlain` and `BadFile`."""
        maker = self._reading.maker
        maker.is_learning = True
        self._find(self._learn())
        for number in sorted(self._told):
            maker.losses.take(self._told[number])
        return self._reading.bundle(notices, problem, Streamed(documents(), frozenset(self._held), self._is_assigned))

    def documents(self) -> Iterator[CodedDocument]:
        """Make one document after the other; raises `NotPlain` where the file is another by now."""
        for records in self._file.groups(map(self._runs, range(len(self._where)))):
            maker = self._reading.maker
            maker.is_learning, maker.losses = False, Losses()  # which were counted
            document = self._taken(records)
            self._reading.fill_slots()
            coded = document.coded()
            self._reading.forget(document)
            yield coded

    def _learn(self) -> set[int]:
        """Go through all records, and return the documents of which more is to be found."""
        before, unfinished = None, set[int]()
        for run, record in self._file.records():
            self._reading.document_at_hand = None
            self._reading.record(run.number, record)
            document = self._reading.document_at_hand
            if document is not None and document is before:
                self._lengthen(document)
                continue
            if before is not None:
                self._finish(before, unfinished)
            if document is not None:
                self._begin(document, run, unfinished)
            before = document
        if before is not None:
            self._finish(before, unfinished)
        return unfinished

    def _begin(self, document: DocumentMaker, run: RecordRun, unfinished: set[int]) -> None:
        number = document.document.position
        if number < len(self._where):
            self._more.setdefault(number, []).append(run)
            unfinished.add(number)
        else:
            self._where.append(run.where)
            self._number.append(run.number)
            self._length.append(1)

    def _lengthen(self, document: DocumentMaker) -> None:
        number = document.document.position
        if runs := self._more.get(number):
            runs[-1] = runs[-1]._replace(length=runs[-1].length + 1)
        else:
            self._length[number] += 1

    def _finish(self, document: DocumentMaker, unfinished: set[int]) -> None:
        number = document.document.position
        if self._reading.has_slots(document):
            unfinished.add(number)
        elif number not in unfinished:
            self._note(document)
        self._reading.forget(document)

    def _note(self, document: DocumentMaker) -> None:
        """Note what is to be told of a document of which all is known."""
        losses = Losses()
        document.places(losses)
        if losses.lost():
            self._told[document.document.position] = losses
        self._held.update((layer, document.document.id) for layer in document.held)
        self._is_assigned |= document.is_assigned

    def _find(self, unfinished: set[int]) -> None:
        """Find the rest of what there is in these documents."""
        maker = self._reading.maker
        counted, filling = maker.losses, Losses()
        for records in self._file.groups(map(self._runs, sorted(unfinished))):
            maker.losses = Losses()  # what records lose was counted
            document = self._taken(records)
            maker.losses = filling
            self._reading.fill_slots()
            self._told.pop(document.document.position, None)
            self._note(document)
            self._reading.forget(document)
        maker.losses = counted
        maker.losses.take(filling)

    def _runs(self, number: int) -> list[RecordRun]:
        first = RecordRun(self._where[number], self._number[number], self._length[number])
        return [first, *self._more.get(number, ())]

    def _taken(self, records: Sequence[tuple[int, Record]]) -> DocumentMaker:
        """Return the one document of some records; raises `NotPlain` where it is not one."""
        document = None
        for number, record in records:
            self._reading.document_at_hand = None
            self._reading.record(number, record)
            found = self._reading.document_at_hand
            if found is None or (document is not None and found is not document):
                raise NotPlain
            document = found
        if document is None:
            raise NotPlain
        return document
