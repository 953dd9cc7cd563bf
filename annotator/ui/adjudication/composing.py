"""Choosing a case part by part: letters choose in the row at hand, an actor can be typed, Enter decides."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.acts.finding import ActorIndex
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, AttributeId, LayerId, RoleId
from annotator.model.wording import isolated
from annotator.ui.acts.actor_field import ActorField
from annotator.ui.adjudication.composable import SPAN, CasePart, Composition, PartId, short
from annotator.ui.cases.table import CaseCell, CaseColumn, TableRow
from annotator.ui.cases.table_view import CaseTableView
from annotator.ui.cases.wording import NOTHING
from annotator.ui.kit.widgets import Look, spaced, words

_HINT = "Letters choose, ↑ ↓ go from row to row, / types an actor, Enter decides, Escape leaves."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _ActorLine(ActorField):
    """Keeps its keys to itself: what Enter chooses here must not decide the case as well."""

    left = Signal()

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


class FillChooser(QWidget):
    """`decided` carries a `Composition`. What can be chosen depends on whose span it is: `parts_for` says it anew."""

    decided = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: list[CasePart] = []
        self.row = 0
        self._parts_for: Callable[[LayerId], list[CasePart]] = lambda base: []
        self._chosen: dict[PartId, LayerId] = {}
        self._actors: dict[PartId, ActorId] = {}
        self._columns: Sequence[CaseColumn] = ()
        self._labels: Mapping[str, Label] = {}
        self.table = CaseTableView("What can be chosen")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._index = ActorIndex(())
        self.actor = _ActorLine()
        self.actor.setAccessibleName("Actor who fills the slot")
        self.actor.hide()
        self._hint = words(_HINT, Look.SECONDARY)
        self._box = QVBoxLayout(self)
        spaced(self._box, 4)
        self._box.addWidget(self.table)
        self._box.addWidget(self.actor)
        self._box.addWidget(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Passage, attributes and slots, chosen one by one")
        self.table.cell_pressed.connect(self._on_pressed)
        self.actor.returnPressed.connect(self._take_actor)
        self.actor.left.connect(self._leave_actor)

    def begin(
        self,
        base: LayerId,
        parts_for: Callable[[LayerId], list[CasePart]],
        columns: Sequence[CaseColumn] = (),
        labels: Mapping[str, Label] = {},
    ) -> None:
        """Offer the parts of a case, the span of `base` chosen at first.

        `columns`: of the case's table, in whose place this stands; `labels`: how they are drawn.
        """
        self._parts_for, self.row = parts_for, 0
        self._columns, self._labels = [one for one in columns if one.has_span], labels
        self._chosen, self._actors = {SPAN: base}, {}
        self.show()
        self._renew()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_index(self, index: ActorIndex) -> None:
        """Offer the actors of a register to type."""
        self._index = index
        self.actor.set_index(index)

    @property
    def composition(self) -> Composition:
        """What is chosen."""
        base = self._chosen[SPAN]
        others = {id: layer for id, layer in self._chosen.items() if layer != base and id not in self._actors}
        return Composition(
            base,
            {AttributeId(id): layer for (kind, id), layer in others.items() if kind == "attribute"},
            {RoleId(id): layer for (kind, id), layer in others.items() if kind == "slot"},
            {RoleId(id): actor for (_, id), actor in self._actors.items()},
        )

    def choose(self, letter: str) -> bool:
        """Choose what the coder with a letter says in the row at hand, and go on; whether there is such a one."""
        part = self.parts[self.row]
        option = part.option(letter)
        if option is None:
            return False
        self._actors.pop(part.id, None)
        self._chosen[part.id] = option.layer
        if part.id == SPAN:
            self._chosen, self._actors = {SPAN: option.layer}, {}
        self.row += 1
        self._renew()
        return True

    def is_chosen(self, part: CasePart, layer: LayerId) -> bool:
        """Whether what a coder says of a part is chosen."""
        return part.id not in self._actors and self._chosen.get(part.id, self._chosen[SPAN]) == layer

    # Inside.

    def _renew(self) -> None:
        self.parts = self._parts_for(self._chosen[SPAN])
        self.row = min(max(self.row, 0), len(self.parts) - 1)
        known = {part.id for part in self.parts}
        self._chosen = {id: layer for id, layer in self._chosen.items() if id in known}
        rows = [TableRow(self._name(part), tuple(map(partial(self._cell, part), self._columns))) for part in self.parts]
        self.table.show_table(self._columns, rows, self._labels, self.row)
        self._say()

    def _name(self, part: CasePart) -> str:
        actor = self._index.by_id.get(self._actors[part.id]) if part.id in self._actors else None
        return f"{part.name}: {isolated(actor.name)}" if actor is not None else part.name

    def _cell(self, part: CasePart, column: CaseColumn) -> CaseCell:
        """Return what those of a column offer of a part; nothing can be chosen of who lacks it."""
        offered = [option for letter in column.letters if (option := part.option(letter)) is not None]
        if not offered:
            return CaseCell(NOTHING)
        chosen = any(self.is_chosen(part, option.layer) for option in offered)
        return CaseCell(offered[0].words if part.id == SPAN else short(offered[0].words), is_chosen=chosen)

    def _say(self) -> None:
        """Tell a screen reader of the row at hand."""
        part = self.parts[self.row]
        said = ", ".join(
            f"{one.letter} {one.words}{' (chosen)' if self.is_chosen(part, one.layer) else ''}" for one in part.options
        )
        text = f"{part.name}: {said}"
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _type_actor(self) -> None:
        if self.parts[self.row].takes_actor:
            self.actor.show_actor(None)
            self.actor.show()
            self.actor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _take_actor(self) -> None:
        if self.actor.actor is None and self.actor.text().strip():
            return  # what is typed is nobody yet: the field offers who it may be
        if self.actor.actor is not None:
            self._actors[self.parts[self.row].id] = self.actor.actor
            self.row += 1
        self._leave_actor()
        self._renew()

    @Slot()
    def _leave_actor(self) -> None:
        self.actor.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _on_pressed(self, row: int, column: int) -> None:
        self.row = row
        self.choose(self._columns[column].letters[0])
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self, event: QKeyEvent) -> bool:
        """Use a key; whether it had a meaning here."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.decided.emit(self.composition)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _MOVES:
            self.row = min(max(self.row + _MOVES[key], 0), len(self.parts) - 1)
            self._renew()
        elif event.text() == "/":
            self._type_actor()
        elif event.text().isalpha():
            self.choose(event.text())
        else:
            return False
        return True

    # Qt calls these.

    def event(self, event: QEvent) -> bool:
        key = event if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) else None
        # All plain keys are the chooser's: one that means nothing here must not decide the case behind it.
        if key is not None and _is_plain(key) and not self.actor.hasFocus():
            key.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._use(event):
            super().keyPressEvent(event)


def _is_plain(event: QKeyEvent) -> bool:
    """Whether a key is one that the chooser reads, or a sign that somebody may take for one."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    return (event.text().isprintable() and bool(event.text())) or event.key() in (*_ENTER, *_MOVES, Qt.Key.Key_Escape)
