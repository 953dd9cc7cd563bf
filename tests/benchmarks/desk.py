"""The real window on a project with one large document: what the figures of opening and of keys are measured on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.model.document import DocumentDraft
from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks.load import make_spans


@dataclass
class Desk:
    """A window with a coder at it. `large` and `small`: the ids of its two documents."""

    window: MainWindow
    large: str
    small: str
    folder: Path


@contextmanager
def desk(text: str, spans: int, coders: tuple[str, ...] = ("Ana",)) -> Iterator[Desk]:
    """Yield a window on a project whose first document is `text` with so many spans of the coders."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project.create(folder / "load.annot", default_codebook())
        added = [people.add_coder(project, name) for name in coders]
        coder, layers = added[0][0], tuple(layer.id for _, layer in added)
        large, small = documents.add_drafts(project, [DocumentDraft("large", text), DocumentDraft("small", "Short.")])[
            0
        ]
        with project.transact(Told(sentence="Load")):
            project.spans.add(make_spans(text, spans, large.id, layers))
        window = MainWindow(Session(), Preferences(folder / "config"))
        window.resize(1900, 1000)
        window.show()
        window.session.open(project)
        window.session.set_coder(coder)
        window.session.has_asked = True
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                other.close()
        window.activateWindow()
        settle(window)
        try:
            yield Desk(window, large.id, small.id, folder)
        finally:
            window.close()
            window.deleteLater()
            QApplication.processEvents()


def settle(window: MainWindow) -> None:
    """Let the window do what it has put off."""
    while window.coding.shown.marks.is_loading:
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()
