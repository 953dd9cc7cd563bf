"""Whether a person sees what others coded: the blindness of coders, and the one question that a lead is asked."""

from enum import StrEnum

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.verbs import id_of_kind
from annotator.model.verbs.project import SeeOthers
from annotator.operations.people import people, roles
from annotator.operations.people.roles import Right
from annotator.store.project import Project


class Sight(StrEnum):
    """What others coded, for a person: shown, shown once they have asked for it, or not before it is released."""

    SHOWN = "shown"
    ASKED = "asked"
    REFUSED = "refused"


def sight(project: Project, person: CoderId | None) -> Sight:
    """Return whether a person sees what others coded.

    Where one works alone there are no others. An adjudicator who does not code sees it, as that is the work; who codes
    besides, or leads, has to ask for it, once. A coder sees it when the gold of all that others coded is released. A
    project as it was is shown whole to whom it was opened for.
    """
    if project.as_of and person is not None and project.shows_others_to(person):
        return Sight.SHOWN
    if project.owner is not None:
        return Sight.REFUSED  # a coder's copy holds nothing of the others
    there = project.coders.all()
    if len(there) < 2 and (person is not None or not there):
        return Sight.SHOWN
    held = roles.roles_of(project, person)
    if person is not None and project.releases.is_all_released(person):
        return Sight.SHOWN
    if roles.why_not(project, Right.SEE, person):
        return Sight.REFUSED
    return Sight.ASKED if TeamRole.CODER in held and not has_asked(project, person) else Sight.SHOWN


def has_asked(project: Project, person: CoderId | None) -> bool:
    """Whether the history says that a person asked to see what others coded, or they did while it can only be read."""
    if person is None:
        return False
    return project.shows_others_to(person) or project.journal.has_noted(id_of_kind(SeeOthers), person)


def ask(project: Project, place: str) -> str:
    """Let whoever is at work see what others coded, which the history keeps with the `place`.

    Where the project can only be read, it holds as long as it is open; a sentence says then that it is not kept.
    """
    if project.read_only and project.person is not None:
        project.show_others_to(project.person)
        return UNKEPT
    people.see_others(project, place)
    return ""


UNKEPT = "What others coded is shown; since the project can only be read, its history does not keep that you looked."


def refuse_unseen(project: Project, place: str, asks: bool = False) -> str:
    """Raise `NotAllowed` where whoever is at work does not see what others coded.

    `asks`: they ask for it now, which the history keeps with the `place`, or the sentence that comes back says not.
    """
    found = sight(project, project.person)
    if found is Sight.REFUSED:
        raise NotAllowed(roles.why_not(project, Right.SEE, project.person))
    if found is Sight.ASKED:
        if not asks:
            raise NotAsked
        return ask(project, place)
    return ""


class NotAsked(NotAllowed):
    """Who may see what others coded has not asked for it yet."""

    def __init__(self) -> None:
        super().__init__("This shows what others coded before it is released; ask for it first.")
