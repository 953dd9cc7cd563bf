"""Some pages of a file as they stand in it: what is not in the log is written by no checkpoint, and stays.

Who makes a checkpoint over an older copy, without having seen that it is one, leaves all pages that the log does not
hold as they are in the copy. So of those that checkpoints wrote some are remembered, which any older copy has otherwise
(sqlite.org, WAL-mode File Format). That a page is another says nothing once the log has begun anew and the file was
written since, which may have been in many checkpoints; then the change counter still tells, which only grows (Database
File Format, section 1.3.7).
"""

import hashlib
from pathlib import Path
from typing import BinaryIO

from annotator.store.connections.heads import SQLITE
from annotator.store.sittings.log_pages import LogFrames, frames_of

_EACH, _MOST = 32, 96
"""So many pages are remembered of a checkpoint, and in all."""
_MOST_FRAMES = 5_000
"""Of longer logs the pages are not looked up: that would be felt."""
_COUNTER = slice(24, 28)


class KeptPages:
    """What is known of the pages of one file. Whoever calls reads the index of the log before and after."""

    def __init__(self, file: BinaryIO, log: Path) -> None:
        self._file, self._log = file, log
        self._known: dict[int, bytes] = {}
        self._size = 0
        self._counter = self._change_counter()

    def begin(self, page_size: int, pages: int) -> None:
        """Forget all, and know the first page and the last ones, which came last; sizes as the log's index has them."""
        self._size = page_size
        self._known = {}
        if page_size:
            self._remember([1, *range(max(2, pages - _EACH), pages + 1)])

    def frames(self, first: int, stop: int) -> LogFrames | None:
        """Return what the frames from `first` to `stop` of the log are of; None where that is not looked up."""
        if not self._size or stop - first > _MOST_FRAMES:
            return None
        with self._log.open("rb", buffering=0) as log:
            return frames_of(log, self._size, first, stop)

    def are_right(self, written: LogFrames | None) -> bool:
        """Whether all that is known stands, but for what the log has since the last checkpoint."""
        return written is None or all(
            self._digest(page) == digest for page, digest in self._known.items() if not _is_of(written, page)
        )

    def has_grown(self) -> bool:
        """Whether the change counter of the file is no smaller than it was."""
        found = self._change_counter()
        return not found or found >= self._counter

    def renew(self, written: LogFrames | None, copied: int) -> None:
        """Know what a checkpoint wrote that copied the frames before `copied` of those that came since the last one.

        Where these are not known, `begin` comes before.
        """
        self._counter = self._change_counter()
        if written is None:
            return
        self._known = {page: digest for page, digest in self._known.items() if not _is_of(written, page)}
        # Those that were written first are the last to be written again.
        first = sorted((frame, page) for page, frame in written.last.items() if frame < copied)
        self._remember([page for _, page in first[:_EACH]])
        for page in [*self._known][:-_MOST]:
            del self._known[page]

    def look_again(self, page_size: int, pages: int) -> None:
        """Know no more of what is otherwise now: it was written so soon after that the file’s time is the same."""
        if self._size:
            self._known = {page: digest for page, digest in self._known.items() if self._digest(page) == digest}
        else:  # the index says the size with the first commit
            self.begin(page_size, pages)

    def forget(self) -> None:
        """Know nothing of any page."""
        self._known = {}

    def _remember(self, pages: list[int]) -> None:
        self._known.update((page, digest) for page in pages if (digest := self._digest(page)) is not None)

    def _digest(self, page: int) -> bytes | None:
        self._file.seek((page - 1) * self._size)
        found = self._file.read(self._size)
        return hashlib.blake2b(found, digest_size=16).digest() if len(found) == self._size else None

    def _change_counter(self) -> int:
        """Return it; 0 of an encrypted file, which does not show it, and of one that cannot be read."""
        try:
            self._file.seek(0)
            head = self._file.read(_COUNTER.stop)
        except OSError:
            return 0
        return int.from_bytes(head[_COUNTER], "big") if head.startswith(SQLITE) else 0


def _is_of(written: LogFrames, page: int) -> bool:
    """Whether frames of a log are of a page, or of a file that once ended before it."""
    behind = written.fewest_pages
    return page in written.last or (behind is not None and page > behind)
