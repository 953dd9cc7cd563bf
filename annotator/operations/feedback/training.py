"""A training round: documents to practise on, a pass mark, and how far each coder has come.

A practice document has gold. Whoever marks it done sees gold for it at once, and what they had until then is their
result: it is written down in the same step and stays, since what is coded after a look at gold shows nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from annotator.model.coder import LayerKind, State
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId, LayerId
from annotator.model.practice import PracticeResult, Score
from annotator.model.verbs.coding import MarkDone
from annotator.model.verbs.gold import SetRound
from annotator.operations.coding import annotate
from annotator.operations.feedback import releases
from annotator.operations.feedback.feedback import DocumentFeedback, places_of
from annotator.operations.feedback.releases import GoldVisibility
from annotator.operations.feedback.shown_gold import missing_results, with_gold
from annotator.operations.progress import Progress, silent
from annotator.store.clock import now
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How far one coder is. `results`: by practice document, None where it is not done.

    `score`: all documents that are done, taken together. `passed`: None as long as one is not done, or where neither
    the coder nor gold has a span.
    """

    layer: LayerId
    name: str
    results: tuple[PracticeResult | None, ...]
    score: Score
    passed: bool | None


@dataclass(frozen=True, slots=True)
class TrainingOverview:
    """The round: its documents, and a row for each layer in which one of them was begun."""

    mark: float
    documents: tuple[DocumentInfo, ...]
    rows: tuple[CoderProgress, ...]


def pass_mark(project: Project) -> float:
    """Return the F1 that is needed to pass, in (0, 1]."""
    return project.settings.get().pass_mark


def set_round(project: Project, documents: Collection[DocumentId], mark: float) -> None:
    """Practise on these documents and no others, with this pass mark, as one step.

    Raises `NotAllowed` for a mark outside (0, 1] and for a document without gold.
    """
    if not 0 < mark <= 1:
        raise NotAllowed(
            f"A pass mark is a share above 0 % and at most 100 %, which {mark:.0%} is not; choose another."
        )
    before = {info.id for info in releases.practice(project)}
    without = [id for id in documents if id not in before and not releases.has_gold(project, id)]
    if without:
        titles = ", ".join(f"“{project.documents.info(id).title}”" for id in without)
        raise NotAllowed(f"Practice needs gold, which is missing for {titles}; adjudicate first, or leave it out.")
    with project.transact(SetRound(documents=tuple(documents), mark=mark)):
        releases.put_practice(project, documents)
        if mark != pass_mark(project):
            project.settings.put(pass_mark=mark)


def mark_done(project: Project, layer: LayerId, document: DocumentId, done: bool = True) -> PracticeResult | None:
    """Say that a document is done, or that it is not after all; return the result where it is practised on.

    Raises what `annotate.mark_done` does.
    """
    with project.transact(MarkDone(document=document, layer=layer, done=done)):
        annotate.mark_done(project, layer, document, done)
        if not done or project.owner is not None or not releases.is_practice(project, document):
            return None  # a copy has no gold to be compared with: whoever leads notes the result
        noted = project.practice_results.get(layer, document)
        if noted is None:
            noted = PracticeResult(layer, document, _score(project, layer, document), now())
            project.practice_results.add([noted])
        return noted


def result(project: Project, layer: LayerId, document: DocumentId) -> PracticeResult | None:
    """Return a coder's result for a practice document: as it was noted, or, where it came done from elsewhere, now."""
    if not releases.is_practice(project, document):
        return None
    noted = project.practice_results.get(layer, document)
    if noted is None and project.owner is None and project.assignments.state(layer, document) is State.DONE:
        return PracticeResult(layer, document, _score(project, layer, document))
    return noted


def noted_for_copies(project: Project) -> Iterator[PracticeResult]:
    """Yield the results that coders' copies are to get, with the gold that is shown with them; see `shown_gold.py`."""
    for layer, document in missing_results(project):
        noted = project.practice_results.get(layer, document)
        found = noted or PracticeResult(layer, document, _score(project, layer, document), now())
        yield with_gold(project, found)


def passed(score: Score, mark: float) -> bool | None:
    """Return whether F1 reaches the pass mark; None where there is no F1."""
    return None if score.f1 is None else score.f1 >= mark


def overview(project: Project, progress: Progress = silent) -> TrainingOverview:
    """Return how far each coder is in the round."""
    mark, documents = pass_mark(project), releases.practice(project)
    rows = []
    layers = project.layers.all(LayerKind.CODER)
    for number, layer in enumerate(layers):
        progress(number, len(layers), layer.name)
        if any(project.assignments.state(layer.id, info.id) is not State.UNTOUCHED for info in documents):
            results = tuple(result(project, layer.id, info.id) for info in documents)
            score = sum((found.score for found in results if found is not None), Score())
            whole = passed(score, mark) if None not in results else None
            rows.append(CoderProgress(layer.id, layer.name, results, score, whole))
    return TrainingOverview(mark, documents, tuple(rows))


def _score(project: Project, layer: LayerId, document: DocumentId) -> Score:
    return DocumentFeedback(document, GoldVisibility.SHOWN, places_of(project, layer, document)).score
