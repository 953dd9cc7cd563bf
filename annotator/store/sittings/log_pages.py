"""Whether pages of a log stand in the file (sqlite.org, Database File Format, section 4: The Write-Ahead Log).

A checkpoint that somebody's reading keeps from going on copies no page that stands in the log once more behind there:
such a file cannot be read without its log, but each page that was copied can be compared.
"""

from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEAD, _FRAME_HEAD = 32, 24
_LARGEST = 65_536


class LogFrames(NamedTuple):
    """Frames of a log. `last`: the last one of each page; `pages`: of the whole file after them.

    `fewest_pages`: that the file had in between; both None where no commit ends among them.
    """

    last: dict[int, int]
    pages: int | None
    fewest_pages: int | None


def frames_of(log: BinaryIO, page_size: int, first: int, stop: int) -> LogFrames:
    """Return what the frames from `first` to `stop` of a log are of, whose pages have this size."""
    last, sizes = dict[int, int](), list[int]()
    for frame in range(first, stop):
        log.seek(_HEAD + frame * (_FRAME_HEAD + page_size))
        head = log.read(8)
        last[int.from_bytes(head[:4], "big")] = frame
        if size := int.from_bytes(head[4:], "big"):  # where a commit ends
            sizes.append(size)
    return LogFrames(last, sizes[-1] if sizes else None, min(sizes, default=None))


def are_copied(file: BinaryIO, log: Path, copied: int, frames: int) -> bool | None:
    """Return whether pages whose last frames are among the first `copied` stand so in the file; None: there are none.

    `frames`: as many does the log have that are committed. Raises `OSError` where it cannot be read.
    """
    with log.open("rb", buffering=0) as opened:
        opened.seek(8)
        page_size = int.from_bytes(opened.read(4), "big")
        page_size = _LARGEST if page_size == 1 else page_size
        last, pages, _ = frames_of(opened, page_size, 0, frames)
        found = None
        for page, frame in last.items():
            if frame < copied and page <= (pages or 0):
                opened.seek(_HEAD + frame * (_FRAME_HEAD + page_size) + _FRAME_HEAD)
                file.seek((page - 1) * page_size)
                if opened.read(page_size) != file.read(page_size):
                    return False
                found = True
    return found
