"""The strip at the foot, 32 high everywhere: in Code a key and a button per label, else the workspace's main keys;
at the right what was done last, and how much is done.

It takes the width that there is and never asks for more: labels that do not fit are a key or the picker away, and a
long message is cut at its end.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.model.codebook import Label
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.flat_button import FlatButton, advance, bold
from annotator.ui.kit.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.kit.widgets import ElidedLabel, Look, button, discard, pressed_by_enter, spaced
from annotator.ui.window.folder_line import FolderLine
from annotator.ui.window.hub_line import HubLine
from annotator.ui.window.key_line import KeyLine

FOOT = 32
_HIGH = 24
_GAP = 4
_LONGEST = 130
"""Pixels of a label's name; what is longer is cut and stands whole in the tooltip."""
_MESSAGE = 150
"""Pixels that are kept for what was done last, however many labels there are, so that its first words are read."""


class LabelStrip(QWidget):
    """Labels to code with. `label_chosen` carries an id; `picker_requested` asks for the list of all."""

    label_chosen = Signal(str)
    picker_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = ButtonRow()
        self.picker = FindButton()
        self.keys = KeyLine()
        self.message = ElidedLabel(Look.SECONDARY, _MESSAGE)
        self.message.setMinimumWidth(_MESSAGE)
        self.message.setAccessibleName("What was done last")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._is_complaint = False
        self.read_only = ElidedLabel(Look.STRONG, 90)
        self.read_only.hide()
        self.back = pressed_by_enter(button("Back to the present", Look.LINK))
        self.back.clicked.connect(self.back_requested)
        self.back.hide()
        self.folder, self.hub = FolderLine(), HubLine()
        self.count = ElidedLabel(Look.SECONDARY, 340)
        self.count.setAccessibleName("How much is done")
        self.setFixedHeight(FOOT)
        row = QHBoxLayout(self)
        spaced(row, 12, (8, 0, 12, 0))
        row.addWidget(self.row)
        row.addWidget(self.picker)
        row.addWidget(self.keys)
        row.addWidget(self.message, 1)
        row.addWidget(self.read_only)
        row.addWidget(self.back)
        row.addWidget(self.folder)
        row.addWidget(self.hub)
        row.addWidget(self.count)
        self.keys.hide()
        self.picker.clicked.connect(self.picker_requested)

    @property
    def buttons(self) -> list[QPushButton]:
        """The labels' buttons, those that do not fit among them."""
        return self.row.buttons

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Show these labels, as many as fit."""
        self.row.put([self._button(label) for label in labels])

    def show_coding(self, coding: bool) -> None:
        """Show the labels, or (where they have no use) the main keys of another workspace, which `keys` is told."""
        self.picker.setVisible(coding)
        self.row.setVisible(coding)
        self.keys.setVisible(not coding)

    def mark(self, label: str) -> None:
        """Tint the button of the label of the span at hand, none for an empty id."""
        for each in self.buttons:
            if isinstance(each, LabelButton):
                each.set_at_hand(each.label.id == label)

    def say(self, text: str) -> None:
        """Say what was done, or how it stands; to assistive tools aloud, since nobody has the keyboard there."""
        self._is_complaint = False
        self.message.say(text)
        self.message.setAccessibleDescription(text)
        announce(self.message, text)

    def complain(self, text: str) -> None:
        """Say why something was not done, which holds of the text that is shown."""
        self.say(text)
        self._is_complaint = True

    def drop_complaint(self) -> None:
        """Another text is shown: why something was not done in the one before is of no interest any more."""
        if self._is_complaint:
            self.say("")

    def say_read_only(self, why: str, short: str = "Read only", is_earlier: bool = False) -> None:
        """Say for as long as the project is open that it can only be read, and why; nothing for an empty text.

        `is_earlier`: it is shown as it was, and there is a way back.
        """
        self.read_only.setVisible(bool(why))
        self.read_only.say(short if why else "")
        # It is what one has to know of all that is seen: it is not cut.
        self.read_only.setMinimumWidth(advance(bold(), short) + 2 if why else 0)
        self.back.setVisible(is_earlier)
        self.read_only.setToolTip(why)
        self.read_only.setAccessibleDescription(why)

    def say_count(self, text: str) -> None:
        """Say how much is done."""
        if text != self.count.text():
            self.count.say(text)
            self.count.setAccessibleDescription(text)
            self.count.updateGeometry()

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        for each in self.buttons:
            each.update()

    def _button(self, label: Label) -> QPushButton:
        made = LabelButton(label)
        made.clicked.connect(self._on_clicked)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, LabelButton):
            self.label_chosen.emit(sender.label.id)


class LabelButton(FlatButton):
    """A label: its key bold, its bar, its name."""

    def __init__(self, label: Label, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.label, self.is_at_hand = label, False
        name = self.fontMetrics().elidedText(label.name, Qt.TextElideMode.ElideRight, _LONGEST)
        self._name = name
        shown = name.replace("&", "&&")
        self.setText(f"{label.key}  {shown}" if label.key else shown)
        self.setToolTip(f"{label.name}: {label.definition}" if label.definition else label.name)
        self.setAccessibleName(f"Code as {label.name}")
        self.setAccessibleDescription(label.definition)
        self.setProperty("label", label.id)

    def set_at_hand(self, at_hand: bool) -> None:
        """Say whether the span at hand has this label."""
        if at_hand is not self.is_at_hand:
            self.is_at_hand = at_hand
            self.update()

    def paint_face(self, painter: QPainter) -> None:
        look, left = theme.current(), 8
        if self.is_at_hand:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.selection))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.label.key:
            left = self.draw_words(painter, left, self.label.key, bold(), look.ink) + 8
        swatch = QRect(left, (self.height() - HEIGHT) // 2, WIDTH, HEIGHT)
        paint_swatch(painter, swatch.toRectF(), self.label.colour, self.label.cue)
        self.draw_words(painter, left + WIDTH + 8, self._name, theme.interface_font(), look.ink)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        key = advance(bold(), self.label.key) + 8 if self.label.key else 0
        return QSize(8 + key + WIDTH + 8 + advance(theme.interface_font(), self._name) + 8, _HIGH)


class FindButton(FlatButton):
    """The list of all labels, by the key that opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Find a label")
        follow_keys(self, self._name_key)

    def _name_key(self) -> None:
        key = key_or_none("code.pick_label")
        self.setText(f"{key}  find a label".strip())
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.updateGeometry()

    def paint_face(self, painter: QPainter) -> None:
        look, key = theme.current(), key_or_none("code.pick_label")
        end = self.draw_words(painter, 8, key, bold(), look.ink)
        self.draw_words(painter, end + (8 if key else 0), "find a label", theme.interface_font(), look.secondary)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        key = key_or_none("code.pick_label")
        width = advance(bold(), key) + 8 if key else 0
        return QSize(8 + width + advance(theme.interface_font(), "find a label") + 8, _HIGH)


class ButtonRow(QWidget):
    """Buttons side by side; those for which there is no room are hidden. No layout of Qt's leaves some out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def put(self, buttons: list[QPushButton]) -> None:
        """Show these in place of the others."""
        for each in self.buttons:
            discard(each)
        self.buttons = buttons
        for each in buttons:
            each.setParent(self)
        self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        left = 0
        for each in self.buttons:
            each.ensurePolished()
            size = each.sizeHint()
            each.setGeometry(left, 0, size.width(), self.height())
            left += size.width()
            each.setVisible(left <= self.width())
            left += _GAP

    # Qt calls these.

    def sizeHint(self) -> QSize:
        sizes = [each.sizeHint() for each in self.buttons]
        width = sum(size.width() + _GAP for size in sizes) - _GAP if sizes else 0
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
