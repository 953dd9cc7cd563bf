"""Whether pages of a log stand in the file (sqlite.org, Database File Format, section 4: The Write-Ahead Log).

A checkpoint that somebody's reading keeps from going on copies no page that stands in the log once more behind there:
such a file cannot be read without its log, but each page that was copied can be compared.
"""

from pathlib import Path
from typing import BinaryIO

_HEAD, _FRAME_HEAD = 32, 24
_LARGEST = 65_536


def are_copied(file: BinaryIO, log: Path, copied: int, frames: int) -> bool | None:
    """Return whether pages whose last frames are among the first `copied` stand so in the file; None: there are none.

    `frames`: as many does the log have that are committed. Raises `OSError` where it cannot be read.
    """
    with log.open("rb") as opened:
        opened.seek(8)
        page_size = int.from_bytes(opened.read(4), "big")
        page_size = _LARGEST if page_size == 1 else page_size
        last, pages = dict[int, int](), 0
        for frame in range(frames):
            opened.seek(_HEAD + frame * (_FRAME_HEAD + page_size))
            last[int.from_bytes(opened.read(4), "big")] = frame
            pages = int.from_bytes(opened.read(4), "big") or pages  # of the whole file, where a commit ends
        found = None
        for page, frame in last.items():
            if frame < copied and page <= pages:
                opened.seek(_HEAD + frame * (_FRAME_HEAD + page_size) + _FRAME_HEAD)
                file.seek((page - 1) * page_size)
                if opened.read(page_size) != file.read(page_size):
                    return False
                found = True
    return found
