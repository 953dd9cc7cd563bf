"""What is taken in by itself is nobody's step: whoever is at the desk needs no right for it, and undo passes it by."""

from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.operations.documents import documents
from annotator.operations.people import roles
from annotator.store.project import Project
from annotator.sync.delivery import Delivery
from tests.store.taking.copies import sees_all
from tests.teams.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    made = Team(tmp_path, 2)  # in which Dan leads, too
    made._begin()
    return made


def titles(project: Project) -> list[str]:
    return [one.title for one in project.documents.all()]


def renamed(team: Team, title: str) -> Delivery:
    """Let Dan, who leads, too, hold something new for all, and return it."""
    dan = team.copies["dan"].project
    dan.journal.rules.clear()
    documents.rename(dan, dan.documents.all()[0].id, title)
    return dan.strands.as_delivery(sees_all, team.copies["lead"].project.strands.vector())


def own_act(project: Project, title: str) -> None:
    documents.rename(project, project.documents.all()[-1].id, title)


def test_undo_at_the_desk_takes_back_what_was_done_there_and_not_what_came_by_itself(team: Team) -> None:
    window = team.copies["lead"].project
    lead, was = window.person, titles(window)
    delivery = renamed(team, "Came")
    own_act(window, "Mine")
    with closing(Project.open(window.path)) as background:
        background.taking.take_in(delivery, TakeIn(), is_automatic=True)
    step = window.history(1)[0]
    assert isinstance(step.verb, TakeIn) and step.person == "" and titles(window)[0] == "Came"
    assert window.undo() is not None
    assert titles(window) == ["Came", *was[1:]] and window.person == lead
    assert window.redo() is not None
    assert titles(window) == ["Came", *was[1:-1], "Mine"]
    assert window.check() == []


def test_what_comes_by_itself_leaves_what_can_be_done_again(team: Team) -> None:
    window = team.copies["lead"].project
    delivery, was = renamed(team, "Came"), titles(window)
    own_act(window, "Mine")
    window.undo()
    window.taking.take_in(delivery, TakeIn(), is_automatic=True)  # on the connection of whoever is at the desk, too
    assert window.redo() is not None
    assert titles(window) == ["Came", *was[1:-1], "Mine"] and window.check() == []


def test_rules_are_asked_of_who_takes_in_and_not_of_what_comes_by_itself(team: Team) -> None:
    window = team.copies["lead"].project
    delivery = renamed(team, "Came")
    window.person = CoderId(team.copies["ana"].person)
    assert roles.why_not(window, TakeIn(), window.person)
    with pytest.raises(NotAllowed):
        window.taking.take_in(delivery, TakeIn())
    window.taking.take_in(delivery, TakeIn(), is_automatic=True)
    assert titles(window)[0] == "Came" and window.person == team.copies["ana"].person
    assert window.check() == []


def test_in_a_coders_copy_too_it_is_nobodys(team: Team) -> None:
    copy = team.copies["ana"].project
    lead = team.copies["lead"].project
    before = copy.documents.all()
    documents.rename(lead, before[0].id, "Came")
    seen = lead.strands.channels_of(team.copies["ana"].person)
    delivery = lead.strands.as_delivery(seen.__contains__, copy.strands.vector())
    latest = copy.journal.next_undo()
    with closing(Project.open(copy.path)) as background:
        assert background.person == team.copies["ana"].person
        background.taking.take_in(delivery, TakeIn(), is_automatic=True)
    assert titles(copy)[0] == "Came" and copy.history(1)[0].person == ""
    assert copy.journal.next_undo() == latest
    assert copy.check() == [] and copy.strands.own().isdisjoint(one.name for one in delivery.strands())
