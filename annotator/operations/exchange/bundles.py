"""A project, or some of its layers, as a bundle: what an export hands to a format."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from annotator.model.bundle import Bundle, CodedDocument, EarlierDocument
from annotator.model.codebook_version import CodebookVersion
from annotator.model.coder import Layer, LayerKind
from annotator.model.document_set import DocumentSet
from annotator.model.errors import BadProject
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.remark import Remark
from annotator.model.span import Link, Span, quotes
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.people.pseudonym_key import pseudonyms_of
from annotator.store.project import Project


def bundle_of(
    project: Project,
    layers: Sequence[Layer],
    with_decisions: bool,
    whole: bool = False,
    only: Collection[DocumentId] | None = None,
) -> Bundle:
    """Return the project with the spans of `layers`; read it within `project.snapshot()`.

    What was released and is practised on goes with the gold layer, a result with the layer whose it is, a sample with
    both its layers, a remark with a layer of the coder who reads it. `whole`: with all that the project holds, also the
    earlier versions of its codebook. `only`: of these documents alone.
    """
    infos = [info for info in project.documents.all() if only is None or info.id in only]
    there = {info.id for info in infos}
    version, ids = project.codebooks.current(), {layer.id for layer in layers}
    has_gold = whole or any(layer.kind is LayerKind.GOLD for layer in layers)
    # Whoever is handed what others coded, or decisions on it, has been asked whether they see it.
    holds_others = whole or with_decisions or any(layer.coder != project.person for layer in layers)
    return Bundle(
        codebook=version.codebook,
        documents=_coded_documents(project, ids, with_decisions, there),
        coders=tuple(project.coders.all()),
        layers=tuple(layers),
        actors=tuple(project.actors.all() if holds_others else seen_actors(project)),
        name=project.name,
        codebook_version=version.number,
        codebook_id=version.id,
        version_numbers=project.codebooks.numbers(),
        settings=project.settings.get(),
        codebook_versions=tuple(project.codebooks.all()) if whole else (),
        coded_under=() if whole else _coded_under(project, ids),
        releases=tuple(one for one in project.releases.all() if has_gold and one.document in there),
        practice_documents=tuple(one for one in project.practice_documents.all() if has_gold and one.document in there),
        practice_results=tuple(
            one for one in project.practice_results.all() if one.layer in ids and one.document in there
        ),
        recode_samples=tuple(one for one in project.recode_samples.all() if {one.layer, one.drawn_from} <= ids),
        remarks=tuple(_remarks(project, {layer.coder for layer in layers})),
        earlier=tuple(_earlier(project, ids)) if whole else (),
        memos=tuple(one for one in project.memos.all() if whole and one.document in {None, *there}),
        document_sets=tuple(_sets(project, there)) if whole else (),
        document_fields=tuple(project.document_fields.all()) if whole else (),
        distinct_pairs=tuple(
            one for one in project.distinct_pairs.all() if whole and {one.document, one.other} <= there
        ),
        kept_searches=tuple(project.kept_searches.all()) if whole else (),
        held=frozenset(ids),
        metadata_fields=tuple(sorted({name for info in infos for name in info.metadata})),
        source_body=project.source_files.body,
        pseudonyms=pseudonyms_of(project),
    )


def _coded_under(project: Project, layers: set[LayerId]) -> tuple[CodebookVersion, ...]:
    """Return the versions of the codebook, but for the one in force, under which spans of layers were coded."""
    named = {version for layer, _, version in project.spans.versions() if layer in layers}
    current = project.codebooks.current().id
    return tuple(one for one in project.codebooks.all() if one.id in named and one.id != current) if named else ()


def _earlier(project: Project, layers: set[LayerId]) -> Iterator[EarlierDocument]:
    """Yield the earlier versions of documents that are there, with what was left in them."""
    removals = project.removals.earlier_versions()
    later = {one.target: str(one.replacement) for one in removals}
    for one in sorted(removals, key=lambda one: (one.time, one.target)):
        current = one.target
        while current in later:
            current = later[current]
        hidden = project.documents.hidden(one.target)
        if hidden is None or not project.documents.which_exist([current]) or one.replacement is None:
            continue
        document, pages = hidden
        spans = tuple(span for span in project.removals.spans_of(one.target) if span.layer in layers)
        mine = {span.id for span in spans}
        links = tuple(link for link in project.removals.links_of(mine) if link.span is None or link.span in mine)
        decisions = tuple(project.removals.decisions_of(one.target))
        kept = project.source_files.get(document.source_file) if document.source_file else None
        coded = CodedDocument(document, spans, links, decisions, pages=pages, source_file=kept)
        yield EarlierDocument(coded, one.replacement, one.time, one.coder)


def _remarks(project: Project, owners: set[CoderId | None]) -> Iterator[Remark]:
    """Yield the remarks that the owners of layers may read, without those of people who are gone."""
    there = {one.id for one in project.coders.all()}
    for one in project.remarks.all():
        if one.coder in owners and one.author in there:
            yield one if one.recipient in there else replace(one, recipient=None)


def _sets(project: Project, there: Collection[DocumentId]) -> Iterator[DocumentSet]:
    """Yield the sets, without the documents of lists that do not go along."""
    for one in project.document_sets.all():
        listed = one.documents
        yield one if listed is None else replace(one, documents=tuple(id for id in listed if id in there))


def _coded_documents(
    project: Project, layers: set[LayerId], with_decisions: bool, there: Collection[DocumentId]
) -> Iterator[CodedDocument]:
    told_of = [layer for layer in project.layers.all() if with_decisions or layer.id in layers]
    owners = {layer.id: layer.coder for layer in told_of if layer.coder is not None}
    for info in project.documents.all():
        if info.id not in there:
            continue
        document = project.documents.get(info.id)
        spans = tuple(span for span in project.spans.of_document(info.id) if span.layer in layers)
        mine = {span.id for span in spans}
        links = tuple(link for link in project.links.of_document(info.id) if link.act in mine)
        said: tuple[Span | Link, ...] = (*spans, *links)
        for quoting in said:
            if not quotes(document.text, quoting.extents, quoting.quote):
                what = "span" if isinstance(quoting, Span) else "slot"
                raise BadProject(
                    f"A {what} of “{info.title}” does not have the text that it quotes (“{quoting.quote[:40]}”); "
                    "nothing was exported. Check the project with “annotator check”."
                )
        decisions = tuple(project.decisions.of_document(info.id)) if with_decisions else ()
        assignments = tuple(one for one in project.assignments.of_document(info.id) if one.layer in layers)
        kept = project.source_files.get(info.source_file) if info.source_file else None
        pages = project.documents.pages(info.id)
        units = project.units.of_document(info.id)
        coded_by = frozenset(owners[layer] for layer in project.assignments.layers_in(info.id) if layer in owners)
        yield CodedDocument(
            document,
            spans,
            links,
            decisions,
            assignments,
            pages,
            source_file=kept,
            units=units,
            coded_by=coded_by,
        )
