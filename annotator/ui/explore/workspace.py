"""Explore: the acts as a matrix and over time, filtered at the top, the passages behind a number at the right.

The acts are read in the background, once for each state of the project in which somebody looks at them.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer
from annotator.store.journal import Changes
from annotator.store.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.explore.act_loader import Counted, Counter, Gathered, Gatherer
from annotator.ui.explore.choices import GOLD, act_labels, counted_layers, described, force_options, layer_options
from annotator.ui.explore.empty import EmptyExplore, why_empty
from annotator.ui.explore.matrix_layout import lay_out_matrix
from annotator.ui.explore.page import ExplorePage
from annotator.ui.explore.passage_list import passage_panel
from annotator.ui.explore.passage_opener import ActPassages
from annotator.ui.explore.pictures import MatrixPicture, TimelinePicture
from annotator.ui.explore.timeline_layout import lay_out_timeline
from annotator.ui.kit import theme
from annotator.ui.pictures.look import Letters, PicturePalette, for_paper
from annotator.ui.pictures.saving import save_picture
from annotator.ui.workspace import Workspace

_STOPPED = EmptyExplore("Reading was stopped before all acts were counted.", "Read them again")


class ExploreWorkspace(Workspace):
    """Acts counted; Enter on a passage goes to it."""

    place = CommandScope.EXPLORE
    activity = "exploring"
    right_widths = (312, 340, 340)
    main_keys = (
        (("arrows",), "go through the numbers"),
        (("Return",), "passages"),
        (("explore.save_picture",), "save the picture"),
    )
    depends_on = frozenset(
        {Table.SPANS, Table.LINKS, Table.DOCUMENTS, Table.ACTORS, Table.LAYERS, Table.CODERS, Table.CODEBOOK_VERSIONS}
    )
    wait_ms = 400

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = ExplorePage()
        self.filters = self.page.filters
        self.matrix, self.timeline = self.page.matrix, self.page.timeline
        self.passages = passage_panel()
        self.opening = ActPassages(session, self.passages, self)
        self.gatherer, self.counter = Gatherer(session, self), Counter(self)
        self._letters = Letters()
        self._labels: list[Label] = []
        self._layers: list[Layer] = []
        self._found = Gathered()
        self._counted: Counted | None = None
        self._stopped, self._waits = False, False
        self._empty = EmptyExplore("")
        self.set_middle(self.page)
        self.right.hold(self.passages)
        self.passages.filled.connect(self.lay_open)
        self._connect()

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Read the acts."""
        self._gather()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the picture at hand, or where one chooses what to see."""
        self._waits = self.page.is_empty and (self.gatherer.is_busy or self.counter.is_busy)
        (self.filters.layer if self.page.is_empty else self.page.view).setFocus(reason)

    def set_codebook(self, codebook: Codebook) -> None:
        """Count the labels that are acts in this codebook."""
        self._labels = act_labels(codebook)
        self.filters.offer_labels(self._labels)
        self.passages.model.set_codebook(codebook)

    def refresh_theme(self) -> None:
        """Paint in the colours of another theme."""
        self.filters.refresh_theme()
        palette = self._palette()
        self.matrix.set_palette(palette)
        self.timeline.set_palette(palette)

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.filters.reset()
        self._layers, self._waits = [], False
        self._start_over()

    def _start_over(self) -> None:
        """Show no count until the acts are read again."""
        self.set_stale()
        self.gatherer.drop()
        self.counter.drop()
        self.opening.close()
        self._found, self._counted = Gathered(), None
        self._stopped = False
        self.page.show_reading(False)
        for view in (self.matrix, self.timeline):
            view.show_picture(None, self._palette())
        self._show_empty(EmptyExplore("Reading the acts…"))

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {"explore.save_picture": self.save_picture, "explore.all_acts": self.filters.show_all}

    def save_picture(self) -> None:
        """Ask where the picture that is shown goes, and write it."""
        picture = self.page.view.picture
        if picture is None:
            self.session.refused.emit("There is no picture to save: no act is counted.")
        else:
            save_picture(picture, PicturePalette.of(for_paper(theme.current()), self._labels), self.session, self)

    # Inside.

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._on_coder)
        self.gatherer.gathered.connect(self._on_gathered)
        self.gatherer.progressed.connect(self.page.progress.show_progress)
        self.gatherer.ended.connect(lambda: self.page.show_reading(False))
        self.gatherer.stopped.connect(self._on_stopped)
        self.counter.counted.connect(self._on_counted)
        self.filters.changed.connect(self._on_choices)
        self.filters.unknown.connect(self._on_unknown)
        self.filters.left.connect(self.take_keyboard)
        self.page.way_on.connect(self._on_way_on)
        self.page.stop_requested.connect(self.gatherer.stop)
        self.page.save_requested.connect(self.save_picture)
        self.page.areas[self.timeline].resized.connect(self._show_timeline)
        for view in (self.matrix, self.timeline):
            view.opened.connect(partial(self.opening.open, view))
        self.passages.chosen.connect(self.passage_requested)
        self.passages.left.connect(self.take_keyboard)
        self.passages.closed.connect(self.opening.close)
        self.page.areas[self.matrix].resized.connect(self._keep_in_sight)

    def _palette(self) -> PicturePalette:
        return PicturePalette.of(theme.current(), self._labels)

    @Slot()
    def _gather(self) -> None:
        self._layers = counted_layers(self.session.project.layers.all())
        own = str(self.session.layer.id) if self.session.layer is not None else ""
        self.filters.offer_layers(layer_options(self._layers, own))
        self.set_fresh()
        self._stopped = False
        if self._counted is None:
            self._show_empty(EmptyExplore("Reading the acts…"))
        self.page.show_reading(True)
        self.gatherer.gather([layer.id for layer in self._layers], self.filters.choices.expand)

    def _count(self) -> None:
        wanted = self.filters.choices.filter(self._layers, self._labels)
        labels = [label.id for label in self._labels]
        self.counter.count(self._found.events, wanted, labels, self.filters.choices.period)

    def _caption(self, unit: str = "") -> str:
        assert self._counted is not None
        text = described(self.filters.choices, self._layers, self._labels, self._counted.acts)
        return f"{text} · {unit}" if unit else text

    def _show_matrix(self) -> None:
        if self._counted is not None:
            layout = lay_out_matrix(self._counted.matrix, self._caption(), self._letters)
            self.matrix.show_picture(MatrixPicture(layout), self._palette())

    def _show_empty(self, empty: EmptyExplore) -> None:
        self._empty = empty
        self.page.show_empty(empty)

    @Slot()
    def _show_timeline(self) -> None:
        if self._counted is None:
            return
        area, timeline = self.page.areas[self.timeline], self._counted.timeline
        # As if it had its scroll bars, lest a bar's coming makes the picture smaller and the bar go again.
        taken = area.verticalScrollBar().sizeHint().width() + 4
        room = (area.width() - taken, area.height() - taken)
        names: dict[str, str] = {label.id: label.name for label in self._labels}
        layout = lay_out_timeline(timeline, names, self._caption(f"by {timeline.unit}"), room, self._letters)
        self.timeline.show_picture(TimelinePicture(layout, names), self._palette())

    @Slot()
    def _keep_in_sight(self) -> None:
        # The passages take room from the picture, lest the number that they belong to is left outside.
        if not self.passages.isHidden():
            self.matrix.reveal()

    # What others say.

    @Slot()
    def _on_coder(self) -> None:
        # Whoever codes sees their own acts unless they choose others: nobody is to see by accident how others coded.
        self.filters.begin_with(str(self.session.layer.id) if self.session.layer is not None else GOLD)
        self._start_over()
        if self.is_shown and self.session.is_open:
            self.catch_up_now()

    @Slot(object)
    def _on_gathered(self, found: Gathered) -> None:
        self._found = found
        self.filters.offer_values(force_options(self._labels, found.forces), found.names, found.index)
        self.opening.look_again()
        self._count()

    @Slot()
    def _on_stopped(self) -> None:
        self.set_stale()
        self._stopped = True
        self._show_empty(_STOPPED)

    @Slot()
    def _on_choices(self) -> None:
        if self.filters.choices.expand != self._found.expand or self._stopped:
            self._gather()
        elif not self.gatherer.is_busy:
            self._count()

    @Slot(object)
    def _on_counted(self, counted: Counted) -> None:
        self._counted = counted
        had_focus = self.matrix.hasFocus() or self.timeline.hasFocus()
        if counted.acts:
            self.page.show_pictures()
            self._show_matrix()
            self._show_timeline()
            if self._waits and self.filters.layer.hasFocus():
                self.take_keyboard()
            self._waits = False
        else:
            for view in (self.matrix, self.timeline):
                view.show_picture(None, self._palette())
            layers = self.filters.choices.filter(self._layers, self._labels).layers
            hidden = self.filters.choices.narrows and any(event.layer in layers for event in self._found.events)
            self._show_empty(why_empty(self.filters.choices, self._labels, self._layers, hidden))
            if had_focus:
                self.take_keyboard()
        self.opening.check()

    @Slot()
    def _on_way_on(self) -> None:
        if self._stopped:
            self._gather()
        elif self._empty.layer:
            self.filters.choose_layer(self._empty.layer)
        else:
            self.filters.show_all()

    @Slot(str)
    def _on_unknown(self, name: str) -> None:
        self.session.refused.emit(f"No act has “{name}” as its speaker or addressee; choose one of the names offered.")
