"""The difference at hand: mine, gold, what differs and why it was decided so; below it all differences of the text."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.model.practice import Score
from annotator.model.span import Span
from annotator.model.wording import counted, isolated
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.ui.cases.case_area import CaseArea
from annotator.ui.cases.wording import NOTHING, Register, act_sentence, differences
from annotator.ui.feedback import wording
from annotator.ui.feedback.item_model import DifferenceModel
from annotator.ui.feedback.loader import FeedbackView
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Look, beside_text, breakable, button, hairline, spaced, words

_QUOTE = 300
_LANES = (wording.MINE, wording.GOLD)


class FeedbackPanel(QWidget):
    """Shows and asks; nothing can be changed here."""

    chosen = Signal(int)
    """A row of the list."""
    left = Signal()
    """Done here: on to the text."""
    passage_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DifferenceModel(self)
        self.title = words("", Look.HEADING)
        self.sides = {lane: words("") for lane in _LANES}
        self._said = {lane: words("", Look.SECONDARY) for lane in _LANES}
        self._bars = {lane: QLabel() for lane in _LANES}
        self.what = words("")
        self.why = words("", Look.SECONDARY)
        self.practice = words("")
        self.empty = words("", Look.SECONDARY)
        self.here = words("", Look.HEADING)
        self.overall = words("", Look.SECONDARY)
        self.passage = beside_text(button("Go to the passage in Code", Look.LINK))
        self.list = row_list("Differences of this text")
        self.list.setModel(self.model)
        self._at_hand = QWidget()
        self._area = CaseArea(self._at_hand)
        self._build()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.left.emit())
        self.passage.clicked.connect(self.passage_requested)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.model.set_codebook(codebook)

    def show_document(self, opened: FeedbackView | None, empty: str = "") -> None:
        """Show the differences of a document, or (None) say why there is nothing to show."""
        self.model.show_places(opened.differences if opened else ())
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
        self.list.setVisible(bool(places))
        self.empty.setVisible(not places)
        select_quietly(self.list, self.model.index(row) if place is not None else QModelIndex())
        if place is None:
            return
        self.title.setText(f"Difference {row + 1} of {len(places)}: {wording.kind_of(place)}")
        for lane, span in zip(_LANES, (place.mine, place.gold), strict=True):
            self._show_side(lane, place, span, register)
        self.what.setText("\n".join(self._differing(place, register)))
        self.what.setVisible(bool(self.what.text()))
        self.why.setText(breakable(wording.why(place)))
        self._area.fit()

    def show_overall(self, scores: dict[str, Score] | None) -> None:
        """Say how much is as in gold in all texts together (None: they are being counted)."""
        if scores is None:
            self.overall.setText("Counting all texts…")
            return
        whole = sum(scores.values(), Score())
        told = f"{counted(len(scores), 'text')} with gold: {wording.share(whole)}. {wording.formula(whole)}."
        self.overall.setText(told if scores else "")

    def _build(self) -> None:
        grid = QGridLayout()
        spaced(grid, 8)
        for row, lane in enumerate(_LANES):
            texts = QVBoxLayout()
            spaced(texts, 0)
            texts.addWidget(self.sides[lane])
            texts.addWidget(self._said[lane])
            grid.addWidget(words(lane, Look.SECONDARY), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._bars[lane], row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(texts, row, 2)
        grid.setColumnStretch(2, 1)
        inner = QVBoxLayout(self._at_hand)
        spaced(inner, 8)
        inner.addWidget(self.title)
        inner.addLayout(grid)
        inner.addWidget(self.what)
        inner.addWidget(self.why)
        box = QVBoxLayout(self)
        spaced(box, 12, (12, 12, 12, 12))
        box.addWidget(self.practice)
        box.addWidget(self._area)
        box.addWidget(self.passage, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.empty)
        box.addWidget(hairline())
        box.addWidget(self.here)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        box.addWidget(self.overall)

    def _show_side(self, lane: str, place: FeedbackPlace, span: Span | None, register: Register) -> None:
        label = self.model.labels.get(span.label) if span is not None else None
        bar = self._bars[lane]
        bar.clear()
        if label is not None:
            bar.setPixmap(label_icon(label).pixmap(WIDTH, HEIGHT))
        self.sides[lane].setText("nothing here" if span is None else _quoted(span, label.name if label else span.label))
        lines = [act_sentence(place.case, span, self.model.labels, register)] if span is not None else []
        if span is not None and span is place.mine:
            lines += [isolated(span.note) if span.note else "", "in doubt" if span.doubt else ""]
        self._said[lane].setText(breakable(" · ".join(filter(None, lines))))
        self._said[lane].setVisible(any(lines))

    def _differing(self, place: FeedbackPlace, register: Register) -> list[str]:
        if place.mine is None or place.gold is None:
            return []
        named = [
            f"{one.name}: mine {_value(one.values.get(0))}, gold {_value(one.values.get(1))}"
            for one in differences(place.case, self.model.labels, register)
        ]
        return [breakable(line) for line in (wording.boundary(place.mine, place.gold), *named) if line]

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _value(said: str | None) -> str:
    return f"“{said}”" if said not in (None, NOTHING) else "empty"


def _quoted(span: Span, label: str) -> str:
    quote = span.quote
    cut = breakable(f"{quote[:_QUOTE]}{'…' if len(quote) > _QUOTE else ''}")
    return f"{label} “{isolated(cut)}”" if quote else label
