"""What is to be seen before codings are imported, read in the background, and the answer as an import takes it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.model.ids import CoderId, LabelId
from annotator.operations.exchange import foreseeing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.left_out import Why
from annotator.operations.exchange.origins import LabelMatch, Matched, PersonMatch, Sameness
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.dialogs.import_plan import ImportAhead, ImportAnswer, MatchRow

AnyMatch = TypeVar("AnyMatch", LabelMatch, PersonMatch)


def ahead_of(project: Project, sources: Sequence[ImportSource], progress: Progress) -> ImportAhead | None:
    """Return what is to be seen before these files are imported, None where nothing is."""
    report = foreseeing.look_ahead(project, sources, None, progress)
    return _shown(project, report) if report is not None else None


def _shown(project: Project, report: ImportReport) -> ImportAhead | None:
    said, lines = list[str](), list[str]()
    for update in report.updates:
        sentences, each = foreseeing.told(project, update)
        said += sentences
        lines += each
    asking = [origin for origin in report.origins if origin.asks]
    labels = _once(match for origin in asking for match in origin.open_labels())
    # Which labels are none is asked beside it.
    apart = tuple(
        line.words for why, line in report.said_apart() if why not in (Why.NO_LABEL, Why.PROPOSED, Why.UNSAID)
    )
    is_somebody_here = bool(project.coders.all())
    people = _once(one for origin in asking for one in origin.open_people() if is_somebody_here)
    overwrites = any(one.overwrites for one in report.updates)
    if not (overwrites or labels or people or apart):
        return None
    return ImportAhead(
        tuple(said),
        tuple(lines),
        overwrites,
        tuple(replace(_row(match), among=_of_scope(project, match)) for match in labels),
        tuple((str(one.id), one.name) for one in project.codebook.labels),
        tuple(_row(match) for match in people),
        tuple((str(one.id), one.name) for one in project.coders.all()),
        is_own=report.is_own,
        apart=apart,
    )


def _once(found: Iterable[AnyMatch]) -> list[AnyMatch]:
    """Return each of theirs as the first file has it: for later ones it is here by then."""
    first: dict[str, AnyMatch] = {}
    for match in found:
        first.setdefault(match.theirs.id, match)
    return list(first.values())


def _of_scope(project: Project, match: LabelMatch) -> frozenset[str]:
    """Return the labels here that are put on what theirs is put on."""
    return frozenset(one.id for one in project.codebook.labels if one.scope == match.theirs.scope and not one.heading)


def _row(match: LabelMatch | PersonMatch) -> MatchRow:
    why = "Nothing here is called so" if match.by is Sameness.NEW else f"Proposed for {match.by}"
    return MatchRow(str(match.theirs.id), match.theirs.name, why, match.ours)


def matched(answer: ImportAnswer) -> Matched:
    """Return an answer as an import takes it."""
    return Matched(
        {id: LabelId(ours) if ours is not None else None for id, ours in answer.labels.items()},
        {id: CoderId(ours) if ours is not None else None for id, ours in answer.people.items()},
    )
