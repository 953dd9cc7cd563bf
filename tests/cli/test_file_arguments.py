"""A file that stands where a command does is opened, whatever it is called; a command of that name comes first."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.cli.file_arguments import as_open, path_of
from annotator.cli.main import COMMANDS
from tests.cli.running import Cli, runner
from tests.examples import examples

WORDS = st.one_of(st.text(max_size=12), st.sampled_from(["-h", "--version", "--", "open", "info", "p.annot", "/x", ""]))
NAMES = st.binary(min_size=1, max_size=30).filter(lambda name: not {0, 47} & {*name} and name not in (b".", b".."))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file names are bytes elsewhere alone")


@settings(max_examples=examples(60))
@given(st.lists(WORDS, max_size=4))
def test_a_line_is_left_as_it_is_or_all_of_it_is_given_to_open(line: list[str]) -> None:
    found = as_open(line, COMMANDS)
    if line and line[0] in (*COMMANDS, "-h", "--help", "--version"):
        assert found == line
    assert found in (line, ["open", *line], ["open", "--", *line])


@POSIX
@settings(max_examples=examples(60))
@given(NAMES)
def test_an_address_that_a_file_manager_hands_over_is_the_file_that_it_names(name: bytes) -> None:
    path = Path(os.fsdecode(b"/nowhere/" + name))
    for begins in ("file:///", "FILE:///", "file:/", "file://localhost/"):
        assert path_of(path.as_uri().replace("file:///", begins, 1)) == path
    assert path_of(str(path)) == path


@pytest.mark.parametrize(
    "said", ["smb://server/x.annot", "https://example.org/x.annot", "file://server/x.annot", "file:x", "file://[/x", ""]
)
def test_any_other_address_stays_what_it_is(said: str) -> None:
    assert path_of(said) == Path(said)


def test_a_file_is_opened_by_its_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[tuple[Path, ...]] = []

    def window(paths: Sequence[Path]) -> str:
        opened.append(tuple(paths))
        return ""

    cli = runner(capsys, window)
    names = [
        "p",
        "-p.annot",
        "--help.annot",
        "with blanks",
        "new\nline.annot",
        "文🕊",
        "info",
        "-x",
        "file:",
        "a b.packet",
    ]
    for name in names:
        (tmp_path / name).touch()
    for name in names:
        said = cli("./info" if name == "info" else name)
        assert (said.code, said.err) == (0, ""), name
    assert [str(path) for (path,) in opened] == names
    opened.clear()
    for line in (
        ["gone.annot"],
        ["gone/p"],
        [(tmp_path / "a b.packet").as_uri()],
        ["--", "-p.annot"],
        ["--", "p", "-x"],
    ):
        assert cli(*line).code == 0
    gone = [(Path("gone.annot"),), (Path("gone/p"),), (tmp_path / "a b.packet",)]
    assert opened == [*gone, (Path("-p.annot"),), (Path("p"), Path("-x"))]
    opened.clear()
    assert cli("p.annot", "Ben.packet", "x.docx").code == cli("open", "p.annot", "Ben.packet", "x.docx").code == 0
    assert opened == [(Path("p.annot"), Path("Ben.packet"), Path("x.docx"))] * 2


@POSIX
def test_a_name_that_is_no_text_is_opened_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened: list[tuple[Path, ...]] = []
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.annot"))
    path.touch()

    def window(paths: Sequence[Path]) -> str:
        opened.append(tuple(paths))
        return ""

    cli = runner(capsys, window)
    assert cli(str(path)).code == cli(path.as_uri()).code == 0
    assert opened == [(path,), (path,)]


def test_what_is_neither_a_command_nor_a_file_is_wrong_usage(cli: Cli) -> None:
    for line in (["improt"], ["--bogus"], [""], ["-x"], ["p.annot", "--bogus"]):
        said = cli(*line)
        assert said.code == 2 and said.err.startswith("Usage: annotator")
    assert "annotator open" in cli("p.annot", "--help").out
