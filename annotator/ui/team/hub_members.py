"""Who has a part in the project on a hub, as a list: who, as what, whether they have joined, and since when."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.hub.calls import HubLogin
from annotator.model.wording import isolated, plain
from annotator.operations.team.hubs.words import moment
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
_MARKS = {"joined": "●", "invited": "◐"}


class HubMemberModel(QAbstractListModel):
    """A row for each member."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HubLogin, ...] = ()

    def show_members(self, members: Sequence[HubLogin]) -> None:
        """Show these members."""
        if tuple(members) != self._rows:
            self.beginResetModel()
            self._rows = tuple(members)
            self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return isolated(one.name)
        if role == ROW_ROLE:
            return ListRow(isolated(one.name), _said(one), _MARKS.get(one.state, "○"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(one.name)}; {_said(one)}"
        return tooltip(f"{one.name}: {_said(one)}") if role == Qt.ItemDataRole.ToolTipRole else None


def _said(one: HubLogin) -> str:
    since = moment(one.since.isoformat(), datetime.now().astimezone())
    return f"{one.role} · {one.state} {since} · login {one.login}"
