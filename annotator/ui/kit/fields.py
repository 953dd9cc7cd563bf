"""The fields of forms: texts that grow, lists with an item a line, a colour; each with a line for its fault.

A field tells of what somebody typed, never of what it was given to show: what is only looked at does not change.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QIcon, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.model.codebook import Cue
from annotator.ui.kit.swatch import HEIGHT, WIDTH, swatch
from annotator.ui.kit.widgets import Look, button, labelled, spaced, words

OKABE_ITO: Mapping[str, str] = {
    "Blue": "#0072B2",
    "Green": "#009E73",
    "Vermilion": "#D55E00",
    "Purple": "#A65C8B",
    "Orange": "#E69F00",
    "Sky blue": "#56B4E9",
    "Yellow": "#F0E442",
    "Reddish purple": "#CC79A7",
    "Grey": "#5B6470",
}
"""Masataka Okabe and Kei Ito, Color Universal Design (2008): told apart by colour-blind eyes too; purple for words."""

_LINE = "\u2028"
_MOST_LINES = 12
_MOST_LETTERS = 4000
"""So many letters fill the lines that are shown at most, whatever the width."""


class TextArea(QPlainTextEdit):
    """A text of several lines, as high as it needs; Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, least: int = 2, parent: QWidget | None = None) -> None:
        """`least`: the lines that it always has room for."""
        super().__init__(parent)
        self._least = least
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)
        self.textChanged.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text without telling of it."""
        if text != self.toPlainText():
            self._put(text)

    def _put(self, text: str) -> None:
        with QSignalBlocker(self):
            self.setPlainText(text)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Be as high as the text is in this width: computed, since lines that are not seen are not laid out."""
        metrics, wrap = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        room = QRect(0, 0, max(self.viewport().width() - 12, 40), 100_000)
        pieces = self.toPlainText()[:_MOST_LETTERS].split("\n")
        high = sum(max(metrics.boundingRect(room, wrap, piece).height(), metrics.lineSpacing()) for piece in pieces)
        lines = min(max(-(-high // metrics.lineSpacing()), self._least), _MOST_LINES)
        self.setFixedHeight(lines * metrics.lineSpacing() + 20)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


class LinesArea(TextArea):
    """A list with an item on each line; Shift and Enter break a line within an item. `left`: the focus went."""

    left = Signal()

    def items(self) -> tuple[str, ...]:
        """Return the items, without empty lines."""
        block, found = self.document().begin(), []
        while block.isValid():
            found.append(block.text().replace(_LINE, "\n"))
            block = block.next()
        return tuple(item for item in found if item.strip())

    def item_at_work(self) -> str:
        """Return the item in which somebody is typing, empty for none."""
        return self.textCursor().block().text().replace(_LINE, "\n") if self.hasFocus() else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def show_items(self, items: Sequence[str]) -> None:
        """Show a list without telling of it."""
        if tuple(items) != self.items():
            # Not by `show_text`: as plain text an item of two lines is the same as two items.
            self._put("\n".join(item.replace("\n", _LINE) for item in items))


class Choice(QComboBox):
    """A list to choose from; the wheel scrolls the form, and chooses nothing on the way.

    It gives way in a narrow window: the longest of its lines is seen whole once it is opened.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    # Qt calls this.

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColourField(QWidget):
    """A colour out of those that all eyes tell apart, or any other."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cue = Cue.SOLID
        self.named = Choice()
        self.named.setIconSize(QSize(WIDTH, HEIGHT))
        self.named.setAccessibleName("Colour")
        for name, colour in OKABE_ITO.items():
            self.named.addItem(name, colour)
        self.named.addItem("Another one", "")
        self.code = QLineEdit(maxLength=7)
        self.code.setAccessibleName("Colour in hexadecimal digits")
        self.code.setFixedWidth(80)
        self.more = button("…", Look.KEY)
        self.more.setAccessibleName("Choose a colour")
        row = QHBoxLayout(self)
        spaced(row, 8)
        row.addWidget(self.named, 1)
        row.addWidget(self.code)
        row.addWidget(self.more)
        self.setFocusProxy(self.named)
        self.named.activated.connect(self._on_named)
        self.code.textEdited.connect(self._on_code)
        self.more.clicked.connect(self._choose)

    @property
    def colour(self) -> str:
        """The colour, or whatever stands in its place while it is typed."""
        return self.code.text().strip()

    def show_colour(self, colour: str, cue: Cue) -> None:
        """Show a colour, drawn as the label's bar, without telling of it."""
        self._cue = cue
        if colour != self.colour:
            self.code.setText(colour)
        self._find()
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Draw the bars again, after the theme or the cue changed."""
        for row in range(self.named.count()):
            colour = self.named.itemData(row)
            self.named.setItemIcon(row, swatch(colour, self._cue) if colour else QIcon())

    def _find(self) -> None:
        row = self.named.findData(self.colour.upper())
        self.named.setCurrentIndex(row if row >= 0 else self.named.count() - 1)

    @Slot(int)
    def _on_named(self, row: int) -> None:
        if colour := self.named.itemData(row):
            self.code.setText(colour)
            self.edited.emit()
        else:
            self.code.setFocus()
            self.code.selectAll()

    @Slot()
    def _on_code(self) -> None:
        self._find()
        self.edited.emit()

    @Slot()
    def _choose(self) -> None:
        chosen = QColorDialog.getColor(self.colour, self, "Colour of the label")
        if chosen.isValid():
            self.code.setText(chosen.name().upper())
            self._on_code()


def boxed(layout: QLayout) -> QWidget:
    """Return a widget around a layout, without margins, so that it can be hidden."""
    layout.setContentsMargins(0, 0, 0, 0)
    made = QWidget()
    made.setLayout(layout)
    return made


class Fields(QVBoxLayout):
    """Captions above fields, and below each the sentence on what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        spaced(self, 12)
        self._problems: dict[str, tuple[QWidget, QLabel, str]] = {}

    def add(self, name: str, caption: str, field: QWidget, hint: str = "") -> None:
        """Add a field under the name by which its fault is known."""
        self.addLayout(self.made(name, caption, field, hint))

    def add_row(self, *fields: tuple[str, str, QWidget]) -> None:
        """Add fields side by side."""
        row = QHBoxLayout()
        spaced(row, 16)
        for name, caption, field in fields:
            row.addLayout(self.made(name, caption, field), 1)
        self.addLayout(row)

    def made(self, name: str, caption: str, field: QWidget, hint: str = "") -> QVBoxLayout:
        """Return the layout of a field, for whoever places it otherwise; without a caption it names itself."""
        if caption:
            box = labelled(caption, field, hint)
        else:
            box = QVBoxLayout()
            box.addWidget(field)
        problem = words("", Look.PROBLEM)
        problem.hide()
        box.addWidget(problem)
        self._problems[name] = field, problem, hint
        return box

    def say(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, by field; what is not named is right."""
        for name, (field, problem, hint) in self._problems.items():
            sentence = faults.get(name, "")
            if sentence != problem.text():
                problem.setText(sentence)
                problem.setVisible(bool(sentence))
                field.setAccessibleDescription(sentence or hint)
