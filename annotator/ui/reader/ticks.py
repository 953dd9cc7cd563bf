"""Where the scroll bar's ticks are: some hundred sums, whatever the number of spans."""

from collections.abc import Sequence

from annotator.model.span import Extent
from annotator.ui.reader.layout import Page
from annotator.ui.reader.scroll_bar import Ticks

_MOST = 2000
"""So many ticks of a kind at most: there are no more pixels."""


def ticks_of(page: Page, hits: Sequence[Extent], cases: Sequence[Extent]) -> Ticks:
    """Return the ticks of a page's spans, of what a search found and of open cases."""
    total = max(1, page.heights.total)
    overview = page.overview()
    spans = tuple(
        (page.y_of(overview.start_of(part)) / total, count) for part, count in enumerate(overview.counts) if count
    )
    return Ticks(spans, *(_thinned(extents, page, total) for extents in (hits, cases)))


def _thinned(extents: Sequence[Extent], page: Page, total: int) -> tuple[float, ...]:
    """Return where extents are, as shares of the whole height; of very many only some."""
    step = max(1, len(extents) // _MOST)
    return tuple(page.y_of(extent.start) / total for extent in extents[::step])
