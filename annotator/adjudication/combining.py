"""Gold out of what several coders say: union, intersection, majority extent, relabelled, split, joined, composed.

Joining extents says nothing on what is in dispute: an attribute, an actor or a slot on which those with the chosen
label differ is left to be filled in. As in `decisions`, all is a proposal and nothing is written.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.acts.acts import Filling
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Gold, Verdict, span_of
from annotator.adjudication.slots import Slot, best_worded, written_out
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.geometry import Extents, coverage
from annotator.model.geometry import intersection as shared_extents
from annotator.model.geometry import union as joined_extents
from annotator.model.ids import AttributeId, LabelId, LayerId, RoleId
from annotator.model.span import AttributeValue, Span, tidy
from annotator.model.value_forms import comparable


class Given(NamedTuple):
    """A value that is no coder's: given outright, or with None left out."""

    value: AttributeValue | None


class _Candidates(NamedTuple):
    """A candidate and who fills its slots."""

    span: Span
    fillings: Sequence[Filling]


def union(case: Case, label: LabelId | None = None) -> Verdict:
    """Return all the characters that any coder marked; raises `NotAllowed` if `label` is needed and not said."""
    extents = joined_extents(*(span.extents for span in case.candidates))
    return Verdict(Rule.UNION, (_combined(_said(case), extents, label),))


def intersection(case: Case, label: LabelId | None = None) -> Verdict:
    """Return the characters that all who marked something here marked; raises `NotAllowed` if there are none."""
    extents = case.candidates[0].extents
    for span in case.candidates[1:]:
        extents = shared_extents(extents, span.extents)
    if not extents and _is_on_text(case):
        raise NotAllowed("The coders' spans have no character in common here; take one of them or their union.")
    return Verdict(Rule.INTERSECTION, (_combined(_said(case), extents, label),))


def majority_extent(case: Case, label: LabelId | None = None) -> Verdict:
    """Return the characters that more than half of those who marked something here marked; raises as `intersection`.

    Who marked nothing has no say on where it begins and ends; of two coders it is what both marked.
    """
    extents = _marked_by_most([span.extents for span in case.candidates])
    if not extents and _is_on_text(case):
        raise NotAllowed("No character here was marked by more than half of the coders; take one of them or the union.")
    return Verdict(Rule.MAJORITY_EXTENT, (_combined(_said(case), extents, label),))


def relabel(case: Case, label: LabelId, layer: LayerId | None = None) -> Verdict:
    """Return another label on the extents of `layer`, or on those that all share.

    Raises `NotAllowed` if the extents differ and no layer is named, or if that layer has no span here.
    """
    if layer is None and len({span.extents for span in case.candidates}) > 1:
        raise NotAllowed("The coders' spans have different boundaries here; say whose the new label is put on.")
    span = case.candidates[0] if layer is None else span_of(case, layer)
    return Verdict(Rule.RELABELLED, (_combined(_said(case), span.extents, label),))


def split(case: Case) -> Verdict:
    """Return each distinct candidate as a gold span of its own, in the order of the text.

    Those of the same label and extents are one. Raises `NotAllowed` where all are.
    """
    alike: dict[tuple[LabelId, Extents], list[_Candidates]] = defaultdict(list)
    for one in _said(case):
        alike[one.span.label, one.span.extents].append(one)
    if len(alike) < 2:
        raise NotAllowed("All marked the same passage with the same label here, so there is nothing to split.")
    places = sorted(alike, key=lambda place: (place[1], place[0]))
    return Verdict(Rule.SPLIT, tuple(_combined(alike[place], place[1], place[0]) for place in places))


def join(cases: Sequence[Case], label: LabelId | None = None) -> Verdict:
    """Return one span of all that was marked in several cases; raises `NotAllowed` where they cannot be one."""
    if len({case.key for case in cases}) < 2:
        raise NotAllowed("Joining needs at least two cases; choose another one as well.")
    first, *others = ({span.layer for span in case.candidates} | set(case.absent) for case in cases)
    if len({case.document for case in cases}) > 1 or any(layers != first for layers in others):
        raise NotAllowed("Only cases of one document, between the same coders, can be joined.")
    if len({_is_on_text(case) for case in cases}) > 1:
        raise NotAllowed("A label on the whole document cannot be joined with a passage.")
    said = _said(*cases)
    extents = joined_extents(*(one.span.extents for one in said))
    return Verdict(Rule.JOINED, (_combined(said, extents, label),))


def compose(
    case: Case,
    base: LayerId,
    attributes: Mapping[AttributeId, LayerId | Given],
    slots: Mapping[RoleId, LayerId | tuple[Slot, ...]],
) -> Verdict:
    """Return the span of `base` with some attributes and slots as another layer has them, or as they are given.

    What another layer leaves out is left out. Raises `NotAllowed` for a layer that has no span here.
    """
    span = span_of(case, base)
    values = dict(span.attributes)
    for name, source in attributes.items():
        value = source.value if isinstance(source, Given) else span_of(case, source).attributes.get(name)
        values.pop(name, None)
        if value is not None:
            values[name] = value
    filled = [slot for slot in _slots_of(case, base) if slot.role not in slots]
    for role, given in slots.items():
        others = given if isinstance(given, tuple) else _slots_of(case, given)
        filled += [slot for slot in others if slot.role == role]
    return Verdict(Rule.COMPOSED, (Gold(span.label, span.extents, values, span.actor, tuple(filled)),))


def _marked_by_most(spans: Sequence[Extents]) -> Extents:
    """Return the characters that more than half of the spans cover."""
    return tidy(extent for extent, count in coverage(spans) if 2 * count > len(spans))


def _said(*cases: Case) -> list[_Candidates]:
    return [_Candidates(span, case.slots_of(span)) for case in cases for span in case.candidates]


def _slots_of(case: Case, layer: LayerId) -> tuple[Slot, ...]:
    return tuple(map(written_out, case.slots_of(span_of(case, layer))))


def _is_on_text(case: Case) -> bool:
    return any(span.extents for span in case.candidates)


def _combined(said: Sequence[_Candidates], extents: Extents, label: LabelId | None) -> Gold:
    labels = list(dict.fromkeys(one.span.label for one in said))
    if label is None and len(labels) > 1:
        named = ", ".join(f"“{found}”" for found in labels)
        raise NotAllowed(f"The coders chose different labels here ({named}); say which one is right.")
    chosen = labels[0] if label is None else label
    behind = [one for one in said if one.span.label == chosen]
    actors = {one.span.actor for one in behind if one.span.actor is not None}
    actor = actors.pop() if len(actors) == 1 else None
    # Where nobody chose the label, all have a say on the slots: another name does not change who speaks to whom.
    return Gold(chosen, extents, _uncontested(behind), actor, _uncontested_slots(behind or said))


def _uncontested(said: Iterable[_Candidates]) -> dict[str, AttributeValue]:
    """Return the attribute values that one of these spans has and none of them has otherwise."""
    values: dict[str, list[AttributeValue]] = defaultdict(list)
    for one in said:
        for name, value in one.span.attributes.items():
            values[name].append(value)
    return {name: given[0] for name, given in values.items() if len({comparable(value) for value in given}) == 1}


def _uncontested_slots(said: Sequence[_Candidates]) -> tuple[Slot, ...]:
    """Return, role by role, the parties on which all agree who filled it, with what nobody says otherwise of each.

    Roles that the chosen label lacks are left out when gold is written.
    """
    filled = [one.fillings for one in said]
    given: dict[RoleId, set[frozenset[Hashable]]] = defaultdict(set)
    for fillings in filled:
        for role in {filling.link.role for filling in fillings}:
            given[role].add(frozenset(one.who for one in fillings if one.link.role == role))
    everybody = [one for fillings in filled for one in fillings if len(given[one.link.role]) == 1]
    chosen: dict[tuple[RoleId, Hashable], list[Filling]] = defaultdict(list)
    for one in everybody:
        chosen[one.link.role, one.who].append(one)
    return tuple(_with_uncontested(same) for same in chosen.values())


def _with_uncontested(same: Sequence[Filling]) -> Slot:
    """Return one party out of what several filled in, with what nobody says otherwise of it."""
    values: dict[str, list[AttributeValue]] = defaultdict(list)
    for one in same:
        for name, value in one.link.attributes.items():
            values[name].append(value)
    agreed = {name: found[0] for name, found in values.items() if len({comparable(value) for value in found}) == 1}
    return best_worded(same)._replace(attributes=agreed)
