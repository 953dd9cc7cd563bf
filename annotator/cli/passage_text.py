"""Passages on a terminal: the words of each in one column, with what stands before and behind them beside it."""

from collections.abc import Iterable, Iterator

import click

from annotator.cli.columns import cell, cut, harmless, width
from annotator.model.wording import isolated
from annotator.operations.passages.citing import source_of
from annotator.operations.passages.lines import ShownLine
from annotator.operations.passages.listing import PassageList
from annotator.operations.passages.reporting import heading_of

_GAP = "  "
_SOURCE, _SAID, _HITS = 0.24, 0.24, 0.26
"""Of a line, the shares of where it stands, what is said there, and the words that were found, at most."""
_LEAST = 12
"""So many columns the words before and behind have, at least."""


def passage_lines(found: PassageList, columns: int) -> Iterator[str]:
    """Yield a list as lines of so many columns, its headings among them; no narrower than can be read."""
    lines = [shown for _, shown in found.lines()]
    source = _widest((source_of(one) for one in lines), columns * _SOURCE)
    said = _widest(map(_said, lines), columns * _SAID)
    hits = _widest((one.words for one in lines), columns * _HITS)
    beside = max(_LEAST, (columns - source - hits - said - len(_GAP) * (4 if said else 3)) // 2)
    for number, section in enumerate(one for one in found.sections if one.lines):
        if section.group is not None:
            if number:
                yield ""
            heading = cut(harmless(heading_of(found, section)), columns - 12)
            yield click.style(f"{isolated(heading)} ({section.number:,})", bold=True)
        for one in section.lines:
            parts = [
                cell(_short_source(one, source), source),
                cell(one.before, beside, from_end=True),
                click.style(cell(one.words, hits), bold=True),
                cell(one.behind, beside),
                *([cell(_said(one), said)] if said else []),
            ]
            yield _GAP.join(parts).rstrip()


def _widest(texts: Iterable[str], most: float) -> int:
    """Return how many columns the widest text takes, at most so many."""
    return min(int(most), max((width(harmless(text)) for text in texts), default=0))


def _short_source(shown: ShownLine, columns: int) -> str:
    """Return where a passage stands, its title cut so that date and page are seen."""
    source, title = source_of(shown), " ".join(shown.document.title.split())
    more = source.removeprefix(title)
    return source if width(source) <= columns else cut(title, max(1, columns - width(more))) + more


def _said(shown: ShownLine) -> str:
    """Return what is said at a passage, and by whom."""
    return ", ".join(filter(None, (shown.sentence, shown.coder)))
