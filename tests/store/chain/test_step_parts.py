"""What a step did goes into the channels of its rows, and nothing of somebody's work into one that others read."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.ids import ActorId, new_id
from annotator.model.verbs.project import SeeOthers
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.feedback import releases
from annotator.operations.people import people
from annotator.store.project import Project
from tests.projects import Desk, make_desk
from tests.store.parts_read import leaks, parts_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def latest(project: Project) -> dict[str, list[tuple[str, str, object]]]:
    """Return what the latest step's parts wrote, by channel: table, row, fields."""
    step = project._connection.execute("SELECT sitting, place FROM steps ORDER BY number DESC LIMIT 1").fetchone()
    return {
        strand.channel: [(write.table, write.row, write.fields) for write in part.writes]
        for strand, part, _ in parts_of(project)
        if (strand.sitting, part.step) == step
    }


def only_codes(desk: Desk) -> None:
    """Let Ana be a coder and nothing more."""
    with desk.project.transact(Told(sentence="Roles")):
        desk.project.coders.put_roles(desk.ana.id, (TeamRole.CODER,))


def somebody(name: str = "Somebody", parent: str | None = None) -> Actor:
    return Actor(id=ActorId(new_id()), name=name, kind=ActorKind.PERSON, parent=ActorId(parent) if parent else None)


def test_a_coding_is_in_its_coders_channel_with_what_was_done(desk: Desk) -> None:
    span = desk.code("urged China")
    ((channel, writes),) = latest(desk.project).items()
    assert channel == f"coder/{desk.ana.id}" and [row for _, row, _ in writes] == [span.id]
    _, part, _ = parts_of(desk.project)[-1]
    assert part.facts["span"] == span.id and part.verb == "code"


def test_each_document_has_a_channel_and_only_the_lead_reads_what_was_done_to_all(desk: Desk) -> None:
    desk.project.person = None
    added, _ = documents.add_drafts(desk.project, [DocumentDraft("a", "aa"), DocumentDraft("b", "bb")])
    assert set(latest(desk.project)) == {"lead", *(f"document/{one.id}" for one in added)}
    facts = {strand.channel: part.facts for strand, part, _ in parts_of(desk.project)}
    assert all(facts.get(f"document/{one.id}") is None for one in added)
    releases.release(desk.project, [added[0].id])
    assert f"released/{added[0].id}" in latest(desk.project)


def test_undo_and_redo_are_parts_of_their_own_that_name_what_they_take_back(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    desk.project.undo()
    desk.project.redo()
    *_, (strand, done, _), (_, undone, _), (_, redone, _) = parts_of(desk.project)
    assert undone.target == redone.target == f"{strand.sitting}-{done.step}"
    assert [part.kind for part in (done, undone, redone)] == ["do", "undo", "redo"]
    assert [part.writes[0].fields for part in (done, undone, redone)] == [
        {"note": "look"},
        {"note": ""},
        {"note": "look"},
    ]
    assert [part.writes[0].over for part in (undone, redone)] == [done.counter, undone.counter]


def test_each_opening_and_each_person_has_another_sitting(desk: Desk) -> None:
    span = desk.code("urged China")
    desk.project.person = None
    people.add_coder(desk.project, "Ben")
    desk.project.close()
    with Project.open(desk.project.path, desk.ana.id) as again:
        annotate.set_note(again, span.id, "look")
        strands = [strand for strand, _, _ in parts_of(again)]
        persons = {strand.sitting: strand.person for strand in strands}
        assert list(persons.values()).count(desk.ana.id) == 2 and set(persons.values()) == {desk.ana.id, ""}
        (write,) = parts_of(again)[-1][1].writes
        assert write.over == (next(one.sitting for one in strands if one.person == desk.ana.id), 1)
        assert again.check() == []


def test_what_a_coder_adds_to_the_register_is_a_proposal_until_somebody_else_writes_or_names_it(desk: Desk) -> None:
    project, span = desk.project, desk.code("urged China")
    mine = f"coder/{desk.ana.id}"
    only_codes(desk)
    for actor in (edited := somebody("A"), named := somebody("B"), parent := somebody("C")):
        actors.add(project, actor)
        assert set(latest(project)) == {mine}
    annotate.set_actor(project, desk.code("China", "actor").id, named.id)
    assert set(latest(project)) == {mine}
    project.person = None
    actors.change(project, edited.model_copy(update={"name": "Somebody else"}))
    whole = {"name": "Somebody else", "kind": "person"}
    assert latest(project)["shared"] == [("actors", edited.id, whole)]
    assert latest(project)[mine] == [("actors", edited.id, {})]
    with project.transact(Told(sentence="As somebody who sees proposals")):
        project.actors.add([somebody("D", parent.id)])
    assert parent.id in [row for _, row, _ in latest(project)["shared"]]
    ben, bens = people.add_coder(project, "Ben")
    act = desk.code("undertook", "commitment", layer=bens)
    project.person = ben.id
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(actor=named.id))
    assert [row for _, row, _ in latest(project)["shared"]] == [named.id]
    assert project.check() == [] and leaks(project) == [] and span.id


def test_a_proposal_in_whose_favour_another_goes_is_everybodys_even_where_it_gains_nothing(desk: Desk) -> None:
    project, proposal, registered = desk.project, somebody("A"), somebody("A")
    only_codes(desk)
    actors.add(project, proposal)
    assert set(latest(project)) == {f"coder/{desk.ana.id}"}
    project.person = None
    actors.add(project, registered)
    actors.merge(project, proposal.id, [registered.id])
    assert ("actors", proposal.id) in [(table, row) for table, row, _ in latest(project)["shared"]]
    assert project.check() == [] and leaks(project) == []


def test_a_step_that_changes_no_row_is_a_part_as_well(desk: Desk) -> None:
    desk.project.note(SeeOthers(place="explore"))
    assert latest(desk.project) == {f"coder/{desk.ana.id}": []}
    assert desk.project.check() == []
