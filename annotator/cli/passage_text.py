"""Passages on a terminal: the words of each in one column, with what stands before and behind them beside it."""

from collections.abc import Iterator

import click

from annotator.cli.columns import cell, cut, harmless, width
from annotator.model.wording import isolated
from annotator.operations.passages.citing import source_of
from annotator.operations.passages.lines import ShownLine
from annotator.operations.passages.listing import PassageList
from annotator.operations.passages.reporting import heading_of

_GAP = "  "
_SOURCE, _SAID = 30, 36
"""So wide are the columns of where it stands and of what is said there, at most."""
_LEAST, _HITS = 12, 0.45
"""The columns that words have beside a hit, at least; of the room, so much is for hits, at most."""


def passage_lines(found: PassageList, columns: int) -> Iterator[str]:
    """Yield a list as lines of at most so many columns, its headings among them."""
    lines = [shown for _, shown in found.lines()]
    source = min(_SOURCE, max((width(harmless(source_of(one))) for one in lines), default=0))
    said = min(_SAID, max((width(harmless(_said(one))) for one in lines), default=0))
    room = columns - source - len(_GAP) * 3 - (said + len(_GAP) if said else 0)
    most = max(_LEAST, int(room * _HITS))
    hits = min(most, max((width(harmless(one.words)) for one in lines), default=0))
    beside = max(_LEAST, (room - hits) // 2)
    for number, section in enumerate(found.sections):
        if section.group is not None:
            if number:
                yield ""
            heading = cut(harmless(heading_of(found, section)), columns - 12)
            yield click.style(f"{isolated(heading)} ({section.number:,})", bold=True)
        for one in section.lines:
            parts = [
                cell(source_of(one), source),
                cell(one.before, beside, from_end=True),
                click.style(cell(one.words, hits), bold=True),
                cell(one.behind, beside),
                *([cell(_said(one), said)] if said else []),
            ]
            yield _GAP.join(parts).rstrip()


def _said(shown: ShownLine) -> str:
    """Return what is said at a passage, and by whom."""
    return ", ".join(filter(None, (shown.sentence, shown.coder)))
