"""The mentions of a text by actor, as chips: whom it names how often. A chip goes to the actor's next mention."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.model.wording import counted, isolated
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, pressed_by_enter, spaced, words

MOST = 5
"""Chips of actors; who is named less often is counted together."""
_LONGEST = 180
"""Pixels of a name."""
_FEW_LINES = 2
"""Lines of chips where there is little room."""


class MentionCount(NamedTuple):
    """How often an actor (by id, "" for none) is mentioned, and what it is called."""

    actor: str
    name: str
    times: int


class MentionChips(QWidget):
    """`chosen` carries an actor's id, an empty one for the mentions of nobody registered."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = words("", Look.STRONG)
        self.more = words("", Look.SECONDARY)
        self.chips: list[QPushButton] = []
        self._row = FlowRow(across=6)
        self._shown: tuple[MentionCount, ...] = ()
        self._has_room, self._is_short = True, False
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addWidget(self.heading)
        box.addWidget(self._row)
        box.addWidget(self.more)
        self.hide()

    def show_counts(self, counts: Sequence[MentionCount]) -> None:
        """Show who is mentioned, the most often first; what names nobody registered comes last."""
        shown = tuple(sorted(counts, key=lambda one: (not one.actor, -one.times, one.name)))
        if shown == self._shown:
            return
        self._shown = shown
        known, nobody = [one for one in shown if one.actor], [one for one in shown if not one.actor]
        for chip in self.chips:
            self._row.drop(chip)
            chip.deleteLater()
        self.chips = [self._made(one) for one in [*known[:MOST], *nobody]]
        self.heading.setText(f"{counted(sum(one.times for one in shown), 'mention')} by actor")
        self._show()

    def have_room(self, has_room: bool, is_short: bool = False) -> None:
        """Say whether there is room for chips: without any they are away, with little they take two lines."""
        self._has_room, self._is_short = has_room, is_short
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._shown) and self._has_room)
        self._fit()

    def _fit(self) -> None:
        """Leave out the chips of those named least that have no room; they are counted together."""
        known = [one for one in self._shown if one.actor]
        count = min(len(known), MOST)
        nobody = self.chips[count:]
        while self._is_short and count and self._row.lines_of(self.chips[:count] + nobody) > _FEW_LINES:
            count -= 1
        for chip in self.chips:
            chip.setHidden(chip not in self.chips[:count] + nobody)
        self._row.rearrange()
        rest = known[count:]
        self.more.setText(f"and {counted(len(rest), 'other actor')}, {counted(sum(one.times for one in rest), 'time')}")
        self.more.setVisible(bool(rest))

    def _made(self, one: MentionCount) -> QPushButton:
        name = self.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, _LONGEST)
        said = f"{isolated(name)} {one.times}" if one.actor else f"{one.times} without an actor"
        chip = pressed_by_enter(QPushButton(said.replace("&", "&&")))
        chip.setProperty("look", Look.CHIP.value)
        chip.setAutoDefault(False)
        heard = f"{one.name}: " if one.actor else "No actor: "
        chip.setAccessibleName(f"{heard}{counted(one.times, 'mention')}")
        chip.setToolTip("Go to the next of these mentions")
        chip.clicked.connect(partial(self._on_clicked, one.actor))
        self._row.put(chip)
        return chip

    def _on_clicked(self, actor: str, _: bool = False) -> None:
        self.chosen.emit(actor)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
