"""What a drag from the active act would make a party of it: a span under the pointer, or the word."""

from collections.abc import Container
from typing import NamedTuple

from PySide6.QtCore import QPointF

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.spanindex import Mark


class Aim(NamedTuple):
    """What a drag would make a party: the words at `position`, all of which are lit."""

    position: int
    extents: tuple[Extent, ...]


def party_at(hits: Hits, index: TextIndex, act: Mark, acts: Container[str], point: QPointF) -> Aim | None:
    """Return what a drag that is released at a point would make a party of `act`, None where there is no word.

    The innermost span there that is no act (`acts`: their ids) and does not enclose the active one, else the word.
    """
    target = hits.target(point, None)
    found = next((mark for mark in target.marks if _can_be_party(mark, act, acts)), None)
    position = hits.position_on(point)
    if target.on_bar or position is None:
        return Aim(found.start, found.extents) if found is not None and target.on_bar else None
    if found is not None:
        return Aim(position, found.extents)
    start, stop = index.word_at(position)
    return Aim(position, (Extent(start, stop),)) if index.text[start:stop].strip() else None


def _can_be_party(mark: Mark, act: Mark, acts: Container[str]) -> bool:
    encloses = mark.start <= act.start and mark.stop >= act.stop
    return mark.id != act.id and mark.id not in acts and not encloses
