"""The passages behind a number or a cell, read in the background when they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from annotator.agreement.study.study import Figure, Study
from annotator.model.wording import counted
from annotator.operations.agreement import disputes
from annotator.operations.agreement.disputes import Disputed
from annotator.store.project import Project
from annotator.ui.agreement.numbers import Numbers
from annotator.ui.agreement.passage_list import DisputeRows
from annotator.ui.agreement.plots import Behind, StudyPicture
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.agreement.wording import title
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.passage_panel import PassagePanel
from annotator.ui.pictures.picture import Key

MOST = 2000
"""So many passages are listed; nobody reads more, and each costs a look into the project."""
_NO_DISPUTE = "The coders do not differ on this anywhere."


@dataclass(frozen=True, slots=True)
class _Read:
    passages: list[Disputed]
    every: int


class FigurePassages(QObject):
    """Puts what is behind a number into the panel."""

    def __init__(self, session: Session, panel: PassagePanel[DisputeRows], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._reading = LatestTask(session, self)
        self._found: StudyView | None = None
        self._open: Figure | tuple[str, Key] | None = None
        self._read_of: StudyView | None = None

    @property
    def is_busy(self) -> bool:
        """Whether passages are being read."""
        return self._reading.is_busy

    def is_other_figure(self, figure: Figure) -> bool:
        """Whether passages of a number are listed, and of another one than this."""
        return isinstance(self._open, Figure) and not self._panel.isHidden() and self._open is not figure

    @Slot(object)
    def open_figure(self, figure: Figure, to_list: bool = True) -> None:
        """List the places on which the coders of a figure differ; `to_list`: the keyboard goes there."""
        if self._found is None:
            return
        names, self._open = self._found.names, figure
        self._read(lambda: figure, title(figure, names), to_list, _NO_DISPUTE)

    def open_cell(self, tab: str, picture: StudyPicture | None, at: At, to_list: bool = True) -> None:
        """List what is behind a cell of the picture on a tab."""
        if self._found is not None and picture is not None:
            self._open = tab, picture.key(at)
            self._read(partial(picture.behind, at), picture.said(at), to_list, "")

    def look_at_numbers(self, found: StudyView, tab: str, numbers: Numbers) -> None:
        """There are other numbers: what is listed is read again, and goes where its number is gone."""
        is_other = self._found is None or self._found.reading is not found.reading
        self._found = found
        if isinstance(self._open, Figure):
            place = numbers.place_of(self._open)
            figure = numbers.at(*place) if place is not None else None
            if figure is None:
                self.close()
            elif is_other:
                self.open_figure(figure, to_list=False)
        elif self._open is not None and (self._open[0] != tab) and is_other:
            self.close()

    @Slot(str, object)
    def look_at_picture(self, tab: str, picture: StudyPicture) -> None:
        """The picture of a tab is drawn anew: what is listed of it goes with its cell."""
        if not isinstance(self._open, tuple) or self._open[0] != tab:
            return
        at = picture.find(self._open[1])
        if at is None:
            self.close()
        elif self._read_of is not self._found:
            self.open_cell(tab, picture, at, to_list=False)

    def close(self) -> None:
        """List nothing any more."""
        self._reading.drop()
        self._open = None
        self._panel.clear()

    def close_cell(self) -> None:
        """List nothing of a picture any more: it will be another one."""
        if isinstance(self._open, tuple):
            self.close()

    def reset(self) -> None:
        """Begin anew with another project."""
        self.close()
        self._found = self._read_of = None

    def _read(self, look: Callable[[], Behind], said: str, to_list: bool, none: str) -> None:
        found = self._found
        assert found is not None and found.study is not None
        study = found.study
        self._read_of = found
        self._panel.wait(said)

        def show(read: _Read) -> None:
            self._panel.model.coders = found.names.coders
            self._panel.show_passages(_title(said, read), read.passages, none)
            if to_list and read.passages:
                self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._reading.start(lambda project, progress: _looked_up(project, study, look, progress), show, self._on_error)

    def _on_error(self, error: Exception) -> None:
        self.close()
        self._session.tell(error)


def _looked_up(project: Project, study: Study, look: Callable[[], Behind], progress: Progress) -> _Read:
    behind = look()
    numbers = disputes.places_behind(project, study, behind, progress) if isinstance(behind, Figure) else list(behind)
    return _Read(disputes.passages(project, study, numbers[:MOST], progress), len(numbers))


def _title(said: str, read: _Read) -> str:
    shown, said = len(read.passages), said[:1].upper() + said[1:]
    if read.every > MOST:
        return f"{said}: the first {shown} of {read.every} places"
    return f"{said}: {counted(shown, 'place')}" if shown else said
