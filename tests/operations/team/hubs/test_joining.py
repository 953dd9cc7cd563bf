"""Joining: with an invitation once, again after a lost password, in another role, into a copy that is there."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from annotator.hub.problems import HubProblem, NotMember, Unreachable, WrongPassword
from annotator.model.coder import TeamRole
from annotator.model.errors import BadProject, NotAllowed
from annotator.operations.people import people
from annotator.operations.team import copies
from annotator.operations.team.hubs import joining
from annotator.store.project import Project
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_team, password
from tests.operations.team.hubs.test_exchanging import spans
from tests.postgres import Postgres


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana")
    yield made
    made.close()


def test_an_invitation_serves_once_and_goes_on_where_it_was_broken_off(team: HubTeam, tmp_path: Path) -> None:
    team.assign("Ben", 0)
    path, secret = team.invite("Ben"), password()
    invitation = joining.look(path)
    taken = team.folder / "Ben.annot"
    taken.write_text("somebody else's")
    with pytest.raises(BadProject, match="exists already"):
        joining.join(invitation, taken, secret)
    with pytest.raises(BadProject, match="does not exist"):
        joining.join(invitation, tmp_path / "no folder" / "Ben.annot", password())
    taken.unlink()
    with (
        patch.object(joining, "_make", side_effect=Unreachable("The server was switched off.")),
        pytest.raises(Unreachable),
    ):
        joining.join(invitation, taken, secret)
    with pytest.raises(NotMember, match="was used already"):
        joining.join(invitation, taken, password())
    assert not taken.exists()
    assert joining.join(invitation, taken, secret) == taken, "with the password that was chosen it goes on"
    with Project.open(taken) as project:
        assert len(project.documents.all()) == 1


def test_who_joined_is_invited_anew_only_where_that_is_said_and_goes_on_in_the_same_copy(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    with pytest.raises(NotAllowed, match="has joined already"):
        team.invite("Ana")
    path, secret = team.invite("Ana", anew=True), password()
    with pytest.raises(HubProblem):
        ana.exchange()
    joining.join(joining.look(path), ana.project, secret)
    assert len(ana.project.hubs.all()) == 1
    ana.password = secret
    ana.code(team.documents[0], 6, 9)
    ana.exchange()
    team.lead.exchange()
    assert spans(team.lead) == spans(ana) and len(spans(ana)) == 2


def test_a_role_that_takes_another_copy_is_told_and_nothing_is_lost(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    people.set_roles(team.lead.project, ana.person, [TeamRole.ADJUDICATOR])
    team.lead.exchange(is_first=True)
    with pytest.raises(NotMember, match="what you coded was handed over"):
        ana.exchange()
    team.lead.exchange()
    assert spans(team.lead) == spans(ana) != set()
    path = team.invite("Ana", anew=True)
    made = joining.join(joining.look(path), team.folder / "Ana whole.annot", password())
    with Project.open(made) as whole:
        assert whole.owner is None and spans(HubMember(whole, ana.person, "")) == spans(ana)


def test_a_copy_that_was_given_out_as_a_file_joins(team: HubTeam) -> None:
    team.assign("Ben", 1)
    (given,) = copies.give_out(team.lead.project, team.folder, [team.people["Ben"]])
    assert given.path is not None
    with Project.open(given.path, team.people["Ben"]) as copy:
        ben = HubMember(copy, team.people["Ben"], password())
        ben.code(team.documents[1], 0, 6)
        joining.join(joining.look(team.invite("Ben")), copy, ben.password)
        team.lead.exchange()
        assert spans(team.lead) == spans(ben) != set()
        ana = joining.look(team.invite("Ana", anew=True))
        with pytest.raises(NotAllowed, match="another’s copy"):
            joining.join(ana, copy, password())


def test_a_wrong_password_is_said(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.password = "not that one"
    with pytest.raises(WrongPassword):
        ana.exchange()


def test_a_short_password_is_refused_before_anything_is_asked(team: HubTeam) -> None:
    invitation = joining.look(team.invite("Ben"))
    with pytest.raises(NotAllowed, match="at least"):
        joining.join(invitation, team.folder / "Ben.annot", "short")


def test_a_whole_copy_is_joined_by_who_works_at_it_and_where_it_can_be_written(team: HubTeam) -> None:
    project = team.lead.project
    login, invitation = team.lead.hub.url, joining.look(team.invite("Dan"))
    with pytest.raises(NotAllowed, match="somebody else is at work here"):
        joining.join(invitation, project, password())
    project.person = team.people["Dan"]
    with (
        patch.object(Project, "read_only", "It can be read alone."),
        pytest.raises(NotAllowed, match="It can be read alone"),
    ):
        joining.join(invitation, project, password())
    assert [one.url for one in project.hubs.all()] == [login]
    project.person = team.people["Lea"]
    with (
        patch.object(Project, "read_only", "It can be read alone."),
        pytest.raises(NotAllowed, match="It can be read alone"),
    ):
        team.lead.exchange()
    assert team.lead.exchange().problem == ""
