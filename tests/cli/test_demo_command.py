"""`annotator demo`: the sample project through the whole main path, and the window on it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.operations.sample import FILE
from tests.cli.running import Cli, runner


def test_the_demo_leaves_the_project_gold_codebook_and_card_and_says_so(cli: Cli, tmp_path: Path) -> None:
    said = cli("demo", tmp_path / "out")
    assert (said.code, said.err) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")}
    assert names == {
        FILE,
        "gold.jsonl",
        "gold.codebook.json",
        "gold.project.json",
        "gold.agreement.json",
        "gold.card.json",
        "handed in",
    }
    assert len(list((tmp_path / "out" / "handed in").iterdir())) == 3
    assert all(str(tmp_path / "out" / name) in said.out for name in names)
    assert "There is no display." in said.out
    assert f"annotator open {tmp_path / 'out' / FILE}" in said.out
    again = cli("demo", tmp_path / "out", "--no-window")
    assert again.code == 0 and "is there already" in again.out and "No window" not in again.out
    assert cli("check", tmp_path / "out" / FILE).code == 0


def test_the_demo_is_not_made_into_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("dear")
    assert "cannot be made a folder" in cli("demo", tmp_path / "file", "--no-window").sentence
    assert "cannot be made a folder" in cli("demo", tmp_path / "file" / "inner", "--no-window").sentence


def test_the_demo_opens_the_window_on_its_project_unless_told_not_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    opened: list[Path] = []

    def window(paths: Sequence[Path]) -> str:
        opened.extend(paths)
        return ""

    (tmp_path / FILE).write_bytes(b"there already")
    cli = runner(capsys, window)
    assert cli("demo", tmp_path, "--no-window").code == 0 and opened == []
    assert cli("demo", tmp_path).code == 0 and opened == [tmp_path / FILE]
    assert (tmp_path / FILE).read_bytes() == b"there already"
