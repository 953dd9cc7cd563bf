"""Handing in: what was done in this copy, as one file that is to be sent; nothing is asked where it is known."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.wording import counted, isolated
from annotator.operations.team import handing_in
from annotator.operations.team.handing_in import HandIn
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.handed_in import HandedInDialog
from annotator.ui.settings.preferences import Preferences

_KEPT, _ASKED = "hand_in", "hand_in_asked"
"""Under these names the settings of this computer keep, for each project, where it was handed in last, and how many
documents were done when it was last asked whether to.
"""
_WAIT_MS = 1500
"""So long after the last act it is counted how much waits: not while somebody codes."""
_ALL_IN = "All that was done here is handed in already; “Hand in everything once more” writes it again."


class HandingInFlow(QObject):
    """`counted` tells how many acts of a coder's copy wait for being handed in."""

    counted = Signal(int)

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self._counting = LatestTask(session, self)
        self.goes_by_itself: Callable[[], str] = lambda: ""
        """Where what is done here is handed over to without being asked for, such as “the shared folder”."""
        self.hand_over: Callable[[], object] = lambda: None
        """Does that at once."""
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._count)
        session.opened.connect(self._count)
        session.changed.connect(self._count_soon)
        session.folder_told.connect(self._count_soon)
        session.hubs_told.connect(self._count_soon)
        session.closing.connect(self._soon.stop)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "project.hand_in": self.hand_in_as_usual,
            "project.hand_in_to": self.hand_in_to,
            "project.hand_in_all": lambda: self.hand_in(everything=True),
        }

    def hand_in_as_usual(self) -> None:
        """Hand over to the shared folder or hub where there is one, else write a file that is to be sent."""
        if where := self.goes_by_itself():
            self._session.said.emit(f"It goes over to {where} by itself, and does so now.")
            self.hand_over()
        else:
            self.hand_in()

    def hand_in(self, everything: bool = False, then: Callable[[], object] | None = None) -> None:
        """Write what is new into the folder of the last time, or beside the file, and say which file it is.

        `everything`: all once more, since a file was lost; `then`: what comes after that was read.
        """
        folder = self._folder()

        def work(project: Project, _: object) -> HandIn | None:
            if not everything and not handing_in.acts_to_hand_in(project):
                return None
            return handing_in.hand_in(project, folder, everything)

        self._session.in_background(
            work, returned=lambda made: self._on_handed_in(made, then), errored=self._session.tell
        )

    def hand_in_to(self) -> None:
        """Ask for the folder first, from now on the one into which is handed in."""
        title = "Hand in: the file is written into"
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._folder()))
        if chosen:
            self._keep(_KEPT, chosen)
            self.hand_in()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether a copy may be closed now; else it is offered first to hand in, and `then` called after.

        It is offered once for what is done: not where nothing was finished since it was handed in, or offered, last.
        """
        session = self._session
        if session.owner is None or session.project.read_only or self.goes_by_itself():
            return True
        if self._done() <= self._asked():
            return True
        acts = handing_in.acts_to_hand_in(session.project)
        if not acts:
            return True
        said = counted(acts, "act of yours is", "acts of yours are")
        question = f"{said} not handed in yet. That writes one file, which you send to whoever gave you the project."
        dialog = AskDialog("Hand in before you leave?", question, "Hand in", "Not now", "Stay", self._window)
        dialog.first.connect(lambda: self.hand_in(then=then))
        dialog.second.connect(lambda: self._leave(then))
        open_dialog(dialog)
        return False

    def _leave(self, then: Callable[[], object]) -> None:
        self._keep(_ASKED, str(self._done()))
        then()

    def _on_handed_in(self, made: HandIn | None, then: Callable[[], object] | None) -> None:
        self._count()
        if made is None:
            self._session.refused.emit(_ALL_IN)
            return
        self._keep(_ASKED, str(self._done()))
        self._session.said.emit(f"Handed in {counted(made.acts, 'act')}: {isolated(made.path.name)}")
        dialog = HandedInDialog(made.sentence, made.path, self._window)
        dialog.elsewhere_requested.connect(self._again_elsewhere)
        if then is not None:
            dialog.elsewhere_button.hide()
            dialog.finished.connect(lambda _: then())
        open_dialog(dialog)

    @Slot()
    def _again_elsewhere(self) -> None:
        title = "Hand in: everything is written into"
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._folder()))
        if chosen:
            self._keep(_KEPT, chosen)
            self.hand_in(everything=True)

    @Slot()
    def _count_soon(self) -> None:
        if self._session.owner is not None:
            self._soon.start()

    @Slot()
    def _count(self) -> None:
        if self._session.is_open and self._session.owner is not None:
            self._counting.start(lambda project, _: handing_in.acts_here_alone(project), self.counted.emit)

    def _done(self) -> int:
        """Return how many documents are done in the layers of whose copy this is."""
        project, owner = self._session.project, self._session.owner
        layers = project.layers.of_coder(owner) if owner is not None else []
        return sum(one.done for layer in layers for one in project.assignments.of_layer(layer.id))

    def _asked(self) -> int:
        text = self._kept(_ASKED)
        return int(text) if text.isdigit() else 0

    def _folder(self) -> Path:
        """Return where it was handed in last, if that is still there, else beside the file."""
        kept = self._kept(_KEPT)
        return Path(kept) if kept and Path(kept).is_dir() else self._session.project.path.parent

    def _kept(self, name: str) -> str:
        return self._preferences.value.kept.get(str(self._session.path), {}).get(name, "")

    def _keep(self, name: str, text: str) -> None:
        if self._session.path is not None:
            self._preferences.put(self._preferences.value.with_kept(self._session.path, name, text))
