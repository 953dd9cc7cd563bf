"""The workspace Documents of the real window, on small projects."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.projects import write_project
from tests.ui.windows import Stage

KNOWN: Sequence[tuple[str, Mapping[str, str]]] = (
    ("Readout of the call", {"date": "2026-01-22", "kind": "readout", "speaker": "MFA of China"}),
    ("بيان بشأن أوكرانيا", {"date": "2026-02-18", "kind": "statement", "language": "ar"}),
    ("外交部长通电话", {"date": "2022-01-05", "kind": "readout", "language": "zh"}),
    ("A report", {"kind": "report"}),
)
"""Titles, and what is known of each."""
TEXTS = (
    "France urged China to talk.",
    "دعت الصين إلى السلام.",
    "中国呼吁各方保持克制。",
    "All sides welcomed the pledge.",
)


def write_documents(path: Path, coders: Sequence[str] = ("Ana", "Ben")) -> Path:
    """Write a project with a few documents of which different things are known."""

    def make(project: Project) -> None:
        drafts = [
            DocumentDraft(title, text, metadata, source=f"{number}.txt")
            for number, ((title, metadata), text) in enumerate(zip(KNOWN, TEXTS, strict=True))
        ]
        documents.add_drafts(project, drafts)
        for name in coders:
            people.add_coder(project, name)

    write_project(path, ("documents", tuple(coders)), make)
    return path


def quiet(stage: Stage) -> None:
    """Wait until all is read and put in order."""
    # What was typed in a cell is handed on by the event loop.
    QApplication.processEvents()
    workspace = stage.window.page.workspace
    tasks = stage.window.session.tasks
    if isinstance(workspace, DocumentsWorkspace):
        stage.qtbot.waitUntil(lambda: not workspace.is_busy and not tasks.busy)
    stage.qtbot.waitUntil(lambda: not tasks.busy)
    QApplication.processEvents()


def documents_of(stage: Stage) -> DocumentsWorkspace:
    """Go to Documents and wait until they are there."""
    stage.press("Ctrl+1")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, DocumentsWorkspace)
    quiet(stage)
    return workspace


def titles(workspace: DocumentsWorkspace) -> list[str]:
    """Return the titles that are shown, in their order."""
    return [row.info.title for row in workspace.shown.rows]


def cells(workspace: DocumentsWorkspace) -> list[list[str]]:
    """Return what all cells of the table say."""
    model = workspace.model
    return [
        [str(model.data(model.index(line, at)) or "") for at in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def column_of(workspace: DocumentsWorkspace, id: str) -> int:
    """Return where a column stands."""
    return next(at for at, one in enumerate(workspace.model.columns) if one.id == id)


def go_to(workspace: DocumentsWorkspace, title: str, column: str = "title") -> None:
    """Put the keyboard on a cell."""
    line = titles(workspace).index(title)
    workspace.table.setCurrentIndex(workspace.model.index(line, column_of(workspace, column)))
