"""Labels, values and slots of a bundle as the project's codebook has them, which is not changed.

A label is known by its id or name, or as whoever imports says it; what stands in the project already stays as it is.
What the codebook has not is counted by its name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.model.asking import still_asked
from annotator.model.bundle import Bundle
from annotator.model.codebook import Attribute, Label, Scope
from annotator.model.codebook_version import known_by_number
from annotator.model.errors import NotAllowed
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, LabelId
from annotator.model.removal import RemovedKind
from annotator.model.slot_fit import SlotContent, SlotMisfit, misfit
from annotator.model.span import AttributeValue, Link, Span
from annotator.operations.codebook.codebook import no_label
from annotator.operations.coding.annotate import as_passage
from annotator.operations.exchange.called_here import merged_here
from annotator.operations.exchange.left_out import Why
from annotator.operations.exchange.origins import LabelMatch, Matched, Sameness, match_labels
from annotator.operations.exchange.slot_import import party_of
from annotator.store.project import Project

_TAKEN = frozenset({Sameness.ID, Sameness.NAME, Sameness.SAID})
Values = Mapping[str, AttributeValue]


class OwnTerms:
    """Of one import; `counts`: what the codebook has not."""

    def __init__(self, project: Project, bundle: Bundle, matched: Matched) -> None:
        self.counts: Counter[tuple[Why, str]] = Counter()
        self._ours = {label.id: label for label in project.codebook.labels}
        self._theirs = {str(label.id): label for label in bundle.codebook.labels}
        self._matches = {str(one.theirs.id): one for one in match_labels(project.codebook, bundle.codebook, matched)}
        _check(project, self._matches, matched)
        merged = merged_here(project, RemovedKind.LABEL)
        self._merged = {
            id: LabelId(merged[id]) for id in self._theirs if id in merged and LabelId(id) not in self._ours
        }
        self._versions = {one.id: one.id for one in project.codebooks.all()}
        for version in project.codebooks.all():
            if version.codebook == bundle.codebook:
                self._versions.setdefault(known_by_number(bundle.codebook_version), version.id)
        self._used: dict[str, LabelMatch] = {}

    def note(self, label: str) -> None:
        """Remember that a label of theirs is asked for, be it by codings that are not the coder's as yet."""
        if label in self._matches and label not in self._merged:
            self._used.setdefault(label, self._matches[label])

    def matches(self) -> tuple[LabelMatch, ...]:
        """Return which label here each one is of codings that were asked for."""
        return tuple(self._used.values())

    def span(self, span: Span, standing: Span | None) -> Span | None:
        """Return a coding under the codebook here, None where it has no label for it. `standing`: it, as it is here."""
        label = self._label(span, standing)
        if label is None:
            return None
        theirs = self._theirs.get(span.label)
        values = span.attributes
        if standing is None or standing.attributes != values or standing.label != label.id:
            values = self._values(label.name, label.attributes, theirs.attributes if theirs else (), values)
        return replace(span, label=label.id, attributes=values, codebook_version=self._version(span))

    def link(self, link: Link, label: str, act: Span, party: Span | None) -> Link | None:
        """Return what fills a slot, as the codebook has it; None, and counted, where it has no slot for that.

        `label`: what the file calls that of the act; `act`, `party`: as they come in; of the party where one comes in.
        """
        ours, theirs = self._ours[act.label], self._theirs.get(label)
        theirs_role = theirs.role(link.role) if theirs else None
        name = theirs_role.name if theirs_role else str(link.role)
        role = ours.role(link.role) or next((one for one in ours.roles if _same(one.name, name)), None)
        if role is None:
            self.leave_slot(act, name)
            return None
        asked = theirs_role.attributes if theirs_role else ()
        values = self._values(f"{ours.name}, {role.name}", role.attributes, asked, link.attributes)
        made = replace(link, role=role.id, attributes=values)
        content = SlotContent(made.actor is not None, party.label if party else None, values)
        why = misfit(role, content)
        if why is SlotMisfit.LABEL and party is not None and role.slot_type.words and party.extents:
            made, why = as_passage(made, role, party), None
        if why is not None or (made.extents and not role.slot_type.words):
            self.leave_slot(act, name)
            return None
        return made

    def has_room(self, link: Link, act: Span, parties: set[object]) -> bool:
        """Whether a slot takes a party beside those of the file that stand in it, to which it is added then."""
        role, party = self._ours[act.label].role(link.role), party_of(link)
        if party in parties:
            return False
        if parties and not (role is not None and role.several):
            self.leave_slot(act, link.role)
            return False
        parties.add(party)
        return True

    def leave_slot(self, act: Span, role: str) -> None:
        """Count a party that comes into no slot."""
        theirs = next((one.name for one in self._ours[act.label].roles if one.id == role), role)
        self.counts[Why.NO_SLOT, f"{self._ours[act.label].name}, {theirs}"] += 1

    def _label(self, span: Span, standing: Span | None) -> Label | None:
        theirs = self._theirs.get(span.label)
        name = theirs.name if theirs is not None else str(span.label)
        ours = self._ours.get(self._which(span.label) or LabelId(""))
        if ours is None:
            self.counts[Why.NO_LABEL, name] += 1
        elif (ours.scope is Scope.SPAN) != bool(span.extents):
            self.counts[Why.SCOPE, name] += 1
        elif ours.retired and standing is None:
            self.counts[Why.RETIRED, name] += 1
        else:
            return ours
        return None

    def _which(self, label: str) -> LabelId | None:
        """Return which label here one of theirs is; what is only nearly called so is none unless somebody says it."""
        if label in self._merged:
            return self._merged[label]
        self.note(label)
        match = self._matches.get(label)
        return match.ours if match is not None and match.by in _TAKEN else None

    def _version(self, span: Span) -> CodebookVersionId:
        return (
            UNKNOWN_VERSION
            if span.label in self._merged
            else self._versions.get(span.codebook_version, UNKNOWN_VERSION)
        )

    def _values(self, what: str, ours: Sequence[Attribute], theirs: Sequence[Attribute], said: Values) -> Values:
        """Return those of some values that the codebook has, and that are asked; the others are counted."""
        if not said:
            return said
        names, found = {str(one.id): one.name for one in theirs}, dict[str, AttributeValue]()
        for id, value in said.items():
            name = names.get(id, id)
            mine = next((one for one in ours if one.id == id), None) or next(
                (one for one in ours if _same(one.name, name)), None
            )
            fitted = _fitted(mine, value) if mine is not None else None
            if mine is None or fitted is None:
                self.counts[Why.NO_VALUE, f"{what}, {name}"] += 1
            else:
                found[mine.id] = fitted
        kept = still_asked(ours, found)
        for one in ours:
            if one.id in found and one.id not in kept:
                self.counts[Why.NO_VALUE, f"{what}, {one.name}"] += 1
        return kept


def _check(project: Project, matches: Mapping[str, LabelMatch], matched: Matched) -> None:
    """Raise where whoever imports says that a label is one that there is not."""
    for id in matched.labels.keys() & matches.keys():
        ours = matched.labels[id]
        if ours is not None and project.codebook.get(ours) is None:
            raise no_label(project, ours)


def _fitted(attribute: Attribute, value: AttributeValue) -> AttributeValue | None:
    """Return a value as an attribute here can have it, None where it cannot: formats of others know words alone."""
    if attribute.fits(value):
        return value
    try:
        parsed = attribute.parse(value if isinstance(value, list) else [str(value)])
    except NotAllowed:
        return None
    return parsed if attribute.fits(parsed) else None


def _same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()
