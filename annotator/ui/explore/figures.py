"""The figures of Explore made of what was counted, and what is said of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.wording import counted
from annotator.ui.explore.act_loader import Counted
from annotator.ui.explore.choices import ExploreChoices, coded_line, described
from annotator.ui.explore.headline import PARTIES, ROWS_COLUMNS, others, what_is_coded, who_speaks
from annotator.ui.explore.matrix_layout import lay_out_matrix, words_of_labels
from annotator.ui.explore.network_layout import lay_out_network
from annotator.ui.explore.network_picture import NETWORK_NOTE, NetworkPicture
from annotator.ui.explore.pictures import ActsPicture, MatrixPicture, TimelinePicture
from annotator.ui.explore.timeline_layout import lay_out_timeline
from annotator.ui.pictures.look import Letters


class ExploreView(Enum):
    """What can be shown, by the words on its chip."""

    TABLE = "Table"
    NETWORK = "Network"
    OVER_TIME = "Over time"
    LABELS = "Labels"
    COUNTS = "Counts"


OF_ACTS = frozenset({ExploreView.TABLE, ExploreView.NETWORK})
"""Those that a codebook without acts does not have."""
OF_CODINGS = frozenset({ExploreView.LABELS, ExploreView.COUNTS})
"""Those that count whatever is coded."""
DRAWN = tuple(view for view in ExploreView if view is not ExploreView.COUNTS)
"""Those that are pictures of what is gathered; the counts ask by themselves."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted under some choices. `labels`: all of the codebook; `layers`: those that are counted."""

    counts: Counted
    choices: ExploreChoices
    labels: Sequence[Label]
    layers: Sequence[Layer]
    letters: Letters

    @property
    def acts(self) -> list[Label]:
        """The labels that are acts."""
        return [label for label in self.labels if label.is_act]

    def count(self, figure: ExploreView) -> int:
        """Return how many acts or codings a figure is of."""
        return self.counts.codings if figure in OF_CODINGS else self.counts.acts

    def line(self, figure: ExploreView) -> str:
        """Return what was counted."""
        if figure in OF_CODINGS or not self.acts:
            return coded_line(self.choices, self.layers, self.counts.codings)
        return described(self.choices, self.layers, self.acts, self.counts.acts)

    def counted(self, figure: ExploreView) -> str:
        """Return how much was counted: “124 acts”."""
        of_labels = figure in OF_CODINGS or not self.acts
        return counted(self.counts.codings, "coding") if of_labels else counted(self.counts.acts, "act")

    def headline(self, figure: ExploreView) -> str:
        """Return what the numbers come to."""
        if figure in OF_CODINGS or not self.acts:
            return what_is_coded(self.counts.labels, self.choices.by)
        return who_speaks(self.counts.matrix)

    def note(self, figure: ExploreView) -> str:
        """Return what is to be known of a figure, empty for nothing."""
        if figure is ExploreView.NETWORK:
            return NETWORK_NOTE
        if figure is ExploreView.COUNTS:
            return ""
        return f"{left} together" if (left := self._left(figure)) else ""

    def names(self, figure: ExploreView) -> str:
        """Return what the button says that shows more names or fewer, empty where there are no more."""
        if figure in (ExploreView.NETWORK, ExploreView.OVER_TIME, ExploreView.COUNTS):
            return ""
        return "Show fewer" if self.choices.all_names else "Show all" if self._left(figure) else ""

    def picture(self, figure: ExploreView, room: tuple[float, float], caption: str = "") -> ActsPicture:
        """Return a figure as a picture, with a heading of its own where it has a caption. `room`: for the bars."""
        counts, letters = self.counts, self.letters
        if figure is ExploreView.TABLE:
            return MatrixPicture(lay_out_matrix(counts.matrix, caption, letters))
        if figure is ExploreView.NETWORK:
            return NetworkPicture(lay_out_network(counts.network, caption, letters, counts.ring))
        if figure is ExploreView.LABELS:
            words = words_of_labels(self.choices.by)
            return MatrixPicture(lay_out_matrix(counts.labels, caption, letters, words))
        names: dict[str, str] = {label.id: label.name for label in self.labels}
        timeline = lay_out_timeline(counts.timeline, names, caption, room, letters)
        return TimelinePicture(timeline, names, "act" if self.acts else "coding")

    def to_save(self, figure: ExploreView, room: tuple[float, float]) -> ActsPicture:
        """Return a figure as it stands in a file, with what was counted above it."""
        unit = f" · by {self.counts.timeline.unit}" if figure is ExploreView.OVER_TIME else ""
        return self.picture(figure, room, self.line(figure) + unit)

    def _left(self, figure: ExploreView) -> str:
        of_labels = figure is ExploreView.LABELS
        return others(
            self.counts.labels if of_labels else self.counts.matrix, *(ROWS_COLUMNS if of_labels else PARTIES)
        )
