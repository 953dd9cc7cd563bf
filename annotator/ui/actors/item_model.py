"""Actors as a list model: name, kind, codes, and how often each is used."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.actor import Actor
from annotator.model.ids import ActorId
from annotator.model.wording import counted
from annotator.store.rows.actors import Uses
from annotator.ui.actors.loader import RegisterView
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
_SCHEMES = ("iso3", "cow_abb", "cow")
_MOST_ALIASES = 40
_USED = "•"


class ActorModel(QAbstractListModel):
    """Actors in the order in which they are found. A row's second line is put together when it is drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actors: Sequence[Actor] = ()
        self._view, self._typed = RegisterView(), ""

    def show_actors(self, actors: Sequence[Actor], view: RegisterView, typed: str = "") -> None:
        """Replace the list; `typed`: what they were found by."""
        self.beginResetModel()
        self.actors, self._view, self._typed = actors, view, typed
        self.endResetModel()

    def row_of(self, actor: ActorId | None) -> int:
        """Return the row of an actor, -1 where it is not listed."""
        return next((row for row, one in enumerate(self.actors) if one.id == actor), -1)

    def _detail(self, actor: Actor) -> str:
        found_by = self._view.index.found_by(actor, self._typed) if self._typed else ""
        return " · ".join(part for part in (found_by and f"“{found_by}”", described(actor, self._view.uses)) if part)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.actors)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        actor = self.actors[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return actor.name
        if role == Qt.ItemDataRole.UserRole:
            return actor.id
        if role == ROW_ROLE:
            return ListRow(actor.name, self._detail(actor), _USED if actor.id in self._view.uses else None)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(", ".join((actor.name, *actor.aliases[:_MOST_ALIASES])))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{actor.name}, {self._detail(actor)}"
        return None


def described(actor: Actor, uses: Mapping[ActorId, Uses]) -> str:
    """Return kind, codes and use of an actor in a line: “state · FRA · FRN · 220 · 12 uses”."""
    codes = [actor.codes[scheme] for scheme in _SCHEMES if scheme in actor.codes]
    found = uses.get(actor.id, Uses())
    count = found.spans + found.links
    used = counted(count, "use") if count else ""
    return " · ".join(part for part in (actor.kind.value, *dict.fromkeys(codes), used) if part)
