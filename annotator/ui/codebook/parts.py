"""A list of parts of a label, its attributes or its roles, with a form for the one at hand."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from annotator.model.codebook import Attribute, Role
from annotator.ui.codebook.faults import Path
from annotator.ui.codebook.part_form import PartForm
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

Part = TypeVar("Part", bound=Attribute | Role)


class PartsEditor(QWidget, Generic[Part]):
    """`edited` after each change by hand: `parts` is then what they are. `add_requested` asks for a name."""

    edited = Signal()
    add_requested = Signal()
    remove_requested = Signal(str)

    def __init__(self, one: str, empty: str, form: PartForm[Part], parent: QWidget | None = None) -> None:
        """`one`: what a part is called; `empty`: what is said where there is none."""
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()
        self.form = form
        self.list = QListWidget()
        self.list.setAccessibleName(f"{one.capitalize()}s")
        self.list.setFixedHeight(124)
        self._empty = words(empty, Look.SECONDARY)
        self.add_button = pressed_by_enter(button(f"Add {'an' if one[0] in 'aeiou' else 'a'} {one}…", Look.LINK))
        self.remove_button = pressed_by_enter(button("Remove", Look.LINK))
        self.remove_button.setAccessibleName(f"Remove the {one}")
        self.up_button, self.down_button = (pressed_by_enter(button(way, Look.LINK)) for way in ("Up", "Down"))
        for way, moves in (("up", self.up_button), ("down", self.down_button)):
            moves.setAccessibleName(f"Move the {one} {way}")
        self._build()
        self.list.currentRowChanged.connect(self._show_form)
        self.form.edited.connect(self._on_form)
        self.add_button.clicked.connect(self.add_requested)
        self.remove_button.clicked.connect(self._on_remove)
        self.up_button.clicked.connect(lambda: self.shift(-1))
        self.down_button.clicked.connect(lambda: self.shift(1))

    @property
    def at_hand(self) -> Part | None:
        """The part whose form is shown."""
        row = self.list.currentRow()
        return self.parts[row] if 0 <= row < len(self.parts) else None

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show parts without telling of it; the one at hand stays at hand."""
        if tuple(parts) == self.parts and self.list.count() == len(parts):
            return
        kept = self.at_hand.id if self.at_hand else None
        self.parts = tuple(parts)
        self._fill(next((row for row, part in enumerate(parts) if part.id == kept), 0))

    def add(self, part: Part) -> None:
        """Add a part behind the others, and go to its form."""
        self.parts = (*self.parts, part)
        self._fill(len(self.parts) - 1)
        self.edited.emit()
        self.form.take_keyboard()

    def remove(self, id: str) -> None:
        """Take a part out."""
        row = self.list.currentRow()
        self.parts = tuple(part for part in self.parts if part.id != id)
        self._fill(min(row, len(self.parts) - 1))
        self.edited.emit()

    def shift(self, steps: int) -> None:
        """Move the part at hand up (-1) or down (1)."""
        row = self.list.currentRow()
        if row < 0 or not 0 <= row + steps < len(self.parts):
            return
        parts = list(self.parts)
        parts.insert(row + steps, parts.pop(row))
        self.parts = tuple(parts)
        self._fill(row + steps)
        self.edited.emit()

    def say(self, faults: Sequence[tuple[Path, str]]) -> None:
        """Show what is wrong; a path begins with a part's place."""
        at = self.list.currentRow()
        self.form.say([(path[1:], said) for path, said in faults if path[:1] == (at,)])
        wrong = {path[0] for path, _ in faults if path}
        for row, part in enumerate(self.parts):
            self.list.item(row).setText(f"{_title(part)}{'  –  to be corrected' if row in wrong else ''}")

    # Inside.

    def _build(self) -> None:
        tools = FlowRow()
        for each in (self.add_button, self.remove_button, self.up_button, self.down_button):
            tools.put(each)
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addWidget(self._empty)
        box.addWidget(self.list)
        box.addWidget(tools)
        box.addSpacing(8)
        box.addWidget(self.form)
        self._fill(-1)

    def _fill(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([_title(part) for part in self.parts])
            self.list.setCurrentRow(row)
        self._empty.setVisible(not self.parts)
        self.list.setVisible(bool(self.parts))
        for each in (self.remove_button, self.up_button, self.down_button):
            each.setEnabled(bool(self.parts))
        self._show_form()

    @Slot()
    def _show_form(self) -> None:
        part = self.at_hand
        self.form.setVisible(part is not None)
        if part is not None:
            self.form.show_part(part)

    @Slot()
    def _on_form(self) -> None:
        row, part = self.list.currentRow(), self.form.part
        if part is not None and 0 <= row < len(self.parts):
            self.parts = (*self.parts[:row], part, *self.parts[row + 1 :])
            self.list.item(row).setText(_title(part))
            self.edited.emit()

    @Slot()
    def _on_remove(self) -> None:
        if self.at_hand is not None:
            self.remove_requested.emit(self.at_hand.id)


def _title(part: Attribute | Role) -> str:
    kind = part.kind if isinstance(part, Attribute) else part.takes
    facts = [str(kind), "required" if part.required else "", "several" if getattr(part, "several", False) else ""]
    return f"{' '.join(part.name.split())}   ({', '.join(fact for fact in facts if fact)})"
