"""Above the queue: which cases are listed, and in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Label
from annotator.ui.adjudication.queue_view import KINDS, QueueView
from annotator.ui.background.listed_set import offer_sets
from annotator.ui.kit.chip_choice import ChipChoice
from annotator.ui.kit.flow_row import FlowRow

ORDERS = {
    "worst": "Worst first",
    "document": "By document",
    "label": "By label",
    "kind": "By kind",
    "doubt": "Least certain first",
    "pair": "By pair of coders",
}
STANDS = {"open": "Open only", "": "All cases", "arrived": "Before a coder came"}
"""Which cases are listed by how they stand: the last are those that were decided before a coder came."""
BY_DOUBT = "doubt"
ANY_SET = "Any set"

_PAIR = "pair"


class QueueBar(FlowRow):
    """Chips, on as many lines as they need; `changed` carries the `QueueView` that was chosen.

    `set`: the set of documents, which is there where the project has sets; who asks for its documents listens to it.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, across=6)
        self.view = QueueView()
        self.order, self.status, self.label, self.kind = (
            _choice("Order of the cases", ORDERS.items()),
            _choice("Which cases", STANDS.items()),
            _choice("Cases of a label", (("", "Any label"),)),
            _choice("Cases of a kind", (("", "Any kind"), *((kind.value, KINDS[kind]) for kind in KINDS))),
        )
        self.document = _choice("Cases of a document", (("", "All texts"),))
        self.set = _choice("Cases of a set of documents", ())
        # It stands below the list: whoever makes the panel puts it there.
        self.status.setParent(self)
        for each in (self.order, self.set, self.document, self.label, self.kind):
            self.put(each)
        offer_sets(self.set, ANY_SET, (), "")
        for each in (self.status, self.order, self.document, self.label, self.kind):
            each.activated.connect(self._on_chosen)

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Offer these labels; one that is gone is not asked for any more."""
        named = (("", "Any label"), *((label.id, label.name) for label in labels))
        self._offer(self.label, named, self.view.label)

    def set_documents(self, titles: Mapping[str, str]) -> None:
        """Offer these documents (titles by id); one that is gone is not asked for any more."""
        self._offer(self.document, (("", "All texts"), *titles.items()), self.view.document)

    def _offer(self, box: ChipChoice, items: Iterable[tuple[str, str]], chosen: str) -> None:
        with QSignalBlocker(box):
            box.clear()
            for value, title in items:
                box.addItem(title, value)
            found = box.findData(chosen)
            box.setCurrentIndex(max(found, 0))
        if found < 0:
            self._on_chosen()

    def set_names_hidden(self, hidden: bool) -> None:
        """Offer the order by pairs only where coders may be told apart: it would say whose cases stand together."""
        found = self.order.findData(_PAIR)
        if hidden and found >= 0:
            self.order.removeItem(found)
            if self.view.order == _PAIR:
                self.order.setCurrentIndex(0)
                self._on_chosen()
        elif not hidden and found < 0:
            self.order.addItem(ORDERS[_PAIR], _PAIR)

    def next_order(self) -> None:
        """List the cases in the next order."""
        self.order.setCurrentIndex((self.order.currentIndex() + 1) % self.order.count())
        self._on_chosen()

    def show_view(self, view: QueueView) -> None:
        """Show a choice without telling of it."""
        self.view = view
        for box, value in (
            (self.order, view.order),
            (self.status, "arrived" if view.arrived else "open" if view.open_only else ""),
            (self.document, view.document),
            (self.label, view.label),
            (self.kind, view.kind),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))

    @Slot()
    def _on_chosen(self) -> None:
        self.view = replace(
            self.view,
            order=str(self.order.currentData()),
            open_only=self.status.currentData() != "",
            arrived=self.status.currentData() == "arrived",
            document=str(self.document.currentData() or ""),
            label=str(self.label.currentData() or ""),
            kind=str(self.kind.currentData() or ""),
        )
        self.changed.emit(self.view)


def _choice(name: str, items: Iterable[tuple[str, str]]) -> ChipChoice:
    made = ChipChoice(name)
    for value, title in items:
        made.addItem(title, value)
    return made
