"""Small projects at random: two to five coders, some of whom miss documents, mark nothing, nest labels, tie."""

import random
import re
from pathlib import Path

from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook, Label, Role, Scope
from annotator.model.coder import Assignment
from annotator.model.document import Document, DocumentDraft
from annotator.model.ids import ActorId, CodebookVersionId, LabelId, LayerId, LinkId, RoleId, SpanId, new_id
from annotator.model.role_kinds import Takes
from annotator.model.span import AttributeValue, Extent, Link, SlotValue, Span, quote_of, tidy
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import attribute

_VERSION = CodebookVersionId("v1")

_SPEAKER = Role(id=RoleId("speaker"), name="Speaker")
_ADDRESSEE = Role(id=RoleId("addressee"), name="Addressee", several=True)
BOOK = Codebook(
    name="Acts",
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal",
            attributes=(
                attribute("force", AttributeKind.ORDINAL, "invites", "calls on", "urges"),
                attribute("topic", AttributeKind.CHOICE, "war", "trade"),
                attribute("means", AttributeKind.CHOICES, "aid", "talks", "law"),
                attribute("public", AttributeKind.FLAG),
                attribute("secret", AttributeKind.FLAG).model_copy(update={"when": {"topic": ("war",)}}),
                attribute("year", AttributeKind.NUMBER),
                attribute("remark", AttributeKind.TEXT),
            ),
            roles=(_SPEAKER, _ADDRESSEE, Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE)),
        ),
        Label(
            id=LabelId("warning"),
            name="Warning",
            attributes=(attribute("force", AttributeKind.ORDINAL, "hints", "urges"),),
            roles=(Role(id=RoleId("sender"), name="Sender"), _ADDRESSEE),
        ),
        Label(id=LabelId("actor"), name="Actor", names_actors=True),
        Label(
            id=LabelId("genre"),
            name="Genre",
            scope=Scope.DOCUMENT,
            attributes=(attribute("topic", AttributeKind.CHOICE, "war", "trade"),),
        ),
        Label(id=LabelId("tone"), name="Tone", scope=Scope.DOCUMENT),
    ),
)
_LABELS = {str(label.id): label for label in BOOK.labels}
_PASSAGES = ("appeal", "appeal", "warning", "actor")
TEXT = "The Council asks China. A council urges the parties; parties warn China of the Council. "
_NAMED = re.compile("(?:the |a )?(?:council|china|parties)", re.IGNORECASE)
_VALUES: tuple[SlotValue, ...] = ("implicit", "unclear")
_ACTORS = ("state-chn", "state-fra")


def random_project(path: Path, chance: random.Random) -> Project:
    """Create one; close it."""
    project = Project.create(path, BOOK)
    drafts = [DocumentDraft(f"Text {n}", TEXT[: chance.randint(40, 80)] + str(n)) for n in range(chance.randint(1, 4))]
    added, _ = documents.add_drafts(project, drafts)
    layers = [people.add_coder(project, f"Coder {n}")[1].id for n in range(chance.randint(2, 5))]
    with project.transact(Told(sentence="Code")):
        project.actors.add([Actor(id=ActorId(id), name=id, kind=ActorKind.STATE) for id in _ACTORS])
        for document in added:
            # What the first found others have too, shifted, under another label, or not at all.
            found = [_place(document, chance) for _ in range(chance.randint(0, 4))]
            for layer in layers:
                if chance.random() < 0.8:
                    project.assignments.put([Assignment(layer=layer, document=document.id, done=True)])
                    _code(project, document, layer, found, chance)
    return project


def _place(document: Document, chance: random.Random) -> tuple[tuple[Extent, ...], str]:
    start = chance.randrange(len(document.text) - 1)
    stop = min(len(document.text), start + chance.randint(1, 25))
    pieces = [(start, stop)]
    if chance.random() < 0.15 and stop + 3 < len(document.text):
        pieces.append((stop + 2, stop + 3))
    return tidy(pieces), chance.choice(_PASSAGES)


def _code(
    project: Project,
    document: Document,
    layer: LayerId,
    found: list[tuple[tuple[Extent, ...], str]],
    chance: random.Random,
) -> None:
    mine: dict[tuple[Extent, ...], str] = {}
    for extents, label in found:
        if chance.random() < 0.8:
            first, *rest = extents
            shifted = min(first.stop - 1, max(0, first.start + chance.choice((0, 0, 0, 1, -2, 3))))
            moved = tidy([(shifted, first.stop), *rest]) if not rest or chance.random() < 0.5 else extents
            mine[moved] = label if chance.random() < 0.8 else chance.choice(_PASSAGES)
    if chance.random() < 0.3:
        extents, label = _place(document, chance)
        mine[extents] = label
    spans = [_span(document, layer, label, extents, chance) for extents, label in mine.items()]
    spans += [_span(document, layer, label, (), chance) for label in ("genre", "tone") if chance.random() < 0.5]
    project.spans.add(spans)
    project.links.add([link for span in spans for link in _links(document, span, spans, chance)])


def _span(document: Document, layer: LayerId, label: str, extents: tuple[Extent, ...], chance: random.Random) -> Span:
    given: dict[str, AttributeValue] = {}
    for one in _LABELS[label].attributes:
        if chance.random() < 0.8:
            given[one.id] = _value(one.kind, one.values, chance)
    actor = ActorId(chance.choice(_ACTORS)) if label == "actor" and chance.random() < 0.7 else None
    quote = quote_of(document.text, extents)
    return Span(
        SpanId(new_id()),
        layer,
        document.id,
        LabelId(label),
        extents,
        quote,
        given,
        actor=actor,
        codebook_version=_VERSION,
    )


def _value(kind: AttributeKind, values: tuple[str, ...], chance: random.Random) -> AttributeValue:
    if kind is AttributeKind.CHOICES:
        return [value for value in values if chance.random() < 0.5] or [values[0]]
    if kind is AttributeKind.FLAG:
        return chance.random() < 0.5
    if kind is AttributeKind.NUMBER:
        return chance.choice((0, 1, 2, 3.5))
    # Values that the codebook has no more stay where they were said.
    return chance.choice((*values, *values, "once a value") if values else ("yes", "no", "perhaps"))


def _links(document: Document, act: Span, spans: list[Span], chance: random.Random) -> list[Link]:
    made = []
    for role in _LABELS[act.label].roles:
        for _ in range(chance.randint(0, 2) if role.several else chance.randint(0, 1)):
            made.append(_link(document, act, role, spans, chance))
    return made


def _link(document: Document, act: Span, role: Role, spans: list[Span], chance: random.Random) -> Link:
    id, mentions = LinkId(new_id()), [one for one in spans if one.label == "actor"]
    kind = chance.randrange(4)
    if kind == 0 and role.takes is Takes.PARTY:
        return Link(id, act.id, role.id, actor=ActorId(chance.choice(_ACTORS)))
    if kind == 1 and role.takes is Takes.PARTY and mentions:
        return Link(id, act.id, role.id, span=chance.choice(mentions).id)
    if kind == 2:
        return Link(id, act.id, role.id, value=chance.choice(_VALUES))
    start = chance.randrange(len(document.text) - 1)
    extents = (Extent(start, min(len(document.text), start + chance.randint(3, 12))),)
    named = [*_NAMED.finditer(document.text)]
    if named and chance.random() < 0.7:
        extents = (Extent(*chance.choice(named).span()),)
    return Link(id, act.id, role.id, extents=extents, quote=quote_of(document.text, extents))
