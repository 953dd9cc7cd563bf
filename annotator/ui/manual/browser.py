"""A page as it is read: pictures as wide as there is room, the caret at a heading, links handed on.

The words are a read-only text with a caret, so that the arrows and a screen reader go through them as through any
text; Tab goes from link to link.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from annotator.ui.kit import theme
from annotator.ui.manual.rendering import PageLook, copied, html_of, style_of

_MARGIN, _INDENT = 14, 28
_LATER_MS = 80
"""So long a width has to stand before pictures are scaled again, which takes a few milliseconds each."""


class ManualBrowser(QTextBrowser):
    """Shows the Markdown of a page. `folder`: where its pictures are."""

    followed = Signal(str)
    """Where a link leads, as it is written: a page with or without an anchor, or an address of the web."""
    moved = Signal()
    """Another place of the page is at the top."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pictures: dict[str, QImage] = {}
        self.setAccessibleName("Page of the manual")
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setIndentWidth(_INDENT)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._fit_pictures)
        self.anchorClicked.connect(self._on_link)
        self.verticalScrollBar().valueChanged.connect(self.moved)

    def show_markdown(self, markdown: str, look: PageLook) -> None:
        """Show a page from its top."""
        self.setExtraSelections([])
        self._pictures = {}
        self.document().setDefaultStyleSheet(style_of(look))
        self.setHtml(html_of(markdown, look))
        self._fit_pictures()

    def headings(self) -> list[QTextBlock]:
        """Return the lines that are headings, in their order."""
        blocks, block = [], self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                blocks.append(block)
            block = block.next()
        return blocks

    def go_to(self, heading: int) -> None:
        """Put a heading at the top, and the caret on it; the first one shows the page from its very top."""
        found = self.headings()
        if heading >= len(found):
            return
        cursor = self.textCursor()
        cursor.setPosition(found[heading].position())
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(found[heading]).top()
        self.verticalScrollBar().setValue(round(top) - _MARGIN // 2 if heading else 0)

    def heading_at_top(self) -> int:
        """Return the number of the heading under which the first line in sight stands."""
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value() + 2 * _MARGIN
        passed = [n for n, block in enumerate(self.headings()) if layout.blockBoundingRect(block).top() <= top]
        return passed[-1] if passed else 0

    def light(self, words: Sequence[str]) -> None:
        """Put a ground under all places of these words."""
        ground = QTextCharFormat()
        ground.setBackground(QColor(theme.current().selection))
        found = []
        for word in words:
            cursor = QTextCursor(self.document())
            while not (cursor := self.document().find(word, cursor)).isNull():
                lit = QTextEdit.ExtraSelection()
                lit.cursor, lit.format = cursor, ground
                found.append(lit)
        self.setExtraSelections(found)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        self.followed.emit(url.toString())

    @Slot()
    def _fit_pictures(self) -> None:
        """Scale the pictures to the room that there is, by our own hand: Qt paints scaled ones rough."""
        room = self.viewport().width() - 2 * _MARGIN
        if room <= 0 or not self._pictures:
            return
        for name, indent in self._indents():
            if name in self._pictures:
                self.document().addResource(_IMAGE, QUrl(name), self._fitted(name, max(1, room - indent)))
        self.document().markContentsDirty(0, self.document().characterCount())

    def _indents(self) -> list[tuple[str, int]]:
        """Return the pictures by name, each with the pixels by which the list that it stands in is indented."""
        found, wide = [], round(self.document().indentWidth())
        block = self.document().begin()
        while block.isValid():
            listed = block.textList()
            steps = block.blockFormat().indent() + (listed.format().indent() if listed is not None else 0)
            for fragment in block.textFormats():
                if fragment.format.isImageFormat():
                    found.append((fragment.format.toImageFormat().name(), steps * wide))
            block = block.next()
        return found

    def _fitted(self, name: str, room: int) -> QImage:
        ratio, image = self.devicePixelRatioF(), self._pictures[name]
        wide = min(round(room * ratio), image.width())
        made = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        made.setDevicePixelRatio(ratio)
        return made

    # Qt calls these.

    def loadResource(self, type: int, name: QUrl | str) -> object:
        written = name.toString() if isinstance(name, QUrl) else name
        path = (self._folder / written).resolve()
        if type != _IMAGE.value or not path.is_relative_to(self._folder.resolve()):
            return None
        image = QImage(str(path))
        if image.isNull():
            return None
        self._pictures[written] = image
        return self._fitted(written, max(1, self.viewport().width() - 2 * _MARGIN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's own way back knows nothing of the pages, and would keep the key.
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        made.setText(copied(self.textCursor().selection().toPlainText()))
        return made


_IMAGE = QTextDocument.ResourceType.ImageResource
