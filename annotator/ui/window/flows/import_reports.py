"""Saving the report of an import: where to, and as which kind of file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.report_files import KINDS, save_report
from annotator.operations.project import encryption
from annotator.ui.background.session import Session


def save_import_report(report: ImportReport, session: Session, parent: QWidget) -> None:
    """Ask for a file and write the report to it; the ending of its name says the kind, without one that of the list."""
    kinds = {f"{title} (*{ending})": ending for ending, (title, _) in KINDS.items()}
    proposed = session.project.path.with_name(f"{session.project.path.stem}, import.html")
    title = encryption.saving("Save the report", session.project)
    first = next(kind for kind, ending in kinds.items() if ending == proposed.suffix)
    name, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(kinds), first)
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in KINDS:
        path = path.with_name(path.name + kinds.get(kind, ".txt"))
    named = session.project.path.stem
    if session.did(lambda _: save_report(report, path, named)):
        session.said.emit(f"Saved as {path.name}")
