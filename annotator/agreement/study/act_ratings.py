"""Acts as a whole, as ratings: who does what towards whom, and nothing is a value too.

Nothing narrows what is compared: where anyone has an act every coder of the document has a value, the act or nothing.
An act is a set of what it says, its label and who is in its slots, so that two acts can be alike in part.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from annotator.acts.acts import Filling
from annotator.acts.dyads import roles_of
from annotator.agreement.input.grouped_rows import NONE, Columns
from annotator.agreement.input.grouped_spans import GroupedSpans
from annotator.agreement.input.passages import CodedPassage, Values
from annotator.agreement.input.ratings import MISSING, Ratings, Row, Value, ratings_from
from annotator.agreement.input.units import without_unmarked
from annotator.agreement.results import NOTHING
from annotator.agreement.study.parts import Fillings, of_role, parties, plain_parties
from annotator.agreement.tally import Tally
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.model.span import Span

AN_ACT = "an act"
"""The category of any act in a prevalence."""
PARTIES, SLOTS = "parties", "slots"
"""The two parts: who does what towards whom; the same with all other slots of the act."""
ON_PARTIES = (
    "Over the places where any of these coders has an act: its label, who acts and towards whom, or nothing. An act "
    "that one coder missed is a disagreement; parties are compared as in the figures of slots."
)
ON_SLOTS = f"{ON_PARTIES} All other slots have to be the same too."
ON_ONE = "Acts with another label count as nothing."
_WORDED = -2
"""In the place of a value that depends on who else is compared."""


class ActSide(NamedTuple):
    """A slot that is compared: its role, and how a party in it is written, so that it is no other's."""

    role: str
    written: str


def sides_of(label: Label, part: str) -> list[ActSide]:
    """Return the slots of an act that a part compares; source and target are the same slot under every label."""
    source, target = roles_of(label)
    both = [ActSide(role.id, written) for role, written in ((source, "{} →"), (target, "→ {}")) if role is not None]
    others = [ActSide(role.id, f"{role.id}: {{}}") for role in label.roles if role not in (source, target)]
    return both if part == PARTIES else [*both, *others]


def act_at(spans: Sequence[Span | None], part: str, acts: Mapping[LabelId, Label], fillings: Fillings) -> Row:
    """Return what each coder's act at a place says, as a set; nothing without an act."""
    sides: dict[str, list[list[Filling] | None]] = {}
    said: list[set[str]] = [set() for _ in spans]
    for column, span in enumerate(spans):
        label = acts.get(span.label) if span is not None else None
        if span is not None and label is not None:
            said[column].add(label.id)
            for side in sides_of(label, part):
                sides.setdefault(side.written, [None] * len(spans))[column] = of_role(fillings, span, side.role)
    for written, given in sides.items():
        for column, names in enumerate(parties(given)):
            if isinstance(names, frozenset):
                said[column].update(written.format(name) for name in names)
    return tuple(map(frozenset, said))


class ActRatings:
    """Ratings of acts. `labels`: those of the codebook; `fillings`: who fills their slots, by document."""

    def __init__(self, grouped: GroupedSpans, fillings: Sequence[Fillings], labels: Sequence[Label]) -> None:
        self._grouped, self._fillings = grouped, fillings
        self._acts = {label.id: label for label in labels if label.is_act}
        self._is_act = np.array([span.label in self._acts for span in grouped.spans] + [False])

    def of(self, part: str) -> Callable[[Columns], Ratings]:
        """Return the ratings of a part; a value is a set, the empty one for nothing."""
        number: dict[Value | None, int] = {frozenset(): 0}
        sides = {id: sides_of(label, part) for id, label in self._acts.items()}
        said = np.zeros(len(self._grouped.spans) + 1, dtype=np.int64)
        for at in np.flatnonzero(self._is_act).tolist():
            plain = self._plain(at, sides)
            said[at] = _WORDED if plain is None else number.setdefault(plain, len(number))

        def ratings(coders: Columns) -> Ratings:
            rows = self._grouped.rows(coders)
            rows = rows[self._is_act[rows].any(axis=1)]
            document = self._grouped.document_of(rows)
            codes = said[rows]
            for at in np.flatnonzero((codes == _WORDED).any(axis=1)).tolist():
                spans = [None if span == NONE else self._grouped.spans[span] for span in rows[at].tolist()]
                found = act_at(spans, part, self._acts, self._fillings[int(document[at])])
                codes[at] = [number.setdefault(value, len(number)) for value in found]
            codes[~self._grouped.took_part(rows, coders)] = MISSING
            return ratings_from(codes, document, np.ones(len(codes)), tuple(number), self._grouped.table.documents)

        return ratings

    def _plain(self, at: int, sides: Mapping[LabelId, Sequence[ActSide]]) -> frozenset[str] | None:
        """Return what an act says where that is the same whoever else is compared; None where words stand in it."""
        span = self._grouped.spans[at]
        fillings = self._fillings[int(self._grouped.table.document[at])]
        said = {str(span.label)}
        for side in sides[span.label] if span.id in fillings else ():
            names = plain_parties(of_role(fillings, span, side.role))
            if not isinstance(names, frozenset):
                return None
            said.update(side.written.format(name) for name in names)
        return frozenset(said)


def only(ratings: Ratings, label: LabelId) -> Ratings:
    """Return acts with one label, others counting as nothing, wherever anyone has one."""
    kept = ratings.mapped(lambda value: value if isinstance(value, frozenset) and label in value else frozenset())
    return without_unmarked(kept)


def without_names(tally: Tally) -> Tally:
    """Return a tally whose prevalence tells acts from nothing: there are nearly as many different acts as acts."""
    if tally.used is None:
        return tally
    is_nothing = np.array([name == NOTHING for name in tally.categories], dtype=bool)
    used = np.column_stack((tally.used[:, ~is_nothing].sum(axis=1), tally.used[:, is_nothing].sum(axis=1)))
    return replace(tally, categories=(AN_ACT, NOTHING), used=used)


def acts_behind(label: LabelId | None, part: str, labels: Iterable[Label], fillings: Sequence[Fillings]) -> Values:
    """Return what each coder's act at a place says, with a label or with any; `labels`: those of the codebook."""
    acts = {one.id: one for one in labels if one.is_act and label in (None, one.id)}

    def values(place: CodedPassage) -> Row | None:
        if not any(span.label in acts for span in place.found):
            return None
        said = act_at(place.spans, part, acts, fillings[place.document])
        return tuple(value if present else None for value, present in zip(said, place.present, strict=True))

    return values
