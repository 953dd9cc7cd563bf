"""The tables of the policies' page: the policies with how much each decides, and what one of them would decide."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.wording import counted
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.kit.line_model import Index, LineModel

_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PolicyLine(NamedTuple):
    """A policy that can be chosen. `plan`: what it comes to, for all labels; None for one policy a label."""

    title: str
    plan: PolicyPlan | None


class ProposalRow(NamedTuple):
    """What a policy would decide of a case, in words; `place`: the document and the case by its key."""

    document: str
    passage: str
    becomes: str
    place: tuple[str, str] = ("", "")


class PolicyPreview(NamedTuple):
    """What a plan would do: its proposals, how many cases it leaves, how many of each label it decides.

    `refusal`: why it cannot be carried out.
    """

    proposals: Sequence[ProposalRow] = ()
    leaves: int = 0
    labels: Mapping[str, int] = {}
    refusal: str = ""


class PolicyModel(LineModel[PolicyLine]):
    """A policy a row. What is not worked out yet is three dots, what cannot be a dash."""

    heads = ("Policy", "Decides", "Leaves")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self.found: list[PolicyPreview | None] = []

    def show_rows(self, rows: Iterable[PolicyLine]) -> None:
        """Offer these, none of them worked out."""
        rows = tuple(rows)
        self.found = [None] * len(rows)
        super().show_rows(rows)

    def show_found(self, row: int, found: PolicyPreview | None) -> None:
        """Say what a policy would do; None: that is being worked out."""
        self.found[row] = found
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.heads) - 1))

    def cell(self, row: int, column: int) -> str:
        """Return a cell in words."""
        found = self.found[row]
        if column == 0:
            return self.rows[row].title
        if found is None:
            return "…"
        return "–" if found.refusal else str(len(found.proposals) if column == 1 else found.leaves)

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as it is told where its row and its head are not seen."""
        found = self.found[row]
        if column == 0 and found is not None:
            decides = f"decides {counted(len(found.proposals), 'case')}, leaves {found.leaves}"
            return f"{self.rows[row].title}: {found.refusal or decides}"
        return self.cell(row, column)

    # Qt calls these.

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return _RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        return self.spoken(row, column) if role in _SHOWN else None


class ProposalModel(LineModel[ProposalRow]):
    """The proposals as a table."""

    heads = ("Document", "Passage", "Becomes gold")

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.rows[index.row()][index.column()] if role in _SHOWN else None
