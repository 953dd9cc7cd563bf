"""What a bundle says of a project as a whole taken into one: settings, releases, practice, samples, remarks.

A project without documents becomes what the bundle is a copy of. One that is in use decides itself what holds in it:
its settings stay, and so does whose gold is released, and what is practised on, of the documents that it had. What of
the bundle is left out by that is said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import JsonValue

from annotator.model.bundle import Bundle
from annotator.model.coder import RecodeSample
from annotator.model.distinct import distinct
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.practice import PracticeDocument, Release
from annotator.model.settings import ProjectSettings
from annotator.operations.exchange.set_import import take_fields, take_searches, take_sets
from annotator.store.project import Project

Mark = TypeVar("Mark", Release, PracticeDocument)


@dataclass(frozen=True, slots=True)
class Here:
    """What a bundle's coders, layers and documents are called in the project. `known`: documents that it had before."""

    coders: Mapping[str, CoderId]
    layers: Mapping[str, LayerId]
    documents: Mapping[DocumentId, DocumentId]
    known: frozenset[DocumentId]


def take_project(project: Project, bundle: Bundle, here: Here) -> list[str]:
    """Take what a bundle says of its project as a whole, once all else is there; return what was left out, in words."""
    said = [*_take_settings(project, bundle.settings, is_new=not here.known)]
    kept = _take_releases(project, bundle, here) + _take_practice(project, bundle, here)
    if kept:
        said.append(f"what is released and practised on of documents that were here already was kept: {kept}.")
    samples = list(_fitting_samples(project, bundle, here))
    other = _take_results(project, bundle, here) + _take_samples(project, samples)
    if other:
        said.append(f"results of practice and re-code samples that are otherwise in the project were kept: {other}.")
    _take_remarks(project, bundle, here)
    _take_memos(project, bundle, here)
    _take_distinct(project, bundle, here)
    if other := take_sets(project, bundle.document_sets, here.documents):
        said.append(f"sets of documents that are otherwise in the project were kept: {other}.")
    if other := take_searches(project, bundle.kept_searches, here.coders):
        said.append(f"kept searches that are otherwise in the project were kept: {other}.")
    if other := take_fields(project, bundle.document_fields):
        said.append(f"fields that have another type in the project kept it: {other}.")
    if unfit := len(bundle.recode_samples) - len(samples):
        said.append(f"re-code samples that were not drawn from another layer of the same coder were left out: {unfit}.")
    return said


def _take_settings(project: Project, theirs: ProjectSettings | None, is_new: bool) -> Iterator[str]:
    """Take the settings that nobody chose here into a new project; name those of which the project says otherwise."""
    if theirs is None:
        return
    mine, chosen = project.settings.get(), theirs.model_fields_set - {"name"}
    values: dict[str, JsonValue] = theirs.model_dump(mode="json", include=chosen)
    if is_new:
        project.settings.put(**{name: values[name] for name in chosen - mine.model_fields_set})
        if theirs.name and mine.name == project.file_name:
            project.settings.put(name=theirs.name)
    now = project.settings.get()
    fields = ProjectSettings.model_fields
    other = [fields[name].title or name for name in fields if name in chosen and _differ(name, now, theirs)]
    if other:
        yield f"the project keeps its own settings, which are other ones there: {', '.join(other)}."


def _differ(name: str, mine: ProjectSettings, theirs: ProjectSettings) -> bool:
    return bool(getattr(mine, name) != getattr(theirs, name))


def _take_releases(project: Project, bundle: Bundle, here: Here) -> int:
    marks = list(_marks(bundle.releases, here))
    new, left_out = _split(marks, {one.document for one in project.releases.all()}, here)
    project.releases.add(new)
    return left_out


def _take_practice(project: Project, bundle: Bundle, here: Here) -> int:
    marks = list(_marks(bundle.practice_documents, here))
    new, left_out = _split(marks, {one.document for one in project.practice_documents.all()}, here)
    project.practice_documents.add(new)
    return left_out


def _marks(marks: Iterable[Mark], here: Here) -> Iterator[Mark]:
    """Yield what is said of documents, each once, under the ids that documents and coders have here."""
    seen: set[DocumentId] = set()
    for one in marks:
        document = here.documents.get(one.document)
        if document is not None and document not in seen:
            seen.add(document)
            yield replace(one, document=document, coder=here.coders.get(one.coder) if one.coder else None)


def _split(marks: Iterable[Mark], said: set[DocumentId], here: Here) -> tuple[list[Mark], int]:
    """Return the marks of documents that are new, and how many others the project does not have."""
    open_ones = [one for one in marks if one.document not in said]
    new = [one for one in open_ones if one.document not in here.known]
    return new, len(open_ones) - len(new)


def _take_results(project: Project, bundle: Bundle, here: Here) -> int:
    """Add the results that are new; return how many the project has otherwise."""
    other = 0
    for one in bundle.practice_results:
        layer, document = here.layers.get(one.layer), here.documents.get(one.document)
        if layer is not None and document is not None:
            mapped = replace(one, layer=layer, document=document)
            found = project.practice_results.get(layer, document)
            other += found not in (None, mapped)
            if found is None:
                project.practice_results.add([mapped])
    return other


def _fitting_samples(project: Project, bundle: Bundle, here: Here) -> Iterator[RecodeSample]:
    """Yield the samples under the ids that layers have here, if those are still two layers of one coder."""
    owners = {layer.id: layer.coder for layer in project.layers.all()}
    for one in bundle.recode_samples:
        layer, first = here.layers.get(one.layer), here.layers.get(one.drawn_from)
        if layer is not None and first is not None and layer != first and owners[layer] == owners[first]:
            yield one.model_copy(update={"layer": layer, "drawn_from": first})


def _take_samples(project: Project, samples: Iterable[RecodeSample]) -> int:
    """Add the samples that are new; return how many the project has otherwise."""
    other = 0
    for one in samples:
        found = project.recode_samples.of_layer(one.layer)
        other += found not in (None, one)
        if found is None:
            project.recode_samples.add([one])
    return other


def _take_remarks(project: Project, bundle: Bundle, here: Here) -> None:
    """Add the remarks that the project does not have."""
    there = project.remarks.which_are_taken([one.id for one in bundle.remarks])
    project.remarks.add(
        replace(
            one,
            coder=here.coders[one.coder],
            author=here.coders[one.author],
            recipient=here.coders.get(one.recipient) if one.recipient else None,
        )
        for one in bundle.remarks
        if one.id not in there and one.coder in here.coders and one.author in here.coders
    )


def _take_memos(project: Project, bundle: Bundle, here: Here) -> None:
    """Add the memos that the project does not have."""
    there = project.memos.which_are_taken([one.id for one in bundle.memos])
    project.memos.add(
        replace(
            one,
            document=here.documents[one.document] if one.document is not None else None,
            author=here.coders[one.author] if one.author is not None else None,
        )
        for one in bundle.memos
        if one.id not in there
        and (one.document is None or one.document in here.documents)
        and (one.author is None or one.author in here.coders)
    )


def _take_distinct(project: Project, bundle: Bundle, here: Here) -> None:
    """Add the pairs of documents that are no duplicates, as far as they are two here."""
    known = [(here.documents.get(one.document), here.documents.get(one.other)) for one in bundle.distinct_pairs]
    pairs = {distinct(one, other) for one, other in known if one is not None and other is not None and one != other}
    taken = project.distinct_pairs.which_are_taken([one.id for one in pairs])
    new = [one for one in pairs if one.id not in taken and not project.distinct_pairs.has(one)]
    project.distinct_pairs.add(sorted(new, key=lambda one: one.id))
