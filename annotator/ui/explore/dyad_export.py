"""The acts that are counted, as a table of directed dyads: where to, and how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats.format import Written
from annotator.model.ids import SpanId
from annotator.model.wording import counted
from annotator.operations.explore import write_dyads
from annotator.operations.project import encryption
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress, Task

ENDINGS = {"CSV table (*.csv)": ".csv", "Parquet table (*.parquet)": ".parquet"}
"""What the file dialog offers, and what each ends with."""


@dataclass(frozen=True, slots=True)
class CountedActs:
    """`layers`: ids of those that are counted; `expand`: whether groups stand by their members."""

    layers: frozenset[str]
    acts: frozenset[SpanId]
    expand: bool


class DyadExport(QObject):
    """`counted`: returns what is counted now, None where nothing is."""

    def __init__(self, session: Session, counted: Callable[[], CountedActs | None], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._counted, self._window = session, counted, window
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a table is being written."""
        return self._task is not None

    def save(self) -> None:
        """Ask for a file and write the table to it."""
        found = self._counted()
        if found is None:
            self._session.refused.emit("There are no dyads to save: no act is counted.")
            return
        proposed = self._session.project.path.with_name(f"{self._session.project.path.stem}, dyads.csv")
        title = encryption.saving("Save the dyads", self._session.project)
        name, kind = QFileDialog.getSaveFileName(self._window, title, str(proposed), ";;".join(ENDINGS))
        if name:
            self._write(_with_ending(Path(name), kind), found)

    def _write(self, path: Path, found: CountedActs) -> None:
        def work(project: Project, progress: Progress) -> Written:
            layers = [layer.id for layer in project.layers.all() if layer.id in found.layers]
            return write_dyads(project, path, layers, found.acts, found.expand, replaces=True)

        def done(_: Written) -> None:
            self._session.said.emit(f"The dyads of {counted(len(found.acts), 'act')} are saved as {path.name}")

        self._task = self._session.in_background(
            work, returned=done, errored=self._session.tell, finished=self._on_finished
        )

    def _on_finished(self) -> None:
        self._task = None


def _with_ending(path: Path, kind: str) -> Path:
    """Return the path with the ending of the kind that was chosen, where it has none of the known ones."""
    if path.suffix.lower() in ENDINGS.values():
        return path
    return path.with_name(path.name + ENDINGS.get(kind, ".csv"))
