"""Files that are opened from outside: named when the program is started, clicked twice, dropped, sent by the system.

All come here. Nothing of a packet is written before somebody has seen what it brings: it is shown in Team, in its
project, which is opened for that where it is known.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.errors import UserError
from annotator.operations.opened_files import ToOpen, to_open
from annotator.operations.team.packet_files import head_in
from annotator.operations.team.packet_places import KnownCopy, copy_for, copy_of, looked_at, nowhere
from annotator.packets.head import PacketHead
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences

_AGAIN_MS = 200
"""After so long it is looked again whether a dialog has been answered."""


class OpeningHandlers(NamedTuple):
    """What opens a project, joins by an invitation, shows packets in Team, and asks who is coding."""

    open_project: Callable[[Path], object]
    join: Callable[[Path], object]
    take: Callable[[Sequence[Path]], object]
    ask_who: Callable[[], object]


class _WaitingPacket(NamedTuple):
    """A packet that waits for its project; without an origin for the next one that is opened."""

    path: Path
    origin: str


class OpeningFlow(QObject):
    """Opens files, one window for all of them."""

    told = Signal(str)
    """Why a file is not opened, one sentence, which is shown as well."""

    def __init__(self, session: Session, preferences: Preferences, window: QWidget, handlers: OpeningHandlers) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._do = session, preferences, window, handlers
        self._looking = LatestTask(session, self)
        self._later: list[Path] = []
        self._packets: list[_WaitingPacket] = []
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(lambda: self.open(()))
        # Whoever sits down has then been shown all that they see first.
        session.coder_changed.connect(self._show_packets, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def open(self, paths: Sequence[Path]) -> None:
        """Open files, once no dialog waits for an answer; what becomes of each is shown."""
        self._later += paths
        if QApplication.activeModalWidget() is not None:
            self._again.start()
            return
        files, self._later = self._later, []
        if files:
            self._open(to_open(files), is_one=len(files) == 1)

    def _open(self, wanted: ToOpen, is_one: bool) -> None:
        self._tell(wanted.left, is_one)
        if wanted.project is not None:
            self._packets += [_WaitingPacket(path, "") for path in wanted.packets]
            self._do.open_project(wanted.project)
        elif wanted.invitation is not None:
            self._do.join(wanted.invitation)
        elif wanted.packets:
            self._open_packets(wanted.packets, is_one)

    def _tell(self, sentences: Sequence[str], is_one: bool) -> None:
        for sentence in sentences:
            self.told.emit(sentence)
        if is_one and sentences:
            open_dialog(ErrorDialog(sentences[0], parent=self._window))
        elif sentences:
            lines = [(Outcome.NOTICE, sentence) for sentence in sentences]
            open_dialog(ReportDialog("Not opened", lines, self._window))

    def _open_packets(self, paths: Sequence[Path], is_one: bool) -> None:
        """Show packets in their project: that of the first of them, and the others where they are of the same."""
        heads: dict[Path, PacketHead | None] = {}
        left = []
        for path in paths:
            try:
                heads[path] = head_in(path)
            except UserError as error:
                left.append(str(error))
        first = next(iter(heads), None)
        for path in list(heads):
            if first is not None and _origin(heads[path]) != _origin(heads[first]):
                del heads[path]
                left.append(f"{path.name} is of another project than {first.name}; open it by itself.")
        self._tell(left, is_one)
        self._packets += [_WaitingPacket(path, _origin(head)) for path, head in heads.items()]
        if first is not None:
            self._find_project(first, heads[first])

    def _find_project(self, path: Path, head: PacketHead | None) -> None:
        here = [copy_of(self._session.project)] if self._session.is_open else []
        if head is None:
            self._go_to(path, head, here[0].path if here else None)
            return
        recent = [one for one in self._preferences.value.recent if one.path.is_file()]
        known = [*here, *(KnownCopy(one.path, one.origin, one.owner) for one in recent if one.origin)]
        unknown = [one.path for one in recent if not one.origin and not one.encrypted]
        if unknown and copy_for(head, known) is None:
            self._looking.compute(
                lambda _: copy_for(head, looked_at(unknown)),
                lambda found: self._go_to(path, head, found),
            )
        else:
            self._go_to(path, head, copy_for(head, known))

    def _go_to(self, path: Path, head: PacketHead | None, project: Path | None) -> None:
        if project is None:
            self._tell([nowhere(path.name, head)], is_one=True)
        elif self._session.is_open and self._session.project.path == project:
            self._show_packets()
        else:
            self._do.open_project(project)

    @Slot()
    def _show_packets(self) -> None:
        """Show in Team the packets that wait for the project that is open."""
        if not self._session.is_open or not self._packets:
            return
        if self._session.coder is None:
            self._do.ask_who()
            return
        of_this = ("", self._session.project.origin)
        here = list(dict.fromkeys(one.path for one in self._packets if one.origin in of_this))
        self._packets = [one for one in self._packets if one.origin not in of_this]
        if here:
            self._do.take(here)


def _origin(head: PacketHead | None) -> str:
    return head.origin if head is not None else ""
