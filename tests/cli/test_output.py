"""What the commands share: the progress bar, JSON, lists of coders."""

import io
import json
import os
import sys
from pathlib import Path

import click
import pytest

from annotator.cli.output import Fraction, in_quotes, names_in, place, print_json, progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress_bar("Importing") as progress:
        for done in range(5):
            progress(done, 4, "x")
    assert "Importing" in terminal.getvalue() and "100%" in terminal.getvalue()


def test_nothing_to_do_is_no_division_by_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress_bar("Importing") as progress:
        progress(0, 0, "")


def test_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with progress_bar("Importing") as progress:
        progress(1, 2, "x")
    assert pipe.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_program_draws_its_bar_on_a_terminal_only(file: Path, tmp_path: Path) -> None:
    import pty
    import subprocess

    (tmp_path / "a.txt").write_text("a text")
    ours, theirs = pty.openpty()
    said = subprocess.run(
        [sys.executable, "-m", "annotator", "import", str(file), str(tmp_path / "a.txt"), "--as", "Ana"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    drawn = os.read(ours, 10_000)
    os.close(ours)
    assert b"Importing" in drawn
    assert said.stdout.decode() == "Imported 1 document.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_json_is_printed_in_characters_that_the_other_end_takes(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding))
    print_json({"name": "文🕊é"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == {"name": "文🕊é"}


def test_a_list_of_names_is_split_at_commas_and_may_be_absent() -> None:
    assert names_in(None) is None
    assert names_in(" Ana , ,Zoë Ötker,") == ["Ana", "Zoë Ötker"]


def test_what_stands_on_no_passage_has_no_place_in_the_text() -> None:
    assert (place(0, 6), place(0, 0)) == ("0–6", "whole document")
    assert (in_quotes("  a\n b "), in_quotes("")) == (" “a b”", "")
    assert len(in_quotes("word " * 40)) == len(" “”") + 60


def test_a_fraction_is_in_its_range_which_nan_never_is() -> None:
    fraction = Fraction(0.5, 1, min_open=True)
    assert (fraction.convert("0.75", None, None), fraction.convert("1", None, None)) == (0.75, 1)
    for value in ("nan", "-nan", "NaN", "0.5", "inf", "x"):
        with pytest.raises(click.BadParameter):
            fraction.convert(value, None, None)
