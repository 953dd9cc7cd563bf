"""Documents read anew from their file whenever they are gone through: of a large one only one is held at a time."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from annotator.model.bundle import CodedDocument
from annotator.model.errors import BadFile


class ReadAgain:
    """`name`: of the file; `stamps`: files, and what they were like before they were first read (`stamp_of`).

    `read`: goes through the documents; `wrong`: what it raises, besides `OSError`, where a file is another by now.
    Raises `BadFile` then.
    """

    def __init__(
        self,
        name: str,
        stamps: "Mapping[Path, Stamp]",
        read: Callable[[], Iterator[CodedDocument]],
        wrong: type[Exception],
    ) -> None:
        self._name, self._stamps, self._read, self._wrong = name, stamps, read, wrong

    def __iter__(self) -> Iterator[CodedDocument]:
        name = self._name
        try:
            yield from self._read()
            is_same = all(stamp_of(path) == stamp for path, stamp in self._stamps.items())
        except (OSError, self._wrong) as error:
            raise BadFile(name, "it was changed while it was read", "import it again") from error
        if not is_same:
            raise BadFile(name, "it was changed while it was read", "import it again")


Stamp = tuple[int, int]


def stamp_of(path: Path) -> Stamp:
    """Return what changes when somebody writes into a file."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns
