"""What all dialogs share: margins, a heading, a body, and the buttons at the foot."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.dialogs.fitting import fit, room_for
from annotator.ui.kit.widgets import Look, spaced, words


class Dialog(QDialog):
    """A dialog with its title as heading; fill `body`, then call `add_buttons`."""

    def __init__(self, title: str, parent: QWidget | None = None, intro: str = "", look: Look = Look.HEADING) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        spaced(outer, 16, (24, 20, 24, 20))
        head = QVBoxLayout()
        spaced(head, 4)
        head.addWidget(words(title, look))
        if intro:
            head.addWidget(words(intro, Look.SECONDARY))
        outer.addLayout(head)
        self.body = QVBoxLayout()
        spaced(self.body, 12)
        outer.addLayout(self.body, 1)
        self.buttons = QDialogButtonBox()
        self._outer, self._is_fitted = outer, False

    def add_buttons(self, accept: str = "", reject: str = "Cancel") -> QPushButton | None:
        """Put the buttons at the foot; returns the one that accepts (the default), if there is one."""
        made = None
        self._place_buttons()
        if accept:
            made = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            made.setDefault(True)
        if reject:
            self.buttons.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(not accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        return made

    def add_side_button(self, text: str) -> QPushButton:
        """Add a button at the other end of the foot, for what neither accepts nor closes."""
        self._place_buttons()
        # The role that every platform's order puts at the other end.
        made = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ResetRole)
        made.setAutoDefault(False)
        return made

    def _place_buttons(self) -> None:
        # Before the first of them: of a box that comes with its buttons, Tab passes over one in our style.
        if self.buttons.parentWidget() is None:
            self._outer.addWidget(self.buttons)

    def _fit(self) -> None:
        self._is_fitted = True
        fit(self, self._outer, self.body)

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_fitted:
            self._lead_captions()
            self._fit()

    def _lead_captions(self) -> None:
        """Lead the key of each caption on to what has the keyboard in its field: Qt leads it to no part of another."""
        for caption in self.findChildren(QLabel):
            field = caption.buddy()
            if field is not None and (within := field.focusProxy()) is not None:
                caption.setBuddy(within)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted and not self.isMaximized() and event.size().height() > room_for(self).height():
            # What came into it meanwhile made it larger; once that is laid out.
            QTimer.singleShot(0, self, self._fit)


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog that is gone once it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
