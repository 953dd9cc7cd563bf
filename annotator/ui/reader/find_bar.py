"""The line below the text in which one looks for words: all hits are marked, and Enter goes from one to the next.

While one types, the first hit from where the caret was is shown; Escape goes back to the text, with the hit selected.
Where there is no hit, what was selected before is selected again: a part of a word that one began to type never stays.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.model.span import Extent
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, beside_text, button, spaced, words
from annotator.ui.reader.find import MOST, find_all, hit_after, hit_before
from annotator.ui.reader.view import ReaderView

_LONGEST_SEED = 200
"""A selection longer than this is a passage to be coded, not words to look for."""

_FIELD = 110
"""At least so wide; 200 and more where the text has its usual width, so that a name is read whole."""


class FindBar(QWidget):
    """Looks in the text of one reader; hidden until it is asked for."""

    closed = Signal()

    def __init__(self, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._hits: list[Extent] = []
        self._at = -1
        self._origin = 0
        # What the user had selected, anchor and caret, and what this line has selected last.
        self._before = self._put = (0, 0)
        self.field = QLineEdit(placeholderText="Find in this text")
        self.field.setAccessibleName("Find in this text")
        self.field.setMinimumWidth(_FIELD)
        self.field.setMaximumWidth(360)
        self.count = words("", Look.SECONDARY)
        self.count.setWordWrap(False)
        self.count.setMinimumWidth(88)
        self.count.setAccessibleName("Hits")
        self.whole_words = QCheckBox("Whole words")
        self.match_case = QCheckBox("Match case")
        self.previous_button, self.next_button = _arrow("‹", "Previous hit"), _arrow("›", "Next hit")
        self.close_button = beside_text(button("Close", Look.QUIET))
        row = QHBoxLayout(self)
        spaced(row, 8, (12, 4, 12, 4))
        row.addWidget(self.field, 3)
        # On two lines beside the manual in a narrow window.
        options = FlowRow(across=8)
        for widget in (self.count, self.previous_button, self.next_button, self.match_case, self.whole_words):
            options.put(widget)
        row.addWidget(options, 4)
        row.addWidget(self.close_button)
        self._connect()
        self.hide()

    def open(self) -> None:
        """Show the line, with the selected words in it."""
        selection, text = self._reader.selection(), self._reader.text_index().text
        self._keep_place()
        self.show()
        if selection is not None and selection.stop - selection.start <= _LONGEST_SEED:
            self.field.setText(" ".join(text[selection.start : selection.stop].split()))
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search()

    @Slot()
    def close_bar(self) -> None:
        """Go back to the text; the hit stays selected."""
        if self.isVisible():
            self.hide()
            self._hits, self._at = [], -1
            self._reader.board.set_hits(())
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    @Slot()
    def search(self) -> None:
        """Look for what stands in the line, from where the caret was when it was opened."""
        text = self._reader.text_index().text
        self._hits = find_all(text, self.field.text(), self.whole_words.isChecked(), self.match_case.isChecked())
        self._reader.board.set_hits(self._hits)
        if (self._reader.anchor, self._reader.caret) != self._put:
            self._keep_place()  # the user has moved the caret since
        self._go(hit_after(self._hits, self._origin))

    @Slot()
    def go_next(self) -> None:
        """Go to the next hit, at the end on to the first; opens the line if it is not open."""
        if not self._ready():
            return
        selection = self._reader.selection()
        self._go(hit_after(self._hits, selection.start + 1 if selection else self._reader.caret))
        self._stay()

    @Slot()
    def go_previous(self) -> None:
        """Go to the hit before, at the start on to the last; opens the line if it is not open."""
        if not self._ready():
            return
        selection = self._reader.selection()
        self._go(hit_before(self._hits, selection.start if selection else self._reader.caret))
        self._stay()

    def reset(self) -> None:
        """Look again, in another text."""
        self._keep_place()
        self._origin = 0
        if self.isVisible():
            text = self._reader.text_index().text
            self._hits = find_all(text, self.field.text(), self.whole_words.isChecked(), self.match_case.isChecked())
            self._at = -1
            self._reader.board.set_hits(self._hits)
            self._say()

    def _ready(self) -> bool:
        if not self.isVisible():
            if not self.field.text():
                self.open()
                return False
            self.show()
            self.reset()
        return True

    def _keep_place(self) -> None:
        self._before = self._put = (self._reader.anchor, self._reader.caret)
        self._origin = min(self._before)

    def _stay(self) -> None:
        """Look from the hit at hand on, when more is typed."""
        if self._at >= 0:
            self._origin = self._hits[self._at].start

    def _go(self, number: int) -> None:
        self._at = number
        if number >= 0:
            hit = self._hits[number]
            self._reader.set_selection(*hit)
            self._reader.reveal_range(*hit)
        else:
            self._reader.set_selection(*self._before)
        self._put = (self._reader.anchor, self._reader.caret)
        self._say()

    def _say(self) -> None:
        count = f"{MOST:,} or more".replace(",", " ") if len(self._hits) == MOST else str(len(self._hits))
        if not self.field.text().strip():
            said = ""
        elif not self._hits:
            said = "Not found"
        elif self._at < 0:
            said = f"{count} found"
        else:
            said = f"{self._at + 1} of {count}"
        self.count.setText(said)
        self.field.setAccessibleDescription(said)

    def _connect(self) -> None:
        self.field.textEdited.connect(self.search)
        self.match_case.toggled.connect(self.search)
        self.whole_words.toggled.connect(self.search)
        self.previous_button.clicked.connect(self.go_previous)
        self.next_button.clicked.connect(self.go_next)
        self.close_button.clicked.connect(self.close_bar)
        for widget in (self.field, self.match_case, self.whole_words, self.previous_button, self.next_button):
            widget.installEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape, wherever in the line the focus is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.go_previous()
                else:
                    self.go_next()
                return True
        return super().eventFilter(watched, event)


def _arrow(sign: str, name: str) -> QPushButton:
    """Return a button that is as narrow as its sign, so that the field has the room."""
    made = beside_text(button(sign, Look.KEY))
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
