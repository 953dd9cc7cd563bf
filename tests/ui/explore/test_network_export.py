"""The network of what is counted, saved from the page for other programs."""

import xml.etree.ElementTree as xml
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.explore.choices import GOLD
from annotator.ui.explore.figures import ExploreView
from tests.ui.explore.desks import Desk


@pytest.mark.parametrize(("named", "kind"), [("a.graphml", ""), ("a", "GEXF, for Gephi (*.gexf)"), ("a", "")])
def test_all_arrows_that_are_counted_are_saved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, kind: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / named), kind))
    desk.of_all_coders()
    assert not desk.workspace.page.network_button.isVisible()
    desk.workspace.page.show_figure(ExploreView.NETWORK)
    desk.workspace.page.network_button.click()
    desk.qtbot.waitUntil(lambda: not desk.workspace.files.networks.is_busy)
    (file,) = [one for one in tmp_path.iterdir() if one.suffix in (".graphml", ".gexf")]
    found = [one for one in xml.parse(file).getroot().iter() if one.tag.endswith("}edge")]
    names = [name for name in ("France", "China", "Russia") if name in file.read_text(encoding="utf-8")]
    assert len(found) == 2 and len(names) == 3, "France to China and to Russia; two acts go to nobody"
    desk.workspace.filters.force.setCurrentIndex(desk.workspace.filters.force.findText("urges"))
    desk.settled()
    desk.workspace.files.networks.save()
    desk.qtbot.waitUntil(lambda: not desk.workspace.files.networks.is_busy)
    assert len([one for one in xml.parse(file).getroot().iter() if one.tag.endswith("}edge")]) == 1


def test_where_no_act_is_counted_there_is_no_network(desk: Desk) -> None:
    desk.of_layer(GOLD)
    desk.workspace.handlers()["explore.save_network"]()
    assert desk.refused == ["There is no network to save: no act is counted."]


def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.dl").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.dl"), ""))
    desk.of_all_coders().workspace.files.networks.save()
    desk.qtbot.waitUntil(lambda: bool(desk.refused))
    assert "a.dl" in desk.refused[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    desk.workspace.files.networks.save()
    assert not desk.workspace.files.networks.is_busy
