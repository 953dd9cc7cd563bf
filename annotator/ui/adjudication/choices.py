"""The verbs that decide a case, at the foot of its column: four across, three down, each always in the same place.

What does not apply to the case at hand is grey and stays where it is, so that neither the eye nor the mouse looks for
a verb from case to case.
"""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.adjudication.decisions import Settled
from annotator.adjudication.ways import WAY
from annotator.ui.adjudication.coder_letters import letter
from annotator.ui.commands.commands import LETTERS
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import RING, FlatButton, advance
from annotator.ui.kit.widgets import spaced

ACROSS = 4
_ORDER = ("take", "none", "fill", "defer", "union", "intersection", "majority", "split", "relabel", "join", "add")
CHOICES = (*((id, WAY[id].short, WAY[id].spoken) for id in _ORDER), ("reopen", "reopen", "Reopen, or take out of gold"))
"""What a button asks for, what it says, and what it tells; the command that does the same is `adjudicate.` and the
first. To take is a command a coder: its button takes the span that is marked."""
_HIGH, _GAP, _SIDE, _CAP = 32, 4, 4, 17


class VerbButton(FlatButton):
    """A verb beside its key."""

    def __init__(self, choice: str, title: str, spoken: str) -> None:
        super().__init__(title)
        self.choice, self.key = choice, ""
        self.setAccessibleName(spoken)
        self.setFixedHeight(_HIGH)

    def name_key(self, key: str) -> None:
        """Show a key, or several as “A–C”."""
        self.key = key
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setToolTip(f"{self.accessibleName()}, {key}" if key else self.accessibleName())
        self.update()

    def paint_face(self, painter: QPainter) -> None:
        look = theme.current()
        ink = look.ink if self.isEnabled() else look.quiet
        painter.setPen(QPen(QColor(look.secondary if self.isEnabled() else look.hairline), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left, small, words = _SIDE, theme.interface_font(theme.SECONDARY_PX), theme.interface_font()
        if self.key:
            wide = _cap_width(self.key)
            painter.drawRoundedRect(QRectF(left + 0.5, (_HIGH - 19) / 2, wide, 19), 3, 3)
            self.draw_words(painter, left + 1 + (wide - advance(small, self.key)) // 2, self.key, small, ink)
            left += wide + _SIDE
        shown = QFontMetrics(words).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - left - RING)
        self.draw_words(painter, left, shown, words, ink)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        key = _cap_width(self.key) + _SIDE if self.key else 0
        return QSize(_SIDE + key + advance(theme.interface_font(), self.text()) + RING, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, _HIGH)


def _cap_width(key: str) -> int:
    return max(advance(theme.interface_font(theme.SECONDARY_PX), key) + 6, _CAP)


OF_GOLD = frozenset({"reopen", "add"})
"""What can be done while one looks at how gold came about."""


def applicable(one: Settled | None, coders: int) -> frozenset[str]:
    """Return the verbs that apply to a case, or (None) where none is at hand; `coders`: how many are compared."""
    if coders < 2:
        return frozenset()
    if one is None:
        return frozenset({"add"})
    found = {id for id in _ORDER if WAY[id].applies(one.case)}
    return frozenset(found | {"reopen"} if one.decision is not None else found)


class ChoiceGrid(QWidget):
    """`requested` carries the name of a choice."""

    requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, VerbButton] = {}
        self._coders = 0
        grid = QGridLayout(self)
        spaced(grid, _GAP)
        for place, (choice, title, spoken) in enumerate(CHOICES):
            made = VerbButton(choice, title, spoken)
            made.clicked.connect(self._on_clicked)
            grid.addWidget(made, place // ACROSS, place % ACROSS)
            self.buttons[choice] = made
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 48)
        follow_keys(self, self._name_keys)

    def show_coders(self, count: int) -> None:
        """Name the keys that take the spans of so many coders."""
        if count != self._coders:
            self._coders = count
            self._name_keys()

    def allow(self, choices: Collection[str]) -> None:
        """Let these be chosen; the others are grey."""
        for choice, made in self.buttons.items():
            made.setEnabled(choice in choices)

    def _name_keys(self) -> None:
        for choice, made in self.buttons.items():
            key = self._take_keys() if choice == "take" else key_or_none(f"adjudicate.{choice}")
            made.name_key(key.replace("Shift+", "⇧"))

    def _take_keys(self) -> str:
        count = min(self._coders, len(LETTERS))
        keys = [key_or_none(f"adjudicate.take_{LETTERS[at]}") for at in range(count)]
        as_shipped = all(key == letter(at) for at, key in enumerate(keys))
        if as_shipped and count > 1:
            return f"{keys[0]}–{keys[-1]}"
        return " ".join(filter(None, keys))

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, VerbButton):
            self.requested.emit(sender.choice)
