"""The manual page: it says what `--help` says, and the programs that set it have nothing to warn of."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from annotator import __version__
from annotator.log import log_file, user_name
from annotator.store.folders import config_folder, data_folder, home_folder
from tools.bundling.debian import man_page

COMMANDS = man_page.commands()


def read(roff: str) -> str:
    """Return the words that roff would show, one blank between them."""
    shown = re.sub(r"^\.(?:B|SS|SH|TH|TP|PP) ?", "", roff, flags=re.MULTILINE)
    for written, sign in (("\\(dq", "\x00"), ("\\-", "-"), ("\\&", ""), ('"', ""), ("\x00", '"'), ("\\e", "\\")):
        shown = shown.replace(written, sign)
    return " ".join(shown.split())


@pytest.fixture(scope="module")
def page() -> str:
    """The page as it is written."""
    return man_page.page()


@pytest.mark.parametrize("context", COMMANDS, ids=lambda context: context.command_path)
def test_each_command_stands_in_it_with_all_that_its_help_says(page: str, context: click.Context) -> None:
    command, usage = context.command, " ".join(context.command.collect_usage_pieces(context))
    heading = f'.SS "{man_page.escaped(context.command_path)}"' if context.parent else ".SH SYNOPSIS"
    assert page.count(f"{heading}\n") == 1
    end = r"^\.SS " if context.parent else r"^\.SH COMMANDS"
    section = read(re.split(end, page.split(f"{heading}\n")[1], flags=re.MULTILINE)[0])
    assert section.startswith(f"{context.command_path} {usage}")
    assert " ".join((command.help or "").split()) in section
    options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    assert options
    for option in options:
        record = option.get_help_record(context)
        assert (record is None) == option.hidden
        assert record is None or " ".join(" ".join(record).split()) in section


def test_what_is_walked_through_is_all_that_there_is(page: str) -> None:
    """Each command answers `--help` with its own name, and so do those within others."""
    from annotator.cli.main import COMMANDS as NAMED

    paths = [context.command_path for context in COMMANDS]
    assert len(paths) == len({*paths}) and {f"annotator {name}" for name in NAMED} <= {*paths}
    assert {"annotator team give", "annotator hub join"} <= {*paths}
    assert f'"annotator {__version__}"' in page.splitlines()[0]


def test_the_files_and_folders_are_those_that_the_program_has(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANNOTATOR_CONFIG", "ANNOTATOR_DATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    told = read(page.split(".SH FILES\n")[1])
    for folder in (config_folder(), data_folder()):
        assert f"~/{folder.relative_to(home_folder()).as_posix()}" in told
    assert f"$TMPDIR/{log_file().name.replace(user_name(), 'USER')}" in told


@pytest.mark.parametrize("text", [".start", "'quote", "a-b", 'say "x"', "back\\slash", "plain"])
def test_signs_of_roff_stand_for_themselves(text: str) -> None:
    assert read(man_page.escaped(text)) == text
    assert not man_page.escaped(text).startswith((".", "'"))


def test_mandoc_and_man_have_nothing_to_warn_of(page: str, tmp_path: Path) -> None:
    (tmp_path / "annotator.1").write_text(page, encoding="utf-8")
    checks = {
        "mandoc": ["mandoc", "-T", "lint", "-W", "warning"],
        "man": ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"],
    }
    found = {name: command for name, command in checks.items() if shutil.which(name)}
    if not found:
        pytest.skip("neither mandoc nor man is installed")
    for command in found.values():
        said = subprocess.run([*command, tmp_path / "annotator.1"], capture_output=True, text=True, check=False)
        complaints = said.stdout if command[0] == "mandoc" else said.stderr
        assert (said.returncode, complaints) == (0, "")
