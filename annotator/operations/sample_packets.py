"""What the coders of the sample hand in: each ends the document that they had left open, in a copy of their own.

The packets go the way that those of a team go: a copy is given out, coded in, and handed in. What is coded is what the
other two have in a passage where this coder has nothing yet.
"""

import tempfile
from collections import Counter
from pathlib import Path

from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.errors import NotAllowed
from annotator.model.geometry import overlap_length
from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.operations.people.people import acting_as
from annotator.operations.team import assigning, copies, handing_in
from annotator.store.project import Project

FOLDER = "handed in"
"""Where the packets stand, beside the sample project."""


def make(project: Project, folder: Path) -> tuple[Path, ...]:
    """Write a packet of each coder who has something open into the folder `FOLDER`; return their paths."""
    team = [one for one in project.coders.all() if TeamRole.LEAD not in one.roles]
    layers = {layer.coder: layer for layer in project.layers.all(LayerKind.CODER)}
    left = {one.id: _left_open(project, layers[one.id]) for one in team if one.id in layers}
    people = [one for one in team if left.get(one.id)]
    work = {one.id: _work(project, layers[one.id], left[one.id], list(layers.values())) for one in people}
    lead = next(one for one in project.coders.all() if TeamRole.LEAD in one.roles)
    with acting_as(project, lead.id):
        for one in people:
            assigning.assign(project, [one.id], left[one.id])
    (folder / FOLDER).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        given = copies.give_out(project, Path(name), [one.id for one in people])
        return tuple(
            _handed_in(each.path, coder, layers[coder.id], work[coder.id], left[coder.id], folder / FOLDER)
            for coder, each in zip(people, given, strict=True)
            if each.path is not None
        )


def _left_open(project: Project, layer: Layer) -> list[DocumentId]:
    done = {one.document for one in project.assignments.of_layer(layer.id) if one.done}
    return [info.id for info in project.documents.all() if info.id not in done]


def _work(project: Project, layer: Layer, documents: list[DocumentId], layers: list[Layer]) -> list[Span]:
    """Return what two others coded alike in these documents where this layer has nothing."""
    found = list[Span]()
    for document in documents:
        own = project.spans.of_document(document, layer.id)
        others = [
            span for other in layers if other.id != layer.id for span in project.spans.of_document(document, other.id)
        ]
        alike = Counter((span.label, span.extents) for span in others)
        for span in others:
            taken = any(overlap_length(span.extents, one.extents) for one in (*own, *found))
            if alike[span.label, span.extents] > 1 and span.extents and not taken:
                found.append(span)
    return found


def _handed_in(path: Path, coder: Coder, layer: Layer, work: list[Span], left: list[DocumentId], folder: Path) -> Path:
    with Project.open(path, coder.id) as copy:
        for span in work:
            try:
                annotate.add_span(copy, span.document, layer.id, span.extents, span.label)
            except NotAllowed:
                continue  # it would stand where another does
        for document in left:
            annotate.mark_done(copy, layer.id, document)
        return handing_in.hand_in(copy, folder).path
