"""The conflict at hand: how it came about, each choice in full with a button, and what becomes of the decision."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.operations.team.conflict_types import ConflictChoice, OpenConflict
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.widgets import LINK_SIDE, Look, button, discard, pressed_by_enter, spaced, words
from annotator.ui.team.conflict_list import who_said

_UNDOABLE = "A decision is a step of its own, which undo takes back."


class ConflictPanel(QWidget):
    """`chosen` carries a letter; `left`: it is to be decided later."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.why = words("", Look.STRONG), words("")
        self.note = words(_UNDOABLE, Look.SECONDARY)
        self.buttons: list[QPushButton] = []
        self._letters: list[str] = []
        self.leave = pressed_by_enter(button("Leave it for later", Look.LINK))
        self.leave.clicked.connect(self.left)
        self._choices = QVBoxLayout()
        spaced(self._choices, 4)
        box = QVBoxLayout(self)
        spaced(box, 4, (12 - LINK_SIDE, 4, 12, 12))
        told = QVBoxLayout()
        spaced(told, 8, (LINK_SIDE, 0, 0, 0))
        told.addWidget(self.what)
        told.addWidget(self.why)
        told.addLayout(self._choices)
        told.addWidget(self.note)
        box.addLayout(told)
        box.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        follow_keys(self, self._name)

    def show_conflict(self, one: OpenConflict) -> None:
        """Show a conflict."""
        self.what.setText(one.what)
        self.why.setText(one.why)
        self.note.setText(one.why_not or _UNDOABLE)
        self.buttons.clear()
        self._letters = [choice.letter for choice in one.choices]
        while (item := self._choices.takeAt(0)) is not None:  # gaps between choices are items, too
            if (gone := item.widget()) is not None:
                discard(gone)
        for at, choice in enumerate(one.choices):
            if at:
                self._choices.addSpacing(8)
            made = self._button(choice)
            made.setEnabled(not one.why_not)
            self.buttons.append(made)
            self._choices.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            self._choices.addWidget(words(choice.words))
            if said := who_said(choice):
                self._choices.addWidget(words(said, Look.SECONDARY))

    # Qt calls this: what a button makes nothing of comes here, so that letters decide beside the list as in it.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.NativeText)
        for letter, each in zip(self._letters, self.buttons, strict=True):
            if each.isEnabled() and pressed == key_or_none(f"team.choose_{letter.lower()}"):
                self.chosen.emit(letter)
                return
        if pressed == key_or_none("team.leave_conflict"):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, choice: ConflictChoice) -> QPushButton:
        made = pressed_by_enter(button(f"Take {choice.letter}"))
        made.setAccessibleName(f"Take {choice.letter}: {choice.words}")
        made.clicked.connect(lambda _=False, letter=choice.letter: self.chosen.emit(letter))
        return made

    def _name(self) -> None:
        key = key_or_none("team.leave_conflict")
        self.leave.setAccessibleDescription(f"Key {key}" if key else "")
        self.leave.setToolTip(f"Key {key}" if key else "")
