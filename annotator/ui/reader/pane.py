"""A reader with the line for finding words below it, and that of fonts that are missing, as the workspaces show it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.kit.widgets import spaced
from annotator.ui.reader.find_bar import FindBar
from annotator.ui.reader.font_line import FontLine
from annotator.ui.reader.view import ReaderView


class ReaderPane(QWidget):
    """`reader`, `font_line` and `find_bar`, one above the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reader = ReaderView(self)
        self.font_line, self.find_bar = FontLine(self.reader), FindBar(self.reader)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.reader, 1)
        box.addWidget(self.font_line)
        box.addWidget(self.find_bar)
        self.reader.document_changed.connect(self.find_bar.reset)
