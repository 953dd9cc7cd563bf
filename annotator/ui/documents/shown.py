"""What the table shows: the documents as they were read, those of them that a filter and a set let through, in order.

Whatever changes, what is selected and what has the keyboard stay so, as long as they are shown.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.model.document_row import DocumentRow
from annotator.ui.background.visible_first import WhenIdle
from annotator.ui.documents.arranging import Keeps, RowOrder, arranged
from annotator.ui.documents.columns import TableColumn, chosen_columns, columns_of
from annotator.ui.documents.loader import DocumentListing
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_view import DocumentTableView

_SLICE_S = 0.008
"""So long rows are put in order before the window looks at keys again."""


class ShownDocuments(QObject):
    """`changed` tells that the table shows other documents, or says something else of them."""

    changed = Signal()

    def __init__(self, model: DocumentTable, view: DocumentTableView, parent: QObject) -> None:
        super().__init__(parent)
        self.model, self.view = model, view
        self.listing = DocumentListing()
        self.order = RowOrder()
        self.every: list[TableColumn] = []
        """All columns that there are."""
        self._chosen: tuple[str, ...] = ()
        self._keeps: tuple[Keeps, ...] = ()
        self._sorted_by = "", False
        self._wanted: str | None = None
        self._arranging = WhenIdle(self, _SLICE_S)

    @property
    def is_busy(self) -> bool:
        """Whether rows are still put in order."""
        return self._arranging.is_busy

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The columns that somebody chose, empty for those that are shown at first."""
        return self._chosen

    @property
    def rows(self) -> list[DocumentRow]:
        """The documents that are shown, in order."""
        return [self.model.rows[at] for at in self.model.shown]

    # What changes it.

    def show_listing(self, listing: DocumentListing) -> None:
        """Show what was read anew."""
        self.listing = listing
        self.every = columns_of(listing.fields, listing.layers, listing.sees_others, listing.numbers, listing.shows_due)
        self._arrange(listing.rows)

    def put_rows(self, rows: Mapping[str, DocumentRow]) -> None:
        """Say anew what is known of some of the documents, which may stand elsewhere then."""
        self.model.put_rows(rows)
        self._arrange(self.model.rows)

    def choose_columns(self, ids: Sequence[str]) -> None:
        """Show these columns, in this order; none: those that are shown at first."""
        self._chosen = tuple(ids)
        self._arrange(self.model.rows)

    def begin_with(self, columns: Sequence[str], sorted_by: str, is_descending: bool) -> None:
        """Show these columns, in order by one of them, as soon as there are any."""
        self._chosen, self._sorted_by, self.order = tuple(columns), (sorted_by, is_descending), RowOrder()
        if self.every:
            self._arrange(self.model.rows)

    def keep(self, *keeps: Keeps) -> None:
        """Show the documents that all of these let through."""
        self._keeps = keeps
        self._arrange(self.model.rows)

    def sort(self, column: TableColumn | None, descending: bool = False) -> None:
        """Put the documents in order by a column; None: as the project has them."""
        self._sorted_by = (column.id, descending) if column is not None else ("", False)
        self._arrange(self.model.rows)

    def sort_by(self, place: int) -> None:
        """Put the documents in order by the column at a place; where they are, the other way round."""
        if 0 <= place < len(self.model.columns):
            column = self.model.columns[place]
            same = self.order.column is not None and self.order.column.id == column.id
            self.sort(column, same and not self.order.descending)

    def want(self, document: str | None) -> None:
        """Put the keyboard on a document's line, now or as soon as it is there."""
        self._wanted = document
        if document is not None and self.model.line_of(document) >= 0:
            self._wanted = None
            if document != self.view.at_hand:
                self.view.choose([document], document, self.view.currentIndex().column())

    def reset(self) -> None:
        """Show nothing: the project is closed."""
        self._arranging.stop()
        self.listing, self.order, self._keeps, self._chosen, self._wanted = DocumentListing(), RowOrder(), (), (), None
        self.every, self._sorted_by = [], ("", False)
        self.model.show_rows((), ())
        self.model.show_columns(())

    # Inside.

    def _arrange(self, rows: Sequence[DocumentRow]) -> None:
        wanted, is_descending = self._sorted_by
        # As the column is now: what it is called may be another.
        column = next((one for one in self.every if one.id == wanted), None)
        self.order = RowOrder(column, is_descending and column is not None)
        slices = arranged(rows, self._keeps, self.order)
        self._arranging.start(slices, lambda _: None, lambda shown: self._show(rows, shown))
        self._arranging.go_on()

    def _show(self, rows: Sequence[DocumentRow], shown: list[int]) -> None:
        view, model = self.view, self.model
        chosen, at_hand, column = view.chosen(), view.at_hand, view.currentIndex().column()
        id = model.columns[column].id if 0 <= column < len(model.columns) else ""
        was = (model.shown, model.columns)
        view.blockSignals(True)
        model.show_columns(chosen_columns(self.every, self._chosen) if self.every else ())
        if rows is not model.rows:
            model.show_rows(rows, shown)
        else:
            model.show_order(shown)
        if rows is self.listing.rows or was != (model.shown, model.columns):
            at = next((number for number, one in enumerate(model.columns) if one.id == id), 0)
            view.choose(chosen, at_hand if model.line_of(at_hand) >= 0 else None, at)
        view.blockSignals(False)
        if rows is self.listing.rows or was[1] != model.columns:
            view.measure()
        view.show_sorted(self.order)
        self.want(self._wanted)
        if view.at_hand is None and model.shown:
            first = str(model.rows[model.shown[0]].info.id)
            view.choose([first], first)
        self.changed.emit()
