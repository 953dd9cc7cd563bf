"""The strip at the foot: a key and a button per label, what was done last, and who is coding.

It takes the width that there is and never asks for more: labels that do not fit are a key or the picker away, and a
long message is cut at its end.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.model.codebook import Label
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import ElidedLabel, Look, beside_text, button, discard, spaced

_GAP = 4
_LONGEST = 130
"""Pixels of a label's name; what is longer is cut and stands whole in the tooltip."""


class LabelStrip(QWidget):
    """Labels to code with. `label_chosen` carries an id; `picker_requested` asks for the list of all."""

    label_chosen = Signal(str)
    picker_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[Label] = ()
        self.row = ButtonRow()
        self.picker = beside_text(button("", Look.LINK))
        self.picker.setAccessibleName("Search a label")
        self.message = ElidedLabel(Look.SECONDARY, 80)
        self.message.setAccessibleName("What was done last")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.who = ElidedLabel(Look.SECONDARY, 260)
        row = QHBoxLayout(self)
        spaced(row, 12, (12, 4, 12, 4))
        row.addWidget(self.row)
        row.addWidget(self.picker)
        row.addWidget(self.message, 1)
        row.addWidget(self.who)
        self.picker.clicked.connect(self.picker_requested)
        follow_keys(self, self._name_key)

    @property
    def buttons(self) -> list[QPushButton]:
        """The labels' buttons, those that do not fit among them."""
        return self.row.buttons

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Show these labels, as many as fit."""
        self._labels = labels
        self.row.put([self._button(label) for label in labels])
        # As high without the labels, so that nothing moves from one workspace to the other.
        self.setMinimumHeight(self.sizeHint().height())

    def show_coding(self, coding: bool) -> None:
        """Show or hide the labels, which another workspace has no use for."""
        self.picker.setVisible(coding)
        self.row.setVisible(coding)

    def say(self, text: str) -> None:
        """Say what was done, or how it stands; to assistive tools aloud, since nobody has the keyboard there."""
        self.message.say(text)
        self.message.setAccessibleDescription(text)
        announce(self.message, text)

    def say_who(self, text: str) -> None:
        """Say who is coding."""
        self.who.say(text)
        self.who.setAccessibleName(text)
        self.who.updateGeometry()

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        for each, label in zip(self.buttons, self._labels, strict=False):
            each.setIcon(label_icon(label))

    def _name_key(self) -> None:
        self.picker.setText(f"{key_or_none('code.pick_label')}  search a label…".strip())

    def _button(self, label: Label) -> QPushButton:
        made = beside_text(button("", Look.QUIET))
        name = made.fontMetrics().elidedText(label.name, Qt.TextElideMode.ElideRight, _LONGEST).replace("&", "&&")
        made.setText(f"{label.key}  {name}" if label.key else name)
        made.setIcon(label_icon(label))
        made.setIconSize(QSize(WIDTH, HEIGHT))
        made.setToolTip(f"{label.name}: {label.definition}" if label.definition else label.name)
        made.setAccessibleName(f"Code as {label.name}")
        made.setAccessibleDescription(label.definition)
        made.setProperty("label", label.id)
        made.clicked.connect(self._on_clicked)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.label_chosen.emit(str(sender.property("label")))


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
