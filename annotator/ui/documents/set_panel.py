"""The left side: the sets of documents, and at its foot what a set is."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.documents.set_lines import ALL, FIELD, SET, Groups, LineKind, line_with, lines_of
from annotator.ui.documents.set_list import SetList, SetModel
from annotator.ui.kit.flat_button import FlatButton
from annotator.ui.kit.widgets import Look, hairline, spaced, words

_FOOT = "A set is a filter that keeps itself up to date, or a list that you chose. Drop files here to import them."


class PlusButton(FlatButton):
    """Makes a set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFixedSize(28, 28)
        follow_keys(self, self._name)

    def _name(self) -> None:
        key = key_or_none("documents.new_set")
        self.setAccessibleName("Make a set of what is shown or selected")
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setToolTip(f"Make a set of what is shown or selected, {key}" if key else "Make a set")

    def paint_face(self, painter: QPainter) -> None:
        self.draw_icon(painter, "plus", 6)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        return QSize(28, 28)


class SetPanel(QWidget):
    """`chosen` is the line whose documents are shown; `set_chosen` tells of another."""

    set_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SetModel(self)
        self.list = SetList(self.model)
        self.plus = PlusButton(self)
        self.foot = words(_FOOT, Look.SECONDARY)
        self.groups, self.chosen = Groups(), ALL
        self._open: set[str] = set()
        self._later = ""
        self.list.chosen.connect(self._on_chosen)
        self.list.toggled.connect(self._on_toggled)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.list, 1)
        box.addWidget(hairline())
        inset = QVBoxLayout()
        spaced(inset, 0, (16, 8, 12, 12))
        inset.addWidget(self.foot)
        box.addLayout(inset)

    def show_groups(self, groups: Groups) -> None:
        """Show what was counted anew."""
        self.groups = groups
        self._show()
        self._choose_waiting()

    def choose(self, id: str) -> None:
        """Choose a line, as a click does."""
        self.chosen = id
        self.list.show_lines(lines_of(self.groups, self._open), id)
        self.set_chosen.emit(id)

    def choose_later(self, set: str) -> None:
        """Choose one of one's own sets as soon as it is listed."""
        self._later = f"{SET}{set}"
        self._choose_waiting()

    def _choose_waiting(self) -> None:
        if self._later and line_with(self.groups, self._later) is not None:
            later, self._later = self._later, ""
            self.choose(later)

    def reset(self) -> None:
        """Begin anew, with another project."""
        self._open, self.chosen, self._later = set(), ALL, ""
        self.show_groups(Groups())

    def _show(self) -> None:
        at_hand = self.list.at_hand
        kept = at_hand.id if at_hand is not None and at_hand.kind is LineKind.FIELD else ""
        self.list.show_lines(lines_of(self.groups, self._open), self.chosen, kept)

    def _on_chosen(self, id: str) -> None:
        self.chosen = id
        self.set_chosen.emit(id)

    def _on_toggled(self, name: str) -> None:
        self._open ^= {name}
        self.list.show_lines(lines_of(self.groups, self._open), self.chosen, f"{FIELD}{name}")
