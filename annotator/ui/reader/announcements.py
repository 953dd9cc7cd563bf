"""The words for the marks at the caret: said on entering and on leaving one, and what a description lists.

Nothing is said while the caret stays inside the same marks, so that reading on is not disturbed.
"""

from collections.abc import Mapping, Sequence

from annotator.acts.saying import NOTHING, Saying
from annotator.ui.reader.spanindex import Mark

_QUOTED = 40
_WORDS = 6


def described(mark: Mark, text: str, lanes: Sequence[str] = (), said: Mapping[str, Saying] = NOTHING) -> str:
    """Return a mark in words: `Appeal, from “The French President”`, with its coder where there are lanes.

    `said`: the sentences of acts by the ids of their marks: `Appeal, France urges China, from “The …”`.
    """
    act = f", {said[mark.id].text}" if mark.id in said else ""
    place = f", from {_beginning(mark, text)}" if mark.extents else ""
    return _named(mark, lanes) + act + place


def listed(
    marks: Sequence[Mark],
    whole: Sequence[Mark],
    text: str,
    lanes: Sequence[str] = (),
    said: Mapping[str, Saying] = NOTHING,
) -> str:
    """Return in words the marks at the caret and those about the whole text, an empty string for none."""
    about = [f"the whole text: {', '.join(_named(mark, lanes) for mark in whole)}"] if whole else []
    return "; ".join([*(described(mark, text, lanes, said) for mark in marks), *about])


def crossing(
    before: Sequence[Mark],
    now: Sequence[Mark],
    caret: int,
    text: str,
    lanes: Sequence[str] = (),
    said: Mapping[str, Saying] = NOTHING,
) -> str:
    """Return what a caret that came to `caret` has left and entered, an empty string for neither.

    A mark that was taken away or relabelled under the caret was not left, and that is not said here.
    """
    still, known = {mark.id for mark in now}, {mark.id for mark in before}
    left = [mark for mark in before if mark.id not in still and not _covers(mark, caret)]
    ends = [f"{_coder(mark, lanes)}end of {mark.label}" for mark in reversed(left)]
    return "; ".join([*ends, *(described(mark, text, lanes, said) for mark in now if mark.id not in known)])


def _named(mark: Mark, lanes: Sequence[str]) -> str:
    return f"{_coder(mark, lanes)}{mark.label}{', in doubt' if mark.doubt else ''}"


def _coder(mark: Mark, lanes: Sequence[str]) -> str:
    return f"{lanes[mark.lane]}: " if mark.lane < len(lanes) else ""


def _covers(mark: Mark, position: int) -> bool:
    return any(start <= position < stop for start, stop in mark.extents)


def _beginning(mark: Mark, text: str) -> str:
    """Return the first words of a mark's text, quoted; of a text without blanks its first characters."""
    quote = text[mark.start : min(mark.extents[0].stop, mark.start + 4 * _QUOTED)]
    words = quote.split()
    if not words:
        return "a line break" if "\n" in quote else "a blank"
    shown = " ".join(words[:_WORDS])[:_QUOTED].rstrip()
    whole = len(mark.extents) == 1 and shown == " ".join(text[mark.start : mark.stop].split())
    return f"“{shown}”" if whole else f"“{shown}…”"
