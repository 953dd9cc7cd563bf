"""Where the scroll bar's ticks are: some hundred sums, whatever the number of spans."""

from collections.abc import Callable, Sequence

from annotator.model.span import Extent
from annotator.ui.reader.layout import Page
from annotator.ui.reader.scroll_bar import Ticks

_MOST = 2000
"""So many ticks of a kind at most: there are no more pixels."""


def ticks_of(
    page: Page, hits: Sequence[Extent], cases: Sequence[Extent], colour_of: Callable[[str], str] = lambda key: ""
) -> Ticks:
    """Return the ticks of a page's spans, of what a search found and of open cases.

    `colour_of`: the colour of a look as "#rrggbb"; a tick has that of most of its spans.
    """
    total = max(1, page.heights.total)
    overview = page.overview()
    parts = [(part, count) for part, count in enumerate(overview.counts) if count]
    spans = tuple((page.y_of(overview.start_of(part)) / total, count) for part, count in parts)
    colours = tuple(colour_of(overview.label_of(part)) for part, _ in parts)
    return Ticks(spans, _thinned(hits, page, total), _thinned(cases, page, total), colours)


def _thinned(extents: Sequence[Extent], page: Page, total: int) -> tuple[float, ...]:
    """Return where extents are, as shares of the whole height; of very many only some."""
    step = max(1, len(extents) // _MOST)
    return tuple(page.y_of(extent.start) / total for extent in extents[::step])
