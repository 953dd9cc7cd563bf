"""The dyads of what is counted, saved from the page."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.explore.choices import GOLD
from annotator.ui.explore.figures import ExploreView
from tests.ui.explore.desks import Desk


def saved(desk: Desk, file: Path) -> list[tuple[str, str, str]]:
    """Save the dyads and return who does what towards whom."""
    desk.workspace.page.dyads_button.click()
    desk.qtbot.waitUntil(lambda: not desk.workspace.files.dyads.is_busy)
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [(row["source_name"], row["quote"], row["target_name"]) for row in csv.DictReader(rows)]


@pytest.mark.parametrize(("named", "kind"), [("a.csv", ""), ("a", "CSV table (*.csv)"), ("a", "")])
def test_what_is_counted_is_saved_and_no_more(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, kind: str
) -> None:
    desk.of_all_coders()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / named), kind))
    every = saved(desk, tmp_path / "a.csv")
    assert len(every) == 7 and ("France", "urged", "China") in every, "an act with two addressees has two lines"
    desk.workspace.filters.force.setCurrentIndex(desk.workspace.filters.force.findText("urges"))
    desk.settled()
    assert sorted(saved(desk, tmp_path / "a.csv")) == [("France", "urged", "China"), ("France", "دعا", "China")]
    assert desk.refused == []


def test_where_no_act_is_counted_there_is_nothing_to_save(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none.csv"), ""))
    desk.of_layer(GOLD)
    desk.workspace.handlers()["explore.save_dyads"]()
    assert desk.refused == ["There are no dyads to save: no act is counted."] and not list(tmp_path.glob("*.csv"))
    desk.of_all_coders()
    desk.workspace.page.show_figure(ExploreView.LABELS)
    assert desk.workspace.page.dyads_button.isHidden(), "labels are no dyads"


def test_a_file_that_cannot_be_written_is_refused_with_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.of_all_coders()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.csv"), ""))
    (tmp_path / "a.csv").mkdir()
    desk.workspace.files.dyads.save()
    desk.qtbot.waitUntil(lambda: bool(desk.refused))
    assert "a.csv" in desk.refused[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    desk.workspace.files.dyads.save()
    assert not desk.workspace.files.dyads.is_busy
