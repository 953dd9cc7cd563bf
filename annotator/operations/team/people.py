"""The people of a project as a table: what each was given, what went out and came in, and how they stand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from annotator.model.coder import Assignment, Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.project import history
from annotator.operations.team.copy_keys import is_whole
from annotator.store.project import Project


class MemberStanding(StrEnum):
    """How somebody stands with the rest; the value is how it is said."""

    TO_TAKE = "to take in"
    LATE = "late"
    IN_STEP = "in step"
    HERE = "works in this file"
    OUT = "nothing came yet"
    UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Post:
    """What was exchanged with a person last.

    `sent`: when a file or packet was written for them, `came`: when one of theirs was taken in (UTC, ISO 8601; empty:
    never); `brought`: the acts of that one.
    """

    sent: str = ""
    came: str = ""
    brought: int = 0


_NO_POST = Post()


@dataclass(frozen=True, slots=True)
class Member:
    """A person. `documents`: how many are theirs to code, `done` of them; `late`: how many should be done by now.

    `works_here`: whether they are at the desk, or did steps in this very file and have no copy of theirs. `is_shown`:
    whether whoever looks may know more of them than their name and roles.
    """

    id: CoderId
    name: str
    roles: tuple[TeamRole, ...]
    documents: int = 0
    done: int = 0
    late: int = 0
    post: Post = field(default=_NO_POST)
    works_here: bool = False
    is_shown: bool = True

    def standing(self, waiting: Collection[str] = ()) -> MemberStanding:
        """Return how they stand; `waiting`: the people of whom a packet is here that was not taken in yet."""
        if not self.is_shown:
            return MemberStanding.UNKNOWN
        if self.id in waiting:
            return MemberStanding.TO_TAKE
        if self.late:
            return MemberStanding.LATE
        if self.works_here:
            return MemberStanding.HERE
        if self.post.came:
            return MemberStanding.IN_STEP
        return MemberStanding.OUT if self.post.sent else MemberStanding.UNKNOWN


def members(project: Project, today: date) -> list[Member]:
    """Return the people in the order in which they came; of others, a coder is told names and roles alone.

    It reads all assignments, so it belongs into the background.
    """
    sees = not roles.why_not(project, Right.SEE, project.person)
    post = last_post(project)
    here = {id for id, _ in history.people(project) if not post.get(id, _NO_POST).sent} | {project.person}
    return [
        _member(project, one, post.get(one.id, _NO_POST), one.id in here, today)
        if sees or one.id == project.person
        else Member(one.id, one.name, one.roles, is_shown=False)
        for one in roles.people_of(project)
    ]


def _member(project: Project, one: Coder, post: Post, works_here: bool, today: date) -> Member:
    layers = project.layers.of_coder(one.id)
    given = [each for layer in layers for each in project.assignments.of_layer(layer.id)]
    late = sum(_is_late(each, today) for each in given)
    return Member(one.id, one.name, one.roles, len(given), sum(each.done for each in given), late, post, works_here)


def _is_late(one: Assignment, today: date) -> bool:
    return not one.done and one.due is not None and date.fromisoformat(one.due) < today


_NUMBERS = ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def headline(team: Sequence[Member], waiting: int, conflicts: int, to_hand_in: int | None = None) -> str:
    """Return in a line who there is and what is to be done first. `waiting`: packets, `conflicts`: those open.

    `to_hand_in`: in a coder's own copy, the acts that were not handed in yet.
    """
    if to_hand_in is not None:
        return _own_headline(waiting, conflicts, to_hand_in)
    people = _number(len(team), "person", "people")
    late = [isolated(one.name) for one in team if one.is_shown and one.late]
    if waiting:
        return f"{people}; {_number(waiting, 'packet waits', 'packets wait').lower()}"
    if conflicts:
        return f"{people}; {counted(conflicts, 'conflict')} to decide"
    if late:
        return f"{people}; {word_list(late)} {one_or_many(len(late), 'is', 'are')} late"
    if len(team) < 2:
        return f"{people}: add somebody, or code alone"
    return f"{people}, in step" if any(one.post.came for one in team) else people


def _own_headline(waiting: int, conflicts: int, to_hand_in: int) -> str:
    """Return what is to be done in a coder's own copy."""
    if waiting:
        return f"{_number(waiting, 'packet waits', 'packets wait')} for you to take in"
    if conflicts:
        return f"{counted(conflicts, 'conflict')} of yours to decide"
    if to_hand_in:
        return f"{counted(to_hand_in, 'act is', 'acts are')} not handed in yet"
    return "Everything of yours is handed in"


def _number(number: int, one: str, many: str) -> str:
    said = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{said} {one_or_many(number, one, many)}"


def last_post(project: Project) -> Mapping[str, Post]:
    """Return what was exchanged last with each person, by their id.

    What came from a whole copy does not say whose that is: where one alone was given one, it is theirs.
    """
    found: dict[str, Post] = {}
    for packet in project.handed.packets():
        found[packet.person] = Post(packet.time)
    others = [one.id for one in project.coders.all() if is_whole(one) and one.id in found and one.id != project.person]
    for one in project.deliveries.all():
        person = one.person or (others[0] if len(others) == 1 else "")
        if one.is_taken:
            found[person] = Post(found.get(person, _NO_POST).sent, one.came, one.acts)
    return found
