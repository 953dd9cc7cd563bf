"""The facts of a board: of everybody for who sees others, of a coder alone for who does not."""

from datetime import UTC, date
from pathlib import Path

import pytest

from annotator.model.coder import Assignment, TeamRole
from annotator.model.verbs.project import SeeOthers
from annotator.operations.coding import annotate
from annotator.operations.team.board import BoardFacts, HandedIn
from annotator.operations.team.board_facts import board_facts, whole_board
from annotator.operations.team.pace import PaceStanding
from annotator.sync.activity import Activity
from tests.operations.small_team import Team, make_team

TODAY = date(2026, 11, 25)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return make_team(tmp_path)


def facts_of(team: Team) -> BoardFacts:
    return board_facts(team.project, TODAY, UTC)


def give(team: Team, role: TeamRole, due: str | None) -> None:
    """Give the one document out, as the verb for it will."""
    project = team.project
    layer, document = project.layers.of_coder(team.of(role))[0].id, project.documents.all()[0].id
    with project.transact(SeeOthers(place="a test")):
        project.assignments.put([Assignment(layer=layer, document=document, given=True, due=due)])


def test_who_codes_or_was_given_something_stands_on_the_board_with_what_they_did_here(team: Team) -> None:
    team.project.person = team.of(TeamRole.ADJUDICATOR)
    facts = facts_of(team)
    assert [one.name for one in facts.coders] == ["Lea", "Cleo"], "Adam adjudicates and has coded nothing"
    assert all(one.works_here and sum(acts for acts, _ in one.activity.days.values()) == 1 for one in facts.coders)
    assert not facts.alone and facts.today == "2026-11-25"
    team.project.person = team.of(TeamRole.LEAD)
    give(team, TeamRole.ADJUDICATOR, "2026-11-20")
    found = whole_board(team.project, TODAY)
    assert [one.coder.name for one in found.coders] == ["Lea", "Adam", "Cleo"]
    assert dict(found.coders[1].coder.given) == {team.project.documents.all()[0].id: "2026-11-20"}
    assert found.coders[0].pace.standing is PaceStanding.NOTHING_GIVEN and found.coders[1].pace.late == 1
    team.project.close()


def test_a_coder_who_is_blind_hears_of_themselves_alone(team: Team) -> None:
    team.project.person = team.of(TeamRole.CODER)
    found = whole_board(team.project, TODAY)
    assert [line.coder.name for line in found.coders] == ["Cleo"] and found.alone
    assert "Lea" not in repr(found) and found.documents[0].open_cases is None
    team.project.close()


def test_done_and_opened_again_and_undone_leave_their_days_as_they_are(team: Team) -> None:
    project = team.project
    project.person = cleo = team.of(TeamRole.CODER)
    layer, document = project.layers.of_coder(cleo)[0].id, project.documents.all()[0].id

    def done() -> int:
        return sum(count for _, count in facts_of(team).coders[0].activity.days.values())

    annotate.mark_done(project, layer, document, True)
    assert done() == 1
    project.undo()
    assert done() == 0
    project.redo()
    assert done() == 1
    project.close()


def test_what_was_handed_in_counts_once_it_is_taken_in_and_waits_before(team: Team) -> None:
    project, cleo = team.project, team.of(TeamRole.CODER)
    project.person = team.of(TeamRole.LEAD)
    worked = Activity({"2026-11-24": (20, 2)}, {"d": 3.5}, "2026-11-24T17:00:00Z")
    insert = "INSERT INTO deliveries (step, person, name, made, came, acts, activity) VALUES (?, ?, ?, ?, ?, ?, ?)"
    came = ("2026-11-24T18:20:00Z", "2026-11-24T18:22:00Z", 20)
    run = project.deliveries._connection.execute
    run(insert, [None, cleo, "1.packet", *came, worked.as_json()])
    line = next(one for one in facts_of(team).coders if one.coder == cleo)
    assert line.handed_in == HandedIn(*came) and "2026-11-24" not in line.activity.days
    run(insert, [project.journal.latest(), cleo, "1.packet", *came, worked.as_json()])
    run(insert, [project.journal.latest(), cleo, "2.packet", *came, "{"])
    line = next(one for one in facts_of(team).coders if one.coder == cleo)
    assert line.handed_in == HandedIn(came[0], came[1]) and line.activity.days["2026-11-24"] == (20, 2)
    waiting = board_facts(project, TODAY, UTC, {cleo: 7})
    assert next(one for one in waiting.coders if one.coder == cleo).handed_in.waits == 7
    project.close()
