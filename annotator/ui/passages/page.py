"""The middle of Passages: what was found as a sentence, the line that asks for it, how it stands, and the list."""

from collections.abc import Sequence
from enum import StrEnum
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.operations.passages.acting import CodedPart
from annotator.operations.passages.arranging import LineArrangement
from annotator.operations.passages.grouping import GroupField
from annotator.operations.passages.lines import LineOrder
from annotator.ui.kit import theme
from annotator.ui.kit.chip_choice import ChipChoice
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words
from annotator.ui.passages.counts_page import CountsPage
from annotator.ui.passages.line_list import LineList
from annotator.ui.passages.search_field import SearchField

_CORNER = 30
"""Pixels for the button that brings a folded side back."""
_NARROW = 640
"""Pixels below which the views stand below what was found."""
_ORDERS = {
    LineOrder.TEXT: "in the texts’ order",
    LineOrder.BEFORE: "by the words before",
    LineOrder.WORDS: "by their words",
    LineOrder.BEHIND: "by the words behind",
    LineOrder.DATE: "by date",
    LineOrder.SPEAKER: "by speaker",
    LineOrder.LABEL: "by label",
    LineOrder.CODER: "by coder",
}
_PARTS = {
    CodedPart.HIT: "codes the words found",
    CodedPart.SENTENCE: "codes their sentences",
    CodedPart.PARAGRAPH: "codes their paragraphs",
}


class PassageView(StrEnum):
    """How what was found is seen."""

    LINES = "lines"
    PARAGRAPHS = "paragraphs"
    COUNTS = "counts"


class PassagesPage(QWidget):
    """`arranged` tells that lines are to stand otherwise, `turned` that another view is wanted."""

    arranged = Signal()
    turned = Signal()
    see_requested = Signal()
    export_requested = Signal()

    def __init__(self, lines: LineList, counts: CountsPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines, self.counts = lines, counts
        self.field = SearchField()
        self.heading = words("", Look.HEADING)
        self.heading.setTextFormat(Qt.TextFormat.RichText)
        self.found, self.where = "", ""
        """What was found as a sentence, and in how many documents."""
        self.fault, self.nothing = words("", Look.PROBLEM), words("", Look.SECONDARY)
        self.group, self.order = ChipChoice("Grouped by"), ChipChoice("Sorted")
        self.part = ChipChoice("What a label codes of words that were found")
        self.ticks = words("", Look.SECONDARY)
        self.ticks.setWordWrap(False)
        self.views = SegmentBar("What was found as", {view: view.capitalize() for view in PassageView})
        self.see = pressed_by_enter(button("Show what others coded…", Look.LINK))
        self.export = pressed_by_enter(button("Export…", Look.LINK))
        self.export.clicked.connect(self.export_requested)
        self.stack = QStackedWidget()
        for order, said in _ORDERS.items():
            self.order.addItem(said, order)
        for part, said in _PARTS.items():
            self.part.addItem(said, part)
        self.part.hide()
        self.group.addItem("not grouped", "")
        self._build()
        self.group.currentIndexChanged.connect(self.arranged)
        self.order.currentIndexChanged.connect(self.arranged)
        self.views.chosen.connect(self._on_view)
        self.see.clicked.connect(self.see_requested)
        self.field.left.connect(self.focus_list)
        self.say_fault("")
        self.say_nothing("")

    @property
    def view(self) -> PassageView:
        """How what was found is seen."""
        return PassageView(str(self.views.value))

    @property
    def how(self) -> LineArrangement:
        """How lines are to stand."""
        return LineArrangement(LineOrder(self.order.currentData()), False, str(self.group.currentData() or ""))

    @property
    def coded_part(self) -> CodedPart:
        """What a label codes of words that were found."""
        return CodedPart(self.part.currentData())

    def show_view(self, view: PassageView) -> None:
        """Show what was found as this view does."""
        self.views.buttons[view].setChecked(True)

    def turn(self) -> None:
        """Show what was found as the next view does."""
        offered = list(self.views.buttons)
        following = offered[(offered.index(self.views.value) + 1) % len(offered)]
        self.show_view(PassageView(str(following)))

    def put_how(self, how: LineArrangement, view: PassageView) -> None:
        """Show how lines stand, without telling of it."""
        if self.group.findData(how.group) < 0:
            self.offer_groups([GroupField(how.group, how.group)])
        for chip, value in ((self.group, how.group), (self.order, how.order)):
            chip.blockSignals(True)
            chip.setCurrentIndex(max(0, chip.findData(value)))
            chip.blockSignals(False)
        self.views.show_value(view)
        self._show_view()

    def offer_groups(self, fields: Sequence[GroupField]) -> None:
        """Offer by what one may group; what is chosen stays so."""
        chosen = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem("not grouped", "")
        for one in fields:
            self.group.addItem(f"grouped by {one.name}", one.key)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self.group.blockSignals(False)
        self.group.updateGeometry()

    def say_found(self, sentence: str, where: str) -> None:
        """Say what was found, and in how many documents."""
        self.found, self.where = sentence, where
        self.refresh_theme()
        self.lines.view.setAccessibleName(sentence or "Passages")

    def refresh_theme(self) -> None:
        """Write in the colours of another theme."""
        small = f"color: {theme.current().secondary}; font-size: {theme.INTERFACE_PX}px; font-weight: 400"
        where = f'&nbsp; <span style="{small}">{escape(self.where)}</span>' if self.where else ""
        self.heading.setText(f"{escape(self.found)}{where}")
        self.heading.setAccessibleName(" ".join(part for part in (self.found, self.where) if part))

    def say_ticks(self, count: int, has_hits: bool) -> None:
        """Say how many lines are ticked; `has_hits`: whether words were found, of which one may code more."""
        self.ticks.setText(f"{counted(count, 'line')} ticked" if count else "")
        self.part.setVisible(has_hits)

    def say_fault(self, sentence: str) -> None:
        """Say what is wrong with the search; nothing for an empty sentence."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)

    def say_nothing(self, sentence: str) -> None:
        """Say why there is no line."""
        self.nothing.setText(sentence)
        self.nothing.setVisible(bool(sentence))

    @Slot()
    def focus_list(self) -> None:
        """Put the keyboard on the lines, or on the counts."""
        if self.view is PassageView.COUNTS:
            self.counts.take_keyboard()
        else:
            self.lines.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_view(self) -> None:
        self._show_view()
        self.turned.emit()

    def _show_view(self) -> None:
        is_counts = self.view is PassageView.COUNTS
        self.stack.setCurrentWidget(self.counts if is_counts else self.lines)
        if not is_counts:
            self.lines.show_paragraphs(self.view is PassageView.PARAGRAPHS)
        for chip in (self.group, self.order):
            chip.setVisible(not is_counts)

    def _build(self) -> None:
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack.addWidget(self.lines)
        self.stack.addWidget(self.counts)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        spaced(self.head, 6, (8 + _CORNER, 6, 8 + _CORNER, 4))
        self.head.addWidget(self.heading, 1)
        controls = QHBoxLayout()
        spaced(controls, 10)
        controls.addWidget(self.ticks)
        controls.addWidget(self.views)
        controls.addWidget(self.export)
        controls.addStretch(0)
        self.head.addLayout(controls)
        line = QHBoxLayout()
        spaced(line, 8, (12, 0, 12, 6))
        self.field.setMinimumWidth(140)
        line.addWidget(self.field, 1)
        for chip in (self.part, self.group, self.order):
            line.addWidget(chip)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(self.head)
        box.addLayout(line)
        for each in (self.fault, self.nothing):
            inset = QHBoxLayout()
            spaced(inset, 0, (16, 0, 16, 4))
            inset.addWidget(each)
            box.addLayout(inset)
        see = QHBoxLayout()
        spaced(see, 0, (8, 0, 8, 2))
        see.addWidget(self.see)
        see.addStretch(1)
        box.addLayout(see)
        box.addWidget(self.stack, 1)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        way = QBoxLayout.Direction
        self.head.setDirection(way.TopToBottom if self.width() < _NARROW else way.LeftToRight)
        super().resizeEvent(event)


def in_documents(documents: int, searched: int) -> str:
    """Return in how many of the documents something is: “in 6 of 11 documents”."""
    return f"in {documents:,} of {counted(searched, 'document')}"
