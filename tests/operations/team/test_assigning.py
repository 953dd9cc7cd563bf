"""Documents given to coders, taken back, and until when they are to be done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.assigning.choice import WorkChoice
from annotator.model.coder import State, TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId, DocumentId
from annotator.model.verbs.project import RemoveLayer
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people, roles
from annotator.operations.project import history
from annotator.operations.team import assigning
from annotator.store.project import Project
from tests.operations.desks import BOOK
from tests.projects import said


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Twelve documents, of which a third is Chinese; Lea leads, Ana and Ben code."""
    with Project.create(tmp_path / "p.annot", BOOK) as made:
        drafts = [
            DocumentDraft(f"Text {at}", "word " * (at + 1), metadata={"language": "zh" if at % 3 == 0 else "en"})
            for at in range(12)
        ]
        documents.add_drafts(made, drafts)
        lea, *_ = [people.add_coder(made, name)[0] for name in ("Lea", "Ana", "Ben")]
        made.person = lea.id
        roles.obey(made)
        yield made


def coder(project: Project, name: str) -> CoderId:
    return people.person_named(project, name).id


def choice_of(project: Project, *names: str) -> WorkChoice:
    return WorkChoice(tuple(coder(project, name) for name in names), 7, several=4, strata=("language",))


def given(project: Project) -> dict[tuple[str, DocumentId], tuple[bool, str | None]]:
    names = {layer.id: layer.name for layer in project.layers.all()}
    return {(names[one.layer], one.document): (one.first, one.due) for one in project.assignments.all_given()}


def test_what_is_offered_says_how_long_it_is_and_what_stands_in_the_fields(project: Project) -> None:
    there = assigning.offered(project, ("language", "kind"))
    assert [one.words for one in there] == list(range(1, 13))
    assert [one.stratum for one in there[:3]] == [("zh", ""), ("en", ""), ("en", "")]
    assert all(not one.held and not one.is_pilot for one in there)
    some = {one.id for one in there[2:5]}
    assert [one.id for one in assigning.offered(project, (), some)] == [one.id for one in there[2:5]]


def test_a_draw_is_written_as_one_step_and_taken_back_as_one(project: Project) -> None:
    drawn = assigning.plan_work(project, replace(choice_of(project, "Ana", "Ben"), pilot=2))
    assert given(project) == {}, "nothing is written before"
    assigning.give_out(project, drawn, "2026-12-24", "2026-12-01")
    expected = {
        (people_name, id): (id in drawn.pilot, "2026-12-01" if id in drawn.pilot else "2026-12-24")
        for people_name in ("Ana", "Ben")
        for id, coders in drawn.coders.items()
        if coder(project, people_name) in coders
    }
    assert given(project) == expected and len(expected) == 2 * 2 + 4 * 2 + 6
    assert said(project) == "Give 12 documents to Ana, Ben by lot, seed 7"
    history.undo(project)
    assert given(project) == {}
    history.redo(project)
    assert given(project) == expected


def test_what_was_given_or_begun_stays_and_counts_in(project: Project) -> None:
    infos, ana = project.documents.all(), coder(project, "Ana")
    with people.acting_as(project, ana):
        annotate.add_span(project, infos[0].id, project.layers.of_coder(ana)[0].id, [(0, 4)], "appeal")
    assigning.assign(project, [ana], [infos[1].id], "2026-12-01")
    drawn = assigning.plan_work(project, replace(choice_of(project, "Ana", "Ben"), several=0))
    assert drawn.coders[infos[0].id] == drawn.coders[infos[1].id] == {ana}
    assigning.give_out(project, drawn, "2026-12-24")
    there = given(project)
    assert there["Ana", infos[0].id] == (False, "2026-12-24"), "what was begun is given, too"
    assert there["Ana", infos[1].id] == (False, "2026-12-01"), "what was given keeps its day"
    assert sorted(name for name, _ in there) == ["Ana"] * 6 + ["Ben"] * 6
    with pytest.raises(NotAllowed, match="nothing to give out"):
        assigning.give_out(project, assigning.plan_work(project, drawn.choice))


def test_what_was_begun_by_themselves_is_given_though_nothing_else_is(project: Project) -> None:
    ana, infos = coder(project, "Ana"), project.documents.all()
    layer = project.layers.of_coder(ana)[0].id
    with people.acting_as(project, ana):
        for info in infos:
            annotate.mark_done(project, layer, info.id)
    drawn = assigning.plan_work(project, WorkChoice((ana,)))
    assert drawn.new == {} and len(drawn.taken_over()) == 12
    assigning.give_out(project, drawn, "2026-12-24")
    assert given(project) == {("Ana", info.id): (False, "2026-12-24") for info in infos}
    assert said(project) == "Give 12 documents to Ana by lot, seed 1"
    assert assigning.plan_work(project, WorkChoice((ana,))).taken_over() == {}


def test_a_pilot_round_stays_one_when_somebody_comes_later(project: Project) -> None:
    choice = replace(choice_of(project, "Ana"), pilot=3, several=0)
    drawn = assigning.plan_work(project, choice)
    assigning.give_out(project, drawn)
    again = assigning.plan_work(project, replace(choice, people=(*choice.people, coder(project, "Ben"))))
    assert again.pilot == drawn.pilot == set(again.new)
    assigning.give_out(project, again)
    assert {id for (_, id), (first, _) in given(project).items() if first} == drawn.pilot


def test_whoever_has_no_layer_gets_one_and_a_sample_coded_once_more_is_none(project: Project) -> None:
    ana = coder(project, "Ana")
    layer = project.layers.of_coder(ana)[0]
    with project.transact(RemoveLayer(layer=layer.id)):
        project.layers.delete([layer.id])
    assert assigning.work_layer(project, ana) is None
    assigning.assign(project, [ana], [project.documents.all()[0].id])
    made = assigning.work_layer(project, ana)
    assert made is not None and made.name == "Ana" and len(project.assignments.of_layer(made.id)) == 1
    history.undo(project)
    assert assigning.work_layer(project, ana) is None


def test_documents_are_given_and_taken_back_by_hand_and_what_is_done_stays_done(project: Project) -> None:
    ana, ben = coder(project, "Ana"), coder(project, "Ben")
    ids = [info.id for info in project.documents.all()[:2]]
    assigning.assign(project, [ana, ben], ids)
    assert assigning.who_codes(project, ids) == {coder(project, "Lea"): 0, ana: 2, ben: 2}
    layer = project.layers.of_coder(ana)[0].id
    with people.acting_as(project, ana):
        annotate.mark_done(project, layer, ids[0])
    assigning.set_due(project, [ana], ids, "2027-01-31")
    assert said(project) == "Let 2 documents of Ana be due on 2027-01-31"
    assert {due for (_, _), (_, due) in given(project).items()} == {None, "2027-01-31"}
    assigning.set_due(project, [ana], ids[:1], None)
    assert said(project) == "Take away the due day of a document of Ana"
    assigning.unassign(project, [ana], ids)
    assert said(project) == "Take 2 documents back from Ana"
    assert assigning.who_codes(project, ids)[ana] == 0
    assert project.assignments.state(layer, ids[0]) is State.DONE
    assigning.assign(project, [ana], ids[:1])
    assert project.assignments.state(layer, ids[0]) is State.DONE, "it was done when it was given again"


def test_the_day_of_several_is_said_where_they_have_one(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [info.id for info in project.documents.all()]
    assert assigning.common_due(project, ids) == ""
    assigning.assign(project, [ana], ids[:2], "2026-12-24")
    assigning.assign(project, [ana], ids[2:4])
    assert [assigning.common_due(project, some) for some in (ids[:2], ids[:3], ids[2:4])] == ["2026-12-24", "", ""]


def test_what_says_nothing_new_is_no_step(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [project.documents.all()[0].id]
    assigning.assign(project, [ana], ids, "2026-12-24")
    count = project.journal.count()
    assigning.assign(project, [ana], ids, "2027-12-24")
    assigning.set_due(project, [ana], ids, "2026-12-24")
    assigning.unassign(project, [coder(project, "Ben")], ids)
    assert project.journal.count() == count


def test_what_cannot_be_given_is_said_in_a_sentence(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [project.documents.all()[0].id]
    for day in ("24.12.2026", "2026-02-30", "20261224", ""):
        with pytest.raises(NotAllowed, match="is no day; write it as 2026-01-31"):
            assigning.assign(project, [ana], ids, day)
    with pytest.raises(NotFound):
        assigning.assign(project, [ana], [DocumentId("gone")])
    with pytest.raises(NotFound):
        assigning.plan_work(project, WorkChoice((CoderId("gone"),)))
    assert given(project) == {}


def test_giving_out_is_for_whoever_leads(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [project.documents.all()[0].id]
    assert roles.roles_of(project, ana) == {TeamRole.CODER}
    drawn = assigning.plan_work(project, WorkChoice((ana,)))
    project.person = ana
    for attempt in (
        lambda: assigning.plan_work(project, WorkChoice((ana,))),
        lambda: assigning.give_out(project, drawn),
        lambda: assigning.assign(project, [ana], ids),
        lambda: assigning.unassign(project, [ana], ids),
        lambda: assigning.set_due(project, [ana], ids, None),
        lambda: assigning.who_codes(project, ids),
    ):
        with pytest.raises(NotAllowed, match="Giving out documents to be coded is for whoever leads; ask Lea"):
            attempt()
