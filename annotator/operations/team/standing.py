"""How a copy stands with the others: whose it is, what is to be handed in, what went out, came in, and waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team import copies
from annotator.operations.team.handing_in import acts_here_alone
from annotator.store.project import Project
from annotator.sync.delivery import Waits


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """How a person's copy stands. `given`, `came`: what was handed out, or came, last, with when; empty for nothing.

    `acts`: how many of theirs were taken in; `is_behind`: their copy lacks something, or they have none yet.
    """

    name: str
    given: str = ""
    given_at: str = ""
    came: str = ""
    came_at: str = ""
    acts: int = 0
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class CopyStanding:
    """`owner`: whose copy it is, empty for a whole one. `to_hand_in`: acts; `waiting`: acts by the reason they wait."""

    owner: str
    to_hand_in: int
    people: tuple[PersonStanding, ...]
    waiting: dict[Waits, int]
    conflicts: int

    def sentences(self) -> Iterator[str]:
        """Yield it in sentences."""
        yield f"This is the copy of {isolated(self.owner)}." if self.owner else "This is a whole copy of the project."
        if self.owner:
            count = self.to_hand_in
            yield f"{counted(count, 'act is', 'acts are')} to be handed in." if count else "All is handed in."
        for person in self.people:
            yield f"{isolated(person.name)}: {_told(person)}."
        for reason, count in self.waiting.items():
            yield f"{counted(count, 'act')} {one_or_many(count, 'waits', 'wait')}: {_WHY[reason]}."
        if self.conflicts:
            count = self.conflicts
            yield f"{counted(count, 'conflict')} {one_or_many(count, 'waits', 'wait')} for somebody to decide."


_WHY = {
    Waits.GAP: "an earlier packet has not come",
    Waits.OVER: "they change what has not come",
    Waits.NEWER: "a newer version of annotator wrote them",
    Waits.REFUSED: "whoever wrote them may not",
    Waits.ASIDE: "taking them in was undone",
}


def standing(project: Project) -> CopyStanding:
    """Return how this copy stands with the others; of others' copies only whoever leads hears."""
    owner = project.owner
    names: dict[str, str] = {coder.id: coder.name for coder in project.coders.all()}
    leads = owner is None and not roles.why_not(project, Right.ASSIGN, project.person)
    return CopyStanding(
        owner=names.get(owner.person, "a coder") if owner is not None else "",
        to_hand_in=acts_here_alone(project),
        people=tuple(_people(project, names)) if leads else (),
        waiting={Waits(reason): count for reason, count in project.handed.waiting().items()},
        conflicts=len(project.taking.conflicts()),
    )


def _people(project: Project, names: dict[str, str]) -> Iterator[PersonStanding]:
    behind, out, came = copies.to_be_handed(project), project.handed.packets(), project.deliveries.all()
    for id, name in names.items():
        given = [one for one in out if one.person == id]
        taken = [one for one in came if one.person == id and one.is_taken]
        if given or taken or id in behind:
            yield PersonStanding(
                name,
                *((given[-1].name, given[-1].time) if given else ("", "")),
                *((taken[-1].name, taken[-1].came) if taken else ("", "")),
                sum(one.acts for one in taken),
                id in behind,
            )


def _told(one: PersonStanding) -> str:
    said = [
        f"{one.given} was written on {one.given_at[:10]}" if one.given else "has no copy yet",
        f"{counted(one.acts, 'act')} came, last on {one.came_at[:10]}" if one.came else "nothing came yet",
        "something new is to be handed out" if one.is_behind and one.given else "",
    ]
    return "; ".join(filter(None, said))
