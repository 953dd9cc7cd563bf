"""A coder is asked with their name, and told that the history says it."""

from pytestqt.qtbot import QtBot

from annotator.ui.kit.veil import Veil


def test_it_says_what_would_be_seen_to_whom_and_what_is_kept_of_it(qtbot: QtBot) -> None:
    veil = Veil()
    qtbot.addWidget(veil)
    veil.ask("Agreement", "آنا")
    said = veil.text.text()
    assert said.startswith("Agreement shows what others coded.") and "\u2068آنا\u2069" in said and "history" in said
    with qtbot.waitSignal(veil.pressed):
        veil.button.click()
