"""The board of Documents: a headline that says what to do, coders with their progress, and documents by coders."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.operations.team.board_words import headline
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.documents.board_feed import MadeBoard
from annotator.ui.documents.board_view import BoardView
from annotator.ui.documents.cell_delegate import SIDE
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words

CODER_ROW, DOCUMENT_ROW = 40, 34
GIVE_OUT = "project.give_out"
_CORNER = 30
"""Pixels for the button that brings a folded side back."""
_HEAD_ROWS = 4
"""So many lines of documents stay, whatever many coders there are."""
_LEGEND, _NOT_GIVEN = "○ untouched   ◐ begun   ● done", "   – not given"


class BoardPage(QWidget):
    """`command_requested` carries the command behind a link."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = ElidedLabel(Look.HEADING, 900)
        self.narrowed = ElidedLabel(Look.SECONDARY, 400)
        self.links = {
            name: self._link(text, name)
            for name, text in ((GIVE_OUT, "Give out work…"), ("documents.board_csv", "Save as CSV…"))
        }
        self.coders = BoardView("Coders", CODER_ROW, "standing")
        self.documents = BoardView("Documents by coders", DOCUMENT_ROW, "title")
        self.legend = words(_LEGEND, Look.SECONDARY)
        self.shown = MadeBoard()
        self._build()
        follow_keys(self, self._name_links)

    def show_board(self, made: MadeBoard) -> None:
        """Show a board; what has the keyboard keeps it, as long as it is shown."""
        self.shown = made
        self.headline.say(headline(made.board))
        self.headline.setAccessibleName(headline(made.board))
        for view, rows, columns in (
            (self.coders, made.coders, made.coder_columns),
            (self.documents, made.documents, made.document_columns),
        ):
            at_hand, line = self.documents.at_hand, view.currentIndex().row()
            column = view.column_at_hand
            view.blockSignals(True)
            view.table.show_rows(rows, columns)
            if view is self.documents:
                line = max(0, view.table.line_of(at_hand))
            view.go_to(line, max(0, view.table.place_of(column)))
            view.blockSignals(False)
            view.measure()
            view.fit_columns()
        self.coders.setVisible(bool(made.coders))
        self.legend.setText(_LEGEND + (_NOT_GIVEN if made.board.is_given else ""))
        self._fit_heights()

    def say_narrowed(self, text: str) -> None:
        """Say which documents the board is of; nothing where it is of all."""
        self.narrowed.say(text)
        self.narrowed.setVisible(bool(text))

    def offer(self, command: str, is_there: bool) -> None:
        """Say whether a link is there for whoever looks."""
        self.links[command].setVisible(is_there)

    # Inside.

    def _link(self, text: str, command: str) -> QPushButton:
        made = pressed_by_enter(button(text, Look.LINK))
        made.clicked.connect(lambda: self.command_requested.emit(command))
        return made

    @Slot()
    def _name_links(self) -> None:
        for command, link in self.links.items():
            key = key_or_none(command)
            link.setToolTip(key)
            link.setAccessibleDescription(f"Key {key}" if key else "")

    def _build(self) -> None:
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.above = QHBoxLayout()
        spaced(self.above, 4, (8 + _CORNER, 6, 8, 10))
        self.above.addWidget(self.headline)
        self.above.addWidget(self.narrowed)
        self.above.addStretch(1)
        for link in self.links.values():
            self.above.addWidget(link)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(self.above)
        for view, stretch, gap in ((self.coders, 0, 12), (self.documents, 100, 4)):
            across = QHBoxLayout()
            spaced(across, 0, (8, 0, 8, gap))
            across.addWidget(view)
            box.addLayout(across, stretch)
        below = QHBoxLayout()
        spaced(below, 0, (8 + SIDE, 4, 16, 8))
        below.addWidget(self.legend)
        box.addLayout(below)
        box.addStretch(1)
        self.narrowed.hide()

    def _fit_heights(self) -> None:
        """Have the coders as high as they are, as long as some documents stay; and the documents no higher than all."""
        left = self.height() - DOCUMENT_ROW * (_HEAD_ROWS + 1) - 120
        self.coders.setFixedHeight(max(CODER_ROW * 2, min(self.coders.height_of_all(), left)))
        self.documents.setMaximumHeight(self.documents.height_of_all())

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heights()
