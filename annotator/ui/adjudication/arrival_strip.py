"""Above the text: who has come since cases were decided, and the one key that keeps or opens all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.adjudication.newcomers import Arrival
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, beside_text, button, hairline, spaced, words

KEEP, OPEN = "adjudicate.keep_decided", "adjudicate.open_apart"
"""The commands that answer."""


class ArrivalStrip(QWidget):
    """Says what an arrival concerns, and asks; not to be seen where nobody came."""

    keep_requested = Signal()
    open_requested = Signal()
    look_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrival = Arrival()
        self.said = words("", Look.STRONG)
        self.keep, self.open = beside_text(button("Keep")), beside_text(button("Open"))
        self.look = beside_text(button("Look at them", Look.LINK))
        row = FlowRow()
        for each in (self.keep, self.open, self.look):
            row.put(each)
        box, inner = QVBoxLayout(self), QVBoxLayout()
        spaced(box, 0)
        spaced(inner, 6, (24, 8, 24, 8))
        inner.addWidget(self.said)
        inner.addWidget(row)
        box.addLayout(inner)
        box.addWidget(hairline())
        self.keep.clicked.connect(self.keep_requested)
        self.open.clicked.connect(self.open_requested)
        self.look.clicked.connect(self.look_requested)
        follow_keys(self, self._name)
        self.hide()

    def show_arrival(self, found: Arrival, coder_letters: CoderLetters) -> None:
        """Say who came and what it concerns; nothing where nobody did."""
        self.arrival = found
        names = [isolated(layer.name) for layer in coder_letters.layers if layer.id in found.layers]
        self.said.setText(announced(found, [] if coder_letters.names_hidden else names))
        self._name()
        self.setVisible(found.cases > 0)

    def _name(self) -> None:
        count, apart = self.arrival.cases, len(self.arrival.apart)
        for each, text, command in (
            (self.keep, f"Keep all {count} as decided", KEEP),
            (self.open, f"Open the {apart} that {one_or_many(apart, 'differs', 'differ')}", OPEN),
        ):
            _name_button(each, text, key_or_none(command))
        self.open.setVisible(apart > 0)


def announced(found: Arrival, names: list[str]) -> str:
    """Return who came and what it concerns; `names`: none while they are hidden."""
    many, texts = len(found.layers), len(found.documents)
    who = word_list(names) if names else one_or_many(many, "Another coder", f"{many} other coders")
    have, say = one_or_many(many, "has", "have"), one_or_many(many, "says", "say")
    cases, were = counted(found.cases, "case"), one_or_many(found.cases, "was", "were")
    of_it, they = one_or_many(texts, "it", "them"), one_or_many(many, "this coder", "they")
    since = f"{who} {have} come to {counted(texts, 'text')} since {cases} of {of_it} {were} decided."
    alike, apart = len(found.alike), len(found.apart)
    if not apart:
        return f"{since} In all of these {they} {say} what was decided."
    if not alike:
        return f"{since} In none of these {they} {say} what was decided."
    return f"{since} In {alike} {they} {say} what was decided, in {apart} something else."


def _name_button(made: QPushButton, text: str, key: str) -> None:
    made.setText(f"{text} ({key})" if key else text)
    made.setAccessibleName(text)
    made.setAccessibleDescription(f"Key {key}" if key else "")
    made.setToolTip(f"{text}, {key}" if key else text)
