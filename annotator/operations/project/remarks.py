"""Remarks at steps of the history: whoever may not take a step back asks its owner to; it is answered, and settled.

A remark is read by the coder in whose channel it is and by whoever leads or adjudicates, so that it does not tell other
coders what was coded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId, DocumentId, RemarkId, SpanId, new_id
from annotator.model.remark import Remark, StepName
from annotator.model.verbs.remarks import SettleRemarks, WriteRemark
from annotator.operations.people import roles
from annotator.operations.project import history
from annotator.operations.project.history import Line
from annotator.store.clock import now
from annotator.store.history.steps import Step
from annotator.store.project import Project

LONGEST = 2000
"""Characters of a remark."""
_JUDGES = frozenset({TeamRole.ADJUDICATOR, TeamRole.LEAD})


def write(project: Project, number: int, text: str, eyes: CoderId | None = None) -> Remark:
    """Write a remark at a step to whoever did it; at one's own step, to whoever wrote a remark there before.

    `eyes`: a coder who is not to see what others coded, as in `history.lines`; at such a step they write nothing.
    Raises `NotFound` where there is no such step, `NotAllowed` for an empty text and at one's own step without remarks.
    """
    author, step, text = project.person, _step(project, number), text.strip()
    if author is None:
        raise NotAllowed("A remark is somebody’s: say first who you are.")
    if not text or len(text) > LONGEST:
        raise NotAllowed(f"A remark has between 1 and {LONGEST:,} characters; this one has {len(text):,}.")
    if history.is_hidden(project, step, eyes):
        raise NotAllowed("What others coded is not shown to you, so you write no remarks at it.")
    name = project.remarks.name_of(number)
    assert name is not None
    coder, recipient = _addressed(project, step, name, author)
    made = Remark(RemarkId(new_id()), name, coder, author, recipient, text, now())
    where = _where(step)
    verb = WriteRemark(remark=made.id, coder=coder, recipient=recipient, documents=where[0], spans=where[1])
    with project.transact(verb):
        project.remarks.add([made])
    return made


def settle(project: Project, remarks: Sequence[RemarkId], on: bool = True) -> None:
    """Mark remarks at one step as settled, so that nobody is reminded of them, or as open again.

    Raises `NotAllowed` where whoever is at work neither wrote them nor is meant by them.
    """
    person = project.person
    found = [one for one in project.remarks.get_many(remarks) if one.settled is not on]
    if not found:
        return
    if any(not _concerns(project, one, person) for one in found):
        raise NotAllowed("A remark is settled by whoever wrote it and by whom it is written to.")
    number = project.remarks.numbers().get(found[0].step)
    documents, spans = _where(_step(project, number)) if number is not None else ((), ())
    ids = tuple(one.id for one in found)
    with project.transact(SettleRemarks(remarks=ids, on=on, coder=found[0].coder, documents=documents, spans=spans)):
        for one in found:
            project.remarks.settle(one.id, on)


def to_settle(project: Project, found: Iterable[Remark], person: CoderId | None) -> list[RemarkId]:
    """Return which of some remarks a person settles: the open ones to them, or else those of their own."""
    still = [one for one in found if not one.settled]
    mine = [one.id for one in still if is_to(project, one, person)]
    return mine or [one.id for one in still if one.author == person]


def at(project: Project, number: int, person: CoderId | None, eyes: CoderId | None = None) -> list[Remark]:
    """Return the remarks at a step that a person may read, in the order in which they were written.

    `eyes`: that person, where they are not to see what others coded, as in `history.lines`.
    """
    name = project.remarks.name_of(number)
    found = project.remarks.at(name) if name is not None else []
    return list(_readable(project, found, person, eyes))


def waiting(project: Project, person: CoderId | None) -> list[tuple[int, Remark]]:
    """Return the open remarks to a person, with the numbers of their steps, the oldest first."""
    numbers = project.remarks.numbers()
    return [
        (numbers[one.step], one)
        for one in project.remarks.all()
        if not one.settled and one.step in numbers and is_to(project, one, person)
    ]


def counted_at(
    project: Project, lines: Sequence[Line], person: CoderId | None, eyes: CoderId | None = None
) -> list[Line]:
    """Return lines of the history with the numbers of open remarks at their steps; `eyes`: see `at`."""
    if not (there := project.remarks.all()):
        return list(lines)
    numbers = project.remarks.numbers()
    readable = _readable(project, there, person, eyes)
    counts = Counter(numbers[one.step] for one in readable if one.step in numbers and not one.settled)
    return [replace(line, remarks=counts[line.number]) for line in lines]


def is_to(project: Project, remark: Remark, person: CoderId | None) -> bool:
    """Whether a remark is written to a person: to them by name, or to whoever leads, and not by themselves."""
    if person is None or remark.author == person:
        return False
    if remark.recipient is not None:
        return remark.recipient == person
    return TeamRole.LEAD in roles.roles_of(project, person)


def _concerns(project: Project, remark: Remark, person: CoderId | None) -> bool:
    return person is not None and (remark.author == person or is_to(project, remark, person))


def _readable(
    project: Project, remarks: Iterable[Remark], person: CoderId | None, eyes: CoderId | None
) -> Iterator[Remark]:
    sees_all = eyes is None and bool(_JUDGES & roles.roles_of(project, person))
    return (one for one in remarks if sees_all or one.coder == person or _concerns(project, one, person))


def _addressed(project: Project, step: Step, name: StepName, author: CoderId) -> tuple[CoderId, CoderId | None]:
    """Return in whose channel a remark is, and to whom it goes."""
    if step.person == author:
        others = [one for one in at(project, step.number, author) if one.author != author]
        if not others:
            raise NotAllowed("This step is your own, and nobody has written a remark at it that you could answer.")
        return others[-1].coder, others[-1].author
    there = project.coders.which_exist([step.person]) if step.person else set()
    owner = CoderId(step.person) if step.person in there else None
    if not _JUDGES & roles.roles_of(project, author):
        # Of what a coder writes no other coder learns: it goes to whoever leads, or to the judge whose step it is.
        is_judge = owner is not None and bool(_JUDGES & roles.roles_of(project, owner))
        return author, owner if is_judge else None
    return owner or author, owner


def _where(step: Step) -> tuple[tuple[DocumentId, ...], tuple[SpanId, ...]]:
    return tuple(map(DocumentId, step.verb.ids(DocumentId))), step.verb.passages[:1]


def _step(project: Project, number: int) -> Step:
    step = project.journal.get(number)
    if step is None:
        raise NotFound(f"There is no step {number:,} in the history.")
    return step
