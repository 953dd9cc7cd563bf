"""The conditions of a search as fields at the left: each only writes its part of the one line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLabel, QMenu, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import Field, Look, button, pressed_by_enter, spaced
from annotator.ui.passages.condition_terms import DATE, WORDS, said_in, with_said, with_term
from annotator.ui.passages.offers import SearchOffers

FORCE = "force"
_FIELDS = (
    ("label", "coded as", "anything"),
    ("by", "who speaks", "anybody"),
    ("to", "to whom", "anybody"),
    (FORCE, "force", "any, or >=urges"),
    (DATE, "dated", "any day, or 2022 to 2024"),
    ("coder", "coded by", "as is usual"),
    (WORDS, "in the words", "search, /regex/"),
)
"""The key of each, how it is called, and what it says while it says nothing."""


class ConditionField(Field):
    """`said` tells that something else is to hold; a list below it offers what is known."""

    said = Signal()

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(nothing)
        self.setAccessibleName(name)
        self._names: dict[str, str] = {}
        self._shown = ""
        self._known = QStringListModel(self)
        offers = QCompleter(self._known, self)
        offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offers.setFilterMode(Qt.MatchFlag.MatchContains)
        offers.setMaxVisibleItems(12)
        offers.activated[str].connect(self._tell)  # type: ignore[index]  # the stubs know no overloads
        self.setCompleter(offers)
        self.editingFinished.connect(self._tell)

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer values, by what is written in the line and how each is called here."""
        self._names = dict(names)
        self._known.setStringList(list(self._names.values()))
        self.show_value(self._shown)

    def show_value(self, value: str) -> None:
        """Show what the line says, unless one types here."""
        self._shown = value
        if not (self.hasFocus() and self.isModified()):
            self.setText(self._names.get(value, value))

    @property
    def value(self) -> str:
        """What is to stand in the line."""
        said = self.text().strip()
        return next((value for value, name in self._names.items() if name == said), said)

    @Slot()
    def _tell(self) -> None:
        self.setModified(False)
        if self.value != self._shown:
            self._shown = self.value
            self.said.emit()


class ConditionForm(QWidget):
    """`written` carries the line that a field made of the one before; `begun` a condition that is to be typed on."""

    written = Signal(str)
    begun = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, ConditionField] = {}
        self._captions: dict[str, QLabel] = {}
        self._line, self._force = "", FORCE
        self.offers = SearchOffers()
        self.another = pressed_by_enter(button("+ another condition", Look.LINK))
        self.another.setAccessibleName("Another condition")
        self.another.clicked.connect(self._offer_more)
        box = QVBoxLayout(self)
        spaced(box, 3, (12, 0, 12, 4))
        for key, name, nothing in _FIELDS:
            caption, field = QLabel(name), ConditionField(name, nothing)
            caption.setProperty("look", Look.SECONDARY.value)
            caption.setBuddy(field)
            field.said.connect(partial(self._on_said, key))
            field.left.connect(self.left)
            box.addWidget(caption)
            box.addWidget(field)
            box.addSpacing(3)
            self.fields[key], self._captions[key] = field, caption
        box.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def show_line(self, line: str) -> None:
        """Show what a line says."""
        self._line = line
        for key, field in self.fields.items():
            field.show_value(said_in(line, self._key(key)))

    def offer(self, offers: SearchOffers) -> None:
        """Offer what there is; an act has a force where the codebook says so."""
        self.offers, self._force = offers, offers.force or FORCE
        actors = [(name, name) for name, _ in offers.actors]
        known = {
            "label": [(label.name, label.name) for label in offers.labels],
            "by": actors,
            "to": [*actors, ("nobody", "nobody")],
            FORCE: [(value, value) for value in offers.forces],
            "coder": offers.people,
        }
        for key, names in known.items():
            self.fields[key].offer(names)
        for part in (self.fields[FORCE], self._captions[FORCE]):
            part.setVisible(bool(offers.force))
        self._captions[FORCE].setText(offers.force_name or FORCE)
        self.fields[FORCE].setAccessibleName(offers.force_name or FORCE)
        self.show_line(self._line)

    def _key(self, key: str) -> str:
        return self._force if key == FORCE else key

    def _on_said(self, key: str) -> None:
        self._line = with_said(self._line, self._key(key), self.fields[key].value)
        self.written.emit(self._line)

    @Slot()
    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Further conditions")
        for term, said in self.offers.further.items():
            menu.addAction(said.replace("&", "&&")).triggered.connect(partial(self._on_more, term))
        menu.popup(self.another.mapToGlobal(QPoint(0, self.another.height())))

    def _on_more(self, term: str, _: bool = False) -> None:
        if term.endswith("…"):
            self.begun.emit(term.removesuffix("…"))
        else:
            self.written.emit(with_term(self._line, term))
