"""`annotator erase`: asks, says what would go and what still holds it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.main import annotator
from tests.projects import TEXT, Desk, make_desk
from tests.store.erasing.erased import SECRET, held_in


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A project with a document that is to go; it is closed."""
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    desk = make_desk(tmp_path, (TEXT, SECRET))
    desk.code("asked", document=1)
    desk.project.close()
    return desk


def test_it_asks_and_leaves_all_as_it_is_where_one_says_no(desk: Desk) -> None:
    result = run(["erase", str(desk.project.path), "--document", "Document 2"], "n\n")
    assert result.exit_code == 1 and "Nothing brings it back. Erase it?" in result.output
    assert held_in(desk.project.path, ["Ž🕊"]) == {"Ž🕊"}


def test_a_dry_run_says_what_would_go(desk: Desk) -> None:
    result = run(["erase", str(desk.project.path), "--document", "Document 2", "--dry-run"])
    assert result.output.startswith("This would erase 1 document and 1 coding, with all that the history says of it.\n")
    assert held_in(desk.project.path, ["Ž🕊"]) == {"Ž🕊"}


def test_what_is_erased_is_named_by_check_which_finds_nothing_wrong(desk: Desk) -> None:
    path = str(desk.project.path)
    result = run(["erase", path, "--document", "Document 2", "--coder", "Ana", "--yes", "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["erased"] and found["rows"]["documents"] == 1 and found["names"] == 1
    assert held_in(desk.project.path, ["Ž🕊"]) == set()
    checked = run(["check", path])
    assert checked.exit_code == 0
    assert "of the history were erased on" in checked.output and "by coder-1" in checked.output
    assert len(json.loads(run(["check", path, "--json"]).stdout)["erased"]) == 2


@pytest.mark.parametrize("arguments", [[], ["--yes"]])
def test_one_has_to_say_what(desk: Desk, arguments: list[str]) -> None:
    result = run(["erase", str(desk.project.path), *arguments])
    assert result.exit_code == 2 and "--document, --coder or --bin" in result.output


def run(arguments: list[str], answer: str = "") -> Result:
    """Run the command line; what it asks is answered."""
    return CliRunner().invoke(annotator, arguments, input=answer, catch_exceptions=False)
