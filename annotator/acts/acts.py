"""An act with its slots looked up: the span, and for each role who or what fills it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from annotator.acts.wordings import bare
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import ActorId, RoleId, SpanId
from annotator.model.span import Extent, Link, SlotValue, Span
from annotator.model.value_forms import comparable


@dataclass(frozen=True, slots=True)
class Filling:
    """One party of a slot. `extents` and `quote`: where the text names it, empty where it does not.

    `actor`: the registered actor that was chosen, or that the party's span mentions.
    """

    link: Link
    actor: ActorId | None
    value: SlotValue | None
    extents: tuple[Extent, ...]
    quote: str

    @property
    def who(self) -> Hashable:
        """Who or what it is, in a form that is equal where two coders mean the same: the actor, else the words.

        Words are compared by `wordings.bare`, wherever they stand; a party without words by its place.
        """
        words = bare(self.quote) if self.actor is None and self.value is None else ""
        return ("text", words) if words else self.who_there

    @property
    def said(self) -> Hashable:
        """Who or what it is with what is said of it in this slot, equal where two coders mean the same by both."""
        if not self.link.attributes:
            return self.who
        return self.who, frozenset((id, comparable(value)) for id, value in self.link.attributes.items())

    @property
    def who_there(self) -> Hashable:
        """The same within what one coder filled in: there two passages that read alike may be two parties."""
        if self.actor is not None:
            return "actor", self.actor
        return ("value", self.value) if self.value is not None else ("text", self.extents)


@dataclass(frozen=True, slots=True)
class Act:
    """A span whose label has roles. `fillings`: by role, in the order in which they were filled."""

    span: Span
    label: Label
    fillings: Mapping[RoleId, tuple[Filling, ...]]

    def of(self, role: str) -> tuple[Filling, ...]:
        """Return what fills a slot, empty where nothing does or the label has no such role."""
        return self.fillings.get(RoleId(role), ())

    @property
    def missing(self) -> tuple[Role, ...]:
        """The roles that the codebook requires and nothing fills."""
        return tuple(role for role in self.label.roles if role.required and not self.of(role.id))

    @property
    def force(self) -> Attribute | None:
        """How strong the act is: of the label's forces the first that the span has a value of, else the first."""
        forces = forces_of(self.label)
        return next((one for one in forces if self.span.attributes.get(one.id)), forces[0] if forces else None)


def forces_of(label: Label) -> list[Attribute]:
    """Return the ordinal attributes called force, or force-2 … where labels were merged whose forces differ."""
    ordinal = (one for one in label.attributes if one.value_type.is_ordered)
    return [one for one in ordinal if one.id == "force" or one.id.startswith("force-")]


def acts_of(codebook: Codebook, spans: Iterable[Span], links: Iterable[Link]) -> list[Act]:
    """Return the acts among the spans of a document (of one layer or many), in the order of the spans."""
    by_id = {span.id: span for span in spans}
    labels = {label.id: label for label in codebook.labels}
    fillings: dict[SpanId, dict[RoleId, list[Filling]]] = defaultdict(lambda: defaultdict(list))
    for link in sorted(links, key=lambda link: link.id):
        fillings[link.act][link.role].append(filling_of(link, by_id.get(link.span) if link.span else None))
    return [
        Act(span, labels[span.label], {role: tuple(found) for role, found in fillings.get(span.id, {}).items()})
        for span in by_id.values()
        if span.label in labels and labels[span.label].is_act
    ]


def filling_of(link: Link, party: Span | None) -> Filling:
    """Return who fills a slot; `party`: the span that the link names, None where it names none."""
    if party is None:
        return Filling(link, link.actor, link.value, link.extents, link.quote)
    return Filling(link, link.actor or party.actor, link.value, party.extents, party.quote)
