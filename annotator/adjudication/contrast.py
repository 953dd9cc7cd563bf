"""In what the coders of a case differ first: who says what of the one thing that gives the case its kind.

It is short enough to be kept for each case of a queue; words are made of it when a row is seen.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.acts.acts import Filling
from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.slots import parties_of
from annotator.model.ids import ActorId, LabelId, LayerId, RoleId, SpanId
from annotator.model.span import AttributeValue, Span
from annotator.model.value_forms import comparable

Told = LabelId | ActorId | AttributeValue | int | tuple[Filling, ...] | None
"""A label, an actor, a value, by how many characters a passage is shorter, or who fills a slot; None for nothing."""


class Group(NamedTuple):
    """Those who say the same."""

    told: Told
    layers: tuple[LayerId, ...]


class Contrast(NamedTuple):
    """`part`: the attribute or the role in which they differ, by its id; "" for the actor of a mention."""

    kind: CaseKind
    groups: tuple[Group, ...] = ()
    part: str = ""


def contrast_of(case: Case) -> Contrast:
    """Return who says what in a case; no groups where all say the same."""
    spans = case.candidates
    if {CaseKind.MISSING, CaseKind.LABEL} & case.differs:
        groups = _grouped(spans, lambda span: span.label, lambda span: span.label)
        return Contrast(case.kind, (*groups, *([Group(None, case.absent)] if case.absent else [])))
    if CaseKind.BOUNDARY in case.differs:
        longest = max(map(_length, spans))
        groups = _grouped(spans, lambda span: span.extents, lambda span: longest - _length(span))
        return Contrast(case.kind, groups)
    if CaseKind.ATTRIBUTE in case.differs:
        return _by_attribute(case)
    if CaseKind.SLOT in case.differs:
        return _by_slot(case)
    return Contrast(case.kind)


def _grouped(
    spans: Iterable[Span], same: Callable[[Span], Hashable], told: Callable[[Span], Told]
) -> tuple[Group, ...]:
    found: dict[Hashable, list[Span]] = defaultdict(list)
    for span in spans:
        found[same(span)].append(span)
    return tuple(Group(told(group[0]), tuple(span.layer for span in group)) for group in found.values())


def _by_attribute(case: Case) -> Contrast:
    for name in sorted({name for span in case.candidates for name in span.attributes}):
        values = {comparable(span.attributes[name]) if name in span.attributes else None for span in case.candidates}
        if len(values) > 1:
            return Contrast(case.kind, _grouped(case.candidates, _comparable_of(name), _value_of(name)), name)
    return Contrast(case.kind, _grouped(case.candidates, lambda span: span.actor, lambda span: span.actor))


def _value_of(name: str) -> Callable[[Span], Told]:
    return lambda span: span.attributes.get(name)


def _comparable_of(name: str) -> Callable[[Span], Hashable]:
    return lambda span: comparable(span.attributes[name]) if name in span.attributes else None


def _by_slot(case: Case) -> Contrast:
    parties = {span.id: parties_of(case.slots_of(span)) for span in case.candidates}
    roles: Sequence[RoleId] = sorted({role for found in parties.values() for role in found})
    for role in roles:
        same = {span.id: parties[span.id].get(role) for span in case.candidates}
        groups = _grouped(case.candidates, _same_as(same), _filling_of(case, role))
        if len(groups) > 1:
            return Contrast(case.kind, groups, role)
    return Contrast(case.kind)


def _same_as(same: Mapping[SpanId, Hashable]) -> Callable[[Span], Hashable]:
    return lambda span: same[span.id]


def _filling_of(case: Case, role: RoleId) -> Callable[[Span], Told]:
    return lambda span: tuple(one for one in case.slots_of(span) if one.link.role == role)


def _length(span: Span) -> int:
    return sum(extent.stop - extent.start for extent in span.extents)
