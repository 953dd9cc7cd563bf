"""The register in its rows, and how often an actor is referred to."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.decision import Decision, Rule
from annotator.model.errors import BadProject
from annotator.model.ids import ActorId, DecisionId, LabelId, LinkId, RoleId, SpanId
from annotator.model.span import Link
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.store.project import Project
from annotator.store.rows.actors import Uses
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk
from tests.store.taking.copies import copy_of, tables, take
from tests.sync.by_parts import apart, by_parts, differences, in_tables


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_an_actor_comes_back_with_aliases_codes_and_memberships(desk: Desk) -> None:
    union = Actor(id=ActorId("eu"), name="EU", kind=ActorKind.ORGANISATION)
    france = Actor(
        id=ActorId("fr"),
        name="France",
        kind=ActorKind.STATE,
        aliases=("Paris", "法国"),
        codes={"iso3": "FRA"},
        parent=union.id,
        memberships=(Membership(group=union.id, since="1993-11-01"),),
    )
    with desk.project.transact(Told(sentence="Register")):
        desk.project.actors.add([union, france])
    assert desk.project.actors.all() == [union, france]
    assert desk.project.actors.get("fr") == france


def test_each_kind_of_actor_comes_back_and_they_stand_by_name(desk: Desk) -> None:
    made = [
        Actor(id=ActorId(kind.name), name=f"{9 - number} {kind}", kind=kind) for number, kind in enumerate(ActorKind)
    ]
    with desk.project.transact(Told(sentence="Register")):
        desk.project.actors.add(made)
    assert desk.project.actors.all() == made[::-1]
    assert desk.project.actors.get_many(["PERSON", "gone", "STATE"]) == [made[-1], made[0]]
    changed = made[0].model_copy(update={"aliases": ("法国", "فرنسا"), "parent": made[1].id, "name": "France"})
    with desk.project.transact(Told(sentence="Change")):
        desk.project.actors.put(changed)
    assert desk.project.actors.get(changed.id) == changed


def test_an_actor_is_used_wherever_it_is_named(desk: Desk) -> None:
    project, act = desk.project, desk.code("urged China")
    group, state = (
        Actor(id=ActorId("g"), name="G", kind=ActorKind.GROUP),
        Actor(id=ActorId("s"), name="S", kind=ActorKind.STATE),
    )
    below = Actor(
        id=ActorId("b"), name="B", kind=ActorKind.OFFICE, parent=state.id, memberships=(Membership(group=group.id),)
    )
    mention = replace(act, id=SpanId("m"), label=LabelId("actor"), actor=state.id)
    link = Link(LinkId("l"), act.id, RoleId("speaker"), actor=state.id)
    decided = [
        Decision(DecisionId("1"), act.document, Rule.TAKEN, (mention,)),
        Decision(DecisionId("2"), act.document, Rule.TAKEN, (act,), links=(link, replace(link, actor=group.id))),
        Decision(DecisionId("3"), act.document, Rule.TAKEN, (replace(act, note='["s"]'),)),
    ]
    with project.transact(Told(sentence="Use")):
        project.actors.add([group, state, below])
        project.spans.add([mention])
        project.links.add([link])
        project.decisions.add(decided)
    assert project.actors.used_by("s") == Uses(spans=1, links=1, decisions=2, children=1)
    assert project.actors.used_by("g") == Uses(decisions=1, members=1)
    assert project.actors.used_by("b") == Uses() == project.actors.used_by("gone")
    assert project.actors.in_use() == {"s": Uses(spans=1, links=1)}


def test_a_kind_that_there_is_not_is_damage(desk: Desk) -> None:
    with desk.project.transact(Told(sentence="Tamper")):
        desk.project.actors.add([Actor(id=ActorId("s"), name="S", kind=ActorKind.STATE)])
        desk.project.actors.update("s", {"kind": "planet"})
    with pytest.raises(BadProject, match="damaged"):
        desk.project.actors.all()


def test_a_merged_actor_that_is_registered_again_is_one_row_also_where_others_work_came_in(
    desk: Desk, tmp_path: Path
) -> None:
    project = desk.project
    fr = Actor(id=ActorId("fr"), name="Francia", kind=ActorKind.STATE)
    actors.add(project, Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE))
    actors.add(project, fr)
    with copy_of(project, tmp_path / "other.annot") as other:
        actors.add(other, Actor(id=ActorId("pol"), name="Poland", kind=ActorKind.STATE))
        take(project, other)
        actors.merge(project, ActorId("fra"), [fr.id])
        merged = tables(project)
        assert project.removals.which_hidden(Table.ACTORS, [fr.id]), "it waits for what is still said of it elsewhere"
        below = Actor(id=ActorId("paris"), name="Paris", kind=ActorKind.OFFICE, parent=fr.id)
        again = fr.model_copy(update={"name": "Frankreich", "parent": ActorId("new")})
        above = Actor(id=ActorId("new"), name="Europe", kind=ActorKind.GROUP)
        with project.transact(Told(title="Take in")):
            project.actors.add([above, again, below])
        assert project.actors.get(fr.id) == again and not project.removals.which_hidden(Table.ACTORS, [fr.id])
        _is_sound(project)
        done = tables(project)
        project.undo()
        assert tables(project) == merged
        _is_sound(project)
        project.redo()
        assert project.actors.get(fr.id) == again
        take(other, project)
        _is_sound(other)
        assert tables(other)["actors"] == done["actors"]


def _is_sound(project: Project) -> None:
    assert list(project.check()) == []
    connection = project._connection
    assert [*differences(by_parts(connection), in_tables(connection)), *apart(connection)] == []
