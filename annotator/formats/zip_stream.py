"""A zip archive that is written part by part and handed on as it grows, the same bytes for the same parts.

Sizes stand in front of each part, as the oldest readers need them, so that a part is whole before it is handed on.
"""

import io
import zipfile
from collections.abc import Iterator

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class ZipStream:
    """Collects parts; `taken` hands out what was written since."""

    def __init__(self) -> None:
        self._window = _Window()
        self._zip = zipfile.ZipFile(self._window, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, data: bytes) -> None:
        """Write a part; no clock and no system stands in it."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
        self._zip.writestr(info, data)

    def taken(self) -> bytes:
        """Return what was written since it was last asked for."""
        return self._window.drained()

    def closed(self) -> Iterator[bytes]:
        """Yield the rest, with the list of parts at its end."""
        self._zip.close()
        yield self._window.drained()


class _Window(io.RawIOBase):
    """The end of a file, whose beginning was handed on: `zipfile` goes back no further than to the part at hand."""

    def __init__(self) -> None:
        super().__init__()
        self._gone, self._kept = 0, io.BytesIO()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._kept.write(data)  # type: ignore[arg-type]

    def tell(self) -> int:
        return self._gone + self._kept.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 0:
            offset -= self._gone
        return self._gone + self._kept.seek(offset, whence)

    def drained(self) -> bytes:
        """Return what is kept, and keep it no longer."""
        data = self._kept.getvalue()
        self._gone, self._kept = self._gone + len(data), io.BytesIO()
        return data
