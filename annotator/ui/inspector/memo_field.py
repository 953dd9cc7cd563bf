"""Where the memo on a document is written: a line that grows, and how many memos others have written on it."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.ui.kit.fields import TextArea
from annotator.ui.kit.widgets import Look, beside_text, button, spaced

_MOST_LINES = 6
_HINT = "Memo on this document"


class MemoArea(TextArea):
    """A text that is finished when the keyboard leaves it, not at each key; Escape leaves it."""

    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self.setPlaceholderText(_HINT)
        self.setAccessibleName(_HINT)
        self.textChanged.connect(self._be_low)
        self._be_low()

    @Slot()
    def _be_low(self) -> None:
        """Leave the list above its room; a long memo is scrolled."""
        most = _MOST_LINES if self.hasFocus() else 2
        self.setFixedHeight(min(self.minimumHeight(), most * self.fontMetrics().lineSpacing() + 20))

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fit()
        self._be_low()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._be_low()
        # A menu or another window takes the keyboard for a moment, too: what was written is saved then as well.
        self.finished.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._be_low()


class MemoField(QWidget):
    """The memo of whoever is at the desk, and a way to those of others."""

    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = MemoArea()
        self.more = beside_text(button("", Look.LINK))
        self.more.hide()
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addWidget(self.area)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self.more_requested)

    @property
    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.area.toPlainText().strip()

    def show_memo(self, text: str, others: int) -> None:
        """Show a memo, and how many others there are on the document, without telling of it."""
        self.area.show_text(text)
        self.more.setText(counted(others, "more memo"))
        self.more.setAccessibleName(f"{counted(others, 'more memo')} on this document, in the journal")
        self.more.setVisible(others > 0)

    def set_open(self, on: bool) -> None:
        """Let something be written, or not: there is no document, or nothing can be changed."""
        self.setVisible(on)
