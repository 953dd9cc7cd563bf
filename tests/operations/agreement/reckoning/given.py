"""Projects whose units are given, at random, and what plain loops make of their export: of units, not of passages.

Two to four coders, who leave documents and units out; codings of several units, and in pieces of which none is half of
a unit; headings, mentions, labels of documents, attributes and values of slots that hang on others.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, CodesPerUnit, CodingUnit, Label, Role, Scope
from annotator.model.coder import Assignment
from annotator.model.document import DocumentDraft
from annotator.model.geometry import Extents
from annotator.model.ids import DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId, new_id
from annotator.model.span import AttributeValue, Extent, Link, Span, quote_of
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import attribute, new_project

UNIT = "abcdefghi klmnopqrs."
STEP = len(UNIT) + 1
GONE = "no value any more"
_KINDS = ("armed", "civil", GONE, None)


def _when_armed(kind: AttributeKind, id: str) -> Attribute:
    return attribute(id, kind).model_copy(update={"when": {"kind": ("armed",)}})


SAID = (attribute("kind", AttributeKind.CHOICE, "armed", "civil"), _when_armed(AttributeKind.FLAG, "used"))
BOOK = Codebook(
    name="Units",
    unit=CodingUnit.SENTENCE,
    labels=(
        Label(id=LabelId("head"), name="Head", heading=True),
        Label(
            id=LabelId("act"),
            name="Act",
            parent=LabelId("head"),
            attributes=SAID,
            roles=(Role(id=RoleId("target"), name="Target", several=True, attributes=SAID),),
        ),
        Label(id=LabelId("plan"), name="Plan", parent=LabelId("head")),
        Label(id=LabelId("wish"), name="Wish"),
        Label(id=LabelId("never"), name="Never"),
        Label(id=LabelId("old"), name="Old", retired=True),
        Label(id=LabelId("who"), name="Who", names_actors=True),
        Label(id=LabelId("genre"), name="Genre", scope=Scope.DOCUMENT),
    ),
)
CODES = ("act", "plan", "wish")
POSSIBLE = (*CODES, "never")


def random_given(path: Path, rng: random.Random) -> Project:
    """Create a project; the caller closes it."""
    per_unit = rng.choice(list(CodesPerUnit))
    project = new_project(path, BOOK.model_copy(update={"codes_per_unit": per_unit}))
    layers = [people.add_coder(project, name)[1].id for name in ("Ana", "Ben", "Cem", "Dee")[: rng.randint(2, 4)]]
    counts = [rng.randint(1, 6) for _ in range(rng.randint(1, 4))]
    texts = [f"{' '.join([UNIT] * count)} {number}" for number, count in enumerate(counts)]
    added, _ = documents.add_drafts(project, [DocumentDraft(f"T{at}", text) for at, text in enumerate(texts)])
    with project.transact(Told(sentence="Code")):
        for document, count in zip(added, counts, strict=True):
            units = [Extent(at * STEP, at * STEP + len(UNIT)) for at in range(count)]
            project.units.put({document.id: units})
            for layer in layers:
                if rng.random() < 0.85:
                    project.assignments.put([Assignment(layer=layer, document=document.id, done=True)])
                    _code(project, _Filler(rng, layer, document.id, document.text), units, per_unit)
    return project


@dataclass(frozen=True)
class _Filler:
    rng: random.Random
    layer: LayerId
    document: DocumentId
    text: str

    def span(self, label: str, extents: Extents) -> Span:
        id, quote = SpanId(new_id()), quote_of(self.text, extents)
        said = self.said() if label == "act" else {}
        return Span(id, self.layer, self.document, LabelId(label), extents, quote, said)

    def said(self) -> dict[str, AttributeValue]:
        kind = self.rng.choice(_KINDS)
        return {**({"kind": kind} if kind else {}), **({"used": True} if self.rng.random() < 0.3 else {})}

    def pieces(self, unit: Extent) -> Extents:
        """Return a unit, most of it, or most of it in two pieces of which neither is half."""
        start, stop = unit
        most = (Extent(start, start + 6), Extent(start + 10, start + 17))
        return self.rng.choice(((unit,), (unit,), (Extent(start, stop - 4),), most))


def _code(project: Project, filler: _Filler, units: Sequence[Extent], per_unit: CodesPerUnit) -> None:
    rng, at = filler.rng, 0
    if rng.random() < 0.5:
        project.spans.add([filler.span("genre", ())])
    while at < len(units):
        several = 2 if rng.random() < 0.2 and at + 1 < len(units) else 1
        extents = (Extent(units[at].start, units[at + several - 1].stop),) if several > 1 else filler.pieces(units[at])
        many = rng.randint(1, 2) if per_unit is CodesPerUnit.SEVERAL else 1
        for label in rng.sample(CODES, many) if rng.random() < 0.75 else ():
            span = filler.span(label, extents)
            project.spans.add([span])
            if label == "act":
                project.links.add(_parties(filler, span, units[at].start))
        if rng.random() < 0.3:
            project.spans.add([filler.span("who", (Extent(units[at].start, units[at].start + rng.choice((3, 15))),))])
        at += several


def _parties(filler: _Filler, act: Span, start: int) -> Iterator[Link]:
    for first in filler.rng.sample((0, 11), filler.rng.randint(0, 2)):
        extents = (Extent(start + first, start + first + 3),)
        quote = quote_of(filler.text, extents)
        yield Link(LinkId(new_id()), act.id, RoleId("target"), extents=extents, quote=quote, attributes=filler.said())


@dataclass(frozen=True)
class CodedUnit:
    """What a coder says of a unit: by label its span in the export, and who fills its slot by their words."""

    spans: dict[str, dict[str, Any]]
    parties: dict[str, dict[str, Any]]


Judged = dict[str, CodedUnit | None]
"""By coder who took part in the document; None without a code."""


def units_said(path: Path) -> list[Judged]:
    """Return what each coder says of each unit, from an export of all layers as JSONL."""
    project = json.loads(path.with_suffix(".project.json").read_text("utf-8"))
    names = {one["layer"]: one["name"] for one in project["layers"]}
    found = []
    for line in (json.loads(line) for line in path.read_text("utf-8").splitlines()):
        took_part = [names[one["layer"]] for one in line["assignments"] if one["done"]]
        for unit in line["units"]:
            inside = set(range(unit["start"], unit["stop"]))
            judged: Judged = dict.fromkeys(took_part)
            for span in line["spans"]:
                pieces = span.get("extents") or [span]
                held = sum(len(inside & set(range(one["start"], one["stop"]))) for one in pieces)
                if span["label"] in CODES and 2 * held > len(inside):
                    mine = judged[names[span["layer"]]] or CodedUnit({}, {})
                    mine.spans[span["label"]] = span
                    mine.parties.update({one["quote"]: one for one in line["links"] if one["act"] == span["id"]})
                    judged[names[span["layer"]]] = mine
            found.append(judged)
    return found
