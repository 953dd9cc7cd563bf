"""A register taken from a file widens the one that is here and loses nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.errors import BadFile, BadRegister
from annotator.model.ids import ActorId
from annotator.model.register import faults, register_json
from annotator.operations.actors import actors, register_files
from annotator.operations.actors.register_files import Imported
from tests.operations.actors.test_actors import actor, add, sound
from tests.operations.desks import Table, make_table
from tests.operations.test_undo_everything import tables


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def take(table: Table, folder: Path, *theirs: Actor) -> Imported:
    path = folder / "theirs.json"
    path.write_text(register_json(theirs), "utf-8")
    return register_files.import_register(table.project, path)


def test_actors_are_known_again_by_id_then_code_then_name_and_kind(table: Table, tmp_path: Path) -> None:
    project = table.project
    add(project, actor("a", "First"), actor("b", "Second", codes={"iso3": "BBB"}), actor("c", "Third"))
    before = tables(project)
    said = take(
        table,
        tmp_path,
        actor("a", "Premier", aliases=("1st",), codes={"iso3": "AAA"}),
        actor("x", "Deuxième", "group", codes={"iso3": "BBB", "cow": "2"}),
        actor("y", "THIRD", parent=ActorId("x")),
        actor("group", kind=ActorKind.GROUP, parent=ActorId("z")),
        actor("z", "Third", kind=ActorKind.PERSON, memberships=(Membership(group=ActorId("y")),)),
    )
    assert said == Imported(added=2, widened=3, known=0)
    assert said.sentence == (
        "2 actors were added; of the others, 3 that were here gained names, codes or memberships, 0 had them all."
    )
    found = {str(one.id): one for one in project.actors.all()}
    assert found["a"] == actor("a", "First", aliases=("Premier", "1st"), codes={"iso3": "AAA"})
    assert found["b"] == actor("b", "Second", "group", aliases=("Deuxième",), codes={"iso3": "BBB", "cow": "2"})
    assert found["c"] == actor("c", "Third", aliases=("THIRD",)), "who is above somebody here is not changed"
    assert found["z"].memberships == (Membership(group=ActorId("c")),) and found["group"].parent == "z"
    assert take(table, tmp_path, *found.values()) == Imported(0, 0, 5)
    project.undo()
    assert tables(project) == before


def test_what_is_said_here_of_the_same_stays(table: Table, tmp_path: Path) -> None:
    here = Membership(group=ActorId("eu"), since="1958")
    add(table.project, actor("eu"), actor("fra", memberships=(here,), codes={"cow": "220"}))
    add(table.project, actor("other", codes={"iso3": "FRA"}))
    theirs = Membership(group=ActorId("eu"), since="1957-03-25")
    take(table, tmp_path, actor("fra"), actor("eu", "", "fra"), actor("nato"))
    assert table.project.actors.get("eu").memberships == (), "that would make both members of themselves"
    take(
        *(table, tmp_path, actor("eu"), actor("nato")),
        actor("fra", memberships=(theirs, Membership(group=ActorId("nato"))), codes={"cow": "221", "iso3": "FRA"}),
    )
    found = table.project.actors.get("fra")
    assert found.memberships == (here, Membership(group=ActorId("nato")))
    assert found.codes == {"cow": "220"}, "a code that another has is not taken"


def test_a_register_is_written_and_read_as_the_same(table: Table, tmp_path: Path) -> None:
    add(table.project, actor("un"), actor("fra", "France", "un", aliases=("La France",), codes={"iso3": "FRA"}))
    assert register_files.export_register(table.project, tmp_path / "out.json") == 2
    (tmp_path / "other").mkdir()
    other = make_table(tmp_path / "other")
    assert register_files.import_register(other.project, tmp_path / "out.json") == Imported(2, 0, 0)
    assert other.project.actors.all() == table.project.actors.all()
    with pytest.raises(BadFile, match="cannot be written"):
        register_files.export_register(table.project, tmp_path / "no" / "out.json")


@pytest.mark.parametrize(
    ("content", "problem"), [(b"{", "no JSON"), (b'{"actors": [{}]}', r"actor 1: id: it is missing")]
)
def test_a_file_that_cannot_be_used_changes_nothing(table: Table, tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    before = tables(table.project)
    with pytest.raises(BadRegister, match=problem):
        register_files.import_register(table.project, tmp_path / "bad.json")
    with pytest.raises(BadFile):
        register_files.import_register(table.project, tmp_path / "gone.json")
    assert tables(table.project) == before


def test_the_register_that_comes_with_the_program_is_added_once(table: Table) -> None:
    before = tables(table.project)
    said = register_files.add_shipped(table.project)
    assert said.added == table.project.actors.count() > 200 and faults(table.project.actors.all()) == []
    assert register_files.add_shipped(table.project) == Imported(0, 0, said.added)
    table.project.undo()
    assert tables(table.project) == before


def test_any_two_sound_registers_become_a_sound_one_that_loses_nothing(table: Table, tmp_path: Path) -> None:
    project, steps = table.project, table.project.journal.count()

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(sound(), sound())
    def holds(ours: list[Actor], theirs: list[Actor]) -> None:
        while (step := project.journal.next_undo()) and step.number > steps:
            project.undo()
        before = tables(project)
        for one in ours[:4]:
            actors.add(project, one)
        said = take(table, tmp_path, *theirs)
        after = {one.id: one for one in project.actors.all()}
        assert said.added + said.widened + said.known <= len(theirs) and faults(list(after.values())) == []
        names = {name for one in after.values() for name in (one.name, *one.aliases)}
        assert {name for one in (*ours[:4], *theirs) for name in (one.name, *one.aliases)} <= names
        for one in ours[:4]:
            now = after[one.id]
            assert (now.name, now.kind, now.parent) == (one.name, one.kind, one.parent)
            assert set(one.aliases) <= set(now.aliases) and one.codes.items() <= now.codes.items()
            assert set(one.memberships) <= set(now.memberships)
        assert take(table, tmp_path, *theirs).added == 0
        while (step := project.journal.next_undo()) and step.number > steps:
            project.undo()
        assert tables(project) == before

    holds()
