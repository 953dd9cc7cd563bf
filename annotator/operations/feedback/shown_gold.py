"""The gold that a coder is shown: of the gold layer, or, in a copy that holds none, as it came with a release.

Whoever hands out notes first what copies are to be shown: in the release of a document, and for a document that is
practised on in the result of whoever is done with it, so that nobody has it before.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.coder import LayerKind, State
from annotator.model.ids import DocumentId, LayerId
from annotator.model.practice import PracticeResult
from annotator.model.shown_gold import ShownGold, from_text, shown, to_text
from annotator.store.project import Project


def gold_for(project: Project, layer: LayerId, document: DocumentId) -> ShownGold:
    """Return the gold of a document for whoever codes in a layer, whether or not they may see it."""
    if project.owner is not None:
        return _known_actors(project, from_text(content_here(project, layer, document)))
    gold = project.layers.gold()
    spans = project.spans.of_document(document, gold.id) if gold is not None else []
    told = shown(spans, project.links.of_document(document), project.decisions.of_document(document))
    return replace(told, spans=tuple(spans))


def content_here(project: Project, layer: str, document: str) -> str:
    """Return what a coder's copy was given of the gold of a document; empty where nothing came yet."""
    result = project.practice_results.get(layer, document)
    release = project.releases.of_document(document)
    return next((one.content for one in (result, release) if one is not None and one.content), "")


def _known_actors(project: Project, gold: ShownGold) -> ShownGold:
    """Return gold without the actors that the copy does not know."""
    known = {actor.id for actor in project.actors.all()}
    spans = tuple(one if one.actor in known else replace(one, actor=None) for one in gold.spans)
    return replace(gold, spans=spans, links=tuple(one for one in gold.links if one.actor is None or one.actor in known))


def missing_releases(project: Project) -> Iterator[tuple[DocumentId, str]]:
    """Yield the released documents whose gold is another than their copies were given, with what they are to be."""
    for one in project.releases.all():
        content = _content(project, one.document)
        if content != one.content:
            yield one.document, content


def missing_results(project: Project) -> Iterator[tuple[LayerId, DocumentId]]:
    """Yield the layers and practice documents that are done and of which no copy was shown gold yet."""
    practised = [one.document for one in project.practice_documents.all()]
    for layer in project.layers.all(LayerKind.CODER):
        for document in practised:
            result = project.practice_results.get(layer.id, document)
            is_done = project.assignments.state(layer.id, document) is State.DONE
            if is_done and (result is None or not result.content):
                yield layer.id, document


def with_gold(project: Project, result: PracticeResult) -> PracticeResult:
    """Return a result with the gold that its coder is shown."""
    return replace(result, content=_content(project, result.document))


def _content(project: Project, document: DocumentId) -> str:
    gold, decisions = gold_for(project, project.gold_id, document), project.decisions.of_document(document)
    return to_text(shown(gold.spans, gold.links, decisions))
