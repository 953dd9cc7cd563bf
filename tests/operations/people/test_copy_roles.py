"""Who may do what in a coder's copy: they code, whatever they are in the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people, roles, seeing
from annotator.operations.people.roles import RULE, Right
from annotator.operations.people.seeing import Sight
from annotator.operations.project import history
from annotator.operations.team import assigning
from annotator.store.rows.handed import CopyOwner
from tests.operations.small_team import Team, make_team


@pytest.fixture(params=TeamRole)
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Team]:
    """A copy for each of the three in turn, whatever they may do in the project."""
    team = make_team(tmp_path)
    owner = team.of(request.param)
    team.project.person = None
    team.project.handed.become_copy(CopyOwner(owner, b"key", "2026-11-28T10:00:00Z", "team"))
    team.project.person = owner
    with team.project:
        yield team


def test_whoever_it_is_may_do_what_coders_may_and_nothing_else(copy: Team) -> None:
    project, owner = copy.project, copy.project.person
    refused = roles.refused(project, owner)
    assert roles.roles_of(project, owner) == {TeamRole.CODER}
    assert {one.roles for one in roles.people_of(project)} == {(TeamRole.CODER,)}
    for act, permit in RULE.items():
        why = roles.why_not(project, act, owner)
        assert (why == "") is (TeamRole.CODER in permit.roles) is (act not in refused)
        if why:
            assert why.startswith(permit.title) and "in the project itself: this is a copy for " in why
            assert refused[act] in why and why.endswith(".")


def test_nobody_else_does_anything_there(copy: Team) -> None:
    others = [person for person in copy.people.values() if person != copy.project.person]
    for person in others:
        assert roles.roles_of(copy.project, person) == frozenset()
        assert roles.why_not(copy.project, Right.CODE, person)


def test_coding_is_done_and_undone_and_what_leads_do_is_refused_before_anything_is_written(copy: Team) -> None:
    project, owner = copy.project, copy.project.person
    assert owner is not None
    document = project.documents.all()[0].id
    layer = project.layers.of_coder(owner)[0].id
    annotate.add_span(project, document, layer, [(4, 10)], "warning")
    history.undo(project)
    count = project.journal.count()
    for attempt in (
        lambda: documents.rename(project, document, "Another"),
        lambda: people.add_coder(project, "Somebody"),
        lambda: people.add_layer(project, owner, "again"),
        lambda: assigning.assign(project, [owner], [document]),
        lambda: people.set_roles(project, owner, [TeamRole.CODER, TeamRole.LEAD]),
    ):
        with pytest.raises(NotAllowed, match="in the project itself: this is a copy for"):
            attempt()
    assert project.journal.count() == count


def test_what_others_coded_is_nowhere_to_be_asked_for(copy: Team) -> None:
    assert seeing.sight(copy.project, copy.project.person) is Sight.REFUSED
    with pytest.raises(NotAllowed, match="Seeing what others coded before it is released is for"):
        seeing.refuse_unseen(copy.project, "Agreement", asks=True)


def test_what_others_did_is_taken_back_in_the_project_itself(copy: Team) -> None:
    project, owner = copy.project, copy.project.person
    for step in project.history(50):
        if step.person and step.person != owner:
            assert "in the project itself" in roles.why_not_revert(project, step, owner)
