"""What a coder is to code, and in which order."""

from annotator.model.coder import TeamRole
from annotator.model.ids import DocumentId
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.operations.team.tasks import CoderTasks, tasks_in
from annotator.store.project import Project
from tests.operations.team.test_assigning import choice_of, coder, project

__all__ = ["project"]


def tasks_of(project: Project, name: str) -> CoderTasks:
    return tasks_in(project, project.layers.of_coder(coder(project, name))[0])


def ids_of(project: Project, name: str) -> list[DocumentId]:
    return [info.id for info in tasks_of(project, name).documents]


def test_whom_nothing_was_given_has_all_documents(project: Project) -> None:
    assert ids_of(project, "Ana") == [info.id for info in project.documents.all()]
    assert not tasks_of(project, "Ana").are_given


def test_who_only_codes_has_what_is_theirs_by_the_day_and_what_was_begun_besides_last(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [info.id for info in project.documents.all()]
    assigning.assign(project, [ana], ids[:2])
    assigning.assign(project, [ana], ids[4:6], "2026-12-24")
    assigning.assign(project, [ana], ids[6:7], "2026-12-01")
    layer = project.layers.of_coder(ana)[0].id
    with people.acting_as(project, ana):
        annotate.add_span(project, ids[9], layer, [(0, 4)], "appeal")
    found = tasks_of(project, "Ana")
    assert ids_of(project, "Ana") == [ids[6], ids[4], ids[5], ids[0], ids[1], ids[9]] and found.are_given
    assert found.due == {ids[6]: "2026-12-01", ids[4]: "2026-12-24", ids[5]: "2026-12-24"}
    assigning.unassign(project, [ana], ids[:5])
    assert ids_of(project, "Ana") == [ids[6], ids[5], ids[9]]


def test_a_pilot_round_comes_first_whatever_its_day(project: Project) -> None:
    choice = choice_of(project, "Ana", "Ben")
    drawn = assigning.plan_work(project, choice.__class__(choice.people, 3, pilot=2))
    assigning.give_out(project, drawn, "2026-12-01", "2027-01-31")
    assert set(ids_of(project, "Ana")[:2]) == set(ids_of(project, "Ben")[:2]) == drawn.pilot


def test_who_leads_besides_keeps_all_documents_and_sees_the_days_of_theirs(project: Project) -> None:
    ana, ids = coder(project, "Ana"), [info.id for info in project.documents.all()]
    assigning.assign(project, [ana], ids[3:4], "2026-12-24")
    people.set_roles(project, ana, [TeamRole.CODER, TeamRole.ADJUDICATOR])
    assert ids_of(project, "Ana") == ids and tasks_of(project, "Ana").due == {ids[3]: "2026-12-24"}
