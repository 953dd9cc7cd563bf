"""What one field of the form says of the documents that are selected, and what somebody types into it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from annotator.model.wording import word_list
from annotator.ui.documents.columns import EMPTY
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.widgets import Look, spaced, words

DIFFERENT = "different"
_LONGEST = 26
"""Characters of values that differ and are named all the same."""
_HINTS = {
    "title": "a title",
    "date": "2026-01-23 or 2026-01",
    "language": "a code: en, fr, zh",
    "url": "add a link",
}


class SaidByAll(NamedTuple):
    """What documents say under a name. `text`: what all of them say; `differing`: some of what they say, where not."""

    text: str = ""
    differing: tuple[str, ...] = ()


def said_by(values: Iterable[str]) -> SaidByAll:
    """Return what several documents say; a look at the first that differ is enough."""
    found: dict[str, None] = {}
    for value in values:
        found[value] = None
        if len(found) > 2:
            break
    if len(found) > 1:
        return SaidByAll("", tuple(found))
    return SaidByAll(next(iter(found), ""))


def hint_of(said: SaidByAll, name: str, count: int) -> str:
    """Return what stands in an empty field: that documents differ, what is expected, or that nothing is known."""
    if said.differing:
        named = word_list([value for value in said.differing if value], "or")
        is_short = len(said.differing) == 2 and all(said.differing) and len(named) <= _LONGEST
        return named if is_short else DIFFERENT
    return _HINTS.get(name, "") if count == 1 or name in _HINTS else ""


class FormField(QWidget):
    """A line to type in, or a list where only some values are possible. What nobody touches stays as it is."""

    touched = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, name: str, choices: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.is_touched = name, False
        self._said, self._count = SaidByAll(), 0
        self._known: Sequence[str] = ()
        self.line: QLineEdit | QComboBox = self._list(choices) if choices else self._typed()
        self.line.setAccessibleName(name)
        self.fault = words("", Look.PROBLEM)
        self.fault.hide()
        box = QVBoxLayout(self)
        spaced(box, 2)
        box.addWidget(self.line)
        box.addWidget(self.fault)
        # No proxy for the keyboard: Tab would come to it by the frame too, from the end of the window.
        self.line.installEventFilter(self)

    @property
    def text(self) -> str:
        """What stands in it."""
        return (self.line.currentText() if isinstance(self.line, QComboBox) else self.line.text()).strip()

    def show_said(self, said: SaidByAll, count: int) -> None:
        """Show what so many documents say; what somebody has typed meanwhile stays."""
        self._said, self._count = said, count
        if not self.is_touched:
            self.let_go()

    def let_go(self) -> None:
        """Show again what the documents say, in place of what was typed."""
        self.is_touched = False
        self.say_fault("")
        with QSignalBlocker(self.line):
            if isinstance(self.line, QComboBox):
                self._show_choice(hint_of(self._said, self.name, self._count))
            else:
                self.line.setText(self._said.text)
                self.line.setCursorPosition(0)
        self._show_hint()
        self.line.setToolTip(self._said.text)

    def say_fault(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing for an empty sentence."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def offer(self, known: Sequence[str]) -> None:
        """Offer what other documents say here, while one types."""
        self._known = known

    def set_read_only(self, read_only: bool) -> None:
        """Let nobody type, or let them again."""
        if isinstance(self.line, QComboBox):
            self.line.setEnabled(not read_only)
        else:
            self.line.setReadOnly(read_only)
            self._show_hint()

    def _show_hint(self) -> None:
        """Show in an empty line what is expected; where nobody may type, that nothing is known."""
        hint = hint_of(self._said, self.name, self._count)
        if isinstance(self.line, QLineEdit):
            is_fixed = self.line.isReadOnly() and not self._said.differing
            hint = EMPTY if is_fixed else hint
            self.line.setPlaceholderText("nothing" if self.is_touched else hint)
        self.line.setAccessibleDescription(hint)

    def _typed(self) -> QLineEdit:
        made = QLineEdit()
        made.textEdited.connect(self._on_touched)
        made.returnPressed.connect(self.entered)
        return made

    def _list(self, choices: Sequence[str]) -> QComboBox:
        made = Choice()
        made.addItems(["", *choices])
        made.activated.connect(self._on_touched)
        return made

    def _show_choice(self, hint: str) -> None:
        assert isinstance(self.line, QComboBox)
        at = self.line.findText(self._said.text)
        if at < 0:
            self.line.addItem(self._said.text)
            at = self.line.count() - 1
        self.line.setPlaceholderText(hint)
        self.line.setCurrentIndex(-1 if self._said.differing else at)

    def _complete(self) -> None:
        """Offer what is known from now on: not before, since a list for each field costs more than all else."""
        if isinstance(self.line, QLineEdit) and self._known:
            completer = QCompleter(list(self._known), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.line.setCompleter(completer)

    def _on_touched(self) -> None:
        self.is_touched = True
        self.say_fault("")
        if isinstance(self.line, QLineEdit):
            self.line.setPlaceholderText("nothing")
        self.touched.emit()

    # Qt calls this.

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if event.type() == QEvent.Type.FocusIn:
            self._complete()
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Escape and self.is_touched:  # type: ignore[attr-defined]
            self.let_go()
            self.touched.emit()
            return True
        return super().eventFilter(watched, event)
