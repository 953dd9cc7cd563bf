"""What a frame costs while 100,000 lines are scrolled through, beside a plain list of Qt with as many texts."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from annotator.model.document import DocumentDraft
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.passages.finding import PassageLine
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.passages.line_list import LineList
from tests.benchmarks.figures import Figure, both_each, p95
from tests.benchmarks.load import make_text

LINES = 100_000
_FRAMES = 300
_EACH = 1_000


def figures() -> list[Figure]:
    """Return the figures of the list."""
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "lines.annot"
        drafts = [DocumentDraft(f"text {seed}", make_text(10_000, seed)) for seed in range(LINES // _EACH)]
        with Project.create(path, default_codebook()) as project:
            added, _ = documents.add_drafts(project, drafts)
        session = Session()
        session.open(Project.open(path))
        shown = LineList(session)
        shown.model.show_rows([PassageLine(one.id, at * 9, at * 9 + 8) for one in added for at in range(_EACH)])
        plain = QListView(uniformItemSizes=True)
        plain.setModel(QStringListModel([f"{one.title} {at}" for one in added for at in range(_EACH)]))
        spent = _scrolled(shown, shown.view, lambda: not shown.model.lacking(*shown.seen()))
        floor = _scrolled(plain, plain, lambda: True)
        shown.feed.drop()
        session.close()
        app.processEvents()
    return [
        Figure("passages.scroll", "100k_lines", p95(spent), "ms", p95(floor)),
        Figure("passages.scroll_max", "100k_lines", max(spent), "ms", max(floor)),
    ]


def _scrolled(widget: QListView | LineList, view: QAbstractItemView, is_whole: Callable[[], bool]) -> list[float]:
    """Scroll by rows and jump about; return what this thread spent on each until it was drawn with its words."""
    widget.resize(1400, 900)
    widget.show()
    QCoreApplication.processEvents()
    bar, rng = view.verticalScrollBar(), random.Random(3)

    def frame() -> None:
        bar.setValue(rng.randrange(bar.maximum()) if rng.random() < 0.2 else bar.value() + 3 * bar.singleStep())
        view.viewport().repaint()
        QCoreApplication.processEvents()
        while not is_whole():
            time.sleep(0.001)
            QCoreApplication.processEvents()

    for _ in range(10):
        frame()
    return both_each(frame, _FRAMES).cpu
