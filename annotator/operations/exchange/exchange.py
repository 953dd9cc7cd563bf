"""Import and export: files in, files out, each import one step that can be undone."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from annotator.formats.format import Options, WriteOptions, Written
from annotator.formats.losses import Lost
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.writing import LossPreview, look, write, write_one, writer_of
from annotator.model.bundle import Bundle
from annotator.model.description import missing
from annotator.model.document import DocumentDraft, sha256_of
from annotator.model.errors import BadCodebook, BadFile, Locked, NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.model.verbs.project import ImportFiles
from annotator.model.wording import counted, word_list
from annotator.operations.agreement.reliability import agreement_of
from annotator.operations.atomic_files import is_project
from annotator.operations.documents import documents, known_texts
from annotator.operations.documents.fields import misfit_notices
from annotator.operations.documents.source_files import Keeping, SourceKeeping
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.origins import Matched
from annotator.operations.exchange.reading import columns_in, foreseen, format_name, read_whole
from annotator.operations.exchange.reading_ahead import Outcome, ReadingAhead, processes_for
from annotator.operations.exchange.remembered_maps import remember
from annotator.operations.exchange.soft_labels import with_soft_labels
from annotator.operations.exchange.splitting import Divided, Division, divided, moved_since, write_divided
from annotator.operations.people import people, pseudonym_key
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.progress import Progress, silent
from annotator.operations.project import rescued
from annotator.operations.team.conflicts import open_count, open_said
from annotator.readers.field_map import AS_IT_IS, FieldMap, FieldSeen
from annotator.readers.language import with_languages
from annotator.readers.registry import READERS, printable, reader_for
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.sittings import rescue

__all__ = [
    "DEFAULT_FORMAT",
    "ImportPreview",
    "ImportReport",
    "ImportSource",
    "export",
    "export_look",
    "folder_of",
    "format_names",
    "import_sources",
    "input_names",
    "needs_project",
    "preview",
    "shows_others",
    "sources_in",
]


DEFAULT_FORMAT = FORMATS[0].name
"""What an export is written in unless another format is named."""


MOST_COMPARED = 100_000
"""With more spans agreement takes longer than all else of an export, and much memory: it is to be asked for."""
_NAMED = "Coders stand there by name, as it was asked for: such a folder is to be kept, and not to be published."
_SPARED = f"With more than {MOST_COMPARED:,} spans agreement is left out unless it is asked for (--agreement)."


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What is in a file: drafts of documents, or annotations (`spans` of them) in a format.

    `kind`: its title for people. `names_coders`: whether annotations say whose they are. `fields`: of the documents, as
    the file calls them; `goes`: where they go.
    """

    drafts: tuple[DocumentDraft, ...]
    kind: str
    format: str = ""
    spans: int = 0
    notices: tuple[str, ...] = ()
    names_coders: bool = False
    fields: tuple[FieldSeen, ...] = ()
    goes: FieldMap = AS_IT_IS


@dataclass(slots=True)
class _HowTaken:
    """How codings are taken in, see `import_sources`; `matched` learns from each file for those after it."""

    is_update: bool
    matched: Matched


def preview(source: ImportSource, project: Project | None = None) -> ImportPreview:
    """Read a file without importing it; raises `BadFile` or `NotFound`. `project`: for which, see `needs_project`."""
    if source.path.suffix == rescue.SUFFIX:
        found = rescue.read(source.path)
        steps = counted(len(found.steps), "step")
        return ImportPreview((), f"Rescue file of {found.project}", notices=(f"{steps} to be done again.",))
    read = read_whole(source, "", project)
    if not isinstance(read, Bundle):
        notices = tuple(notice for draft in read.drafts for notice in draft.notices)
        drafts = tuple(replace(draft, original=None) for draft in read.drafts)  # a look holds no bytes of files
        title = _reader_title(source)
        return ImportPreview(drafts, title, notices=notices, fields=read.fields, goes=read.goes)
    form, spans, coded = format_named(format_name(source)), 0, list[DocumentDraft]()
    for one in read.documents:
        spans += len(one.spans)
        coded.append(DocumentDraft(one.document.title, one.document.text, one.document.metadata))
    shown = ImportPreview(tuple(coded), form.title, form.name, spans, read.notices, _names_coders(read))
    columns = columns_in(source, project)
    return shown if columns is None else replace(shown, fields=columns.fields, goes=columns.goes)


def needs_project(source: ImportSource) -> bool:
    """Whether a file may speak of texts that the project has, without holding them."""
    name = format_name(source)
    reader = format_named(name).reader if name else None
    return reader is not None and reader.columns is not None


def import_sources(
    project: Project,
    sources: Sequence[ImportSource],
    coder: str | None = None,
    progress: Progress = silent,
    keeping: Keeping = Keeping.PAGED,
    join: bool = False,
    processes: int | None = None,
    is_update: bool = False,
    matched: Matched | None = None,
    strict: bool = False,
) -> ImportReport:
    """Import files as one step: those that cannot be read are reported, the others come in whole.

    `coder`: whose work annotations are, where their format does not say. `keeping`: which files the project keeps.
    `join`: whether documents that are here learn what a table with their texts says of them. `processes`: how many
    read files ahead, None for as many as are worth it. `is_update`: layers of coders that are delivered again become
    what the files say of them; `matched`: which labels and people of theirs are which here. `Cancelled` leaves the
    project unchanged.
    `strict`: raises `NotAllowed`, and nothing is changed, where a file cannot be read or loses something.
    What rescue files hold is done again step by step, before the others.
    """
    report = ImportReport()
    for source in sources:
        if source.path.suffix == rescue.SUFFIX:
            _take_in(project, source.path, report, progress)
    sources = [source for source in sources if source.path.suffix != rescue.SUFFIX]
    if not sources:
        return report
    how = _HowTaken(is_update, matched or Matched())
    verb = ImportFiles(files=tuple(printable(source.path.name) for source in sources))
    count = processes_for(sources) if processes is None else processes
    with ReadingAhead(sources, count) as ahead, project.transact(verb) as step:
        sources_kept = SourceKeeping(project, keeping)
        often = {name for name, count in Counter(source.path.name for source in sources).items() if count > 1}
        for number, source in enumerate(sources):
            name = printable(source.path.name)
            tell = partial(progress, number, len(sources), name)
            tell()
            read = ahead.outcome(number, tell)
            try:
                with foreseen(name, project), project.transact(ImportFiles(files=(name,))):
                    _import_one(project, source, coder, report, sources_kept, join, read, how)
            except (BadFile, BadCodebook) as error:
                report.failed.append(_with_folder(str(error), source.path, often))
            except (NotAllowed, NotFound) as error:
                report.failed.append(f"{name}: {error}")
        if strict:
            _refuse_lost(report)
        report.notices += [*sources_kept.notices(), *_not_found(sources, report.fields)]
        progress(len(sources), len(sources), "")
        documents_added = tuple(map(DocumentId, step.new(Table.DOCUMENTS)))
        report.notices += misfit_notices(project, documents_added)
        step.verb = ImportFiles(files=verb.files, documents=documents_added, spans=report.spans)
    return report


def _with_folder(sentence: str, path: Path, often: Collection[str]) -> str:
    """Return a sentence on a file with its folder before its name, where several files are called so."""
    is_needed = path.name in often and sentence.startswith(printable(path.name))
    return f"{printable(path.parent.name)}/{sentence}" if is_needed else sentence


def _refuse_lost(report: ImportReport) -> None:
    if said := [*report.failed, *report.lost]:
        raise NotAllowed(f"Nothing was imported, since something would be left out or moved. {' '.join(said)}")


def _not_found(sources: Sequence[ImportSource], fields: set[str]) -> list[str]:
    """Say which fields that were to go somewhere no file has."""
    wanted = dict.fromkeys(name for source in sources if source.goes for name, _ in source.goes.pairs)
    return [f"No file has a field called “{name}”." for name in wanted if name not in fields]


def _take_in(project: Project, path: Path, report: ImportReport, progress: Progress) -> None:
    try:
        taken = rescued.take_in(project, path, progress)
    except (BadFile, Locked) as error:
        report.failed.append(str(error))
        return
    report.notices += taken.notices(path.name)
    report.failed += taken.refused


def export(
    project: Project,
    out: Path,
    format: str = DEFAULT_FORMAT,
    layer: str = "gold",
    progress: Progress = silent,
    own: Options | None = None,
    replace: bool = False,
    sink: BinaryIO | None = None,
    only: Collection[DocumentId] | None = None,
    strict: bool = False,
    division: Division | None = None,
    names: bool = False,
) -> Written:
    """Write the project, or a layer of it, in a format; raises `NotFound` where there is nothing to write.

    `layer`: “gold”, “all” or the name of a layer or coder. `own`: the format's own options. Nothing half-written stays
    behind; raises `BadFile` where `out` cannot be written, or is a project, and `WouldReplace` where something is
    there, unless `replace`. `sink`: where the one file of the format goes instead, which is then called as `out` is.
    `only`: these documents alone, as of a set. `strict`: raises `NotAllowed` where something would be left out.
    `division`: how the documents are drawn into parts.
    `names`: whether coders stand there by name, as in an archive that loses nothing, and not by pseudonym.
    """
    if sink is None:
        _refuse_project(out)
    chosen = format_named(format)
    wanted = writer_of(chosen).options() if own is None else own
    with project.snapshot():
        total, is_blind = project.documents.count() if only is None else len(only), _is_blind(project)
        # Whoever says that it is wanted, or not, is obeyed whatever it takes.
        is_asked = own is not None and bool(own.model_fields_set & {"agreement"})
        is_spared = wanted.wants_agreement and not is_asked and project.spans.count() > MOST_COMPARED
        drawn, drawn_apart = _drawn(project, layer, only, division, progress), division is not None and division.files

        def agreement_in(ids: Collection[DocumentId] | None) -> JsonValue:
            is_said = wanted.wants_agreement and not (is_blind or is_spared)
            return agreement_of(project, ids) if is_said else None

        moved = moved_since(drawn, chosen, out) if drawn is not None and sink is None else []
        options = WriteOptions(
            progress=lambda done: progress(done, total, ""),
            names=names,
            agreement=None if drawn_apart else agreement_in(only),
            own=own,
            replace=replace,
            is_protected=is_project,
            division=drawn.parts if drawn is not None else None,
        )

        def bundle_of_these(ids: Collection[DocumentId] | None) -> Bundle:
            made = chosen_bundle(project, layer, ids)
            made = made if drawn is None or drawn_apart else drawn.of(made)
            return with_soft_labels(project, made, progress) if wanted.wants_soft_labels else made

        bundle = bundle_of_these(only)
        if strict:
            _refuse_losses(look(chosen, bundle_of_these(only), options, out.name).lost)
        if drawn is not None and drawn_apart:
            written = write_divided(chosen, drawn, bundle_of_these, out, options, sink, agreement_in)
        elif sink is not None:
            written = write_one(chosen, bundle, out.name, options, sink)
        else:
            written = write(chosen, bundle, out, options)
        more = [*drawn.said, *moved] if drawn is not None else []
        more += [*([_SPARED] if is_spared and not is_blind else []), *_left_in_bin(project, layer)]
        more += filter(None, [open_said(bundle.open_conflicts), *_unsaid(project, wanted)])
        if wanted.is_published:
            more += filter(None, [pseudonym_key.keep_key(project, out) if not names else _NAMED])
    return Written(written.files, (*written.notices, *more), written.lost)


def _drawn(
    project: Project,
    layer: str,
    only: Collection[DocumentId] | None,
    division: Division | None,
    progress: Progress = silent,
) -> Divided | None:
    if division is None:
        return None
    return divided(project, chosen_bundle(project, layer, only), division.choice, progress)


def _unsaid(project: Project, wanted: Options) -> list[str]:
    """Say what of its description is missing in what is to be published."""
    empty = missing(project.settings.get().description) if wanted.is_published else []
    return (
        [f"The description does not say yet: {word_list(empty)} (Describe the dataset; annotator describe)."]
        if empty
        else []
    )


def _refuse_losses(lost: Sequence[Lost]) -> None:
    if lost:
        said = " ".join(one.sentence for one in lost)
        raise NotAllowed(f"Nothing was written, since something would be left out. {said}")


def export_look(
    project: Project,
    format: str,
    layer: str,
    own: Options | None = None,
    only: Collection[DocumentId] | None = None,
    names: bool = False,
    division: Division | None = None,
) -> LossPreview:
    """Return how an export would begin, and what it would leave out; raises `NotFound` where there is nothing."""
    with project.snapshot():
        options, bundle = WriteOptions(names=names, own=own), chosen_bundle(project, layer, only)
        drawn = _drawn(project, layer, only, division)
        if drawn is not None and division is not None and not division.files:
            bundle = drawn.of(bundle)
        found = look(format_named(format), bundle, options)
        wanted = writer_of(format_named(format)).options() if own is None else own
        more = [*_left_in_bin(project, layer), *filter(None, [open_said(open_count(project))])]
        more += [*(drawn.said if drawn is not None else ()), *_unsaid(project, wanted)]
        return replace(found, losses=(*found.losses, *more))


def _left_in_bin(project: Project, layer: str) -> list[str]:
    """Say that an export of everything does not give on what somebody removed."""
    count = len(project.removals.all()) if layer.casefold() == "all" else 0
    return [f"{counted(count, 'thing lies', 'things lie')} in the recycle bin, which is left out."] if count else []


def folder_of(out: Path, format: str) -> Path:
    """Return the folder that the names of written files are relative to."""
    return out if format_named(format).folder else out.parent


def format_names(writable: bool = True) -> list[str]:
    """Return the names of the formats that can be written, or read."""
    return [one.name for one in FORMATS if (one.writer if writable else one.reader) is not None]


def input_names() -> list[str]:
    """Return the names by which an import may be told the kind of its files: readers and formats."""
    return [*(reader.name for reader in READERS), *format_names(writable=False)]


def chosen_bundle(project: Project, layer: str, only: Collection[DocumentId] | None = None) -> Bundle:
    """Return what an export of “gold”, “all” or the layer of this name holds; raises `NotFound`."""
    return replace(_bundle(project, layer, only), open_conflicts=open_count(project))


def _bundle(project: Project, layer: str, only: Collection[DocumentId] | None) -> Bundle:
    name = layer.casefold()
    if name == "all":
        return bundle_of(project, project.layers.all(), with_decisions=True, whole=True, only=only)
    gold = project.layers.gold()
    if name == "gold" and gold is None:
        raise NotFound(
            "There is no gold yet; adjudicate first (“annotator adjudicate FILE --policy unanimous”), "
            "or export --layer all."
        )
    if gold is not None and name in ("gold", gold.name.casefold()):
        bundle = bundle_of(project, [gold], with_decisions=True, only=only)
        # The decisions name the coders' layers, whose spans stay out.
        return replace(bundle, layers=tuple(project.layers.all()))
    found = next((one for one in project.layers.all() if one.name.casefold() == name), None)
    chosen = [found] if found else people.layers_named(project, [layer])
    return bundle_of(project, chosen, with_decisions=False, only=only)


def shows_others(project: Project, layer: str) -> bool:
    """Whether an export of “gold”, “all” or the layer of this name holds what others than whoever exports coded."""
    name = layer.casefold()
    if name in people.RESERVED:
        return True
    found = next((one for one in project.layers.all() if one.name.casefold() == name), None)
    chosen = [found] if found else people.layers_named(project, [layer])
    return any(one.coder is None or one.coder != project.person for one in chosen)


def _refuse_project(out: Path) -> None:
    if is_project(out):
        raise BadFile(str(out), "it is a project, which an export would destroy", "choose another name for the export")


def _is_blind(project: Project) -> bool:
    """Whether whoever exports is a person who does not see how far others agree."""
    return project.person is not None and sight(project, project.person) is not Sight.SHOWN


def _import_one(
    project: Project,
    source: ImportSource,
    coder: str | None,
    report: ImportReport,
    kept: SourceKeeping,
    join: bool,
    ahead: Outcome,
    how: _HowTaken,
) -> None:
    name = printable(source.path.name)
    if isinstance(ahead, BadFile):
        raise ahead
    read = ahead or read_whole(source, coder or "", project)
    if isinstance(read, Bundle):
        taken = import_bundle(project, read, said_coder(source, read, coder), how.is_update, how.matched)
        how.matched = how.matched.after(taken.label_ids, taken.coder_ids)
        report.updates += taken.updates
        report.origins += [taken.origin] if taken.origin is not None else []
        report.documents += taken.documents
        report.files += [(name, title) for title in taken.documents]
        report.repeated += [pair for pair in taken.repeated if pair[0] != pair[1]]
        report.spans += taken.spans
        report.coders += [one for one in taken.coders if one not in report.coders]
        report.lost += [*read.lost, *taken.lost(name)]
        report.notices += [*read.notices, *taken.notices(name)]
        if source.goes is not None and (columns := columns_in(source, project)) is not None:
            names = {field.name for field in columns.fields}
            report.fields |= names
            remember(columns.kind, columns.goes.within(names))
        return
    drafts = with_languages(read.drafts, project.settings.get().languages) if ahead is None else list(read.drafts)
    for draft in drafts:
        sha256_of(draft.text)  # a text that no file can hold is refused before anything is written
    _learn(project, source, read.drafts, report, join)
    added, repeated = documents.add_drafts(
        project, drafts, lambda draft, document: kept.keep(draft, document, source.path)
    )
    report.documents += [document.title for document in added]
    report.files += [(document.source or name, document.title) for document in added]
    report.repeated += repeated
    report.notices += [f"{name}: {notice}" for draft in drafts for notice in draft.notices]
    if source.goes is not None:
        names = {*(field.name for field in read.fields), *read.drafts[0].columns}
        report.fields |= names
        remember(read.kind, source.goes.within(names))


def _learn(
    project: Project, source: ImportSource, drafts: Sequence[DocumentDraft], report: ImportReport, join: bool
) -> None:
    """Let documents learn what a table with their texts says of them, or say that they could."""
    found = known_texts.learnable(project, drafts)
    if found and join:
        report.joined += known_texts.take_over(project, printable(source.path.name), found)
    elif found:
        report.known.append(known_texts.known_table(source.path, found))


def said_coder(source: ImportSource, read: Bundle, coder: str | None = None) -> str | None:
    """Return whose the codings of a file are, as whoever imports says it; None where the file says it, or nobody."""
    return coder or ("" if _names_coders(read) else source.coder) or None


def _names_coders(read: Bundle) -> bool:
    """Whether codings say whose they are; else their only coder is called like the whole, by its folder or file."""
    return any(coder.name != read.name for coder in read.coders)


def _reader_title(source: ImportSource) -> str:
    reader = reader_for(source.path.name, source.path.read_bytes(), source.format or None)
    return reader.title
