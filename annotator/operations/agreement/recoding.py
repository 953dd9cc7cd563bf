"""A re-code sample: some documents coded once more by the same coder, for stability.

Stability is the agreement of a coder with themselves (K. Krippendorff, Content Analysis, 4th ed. 2019, chapter 12).
The second pass is a layer of its own, so that whoever codes in it sees nothing of the first.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.coder import Assignment, Layer, LayerKind, RecodeSample, State
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.verbs.gold import DrawSample, Seed
from annotator.model.wording import counted
from annotator.operations.feedback import releases
from annotator.operations.people import people
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Pass:
    """A coder's second pass beside the first. `documents`: those of the sample; `done`: how many of them are."""

    first: Layer
    again: Layer
    documents: int
    done: int


def sample(project: Project, layer: LayerId, size: float, seed: int) -> Layer:
    """Assign a random sample of the documents that are done in a layer to a new layer of its coder, as one step.

    `size`: a whole number of documents, or (a float in (0, 1]) a share, rounded half up and at least one. The same seed
    draws the same documents, and a smaller sample is part of a larger one. Raises `NotAllowed` for a layer that is no
    coder's, in which nothing is done, or that has fewer documents done.
    """
    first = project.layers.get(layer)
    if first.kind is not LayerKind.CODER or first.coder is None:
        raise NotAllowed(f"“{first.name}” is no coder’s layer; choose whose work is coded again.")
    coder = project.coders.get(first.coder)
    done = done_in(project, layer)
    count = _count(first.name, len(done), size)
    drawn = draw((info.id for info in done), count, seed)
    verb = DrawSample(coder=coder.id, layer=layer, documents=tuple(drawn), done=len(done), seed=Seed(seed))
    with project.transact(verb) as step:
        again = people.add_layer(project, coder.id, f"{coder.name} (again)")
        project.assignments.put([Assignment(layer=again.id, document=document) for document in drawn])
        project.recode_samples.add([RecodeSample(layer=again.id, drawn_from=layer, done=len(done), seed=seed)])
        step.verb = verb.model_copy(update={"again": again.id})
    return again


def draw(documents: Iterable[DocumentId], count: int, seed: int) -> list[DocumentId]:
    """Return `count` of the documents at random, in the order of their ids.

    Each gets a random number, and those with the smallest are drawn: `random.random` gives the same numbers for a seed
    in every version of Python, which no other method of it promises.
    """
    numbers = random.Random(seed)
    drawn = sorted((numbers.random(), id) for id in sorted(documents))
    return sorted(id for _, id in drawn[:count])


def done_in(project: Project, layer: LayerId) -> list[DocumentInfo]:
    """Return the documents that are done in a layer, in order."""
    states = project.assignments.states(layer)
    return [info for info in project.documents.all() if states.get(info.id) is State.DONE]


def shown_before(project: Project, layer: LayerId) -> list[DocumentInfo]:
    """Return those of the documents done in a layer whose gold its coder may have seen since, in order."""
    return [
        info
        for info in done_in(project, layer)
        if releases.standing(project, layer, info.id) is releases.GoldVisibility.SHOWN
    ]


def documents_of(project: Project, layer: Layer) -> list[DocumentInfo]:
    """Return the documents to be coded in a layer, in order.

    Of a re-code sample those that are assigned to it or begun in it; in any other layer all of the project.
    """
    every = project.documents.all()
    if project.recode_samples.of_layer(layer.id) is None:
        return every
    chosen = _chosen(project, layer.id)
    return [info for info in every if info.id in chosen]


def passes(project: Project) -> list[Pass]:
    """Return the re-code samples, each beside the layer that it was drawn from: their agreement is stability."""
    found = []
    for drawn in project.recode_samples.all():
        first, again = project.layers.get(drawn.drawn_from), project.layers.get(drawn.layer)
        states, chosen = project.assignments.states(again.id), _chosen(project, again.id)
        done = sum(states.get(document) is State.DONE for document in chosen)
        found.append(Pass(first, again, len(chosen), done))
    return found


def without_passes(project: Project, layers: Iterable[Layer]) -> list[Layer]:
    """Return the layers that are no re-code samples: where coders are compared, nobody is to count twice."""
    again = {sample.layer for sample in project.recode_samples.all()}
    return [layer for layer in layers if layer.id not in again]


def open_pass(project: Project, coder: CoderId) -> Layer | None:
    """Return the first re-code sample of a coder that has documents which are not done."""
    waiting = (one for one in passes(project) if one.again.coder == coder and one.done < one.documents)
    return next((one.again for one in waiting), None)


def _chosen(project: Project, layer: LayerId) -> set[DocumentId]:
    assigned = {one.document for one in project.assignments.of_layer(layer)}
    return assigned | project.assignments.states(layer).keys()


def _count(name: str, done: int, size: float) -> int:
    if not done:
        raise NotAllowed(f"In “{name}” no document is done yet; a text is coded again once it was coded to the end.")
    if isinstance(size, float):
        if not 0 < size <= 1:
            raise NotAllowed(f"A share is above 0 % and at most 100 %, which {size:.0%} is not; choose another.")
        return max(1, int(size * done + 0.5))
    if not 0 < size <= done:
        few = counted(done, "document is", "documents are")
        raise NotAllowed(f"In “{name}” {few} done, so that {size} cannot be drawn; choose a number up to {done}.")
    return size
