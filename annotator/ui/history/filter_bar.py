"""The line above the steps that says which are listed: who, what, in which document, when."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QLabel, QWidget

from annotator.operations.project.history_filters import KINDS
from annotator.store.history.history_pages import HistoryFilter
from annotator.ui.kit.chip_choice import ChipChoice
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter

_ACROSS = 6
_ANYBODY, _ANY = None, ""
_KIND_NAMES = {
    "coding": "coding",
    "gold": "gold and feedback",
    "project": "documents, people, imports",
    "codebook": "the codebook",
    "actors": "actors",
    "reverts": "reverts",
    "remarks": "remarks",
    "memos": "memos",
    "documents": "lists of documents",
    "team": "other copies",
    "work": "work given out",
    "units": "units of texts",
    "searches": "kept searches",
}
_DAYS = (("at any time", -1), ("today", 0), ("since yesterday", 1), ("in 7 days", 6), ("in 30 days", 29))
_BETWEEN = -2
_EARLIEST = QDate(2000, 1, 1)
"""No step is older, and what Windows tells of local times begins in 1970."""


class HistoryFilterBar(FlowRow):
    """`changed` tells of every choice; `wanted` is what is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, across=_ACROSS)
        self.who, self.what = ChipChoice("Who"), ChipChoice("What")
        self.document, self.when = ChipChoice("Document"), ChipChoice("When")
        self.first, self.last = _day_field("First day"), _day_field("Last day")
        self._to = QLabel("to")
        self.all_button = pressed_by_enter(button("Show all steps", Look.LINK))
        self._document: tuple[str, str] | None = None
        self._build()
        self.offer_people(())
        self.offer_document(None, "")

    @property
    def wanted(self) -> HistoryFilter:
        """Which steps are to be listed."""
        since, until = self._span()
        document = str(self.document.currentData()) if self.document.currentIndex() > 0 else None
        kind = self.what.currentData()
        return HistoryFilter(self.who.currentData(), document, KINDS[kind] if kind else (), since, until)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != HistoryFilter()

    def offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        """List who did steps, by id and name; who is chosen stays so."""
        chosen = self.who.currentData()
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItem("anybody", _ANYBODY)
        for id, name in people:
            self.who.addItem(name, id)
        self.who.setCurrentIndex(max(0, next((at for at, (id, _) in enumerate(people, 1) if id == chosen), 0)))
        self.who.blockSignals(False)

    def offer_document(self, document: str | None, title: str) -> None:
        """Offer the document at hand; where its steps are listed, those of this one are now."""
        if self._document == (document, title) and self.document.count():
            return
        was = self.wanted.document if self.document.count() else None
        self._document = (document or "", title)
        self.document.blockSignals(True)
        self.document.clear()
        self.document.addItem("any document", None)
        if document is not None:
            self.document.addItem(f"in {title}", document)
        self.document.setCurrentIndex(1 if was is not None and document is not None else 0)
        self.document.blockSignals(False)
        if self.wanted.document != was:
            self.changed.emit()

    def choose_document(self, document: str, title: str) -> None:
        """List the steps of a document alone, or of all again where that is so."""
        same = self.wanted.document == document
        self.offer_document(document, title)
        self.document.setCurrentIndex(0 if same else 1)

    @Slot()
    def show_all(self) -> None:
        """Narrow nothing any more."""
        for chip in (self.who, self.what, self.document, self.when):
            chip.blockSignals(True)
            chip.setCurrentIndex(0)
            chip.blockSignals(False)
        self._on_changed()

    def reset(self) -> None:
        """Begin anew, with another project."""
        self._document = None
        for chip in (self.what, self.when):
            chip.setCurrentIndex(0)
        self.offer_people(())
        self.document.clear()
        self.offer_document(None, "")

    def _build(self) -> None:
        self.what.addItem("anything", _ANY)
        for kind in KINDS:
            self.what.addItem(_KIND_NAMES[kind], kind)
        for words, days in (*_DAYS, ("between two days", _BETWEEN)):
            self.when.addItem(words, days)
        self._to.setProperty("look", Look.SECONDARY.value)
        self.all_button.clicked.connect(self.show_all)
        for chip in (self.who, self.what, self.document, self.when):
            chip.currentIndexChanged.connect(self._on_changed)
        for day in (self.first, self.last):
            day.dateChanged.connect(self._on_changed)
        for control in (self.who, self.what, self.document, self.when, self.first, self._to, self.last):
            self.put(control)
        self.put(self.all_button)
        self._show_days()

    @Slot()
    def _on_changed(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        for one in (self.first, self._to, self.last):
            one.setVisible(self.when.currentData() == _BETWEEN)
        self.all_button.setVisible(self.document.count() > 0 and self.narrows)

    def _span(self) -> tuple[str, str]:
        """Return from when and until when, in UTC: days are those of this computer."""
        days = self.when.currentData()
        if days is None or days == -1:
            return "", ""
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        if days == _BETWEEN:
            return _utc(_begin(self.first.date())), _utc(_begin(self.last.date().addDays(1)))
        return _utc(midnight - timedelta(days=days)), ""


def _day_field(name: str) -> QDateEdit:
    made = QDateEdit(QDate.currentDate())
    made.setMinimumDate(_EARLIEST)
    made.setAccessibleName(name)
    made.setDisplayFormat("yyyy-MM-dd")
    return made


def _begin(day: QDate) -> datetime:
    return datetime(day.year(), day.month(), day.day()).astimezone()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
