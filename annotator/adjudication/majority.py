"""What all coders say alike, and what more than half of them do: on the same extents, or on the extent most share.

Half is no majority: of a label, an attribute, a party or a character. Whatever is so is left to a person. Nothing asks
which coder comes first.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from annotator.acts.acts import Filling
from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Gold, Verdict
from annotator.adjudication.slots import Slot, chosen_slots, parties_of
from annotator.model.decision import Rule
from annotator.model.geometry import Extents, coverage, intersection, union
from annotator.model.ids import RoleId
from annotator.model.span import AttributeValue, Extent, Span, tidy
from annotator.model.text import TextIndex
from annotator.model.value_forms import comparable

_Fillings = Sequence[Filling]
"""What one coder filled into the slots of an act."""


def unanimous(case: Case) -> Verdict | None:
    """Propose what all layers say alike: extents, label, attributes, actor and slots."""
    if len(case.candidates) < 2 or case.kind is not CaseKind.AGREED:
        return None
    span = case.candidates[0]
    fillings = [filling for one in case.candidates for filling in case.slots_of(one)]
    slots = chosen_slots(parties_of(fillings), fillings)
    return Verdict(Rule.UNANIMOUS, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def majority(case: Case) -> Verdict | None:
    """Propose what more than half of the layers say alike, or nothing where more than half have nothing.

    A majority needs the same label on the same extents; one for the label alone settles nothing. Each attribute, the
    actor and the parties of each role need their own majority among those layers, or the case is left to a person.
    """
    layers = len(case.candidates) + len(case.absent)
    if layers < 2:
        return None
    if (alike := unanimous(case)) is not None:
        return alike
    if 2 * len(case.absent) > layers:
        return Verdict(Rule.MAJORITY)
    votes = Counter((span.label, span.extents) for span in case.candidates)
    (label, extents), count = votes.most_common(1)[0]
    if 2 * count <= layers:
        return None
    spans = [span for span in case.candidates if (span.label, span.extents) == (label, extents)]
    gold = _gold(spans, extents, layers, _majority_slots([case.slots_of(span) for span in spans], layers))
    return gold and Verdict(Rule.MAJORITY, (gold,))


def shared_majority(case: Case, text: TextIndex | None) -> Verdict | None:
    """Propose what more than half of the layers say alike, with the extent that most of them share.

    What a majority settles on the same extents is so here too. Else the label needs a majority by itself, and gold has
    the characters that more than half of those who chose it marked. Before, a span that begins or ends within a word is
    widened to it, as far as anybody marked it (`text`; None: nothing is widened). Passages that fill a slot are brought
    together likewise. A character that exactly half of them marked leaves the case to a person, and so does a passage
    in more pieces than anybody's.
    """
    if (strict := majority(case)) is not None or len(case.candidates) + len(case.absent) < 2:
        return strict
    layers = len(case.candidates) + len(case.absent)
    label, count = Counter(span.label for span in case.candidates).most_common(1)[0]
    if 2 * count <= layers:
        return None
    spans = [span for span in case.candidates if span.label == label]
    extents = extent_of_most([span.extents for span in spans], text)
    if extents is None:
        return None
    gold = _gold(spans, extents, layers, _shared_slots([case.slots_of(span) for span in spans], layers, text))
    return gold and Verdict(Rule.SHARED_EXTENT, (gold,))


def extent_of_most(spans: Sequence[Extents], text: TextIndex | None) -> Extents | None:
    """Return the characters that more than half of the spans cover, None where that is not plain (`shared_majority`).

    They are within the union of the spans and have their intersection in them. Labels on the whole document share it.
    """
    everything = union(*spans)
    covered = coverage(spans if text is None else [_of_words(extents, everything, text) for extents in spans])
    if any(2 * count == len(spans) for _, count in covered):
        return None
    most = tidy(extent for extent, count in covered if 2 * count > len(spans))
    if len(most) > max(map(len, spans)) or (covered and not most):
        return None
    return most


def _of_words(extents: Extents, within: Extents, text: TextIndex) -> Extents:
    """Return extents that begin and end within a word widened to it, as far as that is within others."""
    whole: list[Extent] = []
    for start, stop in extents:
        first, last = text.word_at(start), text.word_at(min(stop, len(text.text) - 1))
        whole.append(
            Extent(first.start if start < first.stop else start, last.stop if last.start < stop < last.stop else stop)
        )
    return intersection(tidy(whole), within)


def _gold(spans: Sequence[Span], extents: Extents, layers: int, slots: tuple[Slot, ...] | None) -> Gold | None:
    """Return spans of one label as one, None where an attribute, the actor or a slot has no majority of the layers."""
    attributes = _majority_attributes(spans, layers)
    actor, behind = Counter(span.actor for span in spans).most_common(1)[0]
    if attributes is None or slots is None or 2 * behind <= layers:
        return None
    return Gold(spans[0].label, extents, attributes, actor, slots)


def _majority_attributes(spans: Sequence[Span], layers: int) -> dict[str, AttributeValue] | None:
    """Return each attribute as more than half of the layers have it (or leave it out), None if one has no majority."""
    settled: dict[str, AttributeValue] = {}
    for name in dict.fromkeys(name for span in spans for name in span.attributes):
        votes: Counter[Hashable] = Counter(_vote(span, name) for span in spans)
        winner, count = votes.most_common(1)[0]
        if 2 * count <= layers:
            return None
        if winner is not None:
            settled[name] = next(span.attributes[name] for span in spans if _vote(span, name) == winner)
    return settled


def _majority_slots(filled: Sequence[_Fillings], layers: int) -> tuple[Slot, ...] | None:
    """Return the parties of each role as more than half of the layers have them, None if a role has no majority."""
    parties = _majority_parties(filled, layers)
    if None in parties.values():
        return None
    known = {role: found for role, found in parties.items() if found is not None}
    return chosen_slots(known, [filling for fillings in filled for filling in fillings])


def _shared_slots(filled: Sequence[_Fillings], layers: int, text: TextIndex | None) -> tuple[Slot, ...] | None:
    """Return them likewise; where a role has no majority, the passage that most who filled it share, if it is one."""
    parties = _majority_parties(filled, layers)
    slots = list(
        chosen_slots(
            {role: found for role, found in parties.items() if found is not None},
            [filling for fillings in filled for filling in fillings],
        )
    )
    for role in (role for role, found in parties.items() if found is None):
        passages = [_passage_of(fillings, role) for fillings in filled]
        found = [extents for extents in passages if extents]
        shared = extent_of_most(found, text) if None not in passages and 2 * len(found) > layers else None
        if shared is None:
            return None
        slots.append(Slot(role, extents=shared))
    return tuple(slots)


def _passage_of(fillings: _Fillings, role: RoleId) -> Extents | None:
    """Return the one passage that fills a role, none where nothing does; None where anything else does."""
    found = [filling for filling in fillings if filling.link.role == role]
    if not found:
        return ()
    return found[0].extents or None if len(found) == 1 and _is_passage(found[0]) else None


def _is_passage(filling: Filling) -> bool:
    return filling.actor is None and filling.value is None


def _majority_parties(filled: Sequence[_Fillings], layers: int) -> dict[RoleId, frozenset[Hashable] | None]:
    """Return the parties of each role as more than half of the layers have them, None for a role without a majority."""
    said = [parties_of(fillings) for fillings in filled]
    settled: dict[RoleId, frozenset[Hashable] | None] = {}
    for role in dict.fromkeys(role for found in said for role in found):
        parties, count = Counter(found.get(role, frozenset()) for found in said).most_common(1)[0]
        settled[role] = parties if 2 * count > layers else None
    return settled


def _vote(span: Span, name: str) -> Hashable | None:
    return comparable(span.attributes[name]) if name in span.attributes else None
