"""The table of numbers with what is folded in it, by a click on the head of a parent and by key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from annotator.model.ids import LabelId
from annotator.ui.agreement.label_columns import LabelColumn, LabelColumns
from annotator.ui.agreement.numbers import Columns, Numbers
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.agreement.table import NumbersTable
from annotator.ui.background.session import Session

_FLAT = "No label of the codebook has others below it."
_ALONE = "This label has no others below it, and none above it."


@dataclass(frozen=True, slots=True)
class _Shown:
    found: StudyView
    coders: Columns
    only_main: bool


class ColumnFolding(QObject):
    """Fills the table with the numbers of a study, and knows what somebody folded, until another project follows."""

    def __init__(self, session: Session, table: NumbersTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._table = session, table
        self._columns = LabelColumns()
        self._shown: _Shown | None = None
        table.head_clicked.connect(self._on_head)

    def show_study(self, found: StudyView, coders: Columns, only_main: bool) -> None:
        """Show the numbers of some coders; `only_main`: one for each label and aspect."""
        self._shown = _Shown(found, coders, only_main)
        self._columns = self._columns.of(found.stock.labels)
        self._show()

    def clear(self) -> None:
        """Show no numbers."""
        self._shown = None
        self._table.show_numbers(Numbers(), self._table.numbers_model.names)

    def reset(self) -> None:
        """Forget what was folded: another project follows."""
        self._columns = LabelColumns()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "agreement.unfold": lambda: self._fold_at_hand(False),
            "agreement.fold": lambda: self._fold_at_hand(True),
            "agreement.unfold_all": self._fold_all,
        }

    def _show(self) -> None:
        if self._shown is not None and self._shown.found.study is not None:
            found, coders, only_main = self._shown.found, self._shown.coders, self._shown.only_main
            assert found.study is not None
            self._table.show_numbers(Numbers.of(found.study, coders, only_main, self._columns), found.names)

    @property
    def _seen(self) -> tuple[LabelColumn, ...]:
        return self._table.numbers_model.numbers.columns

    @property
    def _parents(self) -> list[LabelId]:
        """The labels with others below them, whether they are seen or not."""
        above = set(self._columns.parents.values())
        return [label for label in self._columns.parents if label in above]

    def _fold_at_hand(self, folded: bool) -> None:
        at = self._table.currentIndex().column()
        head = self._columns.head_of(self._seen[at], self._seen) if 0 <= at < len(self._seen) else None
        if head is not None and head.label is not None and folded and self._columns.is_folded(head.label):
            # What is folded already goes into what is above it.
            above = self._columns.parents.get(head.label)
            head = self._columns.head_of(LabelColumn(above), self._seen) or head
        if head is None or head.label is None:
            self._session.refused.emit(_ALONE if self._parents else _FLAT)
        else:
            self._fold([head.label], folded)

    def _fold_all(self) -> None:
        if self._parents:
            self._fold(self._parents, not any(map(self._columns.is_folded, self._parents)))
        else:
            self._session.refused.emit(_FLAT)

    @Slot(int)
    def _on_head(self, column: int) -> None:
        folded, label = self._table.numbers_model.fold_of(column), self._seen[column].label
        if folded is not None and label is not None:
            self._fold([label], not folded)

    def _fold(self, labels: Sequence[LabelId], folded: bool) -> None:
        self._columns = self._columns.folding(labels, folded)
        self._show()
