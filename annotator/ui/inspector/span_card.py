"""The selected span as a card: its mark, its place, its act as a sentence, its note. It asks by signals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.codebook import Label
from annotator.model.document import pages_said
from annotator.model.span import MovedFrom, Span
from annotator.model.wording import counted
from annotator.ui.acts.card import ActCard
from annotator.ui.inspector.missing import NothingToNote
from annotator.ui.kit import theme
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Field, Look, beside_text, breakable, button, spaced, words

_EMPTY = "Select a passage and press a label’s key, or click on a coded passage to see it here."
_CORNER = 28
"""Pixels at the right of the first line for the button that folds the side."""
_QUOTE = 180
"""Characters of a span's words."""


def moved_words(moved: MovedFrom, now: str) -> str:
    """Return that a span was moved when its document was read anew, on which day, and what it quoted before."""
    day = datetime.fromisoformat(moved.time).astimezone().strftime(" on %Y-%m-%d") if moved.time else ""
    said = f"Moved{day}, when the document was read anew"
    before, after = " ".join(moved.quote.split()), " ".join(now.split())
    if before == after:
        return f"{said}."
    short = before if len(before) <= _QUOTE else f"{before[:_QUOTE]}…"
    return f"{said}; before: “{short}”"


class SpanCard(QWidget):
    """The selected span: its label, its text, its slots and attributes (`acts`), its note, its doubt."""

    note_given = Signal(str, str)
    """A span's id and what was written; the span need not be the selected one any more."""
    left = Signal()
    """Done here: on to the text."""
    relabel_requested = Signal()
    doubt_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paragraph_of: Callable[[int], int] | None = None
        self.pages: Sequence[int] = ()
        """Where the pages after the first begin in the text."""
        """Which paragraph holds a position, from 1 on."""
        self._span: Span | None = None
        self._drawn: object = None
        self.missing = NothingToNote(self)
        self._body = QWidget(self)
        self.mark = QLabel()
        self.title = words("", Look.HEADING)
        self.quote = words("")
        self.place = words("", Look.SECONDARY)
        self.moved = words("", Look.SECONDARY)
        self.acts = ActCard(self._body)
        self.note = Field(placeholderText="Note")
        self.note.setAccessibleName("Note on the span")
        self.acts.below = self.note
        self.relabel_button = beside_text(button("&Relabel…"))
        self.doubt_button = beside_text(button("In &doubt"))
        self.doubt_button.setCheckable(True)
        self.delete_button = beside_text(button("De&lete"))
        self.empty = words(_EMPTY, Look.SECONDARY)
        self.empty.setContentsMargins(0, 0, _CORNER, 0)
        self._build()
        self.note.editingFinished.connect(self.give_note)
        self.note.returnPressed.connect(self.left)
        self.note.left.connect(self._on_note_dropped)
        self.missing.left.connect(self.left)
        self.missing.returnPressed.connect(self.left)
        self.relabel_button.clicked.connect(self.relabel_requested)
        self.doubt_button.clicked.connect(self.doubt_requested)
        self.delete_button.clicked.connect(self.delete_requested)
        self.show_span(None, None)

    def say_empty(self, hint: str) -> None:
        """Say what to do while no span is at hand; by itself that a passage is selected."""
        self.empty.setText(hint or _EMPTY)

    def show_span(self, span: Span | None, label: Label | None) -> None:
        """Show a span, or (None) what would be shown here; a note that is being written is given first."""
        before = self._span
        if before is None or span is None or before.id != span.id:
            self.give_note()
        self._span = span
        self.empty.setVisible(span is None)
        self._body.setVisible(span is not None)
        if span is None:
            return
        self._show_mark(label)
        self.title.setText(label.name if label else span.label)
        quote = span.quote[:_QUOTE]
        cut = "…" if len(span.quote) > _QUOTE else ""
        self.quote.setText(f"“{breakable(quote)}{cut}”" if span.extents else "")
        self.quote.setVisible(label is None or not label.is_act)
        self.place.setText(self._place_of(span))
        self.moved.setText(breakable(moved_words(span.moved_from, span.quote)) if span.moved_from else "")
        self.moved.setVisible(span.moved_from is not None)
        if before is None or before.id != span.id or before.note != span.note:
            self.note.setText(span.note)
        self.doubt_button.setChecked(span.doubt)

    def _place_of(self, span: Span) -> str:
        """Return in which paragraph a span begins, on which page, how long it is, and in how many pieces."""
        if not span.extents:
            return "the whole document"
        parts = [f"¶ {self.paragraph_of(span.start)}"] if self.paragraph_of is not None else []
        parts += [said] if (said := pages_said(self.pages, span.extents)) else []
        parts.append(counted(sum(stop - start for start, stop in span.extents), "character"))
        parts += [counted(len(span.extents), "piece")] if len(span.extents) > 1 else []
        return " · ".join(parts)

    def _show_mark(self, label: Label | None) -> None:
        """Draw the label's mark; most steps leave all as it is that a mark is drawn from."""
        drawn = (label.colour, label.cue, theme.current(), self.devicePixelRatioF()) if label else None
        if drawn != self._drawn:
            self._drawn = drawn
            self.mark.setPixmap(label_icon(label).pixmap(WIDTH, HEIGHT) if label else QLabel().pixmap())

    def focus_note(self) -> bool:
        """Put the keyboard into the note; without a span into a line that waits for one. Whether there is a span."""
        if self._span is None:
            self.missing.wait()
            return False
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.selectAll()
        return True

    def _build(self) -> None:
        head = QHBoxLayout()
        spaced(head, 8)
        head.addWidget(self.mark)
        self.title.setWordWrap(False)
        head.addWidget(self.title)
        head.addWidget(self.place, 1)
        buttons = QHBoxLayout()
        spaced(buttons, 8)
        for each in (self.relabel_button, self.doubt_button, self.delete_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        inner = QVBoxLayout(self._body)
        spaced(inner, 8)
        inner.addLayout(head)
        inner.addWidget(self.quote)
        inner.addWidget(self.moved)
        inner.addWidget(self.acts)
        inner.addWidget(self.note)
        inner.addLayout(buttons)
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        box.addWidget(self.empty)
        box.addWidget(self.missing)
        box.addWidget(self._body)
        box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @Slot()
    def give_note(self) -> None:
        """Hand over what was written, if it is anything new."""
        span, note = self._span, self.note.text().strip()
        if span is not None and note != span.note:
            # First: what hears of it may show another span, and would give the note once more.
            self._span = replace(span, note=note)
            self.note_given.emit(span.id, note)

    @Slot()
    def _on_note_dropped(self) -> None:
        if self._span is not None:
            self.note.setText(self._span.note)
        self.left.emit()
