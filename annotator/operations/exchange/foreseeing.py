"""What an import would do, before it is done: it is done within a step that is rolled back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from annotator.model.bundle import Bundle
from annotator.model.errors import UserError
from annotator.operations.documents.rereading_words import seen_layers
from annotator.operations.exchange import delivery, importing
from annotator.operations.exchange.delivery import LayerUpdate
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.origins import ForeignOrigin, Matched, origin_of
from annotator.operations.exchange.reading import format_name, read_source
from annotator.operations.progress import Progress, silent
from annotator.paths import ends_in
from annotator.store.project import Project
from annotator.store.sittings import rescue


class _OnlyLooked(Exception):
    """Rolls back what was only tried."""


@contextmanager
def only_looked(project: Project) -> Iterator[None]:
    """Do what is done inside, and then take all of it back, as if it had never been; no backup is made for it."""
    held, project.journal.writer.hold = project.journal.writer.hold, None
    try:
        with project.transact(importing.import_verb(project)):
            yield
            raise _OnlyLooked
    except _OnlyLooked:
        pass
    finally:
        project.journal.writer.hold = held


def foresee(
    project: Project,
    sources: Sequence[ImportSource],
    coder: str | None = None,
    progress: Progress = silent,
    matched: Matched | None = None,
) -> ImportReport:
    """Return what the import of files would report, coders' layers taken as updates; nothing is changed.

    What a rescue file holds is told by its import alone.
    """
    files = [source for source in sources if not ends_in(source.path, rescue.SUFFIX)]
    with only_looked(project):
        return importing.import_sources(project, files, coder, progress, is_update=True, matched=matched)


def look_ahead(
    project: Project,
    sources: Sequence[ImportSource],
    coder: str | None = None,
    progress: Progress = silent,
    matched: Matched | None = None,
) -> ImportReport | None:
    """Return what is to be seen of codings before they are imported; None where there is nothing to be asked about.

    That is what coders' layers that are here already have otherwise, which labels and people of another project are
    which here, what a coder's copy leaves out, and what lies outside of what was given out. Files of texts are not read
    for that; into a project without documents only what has a codebook of another program, for its labels.
    """
    coded = [source for source in sources if not ends_in(source.path, rescue.SUFFIX) and _holds_codings(source)]
    if not project.documents.count() and project.owner is None:
        origins = list(_origins(project, coded, coder, matched or Matched()))
        return ImportReport(origins=origins) if any(one.asks for one in origins) else None
    report = foresee(project, coded, coder, progress, matched) if coded else None
    is_asked = report is not None and any(one.asks for one in report.origins)
    return report if report is not None and (is_asked or report.updates or report.apart) else None


def _origins(
    project: Project, sources: Sequence[ImportSource], coder: str | None, matched: Matched
) -> Iterator[ForeignOrigin]:
    """Yield which labels and people of other programs' files are which here, each of them once."""
    seen: set[str] = set()
    for source in sources:
        try:
            read = read_source(source, coder or "")
        except (UserError, OSError):
            continue  # its import says why
        if isinstance(read, Bundle) and not read.codebook_version:
            whose = importing.said_coder(source, read, coder)
            origin = origin_of(read, project.codebook, project.coders.all(), False, matched, whose)
            new = tuple(match for match in origin.labels if match.theirs.id not in seen)
            people = tuple(match for match in origin.people if match.theirs.id not in seen)
            seen.update(match.theirs.id for match in new)
            seen.update(match.theirs.id for match in people)
            yield replace(origin, labels=new, people=people)


def _holds_codings(source: ImportSource) -> bool:
    try:
        return bool(format_name(source))
    except (UserError, OSError):
        return False  # its import says why


def told(project: Project, update: LayerUpdate) -> tuple[list[str], list[str]]:
    """Return what a delivery has otherwise: a few sentences, and the list of it as far as whoever is at work sees it.

    Of what others coded that is its numbers alone, before it is released.
    """
    said = [delivery.summary(update), *delivery.notes(update)]
    seen = seen_layers(project)
    if seen is not None and update.layer.id not in seen:
        return said, []
    titles = {info.id: info.title for info in project.documents.all()}
    return said, list(delivery.lines(update, project.codebook, titles))
