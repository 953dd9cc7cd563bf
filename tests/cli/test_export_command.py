"""`annotator export`: what was written, and what was lost."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from annotator.cli.export_command import KINDS
from annotator.formats.registry import FORMATS
from tests.cli.running import Cli, program


def test_export_writes_gold_and_says_what_it_wrote_and_lost(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "gold.jsonl"
    assert "There is no gold yet" in cli("export", file, out).sentence
    cli("adjudicate", file, "--policy", "unanimous")
    said = cli("export", file, out)
    assert said.code == 0
    assert said.out.splitlines() == [
        f"Wrote {out.with_name(name)}"
        for name in ("gold.jsonl", "gold.codebook.json", "gold.project.json", "gold.agreement.json", "gold.card.json")
    ]
    lost = cli("export", file, tmp_path / "gold.conll", "--format", "conll")
    assert lost.code == 0 and "Note: 1 decision is left out" in lost.out
    assert "no coder “Zoë”" in cli("export", file, out, "--layer", "Zoë").sentence


def test_export_of_many_files_names_the_first_ten(cli: Cli, file: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(8):
        (texts / f"{number}.txt").write_text(f"text {number}")
    cli("import", file, texts)
    said = cli("export", file, tmp_path / "brat", "--format", "brat", "--layer", "Ana").out
    assert said.count("Wrote ") == 10 and "more files." in said


def test_export_never_overwrites_a_project(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    assert "which an export would destroy" in cli("export", file, file, "--layer", "all").sentence
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", KINDS)
def test_a_project_is_written_in_every_format_and_each_file_is_there(
    cli: Cli, file: Path, tmp_path: Path, name: str
) -> None:
    extensions = KINDS[name].extensions
    out = tmp_path / "out" / f"all{extensions[0] if extensions else ''}"
    said = cli("export", file, out, "--format", name, "--layer", "all")
    assert (said.code, said.err) == (0, "")
    wrote = [Path(line.removeprefix("Wrote ")) for line in said.out.splitlines() if line.startswith("Wrote ")]
    assert wrote and all(path.is_file() and path.is_relative_to(out.parent) for path in wrote)


def test_the_options_of_a_format_are_options_of_the_command(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert set(KINDS) == {found.name for found in FORMATS if found.writer is not None}
    assert cli("export", file, tmp_path / "a.jsonl", "--layer", "Ana", "--licence", "CC BY 4.0").code == 0
    assert json.loads((tmp_path / "a.card.json").read_text("utf-8"))["licence"] == "CC BY 4.0"


def test_coders_are_named_only_where_it_is_asked_for_and_the_key_is_a_file_of_its_own(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    for layer in ("all", "Ana"):
        cli("export", file, tmp_path / "out.jsonl", "--layer", layer, "--force")
        assert '"Ana"' not in (tmp_path / "out.project.json").read_text("utf-8")
        cli("export", file, tmp_path / "out.jsonl", "--layer", layer, "--with-names", "--force")
        assert '"Ana"' in (tmp_path / "out.project.json").read_text("utf-8")
    assert f"Wrote {tmp_path / 'key.csv'}" in cli("people", file, "--key", tmp_path / "key.csv").out
    assert "coder-1,Ana,Ana" in (tmp_path / "key.csv").read_text("utf-8-sig")


def test_nothing_is_replaced_unless_it_is_asked_for(cli: Cli, file: Path, tmp_path: Path) -> None:
    for name, out in (("csv", "ana.csv"), ("jsonl", "all.jsonl"), ("brat", "brat")):
        arguments = ("export", file, tmp_path / out, "--format", name, "--layer", "Ana")
        assert cli(*arguments).code == 0
        said = cli(*arguments).sentence
        assert said.endswith("it is there already; choose another name, or add --force to replace it.")
        assert cli(*arguments, "--force").code == 0
    (tmp_path / "new.codebook.json").write_text("foreign")
    said = cli("export", file, tmp_path / "new.jsonl", "--layer", "all").sentence
    assert "new.codebook.json: it is there already" in said
    assert (tmp_path / "new.codebook.json").read_text() == "foreign" and not (tmp_path / "new.jsonl").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_and_a_log_of_a_project_are_refused_and_nothing_waits(cli: Cli, file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", file.with_name(f"{file.name}-wal")):
        for name in KINDS:
            assert (
                cli("export", file, place, "--format", name, "--layer", "Ana", "--force").code == 1
                or not KINDS[name].extensions
            )
        assert cli("actors", file, "--export", place).code == 1
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_dash_is_standard_output(file: Path, tmp_path: Path, cli: Cli) -> None:
    cli("export", file, tmp_path / "project.csv", "--format", "csv", "--layer", "Ana")
    piped = program("export", file, "-", "--format", "csv", "--layer", "Ana", cwd=tmp_path)
    assert piped.stdout == (tmp_path / "project.csv").read_bytes().decode().replace("\r\n", "\n")
    assert not (tmp_path / "-").exists() and "Note: " in piped.stderr
    whole = program("export", file, "-", "--layer", "all", cwd=tmp_path)
    assert [json.loads(line)["title"] for line in whole.stdout.splitlines()]
    assert "project.codebook.json" in whole.stderr and "standard output takes one file" in whole.stderr
    assert "standard output is not" in cli("export", file, "-", "--format", "brat", "--layer", "all").err


@pytest.mark.skipif(sys.platform != "linux", reason="only there a locale decides about names of files")
def test_a_locale_without_letters_for_a_name_is_said(file: Path, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "东京.txt").write_text("a text")
    assert cli("import", file, tmp_path / "东京.txt").code == 0
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    code = "import sys; from annotator.cli.main import run; sys.exit(run(sys.argv[1:], lambda path: ''))"
    said = program("export", file, tmp_path / "brat", "--format", "brat", "--layer", "all", code=code, env=plain)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1) and "LC_ALL" in said.stderr
    assert not (tmp_path / "brat").exists()


def test_what_would_be_left_out_is_listed_saved_or_refused_before_anything_is_written(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    cli("adjudicate", file, "--policy", "unanimous")
    out, losses = tmp_path / "gold.conll", tmp_path / "lost.csv"
    looked = cli("export", file, out, "--format", "conll", "--dry-run", "--losses", losses)
    assert looked.code == 0 and "1 decision is left out" in looked.out and "decisions" in losses.read_text("utf-8-sig")
    same = cli("export", file, tmp_path / "one.csv", "--format", "csv", "--losses", tmp_path / "one.csv")
    assert same.code == 1 and "name another" in same.err and not (tmp_path / "one.csv").exists()
    divided = cli("export", file, out, "--format", "conll", "--dry-run", "--split", "50/50")
    assert divided.code == 0 and "Note: Divided by seed 1: train" in divided.out and "In which part" in divided.out
    refused = cli("export", file, out, "--format", "conll", "--strict")
    assert refused.code == 1 and "Nothing was written" in refused.sentence and "1 decision" in refused.sentence
    assert not out.exists()
    assert cli("export", file, tmp_path / "gold.jsonl", "--strict").code == 0
    assert cli("export", file, out, "--format", "conll").code == 0 and out.exists()
