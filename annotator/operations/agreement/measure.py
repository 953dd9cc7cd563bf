"""Agreement between the coders of a project."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from annotator.acts.acts import Filling, acts_of, filling_of
from annotator.acts.dyads import Side, dyads_of
from annotator.acts.known_actors import KnownActors
from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.run_study import run_study
from annotator.agreement.study.study import Design, Study
from annotator.agreement.study.study_input import StudyInput
from annotator.model.codebook import CodesPerUnit, CodingUnit, Label, Scope
from annotator.model.coder import Layer, LayerKind
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, LayerId, SpanId
from annotator.model.span import Extent, Link, Span
from annotator.model.text import sentences, words
from annotator.operations.actors.seen_actors import known_actors
from annotator.operations.feedback.releases import has_gold
from annotator.operations.people.people import need_two
from annotator.operations.people.taken_texts import TakenTexts, taken_texts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_UNITS: dict[UnitKind, Callable[[str], list[Extent]]] = {UnitKind.WORDS: words, UnitKind.SENTENCES: sentences}


def agree(
    project: Project,
    layers: Sequence[Layer],
    design: Design | None = None,
    progress: Progress = silent,
    early: Callable[[Study], object] | None = None,
) -> Study:
    """Return how far layers agree; raises `NotAllowed` for fewer than two, `NotFound` for an unknown label.

    A layer takes part in the documents that `taken_texts` says, and is missing in the others; gold in those of which it
    says something, be it that there is nothing. `early` is given the study with all its figures but gamma, which takes
    long.
    """
    design = design or Design(unit=usual_unit(project))
    need_two(layers)
    labels = _labels(project, design)
    with project.snapshot():
        taken = taken_texts(project, layers, design.begun_too, design.documents)
        documents = _documents(project, design)
        if design.unit is UnitKind.UNITS and project.units.numbers().keys().isdisjoint(info.id for info in documents):
            raise NotAllowed("None of these documents is cut into units; whoever leads cuts them.")
        texts = list(_coded_texts(project, documents, taken, design.unit, progress))
    has_one_code = project.codebook.codes_per_unit is CodesPerUnit.ONE
    study_input = StudyInput(texts, [layer.id for layer in taken.layers], labels, design, has_one_code, taken.said)

    def step(done: int, total: int) -> None:
        progress(done, total, "")

    return run_study(study_input, [info.id for info in documents], step, early)


def usual_unit(project: Project, documents: Collection[DocumentId] = ()) -> UnitKind:
    """Return what is compared unless something else is asked for; `documents`: in these, empty for all.

    The units, where the codebook says they are given and a document is cut; documents, where labels stand on whole ones
    alone, since no character is marked then; else characters.
    """
    if has_given_units(project, documents):
        return UnitKind.UNITS
    used = project.spans.labels_in_use()
    labels = [one for one in project.codebook.labels if (one.id in used if used else one.is_codable)]
    on_whole = bool(labels) and all(one.scope is Scope.DOCUMENT for one in labels)
    return UnitKind.DOCUMENTS if on_whole else UnitKind.CHARACTERS


def has_given_units(project: Project, documents: Collection[DocumentId] = ()) -> bool:
    """Return whether units are given, and any of these documents, of all if there are none, is cut into them."""
    cut = project.units.numbers().keys()
    is_cut = not cut.isdisjoint(documents) if documents else bool(cut)
    return project.codebook.unit is not CodingUnit.FREE and is_cut


def _labels(project: Project, design: Design) -> list[Label]:
    """Return the labels of the codebook, in its order; raises `NotFound` where one was asked for that it lacks."""
    known = {label.id: label for label in project.codebook.labels}
    for label in design.labels:
        if label not in known:
            raise NotFound(f"There is no label “{label}” in the codebook; its labels are: {', '.join(known)}.")
    return list(known.values())


def _documents(project: Project, design: Design) -> list[DocumentInfo]:
    wanted = frozenset(design.documents)
    return [info for info in project.documents.all() if not wanted or info.id in wanted]


def _coded_texts(
    project: Project, documents: Sequence[DocumentInfo], taken: TakenTexts, unit: UnitKind, progress: Progress
) -> Iterator[CodedText]:
    # The order of the layers is that of the numbers in the study, whoever coded the first document.
    order = [layer.id for layer in taken.layers]
    known = known_actors(project)
    gold = next((layer.id for layer in taken.layers if layer.kind is LayerKind.GOLD), None)
    for number, info in enumerate(documents):
        progress(number, len(documents), info.title)
        present = taken.among(info.id)
        if gold is not None and has_gold(project, info.id):
            present.add(gold)
        spans: dict[LayerId, list[Span]] = {layer: [] for layer in order if layer in present}
        for span in project.spans.of_document(info.id):
            if span.layer in spans:
                spans[span.layer].append(span)
        units: Sequence[Extent] = _UNITS[unit](project.documents.get(info.id).text) if unit in _UNITS else ()
        if unit is UnitKind.UNITS:
            units = project.units.of_document(info.id)
        links = project.links.of_document(info.id)
        dyads, acts = _dyads(project, info, spans, links, known)
        yield CodedText(info.length, spans, units, _fillings(links, spans), dyads, acts)
    progress(len(documents), len(documents), "")


def _fillings(links: Sequence[Link], spans: Mapping[LayerId, Sequence[Span]]) -> dict[SpanId, list[Filling]]:
    by_id = {span.id: span for found in spans.values() for span in found} if links else {}
    filled: dict[SpanId, list[Filling]] = {}
    for link in links:
        if link.act in by_id:
            filled.setdefault(link.act, []).append(filling_of(link, by_id.get(link.span) if link.span else None))
    return filled


def _dyads(
    project: Project,
    info: DocumentInfo,
    spans: Mapping[LayerId, Sequence[Span]],
    links: Sequence[Link],
    known: KnownActors,
) -> tuple[dict[LayerId, list[CountedDyad]], dict[LayerId, list[SpanId]]]:
    """Return the dyads of each layer, as the table of dyads has them, and their acts; groups stand for themselves."""
    found: dict[LayerId, list[CountedDyad]] = {}
    behind: dict[LayerId, list[SpanId]] = {}
    acts = acts_of(project.codebook, [span for mine in spans.values() for span in mine], links)
    for dyad in dyads_of(acts, info.metadata, known, expand=False):
        act = dyad.act.span
        counted = CountedDyad(dyad.act.label.id, _called(dyad.source), _called(dyad.target))
        found.setdefault(act.layer, []).append(counted)
        behind.setdefault(act.layer, []).append(act.id)
    return found, behind


def _called(side: Side) -> str:
    """Return who a side is, the same for the same actor, words or value."""
    words = " ".join(side.text.casefold().split())
    return side.actor.id if side.actor else f"“{words}”" if words else side.value or ""
