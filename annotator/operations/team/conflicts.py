"""What two copies did without having seen each other, as choices with letters; each decision is an ordinary step.

One of what they said stands until somebody decides: it is provisional. Whoever may do a thing decides about it, and of
what is in a coder's layer the coder alone is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.model.errors import NotFound
from annotator.model.verbs.team import DecideConflict, Subject
from annotator.model.wording import counted, one_or_many
from annotator.operations.people import roles
from annotator.operations.people.roles import ACT_OF_SUBJECT, Right
from annotator.operations.team.conflict_kinds import found
from annotator.operations.team.conflict_types import OpenConflict, SaidBy
from annotator.operations.team.more_conflicts import IN_BIN
from annotator.store.project import Project

_OWN = (Subject.CODING, Subject.REMARK, Subject.MEMO)
"""What is its coder's alone."""


def listed(project: Project) -> list[OpenConflict]:
    """Return what is open and for whoever is at work to know, in the order in which it is best decided.

    It reads what copies said of rows, so it belongs into the background.
    """
    return [_for(project, one) for one in found(project) if _is_seen(project, one)]


def decide(project: Project, key: str, letter: str) -> OpenConflict:
    """Let what has a letter hold, in one step; return what was decided.

    Raises `NotFound` where it is not open any more, `NotAllowed` where whoever is at work may not.
    """
    conflict = next((one for one in listed(project) if one.key == key), None)
    if conflict is None:
        raise NotFound("This is not open any more: it was decided, or what it was about is gone.")
    verb = DecideConflict(
        subject=conflict.subject, document=conflict.document, actor=conflict.actor, coder=conflict.coder
    )
    roles.refuse(project, verb)
    choice = conflict.choice(letter)
    with project.transact(verb) as step:
        choice.way(project, step)
    return conflict


def open_count(project: Project) -> int:
    """Return how many conflicts are open, whoever may know what they are about: the same in each copy of the project.

    What came into the recycle bin of this one is not among them: nothing of it stands in what is taken out.
    """
    if not project.decided_rows.has_company():
        return 0
    return sum(not one.key.startswith(IN_BIN) for one in found(project))


def open_said(count: int) -> str:
    """Return how many conflicts are open, for whoever takes something out of the project; empty for none."""
    if not count:
        return ""
    return f"{counted(count, 'conflict')} {one_or_many(count, 'is', 'are')} open; what stands there is provisional."


def voices_said(voices: Sequence[SaidBy], when: Callable[[str], str]) -> str:
    """Return who said something: “Lea, 24 Nov; Dana, 25 Nov”. `when`: says a time."""
    return "; ".join(", ".join(filter(None, (one.name, when(one.time)))) for one in voices)


def _is_seen(project: Project, one: OpenConflict) -> bool:
    """Whether whoever is at work is told of a conflict: a coder of their own alone, others of no coder's own."""
    if one.subject in _OWN and one.coder is not None:
        return one.coder == project.person
    return not roles.why_not(project, Right.SEE, project.person)


def _for(project: Project, one: OpenConflict) -> OpenConflict:
    return replace(one, why_not=roles.why_not(project, ACT_OF_SUBJECT[one.subject], project.person))
