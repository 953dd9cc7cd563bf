"""Saving what is said of an import or export: where to, and as which kind of file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats.losses import Lost
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.loss_files import save_losses
from annotator.operations.exchange.report_files import KINDS, save_report
from annotator.operations.project import encryption
from annotator.ui.background.session import Session


def save_import_report(report: ImportReport, session: Session, parent: QWidget) -> None:
    """Ask for a file and write the report to it; the ending of its name says the kind, without one that of the list."""
    named = session.project.path.stem
    _save("Save the report", "import", session, parent, lambda path: save_report(report, path, named))


def save_loss_list(lost: Sequence[Lost], format: str, session: Session, parent: QWidget) -> None:
    """Ask for a file, likewise, and write the list of what an export leaves out to it."""
    title = f"{session.project.path.stem} as {format}"
    _save("Save the list", f"left out of {format}", session, parent, lambda path: save_losses(lost, path, title))


def _save(title: str, proposed: str, session: Session, parent: QWidget, write: Callable[[Path], None]) -> None:
    kinds = {f"{title} (*{ending})": ending for ending, (title, _) in KINDS.items()}
    file = session.project.path.with_name(f"{session.project.path.stem}, {proposed}.html")
    first = next(kind for kind, ending in kinds.items() if ending == file.suffix)
    said = encryption.saving(title, session.project)
    name, kind = QFileDialog.getSaveFileName(parent, said, str(file), ";;".join(kinds), first)
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in KINDS:
        path = path.with_name(path.name + kinds.get(kind, ".txt"))
    if session.did(lambda _: write(path)):
        session.said.emit(f"Saved as {path.name}")
