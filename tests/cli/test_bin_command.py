"""What was removed, listed and put back on the command line."""

import json
from pathlib import Path

from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.recycle_bin import removing
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.projects import make_desk


def project_with_bin(folder: Path) -> Path:
    desk = make_desk(folder)
    ben, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China")
    desk.code("urged China", layer=bens)
    again = people.add_layer(desk.project, ben.id, "again")
    desk.project.person = desk.ana.id
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    removing.remove_layer(desk.project, again.id)
    desk.project.close()
    return desk.project.path


def test_what_was_removed_is_listed_and_put_back(cli: Cli, tmp_path: Path) -> None:
    file = project_with_bin(tmp_path)
    assert "1 coding of yours" in cli("bin", file, "--as", "Ana").out
    said = cli("bin", file, "--as", "Ana", "--see-others").out.splitlines()
    assert len(said) == 2 and any("2 codings of 2 coders" in line and "removed by Ana" in line for line in said)
    found = json.loads(cli("bin", file, "--as", "Ana", "--json").out)["bin"]
    assert {(one["kind"], one["codings"], one["coders"]) for one in found} == {("document", 2, 2), ("layer", 0, 0)}
    number = next(one["number"] for one in found if one["kind"] == "document")
    assert "Put back: 1 thing." in cli("bin", file, "--put-back", number, "--as", "Ana").out
    assert "Nothing in the recycle bin is called" in cli("bin", file, "--put-back", "x", "--as", "Ana").sentence
    back = cli("bin", file, "--put-back", "AGAIN", "--as", "Ana", "--json")
    assert json.loads(back.out) == {"bin": []} and "Put back: 1 thing." in back.err
    assert cli("bin", file, "--as", "Ana").out == "The recycle bin is empty.\n"
    with Project.open(file) as project:
        assert project.spans.count() == 2 and project.check() == []


def test_a_coder_sees_no_number_of_others_and_puts_back_their_own_layer_alone(cli: Cli, tmp_path: Path) -> None:
    file = project_with_bin(tmp_path)
    found = json.loads(cli("bin", file, "--as", "Ben", "--json").out)["bin"]
    assert {(one["kind"], one["codings"]) for one in found} == {("document", 1), ("layer", 0)}
    assert "1 coding of yours" in cli("bin", file, "--as", "Ben").out
    assert cli("bin", file, "--put-back", "again", "--as", "Ben").code == 0
    assert [one["kind"] for one in json.loads(cli("bin", file, "--as", "Ben", "--json").out)["bin"]] == ["document"]
    assert "is for whoever leads" in cli("bin", file, "--put-back", "1", "--as", "Ben").sentence
    assert cli("bin", file).code == 1
