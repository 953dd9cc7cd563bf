"""Import: files looked into, and taken in as one step that can be undone; a bad one stays out by itself."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from annotator.formats.registry import format_named
from annotator.model.bundle import Bundle
from annotator.model.document import DocumentDraft, sha256_of
from annotator.model.errors import BadCodebook, BadFile, Locked, NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.model.verbs.coding import ImportOwn
from annotator.model.verbs.project import ImportFiles
from annotator.model.verbs.verb import Verb
from annotator.model.wording import counted
from annotator.operations.documents import documents, known_texts
from annotator.operations.documents.fields import misfit_notices
from annotator.operations.documents.source_files import Keeping, SourceKeeping
from annotator.operations.exchange.bundle_import import import_bundle, own_verb
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.format_choices import input_kinds
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.origins import Matched
from annotator.operations.exchange.reading import columns_in, foreseen, format_name, read_whole
from annotator.operations.exchange.reading_ahead import Outcome, ReadingAhead, processes_for
from annotator.operations.exchange.remembered_maps import remember
from annotator.operations.people.copy_roles import whose_copy
from annotator.operations.progress import Progress, silent
from annotator.operations.project import rescued
from annotator.paths import ends_in
from annotator.readers.field_map import AS_IT_IS, FieldMap, FieldSeen
from annotator.readers.language import with_languages
from annotator.readers.registry import printable, reader_for
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.sittings import rescue


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
    if ends_in(source.path, rescue.SUFFIX):
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


def input_names() -> list[str]:
    """Return the names by which an import may be told the kind of its files: readers and formats."""
    return [name for name, _, _ in input_kinds()]


def said_coder(source: ImportSource, read: Bundle, coder: str | None = None) -> str | None:
    """Return whose the codings of a file are, as whoever imports says it; None where the file says it, or nobody."""
    return coder or ("" if _names_coders(read) else source.coder) or None


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
    report = ImportReport(is_own=project.owner is not None)
    for source in sources:
        if ends_in(source.path, rescue.SUFFIX):
            _take_in(project, source.path, report, progress)
    sources = [source for source in sources if not ends_in(source.path, rescue.SUFFIX)]
    if not sources:
        return report
    how = _HowTaken(is_update, matched or Matched())
    files = tuple(printable(source.path.name) for source in sources)
    count = processes_for(sources) if processes is None else processes
    with ReadingAhead(sources, count) as ahead, project.transact(import_verb(project, files)) as step:
        sources_kept = SourceKeeping(project, keeping)
        often = {name for name, count in Counter(source.path.name for source in sources).items() if count > 1}
        for source, read in _read_in_turn(sources, ahead, progress):
            with _part_of_report(project, source, often, report):
                _import_one(project, source, coder, report, sources_kept, join, read, how)
        if strict:
            _refuse_lost(report)
        report.notices += [*sources_kept.notices(), *_not_found(sources, report.fields)]
        progress(len(sources), len(sources), "")
        documents_added = tuple(map(DocumentId, step.new(Table.DOCUMENTS)))
        report.notices += misfit_notices(project, documents_added)
        if project.owner is None:
            step.verb = ImportFiles(files=files, documents=documents_added, spans=report.spans)
        else:
            step.verb = own_verb(project, step, files)
    return report


def import_verb(project: Project, files: tuple[str, ...] = ()) -> Verb:
    """Return what an import of files is as a step: into a coder's copy another one than into a project."""
    return ImportFiles(files=files) if project.owner is None else ImportOwn(files=files)


def _read_in_turn(
    sources: Sequence[ImportSource], ahead: ReadingAhead, progress: Progress
) -> Iterator[tuple[ImportSource, Outcome]]:
    """Yield each file with what came of reading it, once it is told that it is its turn."""
    for number, source in enumerate(sources):
        tell = partial(progress, number, len(sources), printable(source.path.name))
        tell()
        yield source, ahead.outcome(number, tell)


@contextmanager
def _part_of_report(
    project: Project, source: ImportSource, often: Collection[str], report: ImportReport
) -> Iterator[None]:
    """Take a file in as a part of the step; of one that cannot be nothing stays, and the report says why."""
    name = printable(source.path.name)
    try:
        with foreseen(name, project), project.transact(ImportFiles(files=(name,))):
            yield
    except (BadFile, BadCodebook) as error:
        report.failed.append(_with_folder(str(error), source.path, often))
    except (NotAllowed, NotFound) as error:
        report.failed.append(f"{name}: {error}")


def _with_folder(sentence: str, path: Path, often: Collection[str]) -> str:
    """Return a sentence on a file with its folder before its name, where several files are called so."""
    is_needed = path.name in often and sentence.startswith(printable(path.name))
    return f"{printable(path.parent.name)}/{sentence}" if is_needed else sentence


def _refuse_lost(report: ImportReport) -> None:
    apart = [line.words for why, line in report.said_apart() if why.is_loss]
    if said := [*report.failed, *report.lost, *apart]:
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
        whose = said_coder(source, read, coder) if project.owner is None else coder
        taken = import_bundle(project, read, whose, how.is_update, how.matched)
        report.apart += [(name, one) for one in taken.apart]
        report.kept_back += taken.kept_back
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
    if project.owner is not None:
        raise NotAllowed(f"this is a text, and adding documents is for whoever leads, {whose_copy(project)}.")
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


def _names_coders(read: Bundle) -> bool:
    """Whether codings say whose they are; else their only coder is called like the whole, by its folder or file."""
    return any(coder.name != read.name for coder in read.coders)


def _reader_title(source: ImportSource) -> str:
    reader = reader_for(source.path.name, source.path.read_bytes(), source.format or None)
    return reader.title
