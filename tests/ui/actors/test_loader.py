"""The register as it is shown: members of a day as the register's own rule has them, and reading it again."""

from itertools import product
from pathlib import Path

from annotator.model.ids import ActorId
from annotator.model.register import holders_of, members_of
from annotator.operations.actors import actors
from annotator.operations.new_project import new_project
from annotator.ui.actors.loader import RegisterView, read_view
from tests.projects import OPENED, default_codebook


def test_members_are_those_that_the_register_has(tmp_path: Path) -> None:
    project = new_project(tmp_path / "a.annot", default_codebook(), with_actors=True)
    OPENED.append(project)
    view = read_view(project, RegisterView())
    register = {actor.id: actor for actor in project.actors.all()}
    assert len(view.members) > 50
    for day, group in product(("1989-11-09", "2004-05", "2025"), view.members):
        expected = {actor.id for actor in members_of(register, group, day)}
        assert {actor.id for actor in view.members_on(group, day)} == expected
        assert set(view.members[group]) >= {actor.id for actor in holders_of(register, group, day)}
    assert view.members_on(ActorId("state-fra"), "2025") == view.members_on(ActorId("nobody"), "") == ()


def test_a_register_read_again_is_as_one_read_anew(tmp_path: Path) -> None:
    project = new_project(tmp_path / "a.annot", default_codebook(), with_actors=True)
    OPENED.append(project)
    first = read_view(project, RegisterView())
    france = project.actors.get("state-fra")
    actors.change(project, france.model_copy(update={"name": "Gaul", "aliases": (), "memberships": ()}))
    again, anew = read_view(project, first), read_view(project, RegisterView())
    assert again.members == anew.members and again.name(france.id) == "Gaul"
    for typed in ("gaul", "france", "g", "fr"):
        assert again.index.search(typed) == anew.index.search(typed)
