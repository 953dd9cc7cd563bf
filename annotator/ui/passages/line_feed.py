"""The words of the lines that are seen, read in batches in the background; never while they are painted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.searching.scanning import Within
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import LineReader, ShownLine
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.passages.line_model import FoundLines

BESIDE = 150
"""So many lines above and below those that are seen are read with them."""
_PARAGRAPH, _LONGEST = 900, 900
"""Characters of a paragraph around a passage, and of the passage, where paragraphs are shown."""
_PAUSE_MS = 15


class LineFeed(QObject):
    """`came` tells that lines have words now. `seen`: the first and the last row that are seen."""

    came = Signal()

    def __init__(self, session: Session, model: FoundLines, seen: Callable[[], tuple[int, int]]) -> None:
        super().__init__(model)
        self._model, self._seen = model, seen
        self.task = LatestTask(session, self)
        self.whole_paragraphs = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read)

    @property
    def is_busy(self) -> bool:
        """Whether words are still to come."""
        return self._pause.isActive() or self.task.is_busy

    @Slot()
    def ask(self) -> None:
        """Read what is seen and lacks its words, in a moment: a wheel that turns asks for the last place alone."""
        first, last = self._seen()
        if self._model.lacking(first, last):
            self._pause.start()

    def drop(self) -> None:
        """Read nothing any more."""
        self._pause.stop()
        self.task.drop()

    @Slot()
    def _read(self) -> None:
        first, last = self._seen()
        if not self._model.lacking(first, last):
            return
        asked = self._model.lacking(first - BESIDE, last + BESIDE)
        self.task.start(_reading(asked, self.whole_paragraphs), lambda words: self._take(asked, words))

    def _take(self, asked: Sequence[PassageLine], words: Sequence[ShownLine]) -> None:
        self._model.put_words(asked, words)
        self.came.emit()
        self.ask()


def reader_of(project: Project, whole_paragraphs: bool) -> LineReader:
    """Return what reads lines, or paragraphs."""
    if whole_paragraphs:
        return LineReader(project, _PARAGRAPH, _LONGEST, Within.PARAGRAPH)
    return LineReader(project)


def _reading(asked: Sequence[PassageLine], whole_paragraphs: bool) -> Callable[[Project, Progress], list[ShownLine]]:
    def work(project: Project, progress: Progress) -> list[ShownLine]:
        return reader_of(project, whole_paragraphs).read(asked)

    return work
