"""Beside the form: who belongs to the actor at hand, on a day, and the passages in which it is used."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.codebook import Codebook, Label
from annotator.model.wording import counted, quotation
from annotator.operations.actors.actor_uses import Use
from annotator.ui.actors.draft import day_problem
from annotator.ui.actors.loader import RegisterView
from annotator.ui.actors.memberships import DATE_HINT
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import Look, labelled, spaced, tooltip, words

_Index = QModelIndex | QPersistentModelIndex
_QUOTE = 300
_MINE, _ALL = "mine", "all"


Item = TypeVar("Item")


class RowsModel(QAbstractListModel):
    """Things of one kind, however many: a row is put together when it is drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._row_at: Callable[[int], ListRow] = lambda _: ListRow("", "")

    @property
    def rows(self) -> list[ListRow]:
        """All rows as they are drawn."""
        return [self._row_at(number) for number in range(self._count)]

    def show_items(self, items: Sequence[Item], row_of: Callable[[Item], ListRow]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._count, self._row_at = len(items), lambda number: row_of(items[number])
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}. {row.detail}"
        return tooltip(f"{row.title} ({row.detail})") if role == Qt.ItemDataRole.ToolTipRole else None


class MembersPanel(QWidget):
    """Members of a group or holders of an office; a day in the field leaves those of that day. `chosen`: an actor."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words("Members", Look.HEADING)
        self.day = QLineEdit(placeholderText=DATE_HINT, clearButtonEnabled=True)
        self.problem = words("", Look.PROBLEM)
        self.model = RowsModel(self)
        self.list = row_list("Members")
        self.list.setModel(self.model)
        self._actor: Actor | None = None
        self._view = RegisterView()
        self._members: Sequence[Actor] = ()
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 4))
        box.addWidget(self.title)
        box.addLayout(labelled("On the day", self.day))
        box.addWidget(self.problem)
        box.addWidget(self.list, 1)
        self.day.textChanged.connect(self._list)
        self.list.activated.connect(lambda index: self.chosen.emit(self._members[index.row()].id))

    def show_actor(self, actor: Actor | None, view: RegisterView) -> None:
        """Show who belongs to an actor; nothing where nobody ever did."""
        self._actor, self._view = actor, view
        self.setVisible(actor is not None and bool(view.members.get(actor.id)))
        self._list()

    @Slot()
    def _list(self) -> None:
        day = self.day.text().strip()
        problem = day_problem(day)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.day.setAccessibleDescription(problem)
        self._members = self._view.members_on(self._actor.id, day) if self._actor and not problem else ()
        noun = "holder" if self._actor is not None and self._actor.kind is ActorKind.OFFICE else "member"
        when = f" on {day}" if day and not problem else ", at any time"
        self.title.setText(f"{counted(len(self._members), noun)}{when}")
        self.list.setAccessibleName(f"{noun.capitalize()}s")
        self.model.show_items(self._members, lambda one: ListRow(one.name, self._dates(one)))

    def _dates(self, member: Actor) -> str:
        assert self._actor is not None
        mine = [one for one in member.memberships if one.group == self._actor.id]
        if not mine:
            return "through a group"
        return ", ".join(_period(one) for one in mine)


class UsesPanel(QWidget):
    """Where the actor at hand is used. `chosen` carries a document and a span.

    A coder sees their own passages unless they ask for all, since they are not to see what others code.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words("Passages", Look.HEADING)
        self.whose = Choice()
        self.whose.addItem("My own", _MINE)
        self.whose.addItem("Of all layers", _ALL)
        self.note = words("", Look.SECONDARY)
        self.model = RowsModel(self)
        self.list = row_list("Passages")
        self.list.setModel(self.model)
        self._uses: Sequence[Use] = ()
        self._shown: list[Use] = []
        self._layer: str | None = None
        self._blind = False
        self._labels: dict[str, Label] = {}
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        box.addWidget(self.title)
        box.addLayout(labelled("Whose codings", self.whose))
        box.addWidget(self.note)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        self.whose.activated.connect(self._list)
        self.list.activated.connect(self._on_activated)
        self.clear()

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def wait(self) -> None:
        """Say that the passages are being read."""
        self.clear("Reading the passages…")

    def clear(self, why: str = "") -> None:
        """List nothing."""
        self._uses = ()
        self._list()
        self.note.setText(why)
        self.note.setVisible(bool(why))

    def show_uses(self, uses: Sequence[Use], layer: str | None) -> None:
        """List uses; `layer`: the name of that of the coder at the desk, None where nobody codes."""
        self._uses, self._layer = uses, layer
        self._list()

    def set_layer(self, layer: str | None) -> None:
        """Somebody else is at the desk."""
        self._layer = layer
        self._list()

    def set_blind(self, blind: bool) -> None:
        """List nothing of others, nor offer it, to who does not see what they coded."""
        self._blind = blind
        self.whose.setEnabled(not blind)

    @Slot()
    def _list(self) -> None:
        only_mine = self._blind or (self.whose.currentData() == _MINE and self._layer is not None)
        self._shown = [use for use in self._uses if not only_mine or use.layer == self._layer]
        hidden = len(self._uses) - len(self._shown)
        self.title.setText(counted(len(self._shown), "passage"))
        self.list.setAccessibleName(self.title.text())
        note = f"{hidden:,} more in other layers." if hidden and not self._blind else ""
        if not self._shown if self._blind else not self._uses:
            note = "No coding names this actor yet: in Code, mark its mention or put it into a slot."
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.model.show_items(self._shown, self._row)
        self.list.setVisible(bool(self._shown))

    def _row(self, use: Use) -> ListRow:
        return ListRow(quoted(use), " · ".join((use.what, use.document.title, use.layer)), self._labels.get(use.label))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        use = self._shown[index.row()]
        self.chosen.emit(use.document.id, use.span)


def _period(membership: Membership) -> str:
    if not (membership.since or membership.until):
        return "undated"
    return f"{membership.since or '…'} – {membership.until or 'today'}"


def quoted(use: Use) -> str:
    """Return the words of a use, cut where they are many."""
    return quotation(use.quote, _QUOTE) or "the whole text"
