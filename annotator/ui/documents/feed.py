"""What the workspace reads: documents first, then how long they are, how many are in which set, and open cases.

Each comes in the background when what it rests on is there, and is read anew only where something changed that it
rests on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.document_row import DocumentRow
from annotator.model.ids import DocumentId
from annotator.model.text_size import TextSize
from annotator.ui.background.session import Session
from annotator.ui.documents.loader import (
    CaseCounter,
    DocumentListing,
    GroupLoader,
    ListingLoader,
    SizeCounter,
    rows_now,
)
from annotator.ui.documents.set_lines import Groups

_PAUSE_MS = 1000
"""So long nothing may change before cases are counted, which takes a whole core for a while."""


class DocumentFeed(QObject):
    """`listed`: all was read anew, or counted; `touched`: some rows are others; `grouped`: the sets were counted."""

    listed = Signal(object)
    touched = Signal(object)
    grouped = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.listing = DocumentListing()
        self.wants_cases = False
        """Whether open cases are shown or asked for."""
        self._cases: Mapping[DocumentId, int] | None = None
        self._are_stale = True
        self._rows = ListingLoader(session, self)
        self._groups = GroupLoader(session, self)
        self._sizes = SizeCounter(session, self)
        self._counter = CaseCounter(session, self)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._count_cases)
        self._rows.listed.connect(self._on_listed)
        self._groups.grouped.connect(self._on_grouped)
        self._sizes.counted.connect(self._on_sizes)
        self._counter.counted.connect(self._on_cases)

    @property
    def is_busy(self) -> bool:
        """Whether documents or sets are being read; cases may still be counted."""
        return self._rows.is_busy or self._groups.is_busy or self._sizes.is_busy

    def read(self) -> None:
        """Read all documents."""
        if self._session.is_open:
            self._rows.read(self._cases if self._session.may_see_others else None)

    def regroup(self) -> None:
        """Count anew how many documents are in which set."""
        if self._session.is_open and not self._rows.is_busy:
            self._groups.read(self.listing, self.listing.rows)

    def follow(self, documents: Iterable[str]) -> bool:
        """Read some documents anew, at once; False where one came or went, so that all are to be read."""
        if self._rows.is_busy or not self._session.is_open:
            return False
        known = {row.info.id: row for row in self.listing.rows}
        wanted = set(documents)
        before = [known[DocumentId(id)] for id in wanted if id in known]
        found = rows_now(self._session.project, before, self.listing)
        if len(found) != len(wanted):
            return False
        self.listing = replace(self.listing, rows=[found.get(row.info.id, row) for row in self.listing.rows])
        self.touched.emit(found)
        self.regroup()
        return True

    def count_cases_soon(self) -> None:
        """What was coded or decided is another: count the cases anew, where they are asked for."""
        self._are_stale = True
        if self.wants_cases:
            self._later.start()

    def want_cases(self, wanted: bool) -> None:
        """Say whether open cases are shown or asked for."""
        self.wants_cases = wanted
        if wanted and self._are_stale and not self._counter.is_busy:
            self._later.start()

    def rest(self) -> None:
        """Count nothing while it is not shown."""
        self._later.stop()
        self._counter.drop()

    def drop(self) -> None:
        """Forget all: the project is closed."""
        for task in (self._rows, self._groups, self._sizes, self._counter):
            task.drop()
        self._later.stop()
        self.listing, self._cases, self._are_stale = DocumentListing(), None, True

    @Slot(object)
    def _on_listed(self, listing: DocumentListing) -> None:
        self.listing = listing
        self.listed.emit(listing)
        self.regroup()
        if any(row.words is None for row in listing.rows):
            self._sizes.count()

    @Slot(object)
    def _on_grouped(self, groups: Groups) -> None:
        self.grouped.emit(groups)

    @Slot(object)
    def _on_sizes(self, sizes: Mapping[str, TextSize]) -> None:
        def sized(row: DocumentRow) -> DocumentRow:
            size = sizes.get(row.info.text_sha256)
            return row if size is None else replace(row, words=size.number, counted_in=size.counted_in)

        self._put(map(sized, self.listing.rows))

    @Slot()
    def _count_cases(self) -> None:
        if self._session.is_open and self._session.may_see_others:
            self._are_stale = False
            self._counter.count()

    @Slot(object)
    def _on_cases(self, cases: Mapping[DocumentId, int] | None) -> None:
        self._cases = cases
        if cases is not None and self.listing.sees_others:
            self._put(replace(row, open_cases=cases.get(row.info.id, 0)) for row in self.listing.rows)

    def _put(self, rows: Iterable[DocumentRow]) -> None:
        self.listing = replace(self.listing, rows=list(rows))
        self.listed.emit(self.listing)
        self.regroup()
