"""Dragging from an act to a party: it fills the slot, or asks which one where several may have it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from annotator.acts.offers import Offer
from annotator.model.codebook import Role
from annotator.model.span import Extent
from annotator.ui.acts.entries import CardEntry
from annotator.ui.acts.rows import CardRow
from annotator.ui.background.session import Session
from annotator.ui.coding.acts import CodingActs
from annotator.ui.coding.selection import Shown
from annotator.ui.commands.menus import pop_up


class PartyDrops(QObject):
    """Hears of drags in the text that begin at an act."""

    def __init__(self, session: Session, shown: Shown, acts: CodingActs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown, self._acts = session, shown, acts
        shown.reader.party_dropped.connect(self.drop)

    @Slot(str, int)
    def drop(self, act: str, position: int) -> None:
        """Fill a slot with the party that stands where a drag from the act has ended."""
        shown = self._shown
        if shown.active_id != act:
            shown.select(act)
        self._acts.refresh()
        found = self._dropped_on(position)
        if not found:
            self._session.refused.emit("No party stands there: drop on a span that a slot takes, a mention or a word.")
        elif len(found) == 1:
            self._acts.take(*found[0])
        else:
            pop_up(self._menu(found), QCursor.pos())

    # Inside.

    def _dropped_on(self, position: int) -> list[tuple[CardRow, CardEntry]]:
        """Return the rows that what stands at a position may fill, those that are open first."""
        rows = sorted(
            (row for row in self._acts.card.rows if isinstance(row.part, Role)), key=lambda row: not row.is_open
        )
        found: list[tuple[CardRow, CardEntry]] = []
        for row in rows:
            if isinstance(row.part, Role) and row.part.slot_type.spans and (row.is_open or row.several):
                at = (one for one in self._acts.offered(row.part) if self._stands_at(one, position))
                offer = next(at, None) or (self._word_at(position) if row.takes_party else None)
                if offer is not None:
                    found.append((row, CardEntry(offer.name, offer=offer)))
        return found

    def _word_at(self, position: int) -> Offer | None:
        """Return the word at a position as a party: it is coded where the slot takes spans of a label."""
        index = self._shown.index
        extent = index.word_at(position)
        word = index.text[extent[0] : extent[1]]
        return Offer(word, word, extents=(Extent(*extent),)) if any(char.isalnum() for char in word) else None

    def _stands_at(self, offer: Offer, position: int) -> bool:
        span = self._shown.inspector.model.get(offer.span)
        extents = span.extents if span is not None else offer.extents
        return any(extent.start <= position <= extent.stop for extent in extents)

    def _menu(self, found: Sequence[tuple[CardRow, CardEntry]]) -> QMenu:
        menu = QMenu(self._shown.reader)
        menu.aboutToHide.connect(menu.deleteLater)
        for row, entry in found:
            action = menu.addAction(f"{row.name}: {entry.title}".replace("&", "&&"))
            action.triggered.connect(lambda _, row=row, entry=entry: self._acts.take(row, entry))
        return menu
