"""Who sees what others coded: never a coder before it is released, a lead once they have asked for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed
from annotator.operations.feedback import releases
from annotator.operations.people import people
from annotator.operations.people.seeing import NotAsked, Sight, has_asked, refuse_unseen, sight
from tests.operations.small_team import Team, make_team
from tests.projects import make_desk


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = make_team(tmp_path)
    yield made
    made.project.close()


def seen(team: Team) -> dict[TeamRole, Sight]:
    return {role: sight(team.project, person) for role, person in team.people.items()}


def test_each_role_sees_what_it_is_to_see(team: Team) -> None:
    assert seen(team) == {
        TeamRole.LEAD: Sight.ASKED,
        TeamRole.ADJUDICATOR: Sight.SHOWN,
        TeamRole.CODER: Sight.REFUSED,
    }
    assert sight(team.project, None) is Sight.REFUSED, "nobody has said who they are"


def test_an_adjudicator_who_codes_as_well_is_asked_and_who_works_alone_never(team: Team, tmp_path: Path) -> None:
    team.project.person = team.of(TeamRole.LEAD)
    people.set_roles(team.project, team.of(TeamRole.ADJUDICATOR), [TeamRole.CODER, TeamRole.ADJUDICATOR])
    assert seen(team)[TeamRole.ADJUDICATOR] is Sight.ASKED
    desk = make_desk(tmp_path)
    assert sight(desk.project, desk.ana.id) is Sight.SHOWN


def test_whoever_asks_is_asked_once_and_the_history_keeps_it(team: Team) -> None:
    project, lead = team.project, team.of(TeamRole.LEAD)
    project.person = lead
    with pytest.raises(NotAsked):
        refuse_unseen(project, "Agreement")
    assert not has_asked(project, lead)
    refuse_unseen(project, "Agreement", asks=True)
    assert has_asked(project, lead) and seen(team)[TeamRole.LEAD] is Sight.SHOWN
    steps = project.journal.latest()
    refuse_unseen(project, "Agreement", asks=True)
    assert project.journal.latest() == steps
    project.person = team.of(TeamRole.CODER)
    with pytest.raises(NotAllowed, match="ask Lea or Adam"):
        refuse_unseen(project, "Agreement", asks=True)
    assert project.journal.latest() == steps, "who may not asks in vain, and nothing is kept"


def test_a_coder_sees_it_once_the_gold_of_all_that_others_coded_is_released(team: Team) -> None:
    project = team.project
    project.person = team.of(TeamRole.LEAD)
    releases.release(project)
    assert seen(team)[TeamRole.CODER] is Sight.SHOWN
    releases.set_released(project, [])
    assert seen(team)[TeamRole.CODER] is Sight.REFUSED
