"""What is shown as a file: a report to be read, or a table; what is ticked alone, where something is. And as a copy."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.model.wording import counted
from annotator.operations.passages.arranging import LineArrangement
from annotator.operations.passages.citing import WHOLE, copied
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.listing import ListAsked, list_of
from annotator.operations.passages.reporting import KINDS, save_passages
from annotator.operations.progress import Progress
from annotator.operations.project import encryption
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session


class PassageExport(QObject):
    """`chosen`: what is ticked, else all that was found; `search`: what finds it, and how it stands."""

    def __init__(
        self,
        session: Session,
        chosen: Callable[[], Sequence[PassageLine]],
        search: Callable[[], tuple[str, LineArrangement]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._chosen, self._search, self._window = session, chosen, search, window
        self._copying = LatestTask(session, self)

    def save(self) -> None:
        """Ask for a file and write to it."""
        lines = self._chosen()
        if not lines:
            self._session.refused.emit("Nothing is found that could be written; look for something else.")
            return
        kinds = {f"{kind.title} (*{ending})": ending for ending, kind in KINDS.items()}
        proposed = self._session.project.path.with_name(f"{self._session.project.path.stem}, passages.docx")
        title = encryption.saving("Save the passages", self._session.project)
        shown = next(one for one, ending in kinds.items() if ending == ".docx")
        name, kind = QFileDialog.getSaveFileName(self._window, title, str(proposed), ";;".join(kinds), shown)
        if name:
            self._write(_with_ending(Path(name), kinds.get(kind, ".docx")), lines)

    def copy(self, lines: Sequence[PassageLine]) -> None:
        """Put passages with their sources on the clipboard."""
        if lines:
            self._copying.start(lambda project, _: copied(project, lines), lambda text: self._take(text, len(lines)))

    def _take(self, text: str, number: int) -> None:
        QApplication.clipboard().setText(text)
        self._session.said.emit(f"Copied: {counted(number, 'passage')} with the source")

    def _write(self, path: Path, lines: Sequence[PassageLine]) -> None:
        text, how = self._search()
        asked = ListAsked(how.order, how.backwards, how.group or None, longest=WHOLE, with_names=False)

        def work(project: Project, progress: Progress) -> None:
            save_passages(list_of(project, PassageSearch(project, text), lines, asked, progress), path, replace=True)

        self._session.in_background(
            work,
            returned=lambda _: self._session.said.emit(f"{counted(len(lines), 'passage')} saved as {path.name}"),
            errored=self._session.tell,
        )


def _with_ending(path: Path, ending: str) -> Path:
    """Return the path with the ending of the kind that was chosen, where it has none of the known ones."""
    return path if path.suffix.casefold() in KINDS else path.with_name(path.name + ending)
