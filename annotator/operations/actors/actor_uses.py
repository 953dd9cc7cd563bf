"""Where actors are used, and what is touched by merging or removing them; nothing here changes a project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentInfo
from annotator.model.ids import ActorId, LabelId, LinkId, SpanId
from annotator.model.span import Link, Span
from annotator.model.wording import counted, word_list
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.store.rows.actors import Uses

_AT_ONCE = 1000
"""Slots that are looked up between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class Use:
    """A passage in which an actor is used: that mentions it, or (with `link`) an act that has it in a slot.

    `span`: what to go to, and `label` its label. `what`: the label of the mention, or the slot and its act, in words.
    `layer`: its name.
    """

    document: DocumentInfo
    label: LabelId
    layer: str
    span: SpanId
    link: LinkId | None
    what: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Names:
    """How what is found is called."""

    codebook: Codebook
    documents: Mapping[str, tuple[int, DocumentInfo]]
    layers: Mapping[str, str]

    @classmethod
    def of(cls, project: Project) -> "_Names":
        documents = {str(info.id): (place, info) for place, info in enumerate(project.documents.all())}
        return cls(project.codebook, documents, {str(one.id): one.name for one in project.layers.all()})

    def label(self, span: Span) -> str:
        label = self.codebook.get(span.label)
        return label.name if label is not None else span.label

    def role(self, span: Span, link: Link) -> str:
        label = self.codebook.get(span.label)
        role = label.role(link.role) if label is not None else None
        return role.name if role is not None else link.role


def uses_of(project: Project, actor: ActorId, progress: Progress = silent) -> list[Use]:
    """Return where an actor is used, in all layers, by document and place in it."""
    with project.snapshot():
        names = _Names.of(project)
        spans, links = project.spans.mentioning(actor), project.links.naming(actor)
        found = [(span, _mention(names, span)) for span in spans if span.document in names.documents]
        for first in range(0, len(links), _AT_ONCE):
            progress(first, len(links), "")
            found += _in_slots(project, names, links[first : first + _AT_ONCE])
    found.sort(key=lambda one: (names.documents[one[0].document][0], one[0].start, one[0].id, one[1].link or ""))
    return [use for _, use in found]


def touched(project: Project, actors: Iterable[ActorId]) -> Uses:
    """Return how often actors are referred to, all together: what merging or replacing them changes."""
    every = [project.actors.used_by(actor) for actor in dict.fromkeys(actors)]
    return Uses(*(sum(getattr(one, each.name) for one in every) for each in fields(Uses)))


def touched_in_words(uses: Uses) -> str:
    """Return what is touched as “3 spans, 1 slot and 2 memberships”, or “nothing else”."""
    parts = (
        (uses.spans, "span", ""),
        (uses.links, "slot", ""),
        (uses.decisions, "decision", ""),
        (uses.children, "actor below it", "actors below it"),
        (uses.members, "membership", ""),
    )
    return word_list(counted(count, one, many) for count, one, many in parts if count) or "nothing else"


def _mention(names: _Names, span: Span) -> Use:
    info = names.documents[span.document][1]
    return Use(info, span.label, names.layers.get(span.layer, ""), span.id, None, names.label(span), span.quote)


def _in_slots(project: Project, names: _Names, links: Sequence[Link]) -> list[tuple[Span, Use]]:
    wanted = dict.fromkeys(id for link in links for id in (link.act, link.span) if id is not None)
    spans = {span.id: span for span in project.spans.get_many(list(wanted))}
    return [
        (spans[link.act], _in_slot(names, spans[link.act], link, spans.get(link.span) if link.span else None))
        for link in links
        if link.act in spans and spans[link.act].document in names.documents
    ]


def _in_slot(names: _Names, act: Span, link: Link, party: Span | None) -> Use:
    what = f"{names.role(act, link)} of: {names.label(act)}"
    info = names.documents[act.document][1]
    return Use(info, act.label, names.layers.get(act.layer, ""), act.id, link.id, what, _quote(act, link, party))


def _quote(act: Span, link: Link, party: Span | None) -> str:
    named = link.quote or (party.quote if party is not None else "")
    return f"{act.quote} ({named})" if named else act.quote
