"""The page of Agreement: a sentence, what was counted, the numbers or a picture, and what is said instead."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.agreement.choice_bar import ChoiceBar
from annotator.ui.agreement.empty import EmptyAgreement
from annotator.ui.agreement.plots import PICTURES, Order, StudyPicture
from annotator.ui.agreement.scale import ScaleFoot
from annotator.ui.agreement.table import NumbersTable
from annotator.ui.agreement.worth_a_talk import WorthATalk
from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.commands.key_names import follow_keys
from annotator.ui.kit.chips import ViewChips
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words
from annotator.ui.pictures.centred import centre
from annotator.ui.pictures.empty_page import empty_page
from annotator.ui.pictures.view import PictureArea, PictureView

NUMBERS = "Numbers"
VIEWS = (NUMBERS, *PICTURES)
TITLES = {NUMBERS: "Part by part", "Confusion": "What is taken for what", "Drift": "Over time"}
"""What chips say where the name of a picture would not tell whoever sees it first."""
_LEAST_PICTURE = 300


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
        self.summary, self.state = words("", Look.HEADLINE), words("", Look.SECONDARY)
        self.line = words("", Look.SECONDARY)
        self.change_button = pressed_by_enter(button("Change…", Look.LINK))
        self.table = NumbersTable()
        self.foot, self.talk = ScaleFoot(self.table), WorthATalk()
        self.picture = PictureView[StudyPicture]("Picture", "passages")
        self.area = PictureArea(self.picture)
        self.chips = ViewChips("What is shown")
        self.order = QComboBox()
        self.said = ElidedLabel(Look.SECONDARY, 160)
        self.save_button = pressed_by_enter(button("Save the picture…", Look.LINK))
        self.report_button = pressed_by_enter(button("Report…", Look.LINK))
        self.errors_button = pressed_by_enter(button("Likely errors", Look.LINK))
        self._why = EmptyAgreement("")
        self.empty = words("")
        self.way_button = pressed_by_enter(button("", Look.LINK))
        self.progress = ProgressRow("Calculating")
        self._why_page, self._numbers = empty_page(self.empty, self.way_button), QWidget()
        self._content: QWidget = self._why_page
        self.whole = QScrollArea()
        self._are_choices_wanted = False
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        follow_keys(self, self._say_why)
        self._connect()

    @property
    def tab(self) -> str:
        """What is seen: numbers, or the name of a picture."""
        return VIEWS[self.chips.current]

    @property
    def is_empty(self) -> bool:
        """Whether words stand in place of numbers and pictures."""
        return self._content is self._why_page

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
        self.chips.choose((self.chips.current + 1) % len(VIEWS))

    def show_tab(self, name: str) -> None:
        """Show numbers, or the picture of a name."""
        self.chips.choose(VIEWS.index(name))

    def show_choices(self, shown: bool) -> None:
        """Show the choices of what is compared, or leave their room to the numbers."""
        self._are_choices_wanted = shown
        self._show_choices()
        if shown:
            self.bar.coders.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choices(self) -> None:
        self.bar.setVisible(self._are_choices_wanted or self.is_empty)
        self.change_button.setText("Done" if self._are_choices_wanted else "Change…")
        self.change_button.setAccessibleName(
            "Hide the choices" if self._are_choices_wanted else "Change what is counted"
        )
        self.change_button.setVisible(not self.is_empty)
        self.line.setVisible(not self.is_empty and bool(self.line.text()))

    def show_content(self) -> None:
        """Show what the tab says."""
        on_numbers = self.tab == NUMBERS
        self._put(self._numbers if on_numbers else self.area)
        self.save_button.setVisible(not on_numbers)
        self.order.setVisible(self.tab == "Drift")
        self.report_button.setEnabled(True)
        self.errors_button.setEnabled(True)
        self._show_choices()
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
        self._put(self._why_page)
        self.summary.setText("")
        self.summary.hide()
        self.said.say("")
        self._show_choices()

    def show_summary(self, summary: str, line: str = "") -> None:
        """Say in a sentence what the numbers come to, and in a line of what they are."""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        self.line.setText(line)
        self.line.setVisible(bool(line))

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

    def _put(self, content: QWidget) -> None:
        """Show one of what stands below the chips."""
        self._content = content
        for each in (self._why_page, self._numbers, self.area):
            each.setVisible(each is content)

    def _say_why(self) -> None:
        self.empty.setText(self._why.said)

    def _build(self) -> None:
        self.progress.hide()
        self._build_numbers()
        self._build_chips()
        of_line, of_said = QHBoxLayout(), QHBoxLayout()
        for row in (of_line, of_said):
            spaced(row, 8)
        of_line.addWidget(self.line, 1)
        of_line.addWidget(self.change_button)
        for widget in (self.said, self.progress):
            of_said.addWidget(widget, 1)
        of_said.addWidget(self.order)
        of_said.addWidget(self.save_button)
        of_chips = QHBoxLayout()
        spaced(of_chips, 8)
        links = FlowRow(across=0)
        for link in (self.errors_button, self.report_button):
            links.put(link)
        of_chips.addWidget(self.chips, 1)
        of_chips.addWidget(links)
        top = QVBoxLayout()
        spaced(top, 6, (16, 16, 16, 4))
        top.addWidget(self.summary)
        top.addLayout(of_line)
        top.addWidget(self.bar)
        top.addWidget(self.state)
        top.addLayout(of_chips)
        top.addLayout(of_said)
        self._centre(top)
        self.state.hide()

    def _centre(self, top: QVBoxLayout) -> None:
        column = QWidget()
        centre(self, self.whole, column)
        box = QVBoxLayout(column)
        spaced(box, 0)
        box.addLayout(top)
        for content in (self._why_page, self._numbers, self.area):
            box.addWidget(content, 0 if content is self._numbers else 1)
        box.addStretch(0)
        self._put(self._why_page)

    def _build_chips(self) -> None:
        for name in VIEWS:
            self.chips.add(TITLES.get(name, name))
        self.said.setMinimumWidth(1)
        self.order.setAccessibleName("Order of the documents")
        for order in Order:
            self.order.addItem(order.value, order.value)

    def _build_numbers(self) -> None:
        self._numbers.setProperty("look", Look.PAGE.value)
        self._numbers.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self._numbers)
        spaced(box, 0)
        for part in (self.table, self.foot, self.talk):
            box.addWidget(part)
        self.area.setMinimumHeight(_LEAST_PICTURE)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_tab)
        self.change_button.clicked.connect(lambda: self.show_choices(not self._are_choices_wanted))
        self.table.numbers_model.modelReset.connect(self.foot.update)
        self.table.walked.connect(self._keep_in_sight)
        self.order.currentIndexChanged.connect(self.tab_changed)
        self.way_button.clicked.connect(self.way_on)
        self.progress.stop_requested.connect(self.stop_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.report_button.clicked.connect(self.report_requested)
        self.errors_button.clicked.connect(self.errors_requested)
        self.picture.moved.connect(self._say)

    @Slot()
    def _keep_in_sight(self) -> None:
        """Let the page follow the keyboard through the numbers."""
        page = self.whole.widget()
        if page is not None and self.table.hasFocus() and self.table.currentIndex().isValid():
            cell = self.table.visualRect(self.table.currentIndex())
            middle = self.table.viewport().mapTo(page, cell.center())
            self.whole.ensureVisible(middle.x(), middle.y(), 0, 2 * cell.height())

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
