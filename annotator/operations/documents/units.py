"""Units that are given: whoever leads cuts the texts, splits and joins units; what is coded in them follows.

Each is planned first, so that what follows can be listed before anything is done, and planned again where it is done.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.model.codebook import CodingUnit
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.span import Extent
from annotator.model.unit_cutting import cut, join, split
from annotator.model.unit_following import UnitFollowing, following
from annotator.model.verbs import units as verbs
from annotator.model.verbs.verb import Verb
from annotator.operations.documents.rereading import codings_of
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_SHOWN_WITH = (Table.SPANS, Table.LINKS, Table.DECISIONS)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What cutting, splitting or joining would do to a document. `follows`: what becomes of its codings."""

    document: DocumentInfo
    before: tuple[Extent, ...]
    after: tuple[Extent, ...]
    follows: UnitFollowing


def is_given(project: Project) -> bool:
    """Whether the codebook in force says that units are given."""
    return project.codebook.unit is not CodingUnit.FREE


def plan_cut(project: Project, documents: Iterable[DocumentId] | None = None, again: bool = False) -> list[UnitChange]:
    """Return what cutting documents by rule would do, of those that it would change; nothing is changed.

    `documents`: None for all. `again`: those too that are cut already. Raises `NotAllowed` where the codebook says that
    any passage is coded.
    """
    _must_be_given(project)
    unit, there = project.codebook.unit, project.units.numbers()
    wanted = [info.id for info in project.documents.all()] if documents is None else list(dict.fromkeys(documents))
    found = []
    for id in wanted:
        if again or id not in there:
            change = _change(project, id, cut(project.documents.get(id).text, unit))
            if change.before != change.after:
                found.append(change)
    return found


def plan_split(project: Project, document: DocumentId, at: int, places: Iterable[int]) -> UnitChange:
    """Return what splitting the unit at `at` (from 0) at code points of the text would do; raises `NotAllowed`."""
    units = _units(project, document, at)
    return _change(project, document, split(project.documents.get(document).text, units, at, places))


def plan_join(project: Project, document: DocumentId, first: int, last: int) -> UnitChange:
    """Return what joining the units from `first` to `last` (from 0) would do; raises `NotAllowed`."""
    return _change(project, document, join(_units(project, document, first), first, last))


def cut_units(
    project: Project,
    documents: Iterable[DocumentId] | None = None,
    again: bool = False,
    progress: Progress = silent,
) -> list[UnitChange]:
    """Cut documents into units by rule, in one step; return what was done. See `plan_cut`."""
    wanted = tuple(change.document.id for change in plan_cut(project, documents, again))
    if not wanted:
        return []

    def plans() -> Iterable[UnitChange]:
        for number, id in enumerate(wanted, 1):
            yield from plan_cut(project, [id], again=True)
            progress(number, len(wanted), "")

    def verb(done: Sequence[UnitChange]) -> Verb:
        units = sum(len(one.after) for one in done)
        return verbs.CutUnits(documents=wanted, units=units, codings=_count(done))

    return _carry_out(project, plans, verb)


def split_unit(project: Project, document: DocumentId, at: int, places: Sequence[int]) -> UnitChange:
    """Split a unit, in one step; return what was done. See `plan_split`."""
    parts = len(set(places)) + 1
    (done,) = _carry_out(
        project,
        lambda: [plan_split(project, document, at, places)],
        lambda done: verbs.SplitUnit(document=document, unit=at + 1, parts=parts, codings=_count(done)),
    )
    return done


def join_units(project: Project, document: DocumentId, first: int, last: int) -> UnitChange:
    """Join units, in one step; return what was done. See `plan_join`."""
    (done,) = _carry_out(
        project,
        lambda: [plan_join(project, document, first, last)],
        lambda done: verbs.JoinUnits(document=document, unit=first + 1, parts=last - first + 1, codings=_count(done)),
    )
    return done


def _carry_out(
    project: Project, plans: Callable[[], Iterable[UnitChange]], verb: Callable[[Sequence[UnitChange]], Verb]
) -> list[UnitChange]:
    """Do what is planned, also to what lies in the recycle bin, of which nobody is told."""
    shown = list(plans())
    with project.transact(verb(shown)), project.removals.hiding.shown(*_SHOWN_WITH):
        for change in plans():
            _write(project, change)
    return shown


def _write(project: Project, change: UnitChange) -> None:
    project.units.put({change.document.id: change.after})
    found = change.follows
    there = project.spans.which_exist(list(found.spans))
    project.decisions.delete(one.id for one in found.reopened)
    for id in there:
        project.spans.put(found.spans[id])  # type: ignore[index]
    project.spans.add(span for id, span in found.spans.items() if id not in there)
    project.links.delete(found.dropped_links)
    known = project.links.which_exist([one.id for one in found.links])
    for link in found.links:
        if link.id in known:
            project.links.put(link)
    project.links.add(link for link in found.links if link.id not in known)
    decided = project.decisions.which_exist([one.id for one in found.decisions])
    for decision in found.decisions:
        if decision.id in decided:
            project.decisions.put(decision)
    project.decisions.add(one for one in found.decisions if one.id not in decided)
    project.spans.delete(found.dropped)


def _change(project: Project, document: DocumentId, after: tuple[Extent, ...]) -> UnitChange:
    info, before = project.documents.info(document), project.units.of_document(document)
    coded = codings_of(project, document)
    text = project.documents.text(info.text_sha256)
    return UnitChange(info, before, after, following(text, before, after, coded.spans, coded.links, coded.decisions))


def _units(project: Project, document: DocumentId, at: int) -> tuple[Extent, ...]:
    _must_be_given(project)
    units, title = project.units.of_document(document), project.documents.info(document).title
    if not units:
        raise NotAllowed(f"“{title}” is not cut into units yet.")
    if not 0 <= at < len(units):
        raise NotAllowed(f"“{title}” has no unit {at + 1:,}; it has {len(units):,}.")
    return units


def _must_be_given(project: Project) -> None:
    if not is_given(project):
        raise NotAllowed("The codebook says that any passage is coded; say there first which units are given.")


def _count(changes: Sequence[UnitChange]) -> int:
    return sum(len(one.follows.followed) for one in changes)
