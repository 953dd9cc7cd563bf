"""What acts there are in a project, as they are counted in the workspace Explore."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.acts.acts import acts_of
from annotator.acts.dyads import date_of, dyads_of
from annotator.acts.sentence import sentence_of
from annotator.acts.series import ActEvent, event_of, mark_of
from annotator.formats.format import WriteOptions, Written
from annotator.formats.tables.dyads import FORMAT as DYADS
from annotator.formats.tables.dyads import DyadOptions
from annotator.formats.writing import write
from annotator.model.bundle import CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.document import DocumentInfo, pages_said
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Span
from annotator.operations.actors.seen_actors import known_actors
from annotator.operations.atomic_files import records_of
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.progress import Progress, silent
from annotator.paths import system_says
from annotator.store.project import Project

_AT_ONCE = 1000
"""Passages that are read between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A coding where it stands. `sentence`: who does what towards whom, or the label's name.

    `date`: the document's, or empty. `pages`: “p. 2”, or empty.
    """

    document: DocumentInfo
    span: Span
    sentence: str
    date: str
    pages: str = ""


def events(
    project: Project,
    layers: Collection[LayerId],
    expand: bool = False,
    progress: Progress = silent,
    by_state: bool = False,
) -> list[ActEvent]:
    """Return the acts of some layers, one for each source and target, and after each document's what else is coded.

    `expand`: groups by their members at the date. `by_state`: whoever holds an office, and the office, as its state.
    """
    codebook = project.codebook
    names: dict[str, str] = {label.id: label.name for label in codebook.labels}
    known = known_actors(project)
    found = []
    with project.snapshot():
        documents = project.documents.all()
        for number, info in enumerate(documents):
            progress(number, len(documents), info.title)
            spans = [span for span in project.spans.of_document(info.id) if span.layer in layers]
            acts = acts_of(codebook, spans, project.links.of_document(info.id)) if spans else []
            date = date_of(info.metadata)
            states = known if by_state else None
            found += [event_of(dyad, date, states) for dyad in dyads_of(acts, info.metadata, known, expand)]
            are_acts = {act.span.id for act in acts}
            found += [mark_of(span, names.get(span.label, ""), date) for span in spans if span.id not in are_acts]
    return found


def passages(project: Project, acts: Sequence[SpanId], progress: Progress = silent) -> list[Passage]:
    """Return the codings behind a count with their documents, those that exist, by document and place."""
    codebook = project.codebook
    names: dict[str, str] = {label.id: label.name for label in codebook.labels}
    register = {actor.id: actor for actor in project.actors.all()}
    documents = {info.id: (number, info) for number, info in enumerate(project.documents.all())}
    starts: dict[str, tuple[int, ...]] = {}
    found = []
    for first in range(0, len(acts), _AT_ONCE):
        progress(first, len(acts), "")
        some = acts[first : first + _AT_ONCE]
        wanted = frozenset(some)
        links = project.links.of_spans(some)
        parties = {link.span for link in links if link.span is not None} - wanted
        spans = project.spans.get_many([*some, *sorted(parties)])
        said = {act.span.id: sentence_of(act, register) for act in acts_of(codebook, spans, links)}
        for span in spans:
            if span.id in wanted and span.document in documents:
                info = documents[span.document][1]
                sentence = said.get(span.id) or names.get(span.label, span.label)
                if info.id not in starts:
                    starts[info.id] = project.documents.pages(info.id)
                pages = pages_said(starts[info.id], span.extents)
                found.append(Passage(info, span, sentence, date_of(info.metadata), pages))
    found.sort(key=lambda one: (documents[one.document.id][0], one.span.start, one.span.id))
    return found


def found_by(project: Project, search: str, progress: Progress = silent) -> list[SpanId]:
    """Return the codings that a search of Passages finds, in its order; raises `BadSearch`."""
    return [line.span for line in PassageSearch(project, search).lines(progress) if line.span is not None]


def write_picture(path: Path, content: bytes) -> None:
    """Write a picture of what was counted; raises `BadFile`."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadFile(path.name, f"it cannot be written ({system_says(error)})", "choose another folder") from error


def write_dyads(
    project: Project,
    path: Path,
    layers: Collection[LayerId],
    acts: Collection[SpanId],
    expand: bool = False,
    replaces: bool = False,
) -> Written:
    """Write a line for each source and target of some acts: as Parquet where the file is called so, else as CSV.

    `layers`: those that the acts are in; `expand`: groups by their members; `replaces`: whether a file that is there
    may be replaced. Raises `BadFile`.
    """
    wanted = frozenset(acts)
    with project.snapshot():
        chosen = [layer for layer in project.layers.all() if layer.id in layers]
        has_gold = any(layer.kind is LayerKind.GOLD for layer in chosen)
        bundle = bundle_of(project, chosen, with_decisions=has_gold)
        if has_gold:
            bundle = replace(bundle, layers=tuple(project.layers.all()))  # the decisions name the coders' layers
        documents = (_only(coded, wanted) for coded in bundle.documents)
        options = WriteOptions(replace=replaces, own=DyadOptions(expand_groups=expand), records=records_of(project))
        return write(DYADS, replace(bundle, documents=documents), path, options)


def _only(coded: CodedDocument, acts: frozenset[SpanId]) -> CodedDocument:
    """Return of a document's codings some acts and who fills their slots."""
    links = tuple(link for link in coded.links if link.act in acts)
    kept = acts | {link.span for link in links if link.span is not None}
    decisions = tuple(one for one in coded.decisions if kept.intersection(one.gold))
    return replace(
        coded, spans=tuple(span for span in coded.spans if span.id in kept), links=links, decisions=decisions
    )
