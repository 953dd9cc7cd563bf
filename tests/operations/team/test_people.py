"""The table of people: who is told what of whom, and what the headline says is to be done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import Assignment, TeamRole
from annotator.model.ids import CoderId
from annotator.model.verbs.project import ShareCodebook
from annotator.operations.coding import annotate
from annotator.operations.team.people import Member, MemberStanding, Post, headline, members
from annotator.store.project import Project
from tests.ui.windows import make_project

TODAY = date(2026, 11, 28)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(make_project(tmp_path / "team.annot", coders=["Lea", "Ana", "Ben"])) as opened:
        yield opened


def test_whoever_leads_is_told_of_all_and_a_coder_of_themselves_alone(project: Project) -> None:
    lea, ana, ben = project.coders.all()
    project.person = ana.id
    layer = project.layers.of_coder(ana.id)[0]
    annotate.mark_done(project, layer.id, project.documents.all()[0].id)
    project.person = lea.id
    table = members(project, TODAY)
    assert [one.name for one in table] == ["Lea", "Ana", "Ben"] and all(one.is_shown for one in table)
    assert (table[1].documents, table[1].done, table[1].works_here) == (1, 1, True)
    assert table[0].roles == (TeamRole.LEAD,)
    project.person = ben.id
    seen = members(project, TODAY)
    assert [one.is_shown for one in seen] == [False, False, True]
    assert (seen[1].documents, seen[1].done, seen[1].works_here) == (0, 0, False)
    assert [one.roles for one in seen] == [one.roles for one in table]


def test_a_document_is_late_from_the_day_after_it_is_due_until_it_is_done(project: Project) -> None:
    lea, ana, _ = project.coders.all()
    project.person = lea.id
    layer = project.layers.of_coder(ana.id)[0]
    document = project.documents.all()[0].id
    with project.transact(ShareCodebook(on=True)):
        project.assignments.put([Assignment(layer=layer.id, document=document, given=True, due="2026-11-28")])
    assert members(project, TODAY)[1].late == 0
    assert members(project, date(2026, 11, 29))[1].late == 1
    project.person = ana.id
    annotate.mark_done(project, layer.id, document)
    project.person = lea.id
    assert members(project, date(2026, 11, 29))[1].late == 0


POSTS = st.builds(
    Post, st.sampled_from(["", "2026-11-24T10:00:00+00:00"]), st.sampled_from(["", "2026-11-25T10:00:00+00:00"])
)
MEMBERS = st.builds(
    Member,
    st.sampled_from([CoderId("a"), CoderId("b")]),
    st.sampled_from(["Ana", "李雷", "ليلى"]),
    st.just((TeamRole.CODER,)),
    late=st.integers(0, 2),
    post=POSTS,
    works_here=st.booleans(),
    is_shown=st.booleans(),
)


@given(MEMBERS, st.sets(st.sampled_from(["a", "b"])))
def test_what_is_to_be_done_comes_first_and_nothing_is_said_of_whom_one_may_not_know(
    one: Member, waiting: set[str]
) -> None:
    standing = one.standing(waiting)
    if not one.is_shown:
        assert standing is MemberStanding.UNKNOWN
    elif one.id in waiting:
        assert standing is MemberStanding.TO_TAKE
    else:
        assert (standing is MemberStanding.LATE) == bool(one.late)
        assert (standing is MemberStanding.HERE) == (one.works_here and not one.late)
        assert standing is not MemberStanding.IN_STEP or one.post.came


@given(st.lists(MEMBERS, min_size=1, max_size=12), st.integers(0, 12), st.integers(0, 3000))
def test_the_headline_names_the_people_and_the_first_thing_to_do(team: list[Member], waiting: int, open_: int) -> None:
    said = headline(team, waiting, open_)
    assert said.startswith(
        ("One person", "Two people", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "T", "1")
    )
    assert ("packet" in said) == bool(waiting)
    assert ("to decide" in said) == (not waiting and bool(open_))


def test_headlines_as_they_are_read() -> None:
    team = [Member(CoderId(name), name, (TeamRole.CODER,)) for name in ("Ana", "Ben", "Chloé", "Dana")]
    assert headline(team, 1, 2) == "Four people; one packet waits"
    assert headline(team, 0, 2) == "Four people; 2 conflicts to decide"
    assert (
        headline([*team[:3], Member(CoderId("d"), "Dana", (TeamRole.CODER,), late=2)], 0, 0)
        == "Four people; Dana is late"
    )
