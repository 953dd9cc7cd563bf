"""The shared folder in Team: where it is, how it stands, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.background.folder_state import FolderState
from annotator.ui.commands.key_names import follow_keys, tell_keys
from annotator.ui.kit.widgets import LINK_SIDE, ElidedLabel, Look, button, pressed_by_enter, spaced, tooltip, words

_WHAT = (
    "Everybody writes files of their own there, and nobody writes to the project of another. Works with Nextcloud,"
    " Dropbox, OneDrive, a network drive or a USB stick."
)
_NONE = "No folder is shared. With one, what is new reaches everybody by itself, without a server."
_LINKS = (
    ("project.take_arrived", "Look at what came"),
    ("project.look_folder", "Look now"),
    ("project.share_folder", "Share over a folder…"),
    ("project.stop_folder", "Stop"),
)


class FolderSection(QWidget):
    """`command_requested` carries the command behind a link."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.path = words("Shared folder", Look.STRONG), ElidedLabel(None, 480)
        self.state, self.what, self.stray = words(""), words(_NONE, Look.SECONDARY), words("")
        self.links = {id: self._link(id, text) for id, text in _LINKS}
        box = QVBoxLayout(self)
        spaced(box, 4)
        told = QVBoxLayout()
        spaced(told, 4, (LINK_SIDE, 0, 0, 0))
        for each in (self.head, self.path, self.state, self.what, self.stray):
            told.addWidget(each)
        box.addLayout(told)
        row = QHBoxLayout()
        spaced(row, 0)
        for link in self.links.values():
            row.addWidget(link)
        row.addStretch(1)
        box.addLayout(row)
        follow_keys(self, lambda: tell_keys(self.links))
        self.show_folder(FolderState())

    def show_folder(self, found: FolderState) -> None:
        """Show where the folder is and how it stands."""
        is_shared = found.folder is not None
        self.path.say(str(found.folder or ""))
        self.state.setText(found.line)
        self.state.setAccessibleDescription(found.about)
        self.state.setToolTip(tooltip(found.about) if found.about else "")
        self.what.setText(_WHAT if is_shared else _NONE)
        self.stray.setText(f"{found.stray}." if found.stray else "")
        for part, is_there in ((self.path, is_shared), (self.state, is_shared), (self.stray, bool(found.stray))):
            part.setVisible(is_there)
        self.links["project.take_arrived"].setVisible(found.waits)
        for id in ("project.look_folder", "project.stop_folder"):
            self.links[id].setVisible(is_shared)
        self.links["project.share_folder"].setText("Change the folder…" if is_shared else "Share over a folder…")

    def _link(self, id: str, text: str) -> QPushButton:
        made = pressed_by_enter(button(text, Look.LINK))
        made.clicked.connect(lambda: self.command_requested.emit(id))
        return made
