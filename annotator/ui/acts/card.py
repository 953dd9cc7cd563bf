"""The card of a span: a sentence whose words are its fields, and below it a list of what may fill the open one.

It is how the inspector edits an act. It changes nothing itself: each choice goes to the desk (`CardDesk`), which tells
the project, and the card shows what the store has said.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.acts.entries import CardEntry, kind_entries, lit_at_first, value_entries
from annotator.ui.acts.line import RowLine, RowPage
from annotator.ui.acts.popup import EntryPopup
from annotator.ui.acts.rows import CardRow, first_open
from annotator.ui.commands.key_names import key_of

_PAGES = 24
"""So many pages are kept: to make one takes longer than a key."""


class CardDesk(Protocol):
    """Who knows what may fill a row, and fills it."""

    def entries(self, row: CardRow, query: str) -> Sequence[CardEntry]:
        """Return what is offered for a slot."""

    def get_ready(self) -> None:
        """See to it that all that could be offered is read: Enter takes what is lit."""

    def take(self, row: CardRow, entry: CardEntry) -> bool:
        """Fill a row; whether that was done."""

    def take_out(self, row: CardRow, entry: CardEntry | None) -> bool:
        """Take a party or value out of its row: the given one, or the last."""

    def write(self, row: CardRow, text: str) -> str:
        """Set an attribute to what was typed; return why that was not done, empty where it was."""


class ActCard(QWidget):
    """The rows of the selected span."""

    left = Signal()
    """Done here: on to the text."""
    entered = Signal(QWidget)
    """This is to be in sight: the field that has got the keyboard, or the sentence below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk: CardDesk | None = None
        self.below: QWidget | None = None
        """What Tab reaches after the last row."""
        self.current: str | None = None
        """The id of the row that has the keyboard, or had it before it went to the text."""
        self.popup = EntryPopup(self)
        self._entries: Sequence[CardEntry] = ()
        self._naming = ""
        self._again, self._is_turning = False, False
        self._pages: dict[tuple[str, ...], RowPage] = {}
        self._page: RowPage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.popup.chosen.connect(self._on_clicked)

    @property
    def lines(self) -> dict[str, RowLine]:
        """The lines of the rows, by the rows' ids."""
        return self._page.lines if self._page is not None else {}

    @property
    def rows(self) -> list[CardRow]:
        """What is shown, in order."""
        return [line.field.row for line in self.lines.values()]

    @property
    def has_keyboard(self) -> bool:
        """Whether a row has the keyboard."""
        return self._focused is not None

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Show these rows; those that were there before keep the keyboard and what is typed in them."""
        ids = tuple(row.id for row in rows)
        before, at = self._page, self._focused
        if ids != tuple(self.lines):
            self._turn_to(ids)
        for row in rows:
            self.lines[row.id].show_row(row)
        if before is not None and before is not self._page:
            self._part_from(before, at)
        self.setVisible(bool(rows))
        if self._focused is not None:
            self.offer()
        else:
            self._arrange()

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

    def reset(self) -> None:
        """Wait for nothing any more: the row that had the keyboard last has it no longer, and nothing is wrong."""
        self.current = None
        for line in self.lines.values():
            line.complain(line.row.warning)
        self._arrange()

    @Slot()
    def offer(self) -> None:
        """Offer anew what may fill the row that has the keyboard."""
        line = self._focused
        if line is None or self.desk is None:
            self._arrange()
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
        self._arrange()
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
        if lit < 0 and line.field.typed.strip() and not self._naming:
            way = f"; select the words in the text, then {key_of('code.card')}"
            remedy = way if line.field.row.takes_words else ""
            line.complain(f"Nothing is called “{line.field.typed.strip()}” here{remedy}.")
            self._arrange()
        elif lit < 0:
            self._go_on(line)
        else:
            self._take(line, self._entries[lit], stay)

    def _take(self, line: RowLine, entry: CardEntry, stay: bool) -> None:
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
        line = self.lines.get(row.id, line)  # an answer may bring other rows, and with them other fields
        self._naming, self._again = "", stay and row.several
        line.field.clear_typed()
        if stay and row.several:
            self.offer()
        else:
            self._go_on(line)

    def _go_on(self, line: RowLine) -> None:
        """Go to the next row, from the last one to the text."""
        ids = list(self.lines)
        at = ids.index(line.field.row.id) + 1
        if at < len(ids):
            self.go(ids[at])
        else:
            self._leave()

    def _written(self, line: RowLine) -> bool:
        """Set an attribute to what was typed in its row; whether it holds that now."""
        assert self.desk is not None
        row, text = line.field.row, line.field.text()
        problem = self.desk.write(row, text) if text.strip() != row.said else ""
        line = self.lines.get(row.id, line)
        line.complain(problem)
        self._arrange()
        if problem:
            # It has its place only when the rows were laid out anew.
            QTimer.singleShot(0, line.problem, partial(self.entered.emit, line.problem))
        else:
            line.field.clear_typed()
        return not problem

    def _leave(self) -> None:
        self.reset()
        self.left.emit()

    # What the rows say.

    def _on_entered(self, id: str) -> None:
        if self.current != id:
            self._again = False
        self.current, self._naming = id, ""
        line = self.lines[id]
        self.entered.emit(line.field)
        self.offer()
        # What is to be in sight has its place only when all was laid out anew.
        for part in (self.popup, line.field):
            QTimer.singleShot(0, line.field, partial(self.entered.emit, part))

    def _on_parted(self, id: str) -> None:
        line = self.lines.get(id)
        if line is None or self._is_turning:
            return
        self._arrange()
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
        value = row.next_value
        if self.desk is not None and self.desk.take(row, CardEntry(value, value=value)):
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
    def _focused(self) -> RowLine | None:
        return next((line for line in self.lines.values() if line.field.hasFocus()), None)

    def _say_lit(self) -> None:
        line = self._focused
        if line is not None:
            line.field.setAccessibleDescription("" if line.field.row.is_typed else self.popup.said())

    def _turn_to(self, ids: tuple[str, ...]) -> None:
        """Show the page that has these rows, beside the one that was shown until now; one that was made is kept."""
        self.current, self._naming, self._again = None, "", False
        self.popup.hide()
        # The one that was used longest ago stands first.
        self._page = self._pages.pop(ids, None)
        if self._page is None:
            self._page = RowPage(ids, self)
            for id, line in self._page.lines.items():
                self._connect(line, id)
            self._put_in_order()
        self._pages[ids] = self._page
        self._page.show()

    def _part_from(self, page: RowPage, at: RowLine | None) -> None:
        """Hide a page in whose place another is shown, which keeps the keyboard where it has the same row."""
        line = self.lines.get(at.row.id) if at is not None else None
        self._is_turning = True
        if at is not None and line is not None:
            typed = "" if at.row.is_typed else at.field.text()
            line.field.setFocus(Qt.FocusReason.OtherFocusReason)
            if typed:
                line.field.setText(typed)
        page.hide()
        self._is_turning = False
        while len(self._pages) > _PAGES:
            self._pages.pop(next(iter(self._pages))).deleteLater()
        if at is not None and line is None:
            self.left.emit()

    def _put_in_order(self) -> None:
        """Let Tab reach the rows before what stands below: by itself it comes last to what was made last."""
        fields: list[QWidget] = [line.field for line in self.lines.values()]
        if self.below is None or not fields:
            return
        for before, after in pairwise([self.below, *fields, self.below]):
            QWidget.setTabOrder(before, after)

    def _connect(self, line: RowLine, id: str) -> None:
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
        field.edited.connect(self.offer)
        line.out.clicked.connect(partial(self._on_out, id))

    def _on_out(self, id: str, _: bool = False) -> None:
        if self.desk is not None:
            self.desk.take_out(self.lines[id].field.row, None)

    def _arrange(self) -> None:
        """Put the fields in place, and the list below the sentence while one of them has the keyboard."""
        if self._page is None:
            return
        is_open = self._focused is not None and bool(self.popup.height_wanted)
        height = self._page.arrange(self.width(), self.popup.height_wanted if is_open else 0)
        if is_open:
            self.popup.stand_at(self._page.list_top, self.width())
        else:
            self.popup.hide()
        if height != self.height():
            self.setFixedHeight(height)

    # Qt calls these.

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
