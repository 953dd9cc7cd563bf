"""The left part of Agreement: the choices, the sentence at the top, numbers and pictures, and what is said instead."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.agreement.choice_bar import ChoiceBar
from annotator.ui.agreement.detail import Detail
from annotator.ui.agreement.empty import EmptyAgreement
from annotator.ui.agreement.plots import PICTURES, Order, StudyPicture
from annotator.ui.agreement.table import NumbersTable
from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.commands.key_names import follow_keys
from annotator.ui.kit.widgets import ElidedLabel, Look, button, hairline, pressed_by_enter, spaced, words
from annotator.ui.pictures.empty_page import empty_page
from annotator.ui.pictures.view import PictureArea, PictureView

NUMBERS = "Numbers"


class AgreementPage(QWidget):
    """`way_on` tells that the button of the empty page was pressed, `tab_changed` that something else is to be seen."""

    way_on = Signal()
    stop_requested = Signal()
    save_requested = Signal()
    report_requested = Signal()
    errors_requested = Signal()
    tab_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ChoiceBar()
        self.summary, self.state = words(""), words("", Look.SECONDARY)
        self.table, self.detail = NumbersTable(), Detail()
        self.picture = PictureView[StudyPicture]("Picture", "passages")
        self.area = PictureArea(self.picture)
        self.tabs = QTabBar()
        self.order = QComboBox()
        self.said = ElidedLabel(Look.SECONDARY, 160)
        self.save_button = pressed_by_enter(button("Save the picture…", Look.LINK))
        self.report_button = pressed_by_enter(button("Report…", Look.LINK))
        self.errors_button = pressed_by_enter(button("Likely errors", Look.LINK))
        self._why = EmptyAgreement("")
        self.empty = words("")
        self.way_button = pressed_by_enter(button("", Look.LINK))
        self.progress = ProgressRow("Calculating")
        self._stack = QStackedWidget()
        self._numbers = QWidget()
        self._build()
        follow_keys(self, self._say_why)
        self._connect()

    @property
    def tab(self) -> str:
        """What is seen, by the words on its tab."""
        return self.tabs.tabText(self.tabs.currentIndex())

    @property
    def is_empty(self) -> bool:
        """Whether words stand in place of numbers and pictures."""
        return self._stack.currentIndex() == 0

    @property
    def chosen_order(self) -> Order:
        """In which order documents stand in the picture of drift."""
        return Order(self.order.currentData())

    def take_keyboard(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard on what one works with here."""
        if not self.is_empty:
            (self.table if self.tab == NUMBERS else self.picture).setFocus(reason)
        elif self.way_button.isVisibleTo(self):
            self.way_button.setFocus(reason)
        else:
            self.bar.coders.setFocus(reason)

    def show_next(self) -> None:
        """Go on to the next tab, from the last one to the first."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def show_content(self) -> None:
        """Show what the tab says."""
        on_numbers = self.tab == NUMBERS
        self._stack.setCurrentIndex(1 if on_numbers else 2)
        self.save_button.setVisible(not on_numbers)
        self.order.setVisible(self.tab == "Drift")
        self.report_button.setEnabled(True)
        self.errors_button.setEnabled(True)
        self._say()

    def show_empty(self, empty: EmptyAgreement) -> None:
        """Say why there is nothing."""
        self._why = empty
        self._say_why()
        self.way_button.setText(empty.way_on.value)
        self.way_button.setAccessibleName(empty.way_on.value)
        self.way_button.setVisible(bool(empty.way_on))
        for one in (self.save_button, self.order):
            one.hide()
        self.report_button.setEnabled(False)
        self.errors_button.setEnabled(False)
        self._stack.setCurrentIndex(0)
        self.summary.setText("")
        self.summary.hide()
        self.said.say("")

    def show_summary(self, summary: str) -> None:
        """Say in a sentence what the numbers come to."""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))

    def show_state(self, state: str) -> None:
        """Say how the numbers stand: out of date, without gamma yet; nothing where they are whole."""
        self.state.setText(state)
        self.state.setVisible(bool(state))

    def show_progress(self, is_busy: bool, what: str = "Computing…") -> None:
        """Show the bar of progress, or take it away."""
        if is_busy:
            self.progress.begin(what)
        self.progress.setVisible(is_busy)
        self.said.setVisible(not is_busy)

    def _say_why(self) -> None:
        self.empty.setText(self._why.said)

    def _build(self) -> None:
        self.progress.hide()
        self._build_numbers()
        for widget in (empty_page(self.empty, self.way_button), self._numbers, self.area):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        spaced(row, 12, (8, 0, 8, 0))
        self._build_tabs()
        row.addWidget(self.tabs)
        for widget in (self.said, self.progress):
            row.addWidget(widget, 1)
        for widget in (self.order, self.save_button, self.errors_button, self.report_button):
            row.addWidget(widget)
        top = QVBoxLayout()
        spaced(top, 8, (16, 12, 16, 8))
        for widget in (self.bar, self.summary, self.state):
            top.addWidget(widget)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(top)
        box.addWidget(hairline())
        box.addLayout(row)
        box.addWidget(hairline())
        box.addWidget(self._stack, 1)
        self.state.hide()

    def _build_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("What is shown")
        for name in (NUMBERS, *PICTURES):
            self.tabs.addTab(name)
        self.said.setMinimumWidth(1)
        self.order.setAccessibleName("Order of the documents")
        for order in Order:
            self.order.addItem(order.value, order.value)

    def _build_numbers(self) -> None:
        self._numbers.setProperty("look", Look.PAGE.value)
        self._numbers.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self._numbers)
        spaced(box, 0)
        box.addWidget(self.table, 1)
        box.addWidget(hairline())
        box.addWidget(self.detail)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.order.currentIndexChanged.connect(self.tab_changed)
        self.way_button.clicked.connect(self.way_on)
        self.progress.stop_requested.connect(self.stop_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.report_button.clicked.connect(self.report_requested)
        self.errors_button.clicked.connect(self.errors_requested)
        self.picture.moved.connect(self._say)

    @Slot(int)
    def _on_tab(self) -> None:
        if not self.is_empty:
            self.show_content()
        self.tab_changed.emit()

    @Slot()
    def _say(self) -> None:
        picture, at = self.picture.picture, self.picture.at
        seen = not self.is_empty and self.tab != NUMBERS and picture is not None and at is not None
        self.said.say(picture.said(at) if seen and picture is not None and at is not None else "")
