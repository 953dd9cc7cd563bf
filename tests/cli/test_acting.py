"""Each command by each role: done by whom the rule allows, refused to the others before anything is read or written."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.cli.acting import person_of
from annotator.cli.main import COMMANDS
from annotator.model.coder import TeamRole
from annotator.model.errors import NotFound
from annotator.model.verbs.project import SeeOthers
from annotator.operations.feedback import releases
from annotator.operations.people import people
from annotator.operations.people.roles import RULE, Right
from annotator.store.project import Project
from tests.cli.inputs import write_inputs
from tests.cli.running import Cli, Outcome
from tests.operations.desks import BOOK
from tests.operations.small_team import NAMES, make_team

Run = Callable[..., Outcome]

BY_ACT: dict[str, tuple[Right, list[str]]] = {
    "agree": (Right.SEE, ["--gamma-samples", "0", "--coefficient", "percent"]),
    "plan": (Right.SEE, []),
    "accuracy": (Right.SEE, []),
    "errors": (Right.SEE, []),
    "adjudicate": (Right.DECIDE, ["--policy", "unanimous"]),
    "documents --set-field": (Right.DOCUMENTS, ["--set-field", "place=Paris"]),
    "documents --field-type": (Right.DOCUMENTS, ["--field-type", "n=number"]),
    "documents --save-set": (Right.SETS, ["--save-set", "{role}"]),
    "metadata": (Right.DOCUMENTS, ["{folder}/table.csv"]),
    "reread": (Right.DOCUMENTS, ["One", "{folder}/text.txt"]),
    "import": (Right.IMPORT, ["{folder}/import.txt"]),
    "actors --import": (Right.ACTORS, ["--import", "{folder}/actors.json"]),
    "export": (Right.SEE, ["{folder}/out.csv", "--format", "csv", "--layer", "all"]),
    "publish": (Right.SEE, ["{folder}/{role} published", "--layer", "all"]),
    "describe --title": (Right.SETTINGS, ["--title", "A corpus"]),
    "restore --step": (Right.SEE, ["{folder}/{role}.annot", "--step", "3"]),
    "erase": (Right.ERASE, ["--bin", "--dry-run"]),
    "team hand-in": (Right.SEE, ["{folder}"]),
    "team give": (Right.ASSIGN, ["--update", "--into", "{folder}"]),
    "codebook --load": (Right.CODEBOOK, ["--load", "{folder}/book.json", "--keep-others", "--dry-run"]),
    "people --add": (Right.PEOPLE, ["--add", "Newton"]),
    "people --roles": (Right.PEOPLE, ["--roles", "Cleo", "coder,adjudicator"]),
    "people --share-codebook": (Right.PEOPLE, ["--share-codebook"]),
}
"""What commands do that is not for everybody."""
FOR_ALL: dict[str, list[str]] = {
    "info": [],
    "history": [],
    "bin": [],
    "reread --earlier": ["--earlier"],
    "actors": [],
    "codebook": [],
    "codebook --save": ["--save", "{folder}/book.qdc", "--force"],
    "describe": [],
    "documents": [],
    "documents --sets": ["--sets", "--fields"],
    "units": [],
    "find": ["a"],
    "find --output": ["--output", "{folder}/found-{role}.docx"],
    "count": ["--rows", "label", "--columns", "year"],
    "count --words": ["label:warning", "--words", "1-2"],
    "searches": [],
    "searches --keep": ["--keep", "{role}", "peace talks"],
    "memos": [],
    "memos --add": ["--add", "A thought", "--document", "One"],
    "actors --export": ["--export", "{folder}/register.json"],
    "people": [],
    "team": [],
    "team status": [],
    "hub": [],
    "hub status": [],
}
ASK_NOBODY = {"open", "demo", "new", "check", "compact", "backup", "backups", "drill", "encrypt", "decrypt", "codebook"}
"""What tells nothing of what anybody coded; `restore` asks where a step is named."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_inputs(tmp_path)
    team = make_team(tmp_path)
    team.project.close()
    return team.project.path


def words(name: str, options: list[str], file: Path, role: str = "") -> list[str]:
    called = [word for word in name.split() if not word.startswith("-")]
    return [*called, str(file), *(option.format(folder=file.parent, role=role) for option in options)]


def test_no_command_is_left_out() -> None:
    assert {name.split()[0] for name in (*BY_ACT, *FOR_ALL)} | ASK_NOBODY == COMMANDS.keys()


@pytest.mark.parametrize("role", TeamRole)
def test_each_command_is_done_by_whom_the_rule_allows(cli: Cli, file: Path, role: TeamRole) -> None:
    for name, (act, options) in BY_ACT.items():
        before = history(file)
        shows = act in (Right.SEE, Right.DECIDE) and name != "team hand-in"  # which shows nobody anything
        more = ["--see-others"] if shows else []
        said = cli(*words(name, options, file, role), *more, "--as", NAMES[role])
        if role in RULE[act].roles:
            assert said.code == 0, (name, said.err)
        else:
            assert (said.code, said.out) == (1, "") and RULE[act].title in said.sentence, name
            assert history(file) == before and (name != "export" or not (file.parent / "out.csv").exists())
    for name, options in FOR_ALL.items():
        assert cli(*words(name, options, file, role), "--as", NAMES[role]).code == 0, name


def history(file: Path) -> int:
    with Project.open(file) as project:
        return project.journal.latest()


def test_of_several_people_every_command_asks_who_it_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from annotator.cli.main import run

    for name, options in {**FOR_ALL, **{name: options for name, (_, options) in BY_ACT.items()}}.items():
        assert run(words(name, options, file), lambda path: "") == 1
        assert "say who you are: --as Lea, --as Adam or --as Cleo." in capsys.readouterr().err


def test_who_works_alone_is_meant_and_is_asked_nothing(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "alone.annot"
    assert cli("new", file, "--coder", "Ana Maria").code == 0
    (tmp_path / "one.txt").write_text("a text")
    assert cli("import", file, tmp_path / "one.txt").code == 0
    assert cli("info", file).code == 0
    with Project.open(file) as project:
        (ana,) = project.coders.all()
        assert ana.roles == (TeamRole.LEAD,) and project.history(1)[0].person == ana.id
        assert person_of(project, None) == person_of(project, " ana maria ") == ana.id
        with pytest.raises(NotFound, match="its people are"):
            person_of(project, "Zoë")


def test_a_project_that_has_nobody_is_set_up_by_nobody(cli: Cli, tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.annot", BOOK) as project:
        assert person_of(project, None) is None
    (tmp_path / "one.txt").write_text("a text")
    for name, options in (
        ("import", ["{folder}/one.txt"]),
        ("people", ["--share-codebook"]),
        ("people", ["--add", "Ana"]),
    ):
        assert cli(*words(name, options, tmp_path / "empty.annot")).code == 0
    assert cli("people", tmp_path / "empty.annot").out.splitlines()[0] == "Ana: lead"


def test_a_lead_is_asked_once_and_the_history_keeps_that_they_looked(cli: Cli, file: Path) -> None:
    command = words("agree", BY_ACT["agree"][1], file)
    said = cli(*command, "--as", "Lea")
    assert (said.code, said.out) == (1, "") and "--see-others" in said.sentence
    assert cli(*command, "--as", "Lea", "--see-others").code == 0
    assert cli(*command, "--as", "Lea").code == 0
    with Project.open(file) as project:
        noted = [step for step in project.history() if isinstance(step.verb, SeeOthers)]
        assert [(step.verb, step.person) for step in noted] == [
            (SeeOthers(place="the command line"), project.coders.all()[0].id)
        ]


def test_a_coder_is_told_of_their_own_layer_alone_and_exports_it_alone(cli: Cli, file: Path) -> None:
    out = file.parent / "mine.jsonl"
    record = json.loads(cli("info", file, "--as", "Cleo", "--json").out)
    assert [layer["name"] for layer in record["layers"]] == ["Cleo"] and record["decisions"] == {}
    assert "What others coded is left out" in cli("info", file, "--as", "Cleo").out
    assert cli("export", file, out, "--layer", "cleo", "--as", "Cleo").code == 0
    (line,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert [span["label"] for span in line["spans"]] == ["warning"]
    assert not (file.parent / "mine.agreement.json").exists()
    for layer in ("gold", "all", "Lea", "Zed"):
        assert cli("export", file, file.parent / "x.jsonl", "--layer", layer, "--as", "Cleo").code == 1
        assert not (file.parent / "x.jsonl").exists()


def test_once_all_is_released_a_coder_sees_it(cli: Cli, file: Path) -> None:
    with Project.open(file) as project:
        releases.release(project)
    assert cli(*words("agree", BY_ACT["agree"][1], file), "--as", "Cleo").code == 0
    assert len(json.loads(cli("info", file, "--as", "Cleo", "--json").out)["layers"]) == 3


def test_the_last_lead_stays_and_roles_are_told(cli: Cli, file: Path) -> None:
    assert "alone leads" in cli("people", file, "--roles", "Lea", "coder", "--as", "Lea").sentence
    assert cli("people", file, "--roles", "Cleo", "boss", "--as", "Lea").code == 2
    handed_on = cli("people", file, "--roles", "Cleo", "lead", "--roles", "Lea", "coder", "--as", "Lea")
    assert handed_on.out.splitlines()[:3] == ["Lea: coder", "Adam: adjudicator", "Cleo: lead"]
    assert "ask Cleo" in cli("people", file, "--add", "Zoë", "--as", "Lea").sentence
    with Project.open(file) as project:
        assert people.person_named(project, "LEA").name == "Lea"


def test_it_is_said_who_else_has_the_project_open(cli: Cli, file: Path) -> None:
    with Project.open(file) as project:
        project.person = people.person_named(project, "Adam").id
        for words in (["people", "--json", "--as", "Lea"], ["check", "--json"]):
            said = subprocess.run(
                [sys.executable, "-m", "annotator", words[0], str(file), *words[1:]],
                capture_output=True,
                encoding="utf-8",
                check=True,
                timeout=500,
            )
            assert json.loads(said.stdout)
            (line,) = said.stderr.splitlines()
            assert line.startswith("Note: Adam (since ") and "has this project open too" in line
    assert cli("check", file).err == ""
