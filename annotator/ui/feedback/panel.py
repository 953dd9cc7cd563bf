"""At the right of the page: the difference at hand, mine and gold as the table of a case, and why it was decided so.

The list of differences, which stands at the other side of the page, is made here too: what is shown is a row of it.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.model.practice import Score
from annotator.model.span import Span
from annotator.model.wording import isolated
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.ui.cases.case_area import CaseArea
from annotator.ui.cases.table import Speaker, table_of
from annotator.ui.cases.table_view import CaseTableView
from annotator.ui.cases.wording import Register
from annotator.ui.feedback import wording
from annotator.ui.feedback.differences_panel import DifferencesPanel
from annotator.ui.feedback.loader import FeedbackView
from annotator.ui.kit.widgets import Look, beside_text, breakable, button, spaced, words


class FeedbackPanel(QWidget):
    """Shows and asks; nothing can be changed here."""

    chosen = Signal(int)
    """A row of the list."""
    left = Signal()
    """Done here: on to the text."""
    headed = Signal(str, str)
    """What stands in the head of its column: in what the place differs, and which of the text it is."""
    passage_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It is this panel's until it is put at the other side.
        self.differences = DifferencesPanel(self)
        self.differences.hide()
        self.model, self.list = self.differences.model, self.differences.list
        self.here, self.overall = self.differences.here, self.differences.overall
        self.table = CaseTableView("Mine and gold")
        self.alike, self.note, self.why = (words("", Look.SECONDARY) for _ in range(3))
        self.what, self.practice = words(""), words("")
        self.empty = words("", Look.SECONDARY)
        self.passage = beside_text(button("Go to the passage in Code", Look.LINK))
        self._at_hand = QWidget()
        self._area = CaseArea(self._at_hand)
        self._build()
        self.differences.chosen.connect(self.chosen)
        self.differences.left.connect(self.left)
        self.passage.clicked.connect(self.passage_requested)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.model.set_codebook(codebook)

    def show_document(self, opened: FeedbackView | None, empty: str = "") -> None:
        """Show the differences of a document, or (None) say why there is nothing to show."""
        self.model.show_places(*((opened.differences, opened.paragraphs) if opened else ((), ())))
        self.here.setText(f"This text: {wording.share(opened.score)}" if opened and opened.found.places else "")
        result = opened.result if opened else None
        self.practice.setText(wording.verdict(result, opened.pass_mark) if opened and result else "")
        self.practice.setVisible(result is not None)
        if opened is not None:
            empty = wording.nothing_to_show(opened.found.standing, len(opened.found.places))
        self.empty.setText(empty)
        self.show_place(-1, {})

    def show_place(self, row: int, register: Register) -> None:
        """Show a difference (-1: none); `register`: the actors that are named in it."""
        places = self.model.places
        place = places[row] if 0 <= row < len(places) else None
        for part in (self._area, self.passage):
            part.setVisible(place is not None)
        self.empty.setVisible(not places)
        self.differences.show_row(row if place is not None else -1)
        self.headed.emit(
            _capital(wording.kind_of(place)) if place is not None else "",
            f"difference {row + 1} of {len(places)}" if place is not None else "",
        )
        if place is not None:
            self._show(place, register)

    def show_overall(self, scores: Mapping[str, Score] | None) -> None:
        """Say how much is as in gold in all texts together (None: they are being counted)."""
        self.differences.show_overall(scores)

    def _show(self, place: FeedbackPlace, register: Register) -> None:
        # What is noted of gold is for those who adjudicate.
        gold = replace(place.gold, note="", doubt=False) if place.gold is not None else None
        bare = replace(place.mine, note="", doubt=False) if place.mine is not None else None
        speakers = (Speaker("", wording.MINE, bare), Speaker("", wording.GOLD, gold))
        table = table_of(place.case, speakers, self.model.labels, register)
        self.table.show_table(table.columns, table.rows, self.model.labels)
        moved = wording.boundary(place.mine, place.gold) if place.mine is not None and place.gold is not None else ""
        for part, said in (
            (self.alike, table.alike),
            (self.what, moved),
            (self.note, _noted(place.mine)),
            (self.why, wording.why(place)),
        ):
            part.setText(breakable(said))
            part.setVisible(bool(said))
        self._area.fit()

    def _build(self) -> None:
        inner = QVBoxLayout(self._at_hand)
        spaced(inner, 6, (12, 0, 12, 0))
        for part in (self.table, self.what, self.alike, self.note, self.why):
            inner.addWidget(part)
        inner.addStretch(1)
        box, beside = QVBoxLayout(self), QVBoxLayout()
        spaced(box, 8, (0, 0, 0, 12))
        spaced(beside, 8, (12, 0, 12, 0))
        for part in (self.practice, self.empty):
            beside.addWidget(part)
        box.addLayout(beside)
        box.addWidget(self._area, 1)
        box.addWidget(self.passage, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(0)


def _noted(mine: Span | None) -> str:
    """Return one's own note and doubt."""
    if mine is None:
        return ""
    noted = f"My note “{isolated(mine.note)}”" if mine.note else ""
    return " · ".join(filter(None, (noted, "in doubt" if mine.doubt else "")))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
