"""Projects under a passphrase from the command line: made, opened, given another one, and written out again."""

import io
import sys
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.operations.project.encryption import EXPORTS, LOST, WRITTEN_PLAIN
from annotator.store.connections import keys
from annotator.store.connections.connecting import is_encrypted
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.random_projects import content_of
from tests.projects import make_desk

FIRST, SECOND = "four horses in the rain", "five boats on the shore"


@pytest.fixture
def typed(tmp_path: Path) -> dict[str, Path]:
    """Files in which the passphrases stand."""
    files = {FIRST: tmp_path / "first.txt", SECOND: tmp_path / "second.txt"}
    for passphrase, file in files.items():
        file.write_text(f"{passphrase}\nand something else\n", encoding="utf-8-sig")
    return files


def test_a_project_is_encrypted_given_another_passphrase_and_decrypted_into_new_files(
    cli: Cli, tmp_path: Path, typed: dict[str, Path]
) -> None:
    desk = make_desk(tmp_path)
    wanted, old = content_of(desk.project), desk.project.path
    desk.project.close()
    before = old.read_bytes()
    one, two, plain = (tmp_path / f"{name}.annot" for name in ("one", "two", "plain"))
    made = cli("encrypt", old, one, "--passphrase-file", typed[FIRST])
    assert made.code == 0 and "project.annot stays as it was: everybody can read it" in made.out
    assert LOST in made.err and EXPORTS in made.err
    again = cli(
        *("encrypt", one, two, "--change-passphrase"),
        *("--passphrase-file", typed[FIRST], "--new-passphrase-file", typed[SECOND]),
    )
    assert again.code == 0 and "one.annot stays as it was: whoever knows its old passphrase can read it" in again.out
    keys.forget()
    for file, right, wrong in ((one, FIRST, SECOND), (two, SECOND, FIRST)):
        refused = cli("info", file, "--passphrase-file", typed[wrong])
        assert refused.code == 1 and refused.sentence == "The passphrase does not fit, or the file is damaged."
        assert cli("info", file, "--passphrase-file", typed[right]).code == 0
        keys.forget()
    decrypted = cli("decrypt", two, plain, "--passphrase-file", typed[SECOND])
    assert decrypted.code == 0 and "which everybody can read" in decrypted.out
    assert old.read_bytes() == before and not is_encrypted(plain)
    with Project.open(plain) as project:
        assert content_of(project) == wanted and project.check() == []


def test_of_what_is_exported_it_is_said_that_everybody_can_read_it(cli: Cli, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, passphrase=FIRST)
    desk.code("use its influence")
    desk.project.close()
    exported = cli("export", desk.project.path, tmp_path / "all.jsonl", "--layer", "Ana")
    assert exported.code == 0 and exported.err.strip() == f"Note: {EXPORTS}"


def test_what_makes_no_sense_is_said_and_makes_no_file(cli: Cli, tmp_path: Path, typed: dict[str, Path]) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    old, new = desk.project.path, tmp_path / "new.annot"
    empty = tmp_path / "empty.txt"
    empty.write_text("\nsecond line")
    for arguments, sentence in (
        (("encrypt", old, new, "--change-passphrase"), "project.annot is not encrypted."),
        (("decrypt", old, new), "is not encrypted; whoever has it can read it."),
        (("encrypt", old, new), "A passphrase is needed; type one on a terminal, or give --passphrase-file."),
        (("encrypt", old, new, "--passphrase-file", empty), "there is no passphrase in its first line"),
        (("encrypt", old, new, "--passphrase-file", tmp_path / "none"), "it cannot be read"),
        (("encrypt", old, old, "--passphrase-file", typed[FIRST]), "exists already"),
    ):
        refused = cli(*arguments)
        assert refused.code == 1 and sentence in refused.sentence, arguments
        assert not new.exists()


def test_a_new_project_is_encrypted_from_its_first_byte_and_its_passphrase_comes_by_standard_input(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "p.annot"
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{FIRST}\n"))
    made = cli("new", file, "--coder", "Ana", "--encrypt", "--passphrase-file", "-")
    assert made.code == 0 and made.out.endswith("the coder Ana, encrypted.\n") and is_encrypted(file)
    keys.forget()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "type its passphrase on a terminal, or give --passphrase-file" in cli("info", file).sentence
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{FIRST}\n{SECOND}\n"))
    changed = ("--passphrase-file", "-", "--change-passphrase", "--new-passphrase-file", "-")
    assert cli("encrypt", file, tmp_path / "q.annot", *changed).code == 0
    keys.forget()
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SECOND}\n"))
    assert cli("check", tmp_path / "q.annot", "--passphrase-file", "-").code == 0


def test_backups_are_listed_as_encrypted_and_restored_with_the_passphrase(
    cli: Cli, tmp_path: Path, typed: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    file, given = tmp_path / "p.annot", ("--passphrase-file", typed[FIRST])
    assert cli("new", file, "--encrypt", *given).code == 0
    assert cli("backup", file, *given).code == 0
    (backup,) = (tmp_path / "data").rglob("*.annot")
    assert is_encrypted(backup)
    assert "no document done, as now" in cli("backups", file, *given).out
    file.unlink()
    keys.forget()
    assert ", encrypted – asked for" in cli("backups").out
    assert "is encrypted; type its passphrase" in cli("restore", file).sentence
    restored = cli("restore", file, tmp_path / "q.annot", *given)
    assert restored.code == 0 and "no document done" in restored.out
    assert is_encrypted(tmp_path / "q.annot")


def test_on_a_terminal_it_is_asked_without_showing_it_and_once_more_where_it_does_not_fit(
    cli: Cli, tmp_path: Path, typed: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "p.annot"
    lines = iter(["short", "other", "horse horse", "horse horse"])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda prompt: next(lines))
    monkeypatch.setattr(sys, "stdin", Terminal())
    made = cli("new", file, "--encrypt")
    assert made.code == 0 and LOST in made.err and "These were two different ones." in made.err
    assert "guessed by trying" in made.err and "horse" not in made.out + made.err
    keys.forget()
    lines = iter(["wrong", "horse horse"])
    opened = cli("info", file)
    assert opened.code == 0 and "does not fit" in opened.err
    keys.forget()
    lines = iter(["wrong"] * 3)
    assert cli("info", file).code == 1


class Terminal(io.StringIO):
    """Standard input that somebody types into."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "command", [("agree", "--report", "OUT.html"), ("actors", "--export", "OUT.json"), ("errors",), ("history",)]
)
def test_of_a_report_a_register_and_what_is_piped_too(cli: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    desk = make_desk(tmp_path, passphrase=FIRST)
    people.set_roles(desk.project, desk.project.coders.all()[0].id, [TeamRole.LEAD])
    people.add_coder(desk.project, "Ben")
    desk.project.close()
    name, *rest = (word.replace("OUT", str(tmp_path / "out")) for word in command)
    said = [cli(name, desk.project.path, *rest, "--as", "Ana", *(["--see-others"] if name != "actors" else []))]
    said.append(cli("info", desk.project.path, "--as", "Ana"))
    assert [one.err.count(WRITTEN_PLAIN) for one in said] == [1, 0]
