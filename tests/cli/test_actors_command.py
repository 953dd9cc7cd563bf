"""`annotator actors`: the register said, added to, and written to a file."""

from pathlib import Path

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.register import register_json
from annotator.store.project import Project
from tests.cli.running import Cli

FRANCE = Actor(id=ActorId("state-fra"), name="France", kind=ActorKind.STATE, codes={"iso3": "FRA"})
SEVEN = Actor(id=ActorId("group-g7"), name="G7", kind=ActorKind.GROUP)


def test_actors_are_imported_counted_and_exported(cli: Cli, file: Path, tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs.json", tmp_path / "ours.json"
    theirs.write_text(register_json([FRANCE, SEVEN]), "utf-8")
    assert cli("actors", file).out == "0 actors\n"
    said = cli("actors", file, "--import", theirs)
    assert (said.code, said.err) == (0, "") and said.out.startswith("2 actors were added;")
    assert cli("actors", file).out == "2 actors\nstate: 1\ngroup of states: 1\n"
    assert cli("actors", file, "--export", ours).out == f"Wrote 2 actors to {ours}.\n"
    assert ours.read_text("utf-8") == theirs.read_text("utf-8")
    with Project.open(file) as project:
        assert project.actors.all() == [FRANCE, SEVEN]
        project.person = project.coders.all()[0].id
        project.undo()
        assert project.actors.all() == []


def test_the_shipped_actors_are_added_on_demand(cli: Cli, file: Path) -> None:
    said = cli("actors", file, "--add-shipped")
    assert (said.code, said.err) == (0, "")
    with Project.open(file) as project:
        assert f"{project.actors.count():,} actors were added" in said.out
        assert project.actors.get("state-fra").codes["iso3"] == "FRA"


def test_what_cannot_be_done_is_said_in_one_sentence(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"actors": [{"id": "a", "name": "A", "kind": "planet"}]}')
    said = cli("actors", file, "--import", tmp_path / "bad.json")
    assert said.code == 1 and said.sentence.startswith("bad.json: actor 1 (“a”): kind: “planet” is not among")
    assert cli("actors", file, "--import", tmp_path / "gone.json").code == 1
    assert cli("actors", file, "--export", tmp_path / "no" / "x.json").code == 1
    assert cli("actors", file, "--add-shipped", "--export", tmp_path / "x.json").code == 2
    assert not (tmp_path / "x.json").exists()
