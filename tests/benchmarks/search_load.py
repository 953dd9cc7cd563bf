"""The load of searching: 10,000 texts of 5 kB with 100 spans each, dates, and actors whom half of the appeals go to.

A phrase stands in one text of fifty. All texts are made of the same words, as those of one language are.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from annotator.model.actor import Actor, ActorKind
from annotator.model.document import DocumentDraft
from annotator.model.ids import ActorId, LinkId, RoleId
from annotator.model.span import Link, Span
from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.benchmarks import size_load

PHRASE = "silent harbour light"
"""Stands in one text of `EVERY`."""
EVERY = 50
ACTORS = 50
YEARS = range(2000, 2025)


def actor_name(number: int) -> str:
    """Return what an actor is called."""
    return f"Country {number:02}"


def drafts() -> Iterator[DocumentDraft]:
    """Yield the documents."""
    rng = random.Random(5)
    words = sorted({"".join(rng.choices("aeiourstlnmdpk", k=rng.randint(2, 9))) for _ in range(8000)})
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(size_load.DOCUMENTS):
        day = f"{YEARS[number % len(YEARS)]}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield DocumentDraft(f"doc_{number:05}", _text(rng, words, weights, number), {"date": day})


def _text(rng: random.Random, words: list[str], weights: list[float], number: int) -> str:
    pieces: list[str] = []
    length, has_phrase = 0, number % EVERY == 0
    while length < 5_000:
        sentence = " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(6, 18))).capitalize()
        if has_phrase and length > 2_000:
            sentence, has_phrase = f"{sentence} {PHRASE}", False
        pieces.append(sentence + (".\n\n" if rng.random() < 0.15 else ". "))
        length += len(pieces[-1])
    return "".join(pieces)[:5_000]


def make(path: Path) -> Project:
    """Make the project, and return it open."""
    project = Project.create(path, default_codebook())
    layers = tuple(people.add_coder(project, name)[1].id for name in ("Ana", "Ben", "Chloé"))
    version = project.codebooks.current().id
    actors = [Actor(id=ActorId(f"a{at:02}"), name=actor_name(at), kind=ActorKind.STATE) for at in range(ACTORS)]
    added, _ = documents.add_drafts(project, list(drafts()))
    with project.transact(Told(sentence="Load")):
        project.actors.add(actors)
        for number, one in enumerate(added):
            spans = list(size_load.spans(one.id, one.text, layers, version, number))
            project.spans.add(spans)
            project.links.add(_links(spans, actors, number))
    return project


def _links(spans: list[Span], actors: list[Actor], number: int) -> Iterator[Link]:
    rng = random.Random(number)
    for span in spans:
        if span.label == "appeal" and rng.random() < 0.5:
            yield Link(LinkId(f"l{span.id}"), span.id, RoleId("addressee"), actor=rng.choice(actors).id)
