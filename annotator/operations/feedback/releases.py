"""Which documents' gold their coders may see: what was released, and what is practised on.

Before that, a coder sees no gold in Feedback. Each document has a row of its own, so that taking one release back
never stands in the way of another.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.coder import Layer, State
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LayerId
from annotator.model.practice import PracticeDocument, Release
from annotator.model.verbs import gold as verbs
from annotator.model.verbs.verb import Verb
from annotator.model.wording import counted, one_or_many
from annotator.operations.adjudication.case_queue import open_counts
from annotator.operations.feedback.shown_gold import content_here
from annotator.operations.progress import Progress, silent
from annotator.store.clock import now
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which documents could be released. `undecided`: with how many cases are not; `without`: those without gold."""

    ready: tuple[DocumentInfo, ...]
    undecided: tuple[tuple[DocumentInfo, int], ...]
    without: tuple[DocumentInfo, ...]

    def lacks(self) -> dict[DocumentId, str]:
        """Return what the documents lack that are not ready, in a few words."""
        cases = {info.id: f"{counted(count, 'case')} not decided" for info, count in self.undecided}
        return cases | {info.id: "no gold yet" for info in self.without}

    def warning(self, chosen: Container[str]) -> str:
        """Return the sentence that lists those of the chosen documents that are not ready; nothing where all are."""
        lacks, titles = self.lacks(), [*(info for info, _ in self.undecided), *self.without]
        named = [f"“{info.title}” ({lacks[info.id]})" for info in titles if info.id in chosen]
        if not named:
            return ""
        are = one_or_many(len(named), "is", "are")
        return f"Not ready {are} {', '.join(named)}; what is not decided will look as if gold had nothing there."


class GoldVisibility(StrEnum):
    """Whether a coder sees the gold of a document, and if not, why."""

    SHOWN = "shown"
    NOT_BEGUN = "not begun"
    NOT_DONE = "not done"
    NOT_RELEASED = "not released"


def readiness(project: Project, layers: Sequence[Layer], progress: Progress = silent) -> Readiness:
    """Return which documents are ready: two of these layers took part or there is gold, and every case is decided."""
    ready: list[DocumentInfo] = []
    undecided: list[tuple[DocumentInfo, int]] = []
    without: list[DocumentInfo] = []
    counts = open_counts(project, layers, progress=progress)
    compared = {layer.id for layer in layers}
    for info in project.documents.all():
        if counts.get(info.id):
            undecided.append((info, counts[info.id]))
        elif len(project.assignments.layers_in(info.id) & compared) > 1 or has_gold(project, info.id):
            ready.append(info)
        else:
            without.append(info)
    return Readiness(tuple(ready), tuple(undecided), tuple(without))


def has_gold(project: Project, document: DocumentId) -> bool:
    """Whether gold says something of a document, be it that there is nothing."""
    gold = project.layers.gold()
    coded = gold is not None and project.spans.count_in(document, gold.id) > 0
    return coded or any(decision.rule.settles for decision in project.decisions.of_document(document))


def release(project: Project, documents: Iterable[DocumentId] | None = None) -> tuple[DocumentId, ...]:
    """Show the gold of documents to their coders; return those whose gold was not shown before.

    None: all documents that there are now; what is added later is released by itself. Raises `NotFound`.
    """
    known = released(project)
    wanted = (info.id for info in project.documents.all()) if documents is None else dict.fromkeys(documents)
    new = tuple(project.documents.info(id).id for id in wanted if id not in known)
    with project.transact(verbs.ReleaseGold(documents=new)):
        _add(project, new)
    return new


def set_released(project: Project, documents: Iterable[DocumentId]) -> tuple[int, int]:
    """Show the gold of these documents and of no others, as one step; return how many were new, and how many left."""
    wanted, known = set(documents), released(project)
    gone = tuple(id for id in known if id not in wanted)
    new = tuple(info.id for info in project.documents.all() if info.id in wanted and info.id not in known)
    with project.transact(_changing(new, gone)):
        _add(project, new)
        project.releases.delete(gone)
    return len(new), len(gone)


def _changing(new: tuple[DocumentId, ...], gone: tuple[DocumentId, ...]) -> Verb:
    if new and gone:
        return verbs.ChangeReleases(documents=new, taken_back=gone)
    return verbs.TakeBackRelease(documents=gone) if gone else verbs.ReleaseGold(documents=new)


def released(project: Project) -> dict[DocumentId, Release]:
    """Return the releases, by document."""
    return {release.document: release for release in project.releases.all()}


def release_of(project: Project, document: str) -> Release | None:
    """Return since when and by whom the gold of a document is shown, None where it is not."""
    return project.releases.of_document(document)


def practice(project: Project) -> tuple[DocumentInfo, ...]:
    """Return the documents that are practised on, in order."""
    marked = {one.document for one in project.practice_documents.all()}
    return tuple(info for info in project.documents.all() if info.id in marked)


def is_practice(project: Project, document: str) -> bool:
    """Whether a document is practised on."""
    return bool(project.practice_documents.which_exist([document]))


def put_practice(project: Project, documents: Iterable[DocumentId]) -> None:
    """Practise on these documents and on no others; within a step."""
    wanted, time = set(documents), now()
    known = {one.document for one in project.practice_documents.all()}
    project.practice_documents.delete(sorted(known - wanted))
    project.practice_documents.add(PracticeDocument(id, time, project.person) for id in sorted(wanted - known))


def standing(project: Project, layer: LayerId, document: str) -> GoldVisibility:
    """Return whether whoever codes in a layer sees the gold of a document.

    On a practice document, released or not, it is shown as soon as it is marked done, so that a result is never that
    of a coder who looked. Elsewhere it is shown once released, to those who have begun the text.
    """
    state = project.assignments.state(layer, document)
    if project.owner is not None and not content_here(project, layer, document):
        # A copy has no gold until it was handed some.
        waits = is_practice(project, document) and state is not State.DONE
        return GoldVisibility.NOT_DONE if waits else GoldVisibility.NOT_RELEASED
    if is_practice(project, document):
        return GoldVisibility.SHOWN if state is State.DONE else GoldVisibility.NOT_DONE
    if release_of(project, document) is None:
        return GoldVisibility.NOT_RELEASED
    return GoldVisibility.NOT_BEGUN if state is State.UNTOUCHED else GoldVisibility.SHOWN


def _add(project: Project, documents: Iterable[DocumentId]) -> None:
    """Note for each document that it is released from now on, and who said it; within a step."""
    time = now()
    project.releases.add(Release(id, time, project.person) for id in documents)
