"""The left part of Explore: the choices, a picture, and what is said instead of it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.commands.key_names import follow_keys
from annotator.ui.explore.empty import EmptyExplore
from annotator.ui.explore.filter_bar import FilterBar
from annotator.ui.explore.pictures import ActsView
from annotator.ui.kit.widgets import ElidedLabel, Look, button, hairline, pressed_by_enter, spaced, words
from annotator.ui.pictures.empty_page import empty_page
from annotator.ui.pictures.view import PictureArea

_TABS = {"Speaker by addressee": "Who to whom", "Acts over time": "Over time"}
"""The pictures in short: a narrow window has room for both."""


class ExplorePage(QWidget):
    """`way_on` tells that the button of the empty page was pressed; `stop_requested` that reading is to end."""

    way_on = Signal()
    stop_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = FilterBar()
        self.matrix, self.timeline = ActsView("Speaker by addressee", "acts"), ActsView("Acts over time", "acts")
        self.areas = {view: PictureArea(view) for view in (self.matrix, self.timeline)}
        self.tabs = QTabBar()
        self.said = ElidedLabel(Look.SECONDARY, 160)
        self.save_button = pressed_by_enter(button("Save the picture…", Look.LINK))
        self.empty = words("")
        self.way_button = pressed_by_enter(button("", Look.LINK))
        self.progress = ProgressRow("Reading the acts")
        self._why = EmptyExplore("")
        self._stack = QStackedWidget()
        self._build()
        follow_keys(self, self._say_why)
        self.tabs.currentChanged.connect(self._on_tab)
        self.way_button.clicked.connect(self.way_on)
        self.progress.stop_requested.connect(self.stop_requested)
        self.save_button.clicked.connect(self.save_requested)
        for view in self.areas:
            view.moved.connect(self._say)

    @property
    def view(self) -> ActsView:
        """The picture that is shown, or would be if there was something to show."""
        return list(self.areas)[self.tabs.currentIndex()]

    @property
    def is_empty(self) -> bool:
        """Whether words stand in place of the picture."""
        return self._stack.currentIndex() == 0

    def show_pictures(self) -> None:
        """Show the picture of the tab that is chosen."""
        self._stack.setCurrentIndex(1 + self.tabs.currentIndex())
        self.save_button.setEnabled(True)
        self._say()

    def show_empty(self, empty: EmptyExplore) -> None:
        """Say why there is no picture."""
        self._why = empty
        self._say_why()
        self.way_button.setText(empty.way_on)
        self.way_button.setAccessibleName(empty.way_on)
        self.way_button.setVisible(bool(empty.way_on))
        self.save_button.setEnabled(False)
        self._stack.setCurrentIndex(0)
        self.said.say("")

    def show_reading(self, is_reading: bool) -> None:
        """Show how far the reading is, in the place of what is said of the picture."""
        if is_reading:
            self.progress.begin("Reading the acts…")
        self.progress.setVisible(is_reading)
        self.said.setVisible(not is_reading)

    def _say_why(self) -> None:
        self.empty.setText(self._why.said)

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.said.setMinimumWidth(1)  # it gives way first: the picture says the same
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Picture")
        self._stack.addWidget(empty_page(self.empty, self.way_button))
        for view, area in self.areas.items():
            self.tabs.addTab(_TABS[view.name])
            self._stack.addWidget(area)
        self.progress.hide()
        row = QHBoxLayout()
        spaced(row, 12, (8, 0, 8, 0))
        row.addWidget(self.tabs)
        for widget in (self.said, self.progress):
            row.addWidget(widget, 1)
        row.addWidget(self.save_button)
        top = QVBoxLayout()
        spaced(top, 0, (16, 12, 16, 8))
        top.addWidget(self.filters)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(top)
        box.addWidget(hairline())
        box.addLayout(row)
        box.addWidget(hairline())
        box.addWidget(self._stack, 1)

    @Slot(int)
    def _on_tab(self) -> None:
        if not self.is_empty:
            self.show_pictures()

    @Slot()
    def _say(self) -> None:
        picture, at = self.view.picture, self.view.at
        self.said.say(picture.said(at) if picture is not None and at is not None else "")
