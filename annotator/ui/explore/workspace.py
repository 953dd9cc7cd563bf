"""Explore: acts as a table, a network and over time, labels of any codebook, the passages behind a number at the right.

The acts are read in the background, once for each state of the project in which somebody looks at them.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.acts.label_counts import metadata_keys, order_by, rows_by, titles_apart
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.explore.act_loader import Arranger, Counted, Counter, CountQuestion, Gathered, Gatherer
from annotator.ui.explore.choices import (
    GOLD,
    act_labels,
    counted_layers,
    force_options,
    layer_options,
    row_options,
)
from annotator.ui.explore.empty import EmptyExplore, why_empty
from annotator.ui.explore.figures import OF_CODINGS, ExploreView, Figures
from annotator.ui.explore.files import ExploreFiles, ShownActs
from annotator.ui.explore.page import ExplorePage
from annotator.ui.explore.passage_list import passage_panel
from annotator.ui.explore.passage_opener import ActPassages
from annotator.ui.explore.pictures import ActsView
from annotator.ui.explore.searches import ActSearches
from annotator.ui.kit import theme
from annotator.ui.pictures.counts_view import CountsView
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.look import Letters, PicturePalette
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
        | {Table.DOCUMENT_SETS, Table.DOCUMENT_FIELDS}
    )
    wait_ms = 400

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.counts = CountsView(session)
        self.page = ExplorePage(self.counts, self)
        self.filters = self.page.filters
        self.matrix, self.network = self.page.matrix, self.page.network
        self.labels, self.timeline = self.page.labels, self.page.timeline
        self.passages = passage_panel()
        self.opening = ActPassages(session, self.passages, self)
        self.gatherer, self.counter, self.arranger = Gatherer(session, self), Counter(self), Arranger(session, self)
        self.files = ExploreFiles(session, self.page, self._shown)
        self._letters = Letters()
        self._labels: list[Label] = []
        self._acts: list[Label] = []
        self._layers: list[Layer] = []
        self._found = Gathered()
        self._counted: Counted | None = None
        self._stopped, self._waits = False, False
        self._empty = EmptyExplore("")
        self.set_middle(self.page)
        for held in (self.passages, self.opening.button):
            self.right.hold(held)
        self.passages.filled.connect(self.lay_open)
        self.passages.headed.connect(self.right.say)
        self._connect()
        self._begin_with_own()  # it is made when it is shown first, after somebody has sat down

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Read the acts."""
        self._gather()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the picture at hand, or where one chooses what to see."""
        self._waits = self.page.is_empty and (self.gatherer.is_busy or self.counter.is_busy)
        (self.filters.layer if self.page.is_empty else self.page.view).setFocus(reason)

    def set_codebook(self, codebook: Codebook) -> None:
        """Count the labels of this codebook, as acts those that are."""
        self._labels, self._acts = list(codebook.labels), act_labels(codebook)
        self.filters.offer_labels(self._acts)
        self.page.offer_acts(bool(self._acts))
        self.passages.model.set_codebook(codebook)
        self.counts.set_labels(self._labels)

    def refresh_theme(self) -> None:
        """Paint in the colours of another theme."""
        self.filters.refresh_theme()
        self.counts.refresh_theme()
        palette = self._palette()
        for view in self.page.views.values():
            view.set_palette(palette)

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
        self.arranger.drop()
        self.counts.reset()
        self.opening.close()
        self._found, self._counted = Gathered(), None
        self._stopped = False
        self.page.show_reading(False)
        for view in self.page.views.values():
            view.show_picture(None, self._palette())
        self._show_empty(EmptyExplore("Reading the acts…"))

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "explore.save_picture": self.files.save_picture,
            "explore.save_dyads": self.files.dyads.save,
            "explore.save_network": self.files.networks.save,
            "explore.all_acts": self.filters.show_all,
        }

    # Inside.

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._on_coder)
        self.session.sight_changed.connect(self._on_sight)
        self.gatherer.gathered.connect(self._on_gathered)
        self.gatherer.progressed.connect(self.page.progress.show_progress)
        self.gatherer.ended.connect(lambda: self.page.show_reading(False))
        self.gatherer.stopped.connect(self._on_stopped)
        self.counter.counted.connect(self._on_counted)
        self.arranger.arranged.connect(self._on_arranged)
        self.counts.search_chosen.connect(self._on_cell)
        self.counts.passage_chosen.connect(self.passage_requested)
        self.counts.choices.changed.connect(self.opening.close)
        self.opening.search_chosen.connect(self.search_requested)
        self.filters.changed.connect(self._on_choices)
        self.filters.unknown.connect(self.session.refused)
        self.filters.left.connect(self.take_keyboard)
        self.page.way_on.connect(self._on_way_on)
        self.page.veil.pressed.connect(self._on_asked)
        self.page.stop_requested.connect(self.gatherer.stop)
        self.page.save_requested.connect(self.files.save_picture)
        self.page.dyads_requested.connect(self.files.dyads.save)
        self.page.network_requested.connect(self.files.networks.save)
        self.page.turned.connect(self._on_turned)
        self.page.names_button.clicked.connect(lambda: self.filters.show_names(not self.filters.choices.all_names))
        self.page.areas[self.timeline].resized.connect(self._show_timeline)
        for view in self.page.views.values():
            view.opened.connect(partial(self._open, view))
        self.passages.chosen.connect(self.passage_requested)
        self.passages.left.connect(self.take_keyboard)
        self.passages.closed.connect(self.opening.close)
        for view in (self.matrix, self.network, self.labels):
            self.page.areas[view].resized.connect(partial(self._keep_in_sight, view))

    def _palette(self) -> PicturePalette:
        return PicturePalette.of(theme.current(), self._labels)

    @Slot()
    def _gather(self) -> None:
        own = str(self.session.layer.id) if self.session.layer is not None else ""
        self._layers = counted_layers(self.session.project.layers.all())
        offered = layer_options(self._layers, own)
        if self.session.sight is Sight.REFUSED:
            # Nothing of others is read: the names of parties that are offered would tell of it too.
            self._layers = [layer for layer in self._layers if layer.id == own]
            offered = [option for option in offered if option[0] == own]
        self.filters.offer_layers(offered)
        self.set_fresh()
        self._stopped = False
        if self._counted is None:
            self._show_empty(EmptyExplore("Reading the acts…"))
        self.page.show_reading(True)
        choices = self.filters.choices
        self.gatherer.gather([layer.id for layer in self._layers], choices.expand, choices.by_state)

    @property
    def _over_time(self) -> list[Label]:
        """The labels whose codings are shown over time: the acts, where there are none all labels."""
        return self._acts or self._labels

    def _count(self) -> None:
        own = str(self.session.layer.id) if self.session.layer is not None else ""
        if self.filters.choices.layer != own and not self.session.may_see_others:
            self._ask_first()
            return
        choices, found = self.filters.choices, self._found
        question = CountQuestion(
            wanted=choices.filter(self._layers, self._over_time),
            of_layer=choices.of_layer(self._layers),
            labels=[label.id for label in self._over_time],
            names={label.id: label.name for label in self._labels},
            row_of=rows_by(choices.by, found.documents, {layer.id: layer.name for layer in self._layers}, found.rows),
            period=choices.period,
            all_names=choices.all_names,
            order=order_by(choices.by, found.rows),
        )
        self.counter.count(found.events, question)

    def _ask_first(self) -> None:
        """Show nothing of others before whoever may see it has asked for it, and to others nothing at all."""
        self._counted = None
        self.counter.drop()
        self.arranger.drop()
        self.counts.reset()
        self.opening.close()
        for view in self.page.views.values():
            view.show_picture(None, self._palette())
        if self.session.sight is Sight.REFUSED:
            self._show_empty(EmptyExplore(self.session.why_not(Right.SEE)))
            return
        self._empty = EmptyExplore("")
        self.page.ask_first(self.session.coder.name if self.session.coder is not None else "")

    @property
    def _figures(self) -> Figures:
        assert self._counted is not None
        return Figures(self._counted, self.filters.choices, self._labels, self._layers, self._letters)

    def _shown(self) -> ShownActs | None:
        """Return what is on the page; None where nothing is."""
        return None if self.page.is_empty or self._counted is None else ShownActs(self._figures, self._found)

    @property
    def _searches(self) -> ActSearches:
        return ShownActs(self._figures, self._found).searches

    def _open(self, view: ActsView, at: At) -> None:
        assert view.picture is not None
        figure = next(figure for figure, one in self.page.views.items() if one is view)
        self.opening.open(view, at, self._searches.of(figure, view.picture.key(at)))

    def _show_counted(self) -> None:
        """Show all pictures of what was counted, and say what it comes to."""
        figures, shown = self._figures, self.page.figure
        for figure, view in self.page.views.items():
            if figure is not ExploreView.NETWORK or figures.counts.ring is not None:
                view.show_picture(figures.picture(figure, self.page.room), self._palette())
        if not figures.count(shown):
            self._show_none()
            return
        count = figures.counted(shown), figures.line(shown)
        self.page.tell(figures.headline(shown), count, figures.note(shown), figures.names(shown))
        timeline = figures.counts.timeline
        self.page.time_title.setText(f"By {timeline.unit}")
        self.page.show_pictures(with_time=bool(timeline.periods))
        self.page.fit()
        if shown is ExploreView.COUNTS:
            self.counts.show_search(self._searches.whole(shown))

    def _show_none(self) -> None:
        choices, layers = self.filters.choices, self.filters.choices.of_layer(self._layers).layers
        coded = {event.label for event in self._found.events if event.layer in layers}
        of_labels = self.page.figure in OF_CODINGS
        shown = [] if of_labels else self._acts
        if shown:
            hidden = choices.narrows and any(label.id in coded for label in shown)
        else:
            hidden = choices.narrows_documents and bool(coded)
        why = why_empty(choices, shown, self._layers, hidden, bool(coded) and not of_labels)
        if why.layer and self.session.sight is Sight.REFUSED:
            why = replace(why, way_on="", layer="")
        self._show_empty(why)

    def _show_empty(self, empty: EmptyExplore) -> None:
        self._empty = empty
        self.page.show_empty(empty)

    @Slot()
    def _show_timeline(self) -> None:
        if self._counted is None:
            return
        picture = self._figures.picture(ExploreView.OVER_TIME, self.page.room)
        self.timeline.show_picture(picture, self._palette())
        self.page.areas[self.timeline].fit()

    def _keep_in_sight(self, view: ActsView) -> None:
        # The passages take room from the picture, lest the number that they belong to is left outside.
        if self.opening.is_of(view) and view is self.page.view:
            view.reveal()

    @Slot()
    def _on_turned(self) -> None:
        # Of a number that is not seen any more there are no passages at the side; the time stands beneath the others.
        if not any(map(self.opening.is_of, (self.page.view, self.page.timeline))):
            self.opening.close()
        if self._counted is not None and not self._stopped:
            self._show_counted()

    def _begin_with_own(self) -> None:
        self.filters.begin_with(str(self.session.layer.id) if self.session.layer is not None else GOLD)

    # What others say.

    @Slot()
    def _on_coder(self) -> None:
        # Whoever codes sees their own acts unless they choose others: nobody is to see by accident how others coded.
        self._begin_with_own()
        self._start_over()
        if self.is_shown and self.session.is_open:
            self.catch_up_now()

    @Slot()
    def _on_sight(self) -> None:
        if not self.is_shown:
            self.set_stale()

    @Slot(object)
    def _on_gathered(self, found: Gathered) -> None:
        self._found = found
        self.filters.offer_values(force_options(self._acts, found.forces), found.names, found.index)
        self.filters.offer_documents(
            {str(id): title for id, title in titles_apart(found.documents).items()}, found.sets
        )
        self.filters.offer_rows(row_options(dict.fromkeys((*found.rows, *metadata_keys(found.documents)))))
        self.opening.look_again()
        self._count()

    @Slot()
    def _on_stopped(self) -> None:
        self.set_stale()
        self._stopped = True
        self._show_empty(_STOPPED)

    @Slot()
    def _on_choices(self) -> None:
        choices = self.filters.choices
        if (choices.expand, choices.by_state) != (self._found.expand, self._found.by_state) or self._stopped:
            self._gather()
        elif not self.gatherer.is_busy:
            self._count()

    @Slot(object)
    def _on_counted(self, counted: Counted) -> None:
        self._counted = counted
        self.arranger.arrange(counted)
        had_focus = any(view.hasFocus() for view in self.page.views.values())
        self._show_counted()
        if self.page.is_empty and had_focus:
            self.take_keyboard()
        elif not self.page.is_empty and self._waits:
            if self.filters.layer.hasFocus():
                self.take_keyboard()
            self.page.to_top()
            self._waits = False
        self.opening.check()

    @Slot(object)
    def _on_arranged(self, counted: Counted) -> None:
        self._counted = counted
        figure = ExploreView.NETWORK
        self.network.show_picture(self._figures.picture(figure, self.page.room), self._palette())
        self.page.areas[self.network].fit()
        self.opening.check()

    @Slot(str)
    def _on_cell(self, search: str) -> None:
        view = self.counts.picture
        if view.picture is not None and view.at is not None:
            self.opening.open_search(view.picture.said(view.at), search)

    @Slot()
    def _on_asked(self) -> None:
        self.session.see_others("Explore")
        self._waits = True
        self._gather()

    @Slot()
    def _on_way_on(self) -> None:
        if self._stopped:
            self._gather()
        elif self._empty.layer:
            self.filters.choose_layer(self._empty.layer)
        else:
            self.filters.show_all()
