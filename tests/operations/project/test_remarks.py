"""Remarks at steps: who may write which to whom, who reads them, what becomes of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId
from annotator.model.verbs.remarks import WriteRemark
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import history, remarks, reverting
from annotator.store.chain.channels import of_coder
from annotator.store.project import Project
from tests.operations.small_team import Team, make_team

LEAD, ADJUDICATOR, CODER = TeamRole.LEAD, TeamRole.ADJUDICATOR, TeamRole.CODER
ASK = "Please take this back: it is no warning."


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = make_team(tmp_path)
    yield made
    made.project.close()


def as_(team: Team, role: TeamRole) -> Project:
    team.project.person = team.of(role)
    return team.project


def coded_by(team: Team, role: TeamRole) -> int:
    """Return the number of the step in which somebody coded."""
    return next(
        step.number for step in team.project.history(100) if step.verb.is_coding and step.person == team.of(role)
    )


def test_a_lead_asks_the_owner_who_is_reminded_until_it_is_taken_back_and_settled(team: Team) -> None:
    step = coded_by(team, CODER)
    project = as_(team, LEAD)
    assert "ask them to" in reverting.plan(project, step).refusal
    made = remarks.write(project, step, f"  {ASK} ")
    assert (made.recipient, made.text, made.settled) == (team.of(CODER), ASK, False)
    assert remarks.waiting(project, team.of(LEAD)) == remarks.waiting(project, team.of(ADJUDICATOR)) == []
    (waits,) = remarks.waiting(project, team.of(CODER))
    assert waits == (step, made)
    project = as_(team, CODER)
    plan = reverting.plan(project, step)
    reverting.revert(project, step, plan.steps)
    assert remarks.waiting(project, team.of(CODER)) == [waits], "the remark stays where its step is"
    remarks.settle(project, [made.id])
    assert remarks.waiting(project, team.of(CODER)) == []
    project.undo()
    assert remarks.waiting(project, team.of(CODER)) == [waits]
    assert project.check() == []


def test_whoever_is_asked_answers_and_the_answer_goes_back(team: Team) -> None:
    step = coded_by(team, CODER)
    remarks.write(as_(team, ADJUDICATOR), step, ASK)
    answer = remarks.write(as_(team, CODER), step, "No: line 3 warns.")
    assert (answer.coder, answer.recipient) == (team.of(CODER), team.of(ADJUDICATOR))
    assert remarks.waiting(team.project, team.of(ADJUDICATOR)) == [(step, answer)]
    assert [one.text for one in remarks.at(team.project, step, team.of(CODER))] == [ASK, "No: line 3 warns."]


def test_at_ones_own_step_there_is_nobody_to_write_to_before_somebody_wrote(team: Team) -> None:
    with pytest.raises(NotAllowed, match="your own"):
        remarks.write(as_(team, CODER), coded_by(team, CODER), ASK)


@pytest.mark.parametrize("text", ["", "  \n", "x" * (remarks.LONGEST + 1)])
def test_a_remark_says_something_and_is_no_book(team: Team, text: str) -> None:
    with pytest.raises(NotAllowed, match="between 1 and 2,000 characters"):
        remarks.write(as_(team, LEAD), coded_by(team, CODER), text)


def test_a_step_that_is_not_there_has_no_remarks(team: Team) -> None:
    with pytest.raises(NotFound, match="no step 999"):
        remarks.write(as_(team, LEAD), 999, ASK)
    assert remarks.at(team.project, 999, team.of(LEAD)) == []
    with pytest.raises(NotAllowed, match="say first who you are"):
        team.project.person = None
        remarks.write(team.project, 1, ASK)


def test_no_other_coder_reads_it_nor_who_codes_blind_writes_one_at_what_is_not_shown(team: Team) -> None:
    project = as_(team, LEAD)
    zoe, _ = people.add_coder(project, "Zoë")
    step = coded_by(team, CODER)
    made = remarks.write(project, step, ASK)
    assert made.coder == team.of(CODER)
    assert remarks.at(project, step, zoe.id, zoe.id) == remarks.at(project, step, zoe.id) == []
    assert len(remarks.at(project, step, team.of(ADJUDICATOR))) == 1
    assert remarks.at(project, step, team.of(ADJUDICATOR), team.of(ADJUDICATOR)) == [], "one that codes and is blind"
    project.person = zoe.id
    with pytest.raises(NotAllowed, match="not shown to you"):
        remarks.write(project, step, "?", zoe.id)
    with pytest.raises(NotAllowed, match="by whoever wrote it"):
        remarks.settle(project, [made.id])
    lines = history.lines(project, 100, eyes=zoe.id)
    assert all("remark" not in line.what and ASK not in line.what for line in lines)
    assert {line.remarks for line in remarks.counted_at(project, lines, zoe.id, zoe.id)} == {0}
    own = history.lines(project, 100, eyes=team.of(CODER))
    assert next(line.what for line in own) == "Write a remark to Cleo"
    assert sum(line.remarks for line in remarks.counted_at(project, own, team.of(CODER), team.of(CODER))) == 1


def test_it_travels_in_the_channel_of_the_coder_whose_it_is(team: Team) -> None:
    remarks.write(as_(team, LEAD), coded_by(team, CODER), ASK)
    renamed = documents_renamed(team)
    remarks.write(as_(team, CODER), renamed, "Why?")
    tip = "SELECT channel FROM tips JOIN strands ON strands.id = tips.strand WHERE table_name = 'remarks'"
    assert {channel for (channel,) in team.project._connection.execute(tip)} == {of_coder(team.of(CODER))}
    seen = "\n".join(team.project.strands.lines(team.of(CODER)))
    others = "\n".join(team.project.strands.lines(CoderId("somebody else")))
    assert ASK in seen and "Why?" in seen and ASK not in others and "Why?" not in others


def documents_renamed(team: Team) -> int:
    project = as_(team, LEAD)
    documents.rename(project, project.documents.all()[0].id, "Note verbale")
    return project.journal.latest()


def test_a_coder_asks_whoever_did_what_is_shared_or_whoever_leads(team: Team) -> None:
    step = documents_renamed(team)
    asked = remarks.write(as_(team, CODER), step, "Why?")
    assert (asked.coder, asked.recipient) == (team.of(CODER), team.of(LEAD))
    project = as_(team, LEAD)
    zoe, layer = people.add_coder(project, "Zoë")
    document = project.documents.all()[0].id
    project.person = zoe.id
    annotate.add_span(project, document, layer.id, [(0, 6)], "appeal")
    of_zoe = project.journal.latest()
    project = as_(team, CODER)
    to_leads = remarks.write(project, of_zoe, "Whose is this?")  # as once all is released
    assert (to_leads.coder, to_leads.recipient) == (team.of(CODER), None)
    assert [one for _, one in remarks.waiting(project, team.of(LEAD))] == [asked, to_leads]
    assert remarks.waiting(project, zoe.id) == remarks.waiting(project, team.of(CODER)) == []


def test_what_was_written_is_taken_back_by_its_author(team: Team) -> None:
    step = coded_by(team, CODER)
    project = as_(team, LEAD)
    made = remarks.write(project, step, ASK)
    assert isinstance(project.history(1)[0].verb, WriteRemark)
    project.undo()
    assert remarks.at(project, step, team.of(LEAD)) == []
    project.redo()
    assert remarks.at(project, step, team.of(LEAD)) == [made]
    as_(team, CODER)
    assert "taken back by whoever leads" in reverting.plan(project, history_of_writing(project)).refusal


def history_of_writing(project: Project) -> int:
    return next(step.number for step in project.history(9) if step.kind == "do" and isinstance(step.verb, WriteRemark))
