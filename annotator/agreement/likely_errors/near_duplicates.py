"""Passages of nearly the same words, found by shingles: runs of three words that they share.

Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences, 21-29.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from annotator.model.text import words

SHINGLE = 3
"""Words in a run."""
MOST_ALIKE = 200
"""A run that more kinds of passages than this have, such as the formula of every letter, leads from none to another."""

Shingles = frozenset[tuple[str, ...]]


def shingles_of(text: str) -> Shingles:
    """Return the runs of words in a text, whatever the case and the punctuation; of a shorter one its words, as one."""
    found = [text[start:stop].casefold() for start, stop in words(text)]
    if len(found) < SHINGLE:
        return frozenset({tuple(found)} if found else ())
    return frozenset(tuple(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1))


def resemblance(first: Shingles, second: Shingles) -> float:
    """Return the runs that two texts share, over all that they have (Jaccard), in [0, 1]."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage: its words as runs, its label (None for none), and its place: what coders say of one place is one."""

    runs: Shingles
    label: Hashable
    place: Hashable


def labels_elsewhere(passages: Sequence[Labelled], at_least: float) -> list[Counter[Hashable]]:
    """Return for each passage how often each label stands on passages elsewhere that resemble it `at_least` so much."""
    kinds: dict[Shingles, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        kinds[passage.runs].append(number)
    by_kind = {runs: Counter(passages[number].label for number in found) for runs, found in kinds.items()}
    at_place: dict[Hashable, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        at_place[passage.place].append(number)
    near = _near(list(kinds), at_least)
    found: list[Counter[Hashable]] = []
    for passage in passages:
        alike = near[passage.runs]
        labels: Counter[Hashable] = sum((by_kind[runs] for runs in alike), Counter())
        labels.subtract(passages[other].label for other in at_place[passage.place] if passages[other].runs in alike)
        found.append(+labels)
    return found


def _near(kinds: Sequence[Shingles], at_least: float) -> dict[Shingles, set[Shingles]]:
    """Return for each kind of passage those that resemble it, itself among them; none for one without words."""
    having: dict[tuple[str, ...], list[Shingles]] = defaultdict(list)
    for runs in kinds:
        for run in runs:
            having[run].append(runs)
    near: dict[Shingles, set[Shingles]] = {}
    for runs in kinds:
        met = {other for run in runs if len(having[run]) <= MOST_ALIKE for other in having[run]}
        near[runs] = {other for other in met if resemblance(runs, other) >= at_least} | ({runs} if runs else set())
    return near
