"""The card of a span as rows: the keyboard goes through them, and the list below a row offers what may fill it.

It is how the inspector edits an act. It changes nothing itself: each choice goes to the desk (`CardDesk`), which tells
the project, and the card shows what the store has said.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.acts.entries import Entry, kind_entries, lit_at_first, value_entries
from annotator.ui.acts.field import RowField
from annotator.ui.acts.popup import EntryPopup
from annotator.ui.acts.rows import EMPTY, NO, YES, CardRow, first_open
from annotator.ui.widgets import Look, button, discard, spaced, words

_CAPTION = 96


class CardDesk(Protocol):
    """Who knows what may fill a row, and fills it."""

    def entries(self, row: CardRow, query: str) -> Sequence[Entry]:
        """Return what is offered for a slot."""

    def get_ready(self) -> None:
        """See to it that all that could be offered is read: Enter takes what is lit."""

    def take(self, row: CardRow, entry: Entry) -> bool:
        """Fill a row; whether that was done."""

    def take_out(self, row: CardRow, entry: Entry | None) -> bool:
        """Take a party or value out of its row: the given one, or the last."""

    def write(self, row: CardRow, text: str) -> str:
        """Set an attribute to what was typed; return why that was not done, empty where it was."""


class ActCard(QWidget):
    """The rows of the selected span."""

    left = Signal()
    """Done here: on to the text."""
    entered = Signal(QWidget)
    """A row has got the keyboard: this field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk: CardDesk | None = None
        self.lines: dict[str, RowLine] = {}
        self.current: str | None = None
        """The id of the row that has the keyboard, or had it before it went to the text."""
        self.popup = EntryPopup(self)
        self._entries: Sequence[Entry] = ()
        self._naming = ""
        self._again = False
        self._grid = QGridLayout(self)
        spaced(self._grid, 4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.popup.chosen.connect(self._on_clicked)

    @property
    def rows(self) -> list[CardRow]:
        """What is shown, in order."""
        return [line.field.row for line in self.lines.values()]

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Show these rows; those that were there before keep the keyboard and what is typed in them."""
        if [row.id for row in rows] != list(self.lines):
            self._rebuild(rows)
        for row in rows:
            self.lines[row.id].show_row(row)
        self.setVisible(bool(rows))
        if self._focused is not None:
            self.offer()

    def begin(self) -> bool:
        """Put the keyboard into the first open row; whether there is one."""
        first = first_open(self.rows)
        if first is not None:
            self.lines[first.id].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return first is not None

    def go(self, row: str) -> None:
        """Put the keyboard into a row."""
        if row in self.lines:
            self.lines[row].field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Wait for nothing any more: the row that had the keyboard last has it no longer."""
        self.current = None

    @Slot()
    def offer(self) -> None:
        """Offer anew what may fill the row that has the keyboard."""
        line = self._focused
        if line is None or self.desk is None:
            self.popup.hide()
            return
        row, query = line.field.row, line.field.typed
        if row.is_typed:
            self._entries = ()
        elif self._naming:
            self._entries = kind_entries(self._naming, query)
        else:
            self._entries = self.desk.entries(row, query) if row.is_slot else value_entries(row, query)
        lit = (0 if self._entries else -1) if self._naming else lit_at_first(row, self._entries, query, self._again)
        self.popup.show_entries(self._entries, lit)
        self.popup.stand_at(line.field)
        self._say_lit()

    # What is done in a row.

    @Slot(bool)
    def take(self, stay: bool) -> None:
        """Take what is lit, and go on to the next row or (where several may be) stay for another."""
        line = self._focused
        if line is None or self.desk is None:
            return
        if line.field.row.is_typed:
            if self._written(line):
                self._go_on(line)
            return
        if line.field.typed and not self._naming:
            self.desk.get_ready()
        lit = self.popup.lit
        if lit < 0:
            self._go_on(line)
        else:
            self._take(line, self._entries[lit], stay)

    def _take(self, line: "RowLine", entry: Entry, stay: bool) -> None:
        assert self.desk is not None
        row = line.field.row
        if entry.new and entry.kind is None:
            self._naming = entry.new
            line.field.clear_typed()
            self.offer()
            return
        if entry.is_in and row.several:
            done, stay = self.desk.take_out(row, entry), True
        else:
            done = entry.is_in or self.desk.take(row, entry)
        if not done:
            return
        self._naming, self._again = "", stay and row.several
        line.field.clear_typed()
        if stay and row.several:
            self.offer()
        else:
            self._go_on(line)

    def _go_on(self, line: "RowLine") -> None:
        """Go to the next row, from the last one to the text."""
        ids = list(self.lines)
        at = ids.index(line.field.row.id) + 1
        if at < len(ids):
            self.go(ids[at])
        else:
            self._leave()

    def _written(self, line: "RowLine") -> bool:
        """Set an attribute to what was typed in its row; whether it holds that now."""
        assert self.desk is not None
        row, text = line.field.row, line.field.text()
        problem = self.desk.write(row, text) if text.strip() != row.said else ""
        line.complain(problem)
        if not problem:
            line.field.clear_typed()
        return not problem

    def _leave(self) -> None:
        self.forget()
        self.popup.hide()
        self.left.emit()

    # What the rows say.

    def _on_entered(self, id: str) -> None:
        if self.current != id:
            self._again = False
        self.current, self._naming = id, ""
        line = self.lines[id]
        self.entered.emit(line.field)
        self.offer()

    def _on_parted(self, id: str) -> None:
        line = self.lines[id]
        self.popup.hide()
        if line.field.row.is_typed and self.desk is not None:
            self._written(line)

    def _on_dropped(self, id: str) -> None:
        if self._naming:
            self._naming = ""
            self.offer()
            return
        self._leave()

    def _on_emptied(self, id: str) -> None:
        row = self.lines[id].field.row
        lit = self._entries[self.popup.lit] if self.popup.lit >= 0 else None
        if self.desk is not None and row.fills:
            self.desk.take_out(row, lit if lit is not None and lit.is_in else None)
            self.offer()

    def _on_toggled(self, id: str) -> None:
        row = self.lines[id].field.row
        value = NO if row.said == YES else YES
        if self.desk is not None and self.desk.take(row, Entry(value, value=value)):
            self.offer()

    def _on_stepped(self, steps: int) -> None:
        self.popup.move_lit(steps)
        self._say_lit()

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        line = self._focused
        if line is not None and 0 <= number < len(self._entries):
            self._take(line, self._entries[number], line.field.row.several)

    # Inside.

    @property
    def _focused(self) -> "RowLine | None":
        return next((line for line in self.lines.values() if line.field.hasFocus()), None)

    def _say_lit(self) -> None:
        line = self._focused
        if line is not None:
            line.field.setAccessibleDescription("" if line.field.row.is_typed else self.popup.said())

    def _rebuild(self, rows: Sequence[CardRow]) -> None:
        had = self._focused is not None
        for line in self.lines.values():
            line.discard(self._grid)
        self.lines = {}
        self.current, self._naming, self._again = None, "", False
        self.popup.hide()
        for number, row in enumerate(rows):
            self.lines[row.id] = line = RowLine(row, self._grid, 2 * number)
            self._connect(line, row.id)
        if had:
            self.left.emit()

    def _connect(self, line: "RowLine", id: str) -> None:
        field = line.field
        told: dict[str, Callable[[str], None]] = {
            "entered": self._on_entered,
            "parted": self._on_parted,
            "dropped": self._on_dropped,
            "emptied": self._on_emptied,
            "toggled": self._on_toggled,
        }
        for name, listener in told.items():
            getattr(field, name).connect(partial(listener, id))
        field.taken.connect(self.take)
        field.stepped.connect(self._on_stepped)
        field.textEdited.connect(self.offer)
        line.out.clicked.connect(partial(self._on_out, id))

    def _on_out(self, id: str, _: bool = False) -> None:
        if self.desk is not None:
            self.desk.take_out(self.lines[id].field.row, None)

    # Qt calls this.

    def hideEvent(self, event: object) -> None:
        self.popup.hide()
        super().hideEvent(event)  # type: ignore[arg-type]


class RowLine:
    """The widgets of one row: its caption, its field, a button to take out what fills it, a sentence about it."""

    def __init__(self, row: CardRow, grid: QGridLayout, at: int) -> None:
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setFixedWidth(_CAPTION)
        self.field = RowField(row)
        self.out: QPushButton = button("×", Look.KEY)
        self.out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.out.setFixedWidth(24)
        self.problem = words("", Look.PROBLEM)
        self.problem.hide()
        grid.addWidget(self.caption, at, 0)
        grid.addWidget(self.field, at, 1)
        grid.addWidget(self.out, at, 2)
        grid.addWidget(self.problem, at + 1, 0, 1, 3)
        self.caption.setBuddy(self.field)
        self.show_row(row)

    def show_row(self, row: CardRow) -> None:
        """Show what fills the row now."""
        is_missing = row.required and row.is_open
        self.caption.setText(f"{EMPTY if is_missing else ''} {row.name}".strip())
        look = Look.PROBLEM.value if is_missing else ""
        if self.caption.property("look") != look:
            self.caption.setProperty("look", look)
            self.caption.style().unpolish(self.caption)
            self.caption.style().polish(self.caption)
        definition = row.part.definition if row.part is not None else "The registered actor that the passage mentions."
        self.caption.setToolTip(definition)
        self.field.show_row(row)
        self.out.setVisible(not row.is_open)
        self.out.setAccessibleName(f"Take out of {row.name}")
        self.out.setToolTip(f"Take {row.fills[-1].name} out" if row.fills else "")

    def complain(self, problem: str) -> None:
        """Say below the row why what was typed is not its value; nothing for an empty sentence."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)

    def discard(self, grid: QGridLayout) -> None:
        """Take the widgets away for good."""
        for each in (self.caption, self.field, self.out, self.problem):
            grid.removeWidget(each)
            discard(each)
