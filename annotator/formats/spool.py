"""What can be written only once all of it is known: held meanwhile, on disk where it is much.

The files have no name where the system allows it, so that nothing of them is left when the program ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO

from annotator.formats.targets import remedy_for
from annotator.model.errors import BadFile
from annotator.paths import system_says

IN_MEMORY = 1024 * 1024
"""So many bytes are held in memory."""
CHUNK = 1024 * 1024
_BUFFER = 256 * 1024
"""So many are written at a time: several spools grow together, by little each."""


class Spool:
    """Bytes, added at the end and read from the beginning. Raises `BadFile` where there is no room for them."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY, buffering=_BUFFER)  # noqa: SIM115 - closed by whoever made it
        self.size = 0

    def add(self, data: bytes | bytearray) -> None:
        """Add bytes."""
        with _room():
            self._file.write(data)
        self.size += len(data)

    @contextmanager
    def filled(self) -> Iterator[IO[bytes]]:
        """Hand the file to what writes files itself."""
        with _room():
            yield self._file

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """Yield all bytes, so many at a time; nothing is added meanwhile."""
        with _room():
            self._file.seek(0)
        while data := self._file.read(size):
            yield data

    def lines(self) -> Iterator[bytes]:
        """Yield all lines; nothing is added meanwhile."""
        with _room():
            self._file.seek(0)
        yield from self._file

    def close(self) -> None:
        """Let go of them."""
        self._file.close()


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadFile(
            gettempdir(),
            f"there is no room for what is put together there ({system_says(error)})",
            remedy_for(error),
        ) from error
