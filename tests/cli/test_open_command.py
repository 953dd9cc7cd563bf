"""`annotator open`: the window on a project, or the reason why there is none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.running import Cli, runner


@pytest.mark.parametrize("name", ["p.annot", "with blanks.annot", "联合声明.annot", "gone/p.annot"])
def test_the_window_is_asked_for_the_file_that_was_named(capsys: pytest.CaptureFixture[str], name: str) -> None:
    opened: list[Sequence[Path]] = []

    def window(paths: Sequence[Path]) -> str:
        opened.append(paths)
        return ""

    assert runner(capsys, window)("open", name).code == 0
    assert opened == [(Path(name),)]


def test_without_a_display_the_reason_is_said(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    said = cli("open", file)
    assert (said.code, said.sentence) == (1, "There is no display.")
    assert file.read_bytes() == before


def test_a_file_has_to_be_named(cli: Cli) -> None:
    assert cli("open").code == 2
