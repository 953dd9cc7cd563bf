"""The page of Explore: a sentence, what was counted, the choices, a figure, and time beneath it."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.commands.key_names import follow_keys
from annotator.ui.explore.empty import EmptyExplore
from annotator.ui.explore.figures import DRAWN, OF_ACTS, OF_CODINGS, ExploreView
from annotator.ui.explore.filter_bar import FilterBar
from annotator.ui.explore.pictures import ActsView
from annotator.ui.kit.chips import ViewChips
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.veil import Veil
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words
from annotator.ui.pictures.centred import WIDEST, centre
from annotator.ui.pictures.counts_view import CountsView
from annotator.ui.pictures.view import FigureArea, PictureView

MARGIN = 16


class ExplorePage(QWidget):
    """`way_on` tells that the button of the empty page was pressed; `stop_requested` that reading is to end."""

    way_on = Signal()
    stop_requested = Signal()
    save_requested = Signal()
    dyads_requested = Signal()
    network_requested = Signal()
    turned = Signal()
    """Another view is shown."""

    def __init__(self, counts: CountsView, parent: QWidget | None = None) -> None:
        """`counts`: what counts passages by anything."""
        super().__init__(parent)
        self.counts = counts
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filters = FilterBar()
        self.matrix, self.network = ActsView("Speaker by addressee", "acts"), ActsView("Who speaks to whom", "acts")
        self.labels, self.timeline = ActsView("Labels", "codings"), ActsView("Acts over time", "acts")
        self.views = {
            ExploreView.TABLE: self.matrix,
            ExploreView.NETWORK: self.network,
            ExploreView.OVER_TIME: self.timeline,
            ExploreView.LABELS: self.labels,
        }
        self.areas = {view: FigureArea(view) for view in self.views.values()}
        self.headline, self.line = words("", Look.HEADLINE), self.filters.line
        self.chips = ViewChips("View")
        self.said = ElidedLabel(Look.SECONDARY, 160)
        self.save_button = pressed_by_enter(button("Save the picture…", Look.LINK))
        self.dyads_button = pressed_by_enter(button("Save the dyads…", Look.LINK))
        self.network_button = pressed_by_enter(button("Save the network…", Look.LINK))
        self.note, self.names_button = words("", Look.SECONDARY), pressed_by_enter(button("Show all", Look.LINK))
        self.time_title = words("Over time", Look.STRONG)
        self.empty = words("")
        self.way_button = pressed_by_enter(button("", Look.LINK))
        self.veil = Veil()
        self.progress = ProgressRow("Reading the acts")
        self.whole = QScrollArea()
        self._why = EmptyExplore("")
        self._is_empty, self._has_time, self._has_acts, self._asks = True, False, True, False
        self._build()
        follow_keys(self, self._say_why)
        self.chips.chosen.connect(self._on_chip)
        self.way_button.clicked.connect(self.way_on)
        self.progress.stop_requested.connect(self.stop_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.dyads_button.clicked.connect(self.dyads_requested)
        self.network_button.clicked.connect(self.network_requested)
        for view in self.views.values():
            view.moved.connect(self._say)

    @property
    def figure(self) -> ExploreView:
        """What is shown, or would be if there was something to show."""
        return list(ExploreView)[self.chips.current]

    @property
    def view(self) -> PictureView[Any]:
        """The picture of it."""
        return self.views[self.figure] if self.figure in DRAWN else self.counts.picture

    @property
    def is_empty(self) -> bool:
        """Whether words stand in place of the picture."""
        return self._is_empty

    @property
    def room(self) -> tuple[float, float]:
        """What there is for the bars: the whole page where they stand alone, else what is left below a table."""
        alone = self.view is self.timeline
        width = min(WIDEST, self.whole.viewport().width())
        return width - 8, max(240, self.whole.viewport().height() - 180) if alone else 0

    def show_figure(self, figure: ExploreView) -> None:
        """Show one of the figures."""
        self.chips.choose(list(ExploreView).index(figure))

    def offer_acts(self, has_acts: bool) -> None:
        """Offer the views of acts, or only those that any codebook has."""
        self._has_acts = has_acts
        for figure, chip in zip(ExploreView, self.chips.buttons, strict=True):
            chip.setVisible(has_acts or figure not in OF_ACTS)
        if not has_acts and self.figure in OF_ACTS:
            self.show_figure(ExploreView.LABELS)

    def show_pictures(self, with_time: bool = True) -> None:
        """Show the picture that is chosen; `with_time`: and when, beneath it."""
        self._is_empty, self._asks, self._has_time = False, False, with_time
        for save in (self.save_button, self.dyads_button, self.network_button):
            save.setEnabled(True)
        self._show_parts()
        # Now, lest the keyboard's coming scrolls to where a picture stood before.
        for widget in (self, self.whole.widget()):
            if widget is not None and (layout := widget.layout()) is not None:
                layout.activate()
        self._say()

    def ask_first(self, name: str) -> None:
        """Ask whoever codes before they see what others coded."""
        self.veil.ask("This", name)
        self.show_empty(EmptyExplore(""), asks=True)

    def show_empty(self, empty: EmptyExplore, asks: bool = False) -> None:
        """Say why there is no picture; `asks`: whether somebody is asked first instead."""
        self._why, self._is_empty, self._asks = empty, True, asks
        self._say_why()
        self.way_button.setText(empty.way_on)
        self.way_button.setAccessibleName(empty.way_on)
        for save in (self.save_button, self.dyads_button, self.network_button):
            save.setEnabled(False)
        self._show_parts()
        self.said.say("")

    def tell(self, headline: str, count: tuple[str, str], note: str, names: str) -> None:
        """Say what the numbers come to, what was counted, what is left together, and what its button does.

        `count`: as it stands before the choices, and with all that was chosen.
        """
        self.headline.setText(headline)
        self.filters.tell(*count)
        self.note.setText(note)
        self.names_button.setText(names)
        self.names_button.setAccessibleName(names)
        self._show_parts()

    def show_reading(self, is_reading: bool) -> None:
        """Show how far the reading is, in the place of what is said of the picture."""
        if is_reading:
            self.progress.begin("Reading the acts…")
        self.progress.setVisible(is_reading)
        self.said.setVisible(not is_reading)

    def to_top(self) -> None:
        """Show the page from its sentence on."""
        self.whole.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """Give each picture the room that it takes."""
        for area in self.areas.values():
            area.fit()

    def _say_why(self) -> None:
        self.empty.setText(self._why.said)

    def _show_parts(self) -> None:
        shown = not self._is_empty
        had_keyboard = any(view.hasFocus() for view in self.areas if view is not self.view)
        for view, area in self.areas.items():
            if view is not self.timeline:
                area.setVisible(shown and view is self.view)
        are_counts = self.figure is ExploreView.COUNTS
        self.counts.setVisible(shown and are_counts)
        beneath = shown and self._has_time and self.view is not self.timeline and not are_counts
        self.areas[self.timeline].setVisible(beneath or (shown and self.view is self.timeline))
        self.time_title.setVisible(beneath)
        if had_keyboard and shown:
            # Hidden, a picture would give it to whatever comes next.
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        for label in (self.headline, self.line):
            label.setVisible(shown and bool(label.text()))
        self.dyads_button.setVisible(self._has_acts and self.figure not in OF_CODINGS)
        self.save_button.setVisible(not are_counts)
        self.network_button.setVisible(self.figure is ExploreView.NETWORK)
        told = shown and self.view is not self.timeline
        self.note.setVisible(told and bool(self.note.text()))
        self.names_button.setVisible(told and bool(self.names_button.text()))
        self.veil.setVisible(self._is_empty and self._asks)
        self.chips.setVisible(not self._asks)
        self.empty.setVisible(self._is_empty and not self._asks)
        self.way_button.setVisible(self._is_empty and bool(self._why.way_on))

    def _build(self) -> None:
        for figure in ExploreView:
            self.chips.add(figure.value)
        self.said.setMinimumWidth(1)  # it gives way first: the picture says the same
        self.progress.hide()
        column = QVBoxLayout()
        spaced(column, 0, (0, 20, 0, 24))
        for widget, below in ((self.headline, 8), (self.filters, 14)):
            column.addWidget(_indented(widget))
            column.addSpacing(below)
        column.addWidget(_indented(_row((self.chips, 1), (self._links(), 0))))
        column.addSpacing(4)
        column.addWidget(_indented(_row((self.said, 1), (self.progress, 1))))
        for why in (self.empty, self.way_button):
            column.addWidget(
                _indented(_row((why, 1 if why is self.empty else 0), (QWidget(), 0 if why is self.empty else 1)))
            )
        column.addWidget(self.veil)
        for view in (self.matrix, self.network, self.labels):
            column.addWidget(self.areas[view])
        column.addWidget(self.counts)
        column.addWidget(_indented(_row((self.note, 1), (self.names_button, 0))))
        column.addSpacing(12)
        column.addWidget(_indented(self.time_title))
        column.addWidget(self.areas[self.timeline])
        column.addStretch(1)
        self._centre(column)

    def _links(self) -> FlowRow:
        made = FlowRow(across=0)
        for each in (self.save_button, self.dyads_button, self.network_button):
            made.put(each)
        return made

    def _centre(self, column: QVBoxLayout) -> None:
        holder = QWidget()
        centre(self, self.whole, holder)
        holder.setLayout(column)

    @Slot(int)
    def _on_chip(self) -> None:
        self.filters.show_for(self.figure in OF_CODINGS, self.figure is ExploreView.LABELS)
        self.to_top()
        self.turned.emit()

    @Slot()
    def _say(self) -> None:
        view = self.timeline if self.timeline.hasFocus() else self.views.get(self.figure)
        if view is None:
            self.said.say("")  # the counts say it themselves
            return
        picture, at = view.picture, view.at
        self.said.say(picture.said(at) if picture is not None and at is not None else "")


def _indented(widget: QWidget) -> QWidget:
    """Return a widget that begins where the pictures do."""
    made = QWidget()
    box = QVBoxLayout(made)
    spaced(box, 0, (MARGIN, 0, MARGIN, 0))
    box.addWidget(widget)
    return made


def _row(*widgets: tuple[QWidget, int]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    spaced(row, 8)
    for widget, share in widgets:
        row.addWidget(widget, share)
    return made
