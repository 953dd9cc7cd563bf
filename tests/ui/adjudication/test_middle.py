"""The text or the policies, never both, and who has come above the text alone."""

from pytestqt.qtbot import QtBot

from annotator.ui.adjudication.middle import DeskMiddle
from annotator.ui.reader.pane import ReaderPane


def test_one_of_the_two_is_to_be_seen(qtbot: QtBot) -> None:
    pane = ReaderPane()
    middle = DeskMiddle(pane)
    qtbot.addWidget(middle)
    middle.show()
    for shown in (False, True, False):
        middle.show_policies(shown)
        assert middle.policies.isVisible() is shown and pane.isVisible() is not shown
    assert pane.parentWidget() is middle.strip.parentWidget() and not middle.strip.isVisible()
