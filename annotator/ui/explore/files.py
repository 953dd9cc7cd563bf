"""What Explore writes: the picture that is shown, the dyads of what is counted, its network."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.ui.background.session import Session
from annotator.ui.explore.act_loader import Gathered
from annotator.ui.explore.dyad_export import CountedActs, DyadExport
from annotator.ui.explore.figures import ExploreView, Figures
from annotator.ui.explore.network_export import NetworkExport
from annotator.ui.explore.page import ExplorePage
from annotator.ui.explore.searches import ActSearches
from annotator.ui.kit import theme
from annotator.ui.pictures.look import PicturePalette, for_paper
from annotator.ui.pictures.saving import save_picture


@dataclass(frozen=True, slots=True)
class ShownActs:
    """What the page shows: the figures of some of the acts that were gathered."""

    figures: Figures
    gathered: Gathered

    @property
    def searches(self) -> ActSearches:
        """The searches of the numbers."""
        one = self.figures
        return ActSearches(one.choices, one.labels, one.layers, one.counts.timeline.unit)

    @property
    def acts(self) -> CountedActs | None:
        """The acts that are counted; None where none is."""
        one = self.figures
        if not one.acts:
            return None
        wanted = one.choices.filter(one.layers, one.acts)
        acts = frozenset(event.act for event in self.gathered.events if wanted.keeps(event))
        return CountedActs(wanted.layers, acts, one.choices.expand) if acts else None


class ExploreFiles(QObject):
    """`shown`: returns what is on the page, None where nothing is."""

    def __init__(self, session: Session, page: ExplorePage, shown: Callable[[], ShownActs | None]) -> None:
        super().__init__(page)
        self._session, self._page, self._shown = session, page, shown
        self.dyads = DyadExport(session, self._acts, page)
        self.networks = NetworkExport(session, self._network, page)

    def save_picture(self) -> None:
        """Ask where the picture that is shown goes, and write it."""
        shown = self._shown()
        if shown is None:
            self._session.refused.emit("There is no picture to save: nothing is counted.")
        elif self._page.figure is ExploreView.COUNTS:
            self._page.counts.save_picture()
        else:
            figure = ExploreView.OVER_TIME if self._page.timeline.hasFocus() else self._page.figure
            palette = PicturePalette.of(for_paper(theme.current()), shown.figures.labels)
            save_picture(shown.figures.to_save(figure, self._page.room), palette, self._session, self._page)

    def _acts(self) -> CountedActs | None:
        shown = self._shown()
        return shown.acts if shown is not None else None

    def _network(self) -> tuple[str, bool] | None:
        shown = self._shown()
        if shown is None or shown.acts is None:
            return None
        return shown.searches.whole(ExploreView.NETWORK), shown.figures.choices.by_state
