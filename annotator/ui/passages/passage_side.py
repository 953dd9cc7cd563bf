"""The passage at hand whole, at the right: its paragraph, and below what it says and what can be done with it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QLabel, QTextBrowser, QVBoxLayout, QWidget

from annotator.acts.saying import Saying, WordKind
from annotator.model.codebook import Codebook, Label
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.operations.passages.context import PassageContext
from annotator.ui.commands.command_link import CommandLink
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.label_colours import shades
from annotator.ui.kit.widgets import Look, spaced, words

_SERIF_PX, _SAID_PX, _LINE_PER_CENT = 16, 15, 145
_LINKS = {
    "passages.open": "Open in Code",
    "passages.relabel": "Relabel",
    "passages.value": "Value",
    "passages.note": "Note",
}


class PassageSide(QWidget):
    """`command_requested` carries the id of the command behind a link."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context: PassageContext | None = None
        self._labels: dict[str, Label] = {}
        self.text = QTextBrowser()
        self.text.setAccessibleName("The passage in its paragraph")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setProperty("look", Look.QUIET.value)
        self.text.document().setDocumentMargin(16)
        self.facts, self.note = words("", Look.SECONDARY), words("", Look.SECONDARY)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.links = {id: CommandLink(id, title) for id, title in _LINKS.items()}
        card = QWidget()
        below = QVBoxLayout(card)
        # Links have seven pixels of their own before their words.
        spaced(below, 4, (7, 10, 14, 8))
        for part in (self.facts, self.said, self.note):
            part.setContentsMargins(7, 0, 0, 0)
            below.addWidget(part)
        self.row = FlowRow()  # a key stands nearer to its link than to the next one
        for link in self.links.values():
            link.pressed.connect(self.command_requested)
            self.row.put(link)
        below.addWidget(self.row)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.text, 1)
        box.addWidget(card)
        self.show_passage(None)

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def show_passage(self, context: PassageContext | None) -> None:
        """Show a passage, None for none."""
        self.context = context
        self._show_text()
        self._show_facts()

    def refresh_theme(self) -> None:
        """Draw in the colours of another theme."""
        self._show_text()
        self._show_facts()

    # Inside.

    def _show_facts(self) -> None:
        context, look = self.context, theme.current()
        is_coding = context is not None and context.line.span is not None
        facts = (context.coder, context.pages, context.date) if context is not None else ()
        self.facts.setText(" · ".join(part for part in facts if part))
        self.facts.setVisible(bool(self.facts.text()))
        self.said.setFont(theme.serif_font(_SAID_PX))
        said = context.saying if context is not None else None
        self.said.setText(in_html(said, look.danger) if said is not None else "")
        self.said.setAccessibleName(said.text if said is not None else "")
        self.said.setVisible(said is not None and bool(said.text))
        notes = [part for part in (context.note, "in doubt" if context.doubt else "") if part] if context else []
        self.note.setText("Note: " + "; ".join(notes) if context is not None and context.note else "; ".join(notes))
        self.note.setVisible(bool(notes))
        self.links["passages.open"].setVisible(context is not None)
        for id in ("passages.relabel", "passages.value", "passages.note"):
            self.links[id].setVisible(is_coding and context is not None and context.is_own)
        self.row.rearrange()

    def _show_text(self) -> None:
        context, look = self.context, theme.current()
        text = context.text if context is not None else ""
        serif = theme.serif_font(_SERIF_PX)
        document = self.text.document()
        document.setDefaultFont(serif)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if runs_right_to_left(text) else Qt.LayoutDirection.LeftToRight
        )
        document.setDefaultTextOption(option)
        # It would have the format of where the cursor was.
        self.text.setCurrentCharFormat(QTextCharFormat())
        self.text.setPlainText(text)
        if context is None:
            return
        cursor, index = QTextCursor(document), TextIndex(text)
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(_LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(block)
        for part, label in context.marks:
            _put(cursor, index, part, _underlined(self._labels.get(label)))
        own = self._labels.get(context.line.label or "")
        tint = QTextCharFormat()
        tint.setBackground(QColor(shades(own.colour, look).tint if own is not None else look.selection))
        tint.setFontWeight(QFont.Weight.Normal if own is not None else QFont.Weight.Bold)
        for part in context.parts:
            _put(cursor, index, part, tint)
        cursor.setPosition(index.to_qt(context.parts[0].start) if context.parts else 0)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()


def in_html(saying: Saying, missing: str) -> str:
    """Return a sentence for a label: the verb bold, what is missing in a colour, each name in its own direction."""
    said = []
    for part in saying.isolated:
        shown = escape(part.text)
        if part.kind is WordKind.VERB:
            shown = f"<b>{shown}</b>"
        elif part.kind is WordKind.MISSING:
            shown = f'<span style="color: {missing}">{shown}</span>'
        said.append(shown)
    return " ".join(said)


def _put(cursor: QTextCursor, index: TextIndex, part: Extent, form: QTextCharFormat) -> None:
    cursor.setPosition(index.to_qt(part.start))
    cursor.setPosition(index.to_qt(part.stop), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(form)


def _underlined(label: Label | None) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if label is not None:
        form.setUnderlineColor(QColor(theme.label_colour(label.colour, theme.current())))
    return form
