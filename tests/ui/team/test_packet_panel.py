"""The packet at hand before it is taken in: what it brings, and only what can be done with it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.operations.team.taking_in import Came
from annotator.sync.delivery import TakeInPlan
from annotator.ui.team.packet_panel import PacketPanel, facts_of
from tests.ui.team.test_waiting_list import BAD, KNOWN, NEW


def test_only_what_brings_something_can_be_taken_in(qtbot: QtBot) -> None:
    panel = PacketPanel()
    qtbot.addWidget(panel)
    for one, can in ((NEW, True), (KNOWN, False), (BAD, False)):
        panel.show_came(one)
        assert [each.isHidden() for each in (panel.take, panel.each, panel.note)] == [not can] * 3
        assert not panel.forget.isHidden()
    assert panel.said == ("It is cut off.",)
    panel.show_came(NEW)
    with qtbot.waitSignal(panel.take_requested):
        panel.take.click()


def test_the_file_is_told_by_its_size_and_day(tmp_path: Path) -> None:
    path = tmp_path / "Ana.packet"
    path.write_bytes(b"x" * 90_000)
    one = Came(path, ("Ana: 1 act.",), TakeInPlan(acts=1), made="2024-11-24T10:00:00+00:00")
    assert facts_of(one).startswith("87 KB · made 24 Nov") and facts_of(one).endswith("nothing is written yet")
    path.unlink()
    assert facts_of(one) == "The file is gone from where it was."
