"""An empty page: what is missing, why, and the one button (with its key) that fills it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.ui.kit import theme
from annotator.ui.kit.icons import pixmap
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_WIDTH = 420


class EmptyState(QWidget):
    """In the middle of the room that it is given. `pressed`: the button was."""

    pressed = Signal()

    def __init__(self, icon_name: str, title: str, way_on: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = QLabel()
        self.title, self.text = words(title, Look.TITLE), words("")
        self.button = pressed_by_enter(button(way_on))
        self.button.setDefault(True)
        self.key = words("", Look.SECONDARY)
        self.button.clicked.connect(self.pressed)
        self._build()
        self._colour()

    def say(self, text: str, key: str = "") -> None:
        """Say why it is empty, and the key of the way on."""
        self.text.setText(text)
        self.key.setText(key)
        self.button.setAccessibleDescription(f"Key {key}" if key else text)

    def _build(self) -> None:
        row = QHBoxLayout()
        spaced(row, 12)
        row.addWidget(self.button)
        row.addWidget(self.key, 1)
        column = QVBoxLayout()
        spaced(column, 12)
        for part in (self._mark, self.title, self.text):
            column.addWidget(part)
        column.addLayout(row)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(_WIDTH)
        across = QHBoxLayout()
        spaced(across, 0, (24, 24, 24, 24))
        across.addStretch(1)
        across.addWidget(holder, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        spaced(outer, 0)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def _colour(self) -> None:
        self._mark.setPixmap(pixmap(self._icon_name, theme.current().accent, 24, self.devicePixelRatioF()))

    # Qt calls this.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)
