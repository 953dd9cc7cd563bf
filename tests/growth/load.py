"""Projects that are alike around every place, however large: blocks of one text, coded in one way.

Half of the spans stand in a long document in the middle of the list, the others in short ones.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.document import Document, DocumentDraft
from annotator.model.ids import ActorId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, Span, quote_of
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.coding import annotate, mentions
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.projects import default_codebook

CODERS = ("Ana", "Ben", "Cleo")
PER_BLOCK = 25
"""Spans in each block, of all coders: on two sentences of three, two on each."""
ACT = "urged China to talk"
ENDS = "waited for it"
_SENTENCES = 19
_COMPARED_EACH, _STEP_EACH = 10, 5
"""Each so many short documents others than Ana coded too, and each so many have a step of their own."""
_WORDS = ("minister", "envoy", "delegate", "president", "council", "assembly", "commission", "secretary")


@dataclass(frozen=True)
class Layout:
    """A long document of so many blocks, and as many documents of one block; a block has some 2,000 characters."""

    blocks: int

    @property
    def spans(self) -> int:
        """How many spans the project has."""
        return 2 * self.blocks * PER_BLOCK

    @property
    def of_document(self) -> Sequence[int]:
        """How many blocks each document has, in the order of the list."""
        return [1] * (self.blocks // 2) + [self.blocks] + [1] * (self.blocks // 2)


def make_load(path: Path, layout: Layout) -> None:
    """Write a project; its history grows with it as in a real one, by a step for each fifth document."""
    block = _block()
    with Project.create(path, default_codebook()) as project:
        people_there = [people.add_coder(project, name) for name in CODERS]
        people.set_roles(project, people_there[0][0].id, [TeamRole.LEAD])
        for id, name in (("fra", "France"), ("chn", "China")):
            actors.add(project, Actor(id=ActorId(id), name=name, kind=ActorKind.STATE))
        mentions.offer(project, True)
        heads = ((f"Text {at:05}", blocks) for at, blocks in enumerate(layout.of_document))
        drafts = [DocumentDraft(head, f"{head}.\n\n{block * blocks}") for head, blocks in heads]
        added, _ = documents.add_drafts(project, drafts)
        layers = [layer.id for _, layer in people_there]
        with project.transact(Told(sentence="Load")):
            for document, blocks in zip(added, layout.of_document, strict=True):
                is_compared = blocks > 1 or document.position % _COMPARED_EACH == 0
                project.spans.add(_spans(document, len(block), layers if is_compared else layers[:1]))
                project.links.add(_links(document, blocks))
        project.person = people_there[0][0].id
        for document in added[::_STEP_EACH]:
            annotate.set_doubt(project, _id(document, 0, 0), True)


def _block() -> str:
    rng = random.Random(3)
    sentences = []
    for _ in range(_SENTENCES):
        first, second, third = rng.choices(_WORDS, k=3)
        sentences.append(f"The {first} of France {ACT} about the {second} at once, and the {third} {ENDS}.")
    return "\n\n".join(sentences) + "\n\n"


def _id(document: Document, block: int, at: int) -> SpanId:
    return SpanId(f"{document.id}-{block:04}-{at:02}")


def _spans(document: Document, length: int, layers: Sequence[LayerId]) -> Iterator[Span]:
    """Yield the spans of a document: Ana codes all that is coded, Ben or Cleo the same with another label or end.

    Where nobody else codes Ana does so with two labels.
    """
    text = document.text
    head = text.index("\n\n") + 2
    starts, stops = ([each.start() for each in re.finditer(words, text[: head + length])] for words in (ACT, ENDS))
    for block in range((len(text) - head) // length):
        for at in range(PER_BLOCK):
            number, coder = at // 2, (at % 2) * (1 + at // 2 % 2)
            sentence = number // 2 * 3 + number % 2
            start, stop = (place + block * length for place in (starts[sentence], stops[sentence]))
            label = LabelId("warning" if coder and (number % 4 == 2 or len(layers) == 1) else "appeal")
            extents = (Extent(start, stop - (4 if coder == 2 else 0)),)
            layer = layers[coder % len(layers)]
            yield Span(_id(document, block, at), layer, document.id, label, extents, quote_of(text, extents))


def _links(document: Document, blocks: int) -> Iterator[Link]:
    """Yield who speaks in Ana’s first act of each block."""
    for block in range(blocks):
        act = _id(document, block, 0)
        yield Link(LinkId(f"{act}-speaker"), act, RoleId("speaker"), None, ActorId("fra"))
