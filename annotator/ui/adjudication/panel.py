"""The case at hand: who said what, the keys that decide it, what was decided, and all cases of the text."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.adjudication.decisions import Settled, Status
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer
from annotator.model.span import Span
from annotator.ui.adjudication.case_area import CaseArea
from annotator.ui.adjudication.item_model import KINDS, CaseModel
from annotator.ui.adjudication.saying import Register, act_sentence, differences, isolated, own_side
from annotator.ui.rows import row_list, select_quietly
from annotator.ui.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.widgets import Field, Look, beside_text, breakable, button, discard, hairline, spaced, words

_QUOTE = 160
CHOICES = (
    ("union", "Union", "U"),
    ("intersection", "Intersection", "I"),
    ("relabel", "Relabel…", "R"),
    ("none", "None of them", "X"),
    ("defer", "Later", "L"),
)


class CasePanel(QWidget):
    """Shows a case and asks for what is pressed. `choice_requested` carries "take" with a row, or another choice."""

    choice_requested = Signal(str, int)
    chosen = Signal(int)
    """A row of the list of cases."""
    left = Signal()
    """Done here: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CaseModel(self)
        self._labels: dict[str, Label] = {}
        self.title = words("", Look.HEADING)
        self.status = words("", Look.SECONDARY)
        self.differing = words("", Look.SECONDARY)
        self.rows = QGridLayout()
        spaced(self.rows, 8)
        self.take_buttons: list[QPushButton] = []
        self.choice_buttons: dict[str, QPushButton] = {}
        self.reason = Field(placeholderText="Reason, if one is needed (W)")
        self.reason.setAccessibleName("Reason for the next decision")
        self.list = row_list("Cases of this text")
        self.list.setModel(self.model)
        self.heading = words("Cases of this text", Look.HEADING)
        self.empty = words("", Look.SECONDARY)
        self._said, self._choices = QWidget(), QWidget()
        self._area = CaseArea(self._said)
        self._build()
        self.reason.returnPressed.connect(self.left)
        self.reason.left.connect(self.left)
        self.list.activated.connect(lambda _: self.left.emit())
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}
        self.model.set_codebook(codebook)

    def say_empty(self, text: str) -> None:
        """Say why there is no case."""
        self.empty.setText(text)

    def show_case(self, row: int, layers: list[Layer], candidate: int, register: Register) -> None:
        """Show a case (-1: none) as these layers coded it, with one candidate marked; `register`: whom they name."""
        cases = self.model.cases
        one = cases[row] if 0 <= row < len(cases) else None
        self._area.setVisible(one is not None)
        self._choices.setVisible(one is not None)
        self.empty.setVisible(one is None)
        self.heading.setText(f"Cases of this text: {self.model.undecided()} of {len(cases)} open" if cases else "")
        select_quietly(self.list, self.model.index(row) if one is not None else QModelIndex())
        if one is None:
            return
        self.title.setText(f"Case {row + 1} of {len(cases)}: {KINDS[one.case.kind]}")
        self.status.setText(_standing(one))
        self._show_candidates(one, layers, candidate, register)
        self._area.fit()

    def _build(self) -> None:
        said = QVBoxLayout(self._said)
        spaced(said, 8)
        said.addWidget(self.title)
        said.addWidget(self.differing)
        said.addLayout(self.rows)
        inner = QVBoxLayout(self._choices)
        spaced(inner, 8)
        grid = QGridLayout()
        spaced(grid, 8)
        for place, (choice, title, key) in enumerate(CHOICES):
            made = beside_text(button(f"{key}  {title}"))
            made.setAccessibleName(title.rstrip("…"))
            made.setAccessibleDescription(f"Key {key}")
            made.setProperty("choice", choice)
            made.clicked.connect(self._on_choice)
            self.choice_buttons[choice] = made
            grid.addWidget(made, place // 3, place % 3)
            grid.setColumnStretch(place % 3, 1)
        inner.addLayout(grid)
        inner.addWidget(self.reason)
        inner.addWidget(self.status)
        box = QVBoxLayout(self)
        spaced(box, 12, (12, 12, 12, 12))
        box.addWidget(self._area)
        box.addWidget(self._choices)
        box.addWidget(self.empty)
        box.addWidget(hairline())
        box.addWidget(self.heading)
        box.addWidget(self.list, 1)

    def _show_candidates(self, one: Settled, layers: list[Layer], candidate: int, register: Register) -> None:
        if QApplication.focusWidget() in self.take_buttons:
            # They are made anew; the focus would pass to whatever comes next, the line for the reason for instance.
            self.left.emit()
        while (item := self.rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        self.take_buttons = []
        differing = differences(one.case, self._labels, register)
        self.differing.setText("\n".join(each.summary for each in differing))
        self.differing.setVisible(bool(differing))
        for number, layer in enumerate(layers):
            span = one.case.of(layer.id)
            place = one.case.candidates.index(span) if span is not None else -1
            lines = [] if span is None else [act_sentence(one.case, span, self._labels, register)]
            lines += [own_side(differing, place), _remark(span)] if span is not None else []
            take = self._take_button(number, layer, span)
            label = self._labels.get(span.label) if span else None
            mark = QLabel()
            if label is not None:
                mark.setPixmap(label_icon(label).pixmap(WIDTH, HEIGHT))
            text = "nothing here" if span is None else _said(span.quote, label.name if label else span.label)
            is_current = place == candidate and len(one.case.candidates) > 1
            shown = f"{'▸ ' if is_current else ''}{layer.name}: {text}"
            self.rows.addWidget(take, number, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addWidget(mark, number, 1, Qt.AlignmentFlag.AlignTop)
            self.rows.addWidget(_texts(shown, lines), number, 2)
        self.rows.setColumnStretch(2, 1)

    def _take_button(self, number: int, layer: Layer, span: Span | None) -> QPushButton:
        take = beside_text(button(chr(ord("A") + number), Look.KEY))
        take.setFixedWidth(36)
        take.setEnabled(span is not None)
        take.setAccessibleName(f"Take {layer.name}’s span")
        take.setProperty("row", number)
        take.clicked.connect(self._on_take)
        self.take_buttons.append(take)
        return take

    @Slot()
    def _on_take(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.choice_requested.emit("take", int(sender.property("row")))

    @Slot()
    def _on_choice(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.choice_requested.emit(str(sender.property("choice")), -1)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _said(quote: str, label: str) -> str:
    cut = f"{breakable(quote[:_QUOTE])}{'…' if len(quote) > _QUOTE else ''}"
    return f"{label} “{isolated(cut)}”" if quote else label


def _remark(span: Span) -> str:
    return f"{'in doubt. ' if span.doubt else ''}{isolated(span.note) if span.note else ''}".strip()


def _texts(first: str, more: list[str]) -> QWidget:
    """Return what one coder says: the first line as it is, those below it less prominent."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    spaced(box, 0)
    box.addWidget(words(first))
    for line in filter(None, more):
        box.addWidget(words(breakable(line), Look.SECONDARY))
    return holder


def _standing(one: Settled) -> str:
    """Return how a case stands, in words: open, or what was decided, why and when."""
    decision = one.decision
    if decision is None or one.status is Status.OPEN:
        return "Open. One key decides: a letter takes that coder’s span."
    when = decision.time[:10]
    reason = f" Reason: {decision.reason}" if decision.reason else ""
    if one.status is Status.CHANGED:
        return f"Changed since it was decided ({decision.rule}, {when}): decide it again.{reason}"
    if one.status is Status.DEFERRED:
        return f"Deferred on {when}.{reason}"
    return f"Decided on {when}: {decision.rule}.{reason}"
