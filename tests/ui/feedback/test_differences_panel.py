"""The texts whose gold may be seen are offered with how much differs, and the one that is shown is said."""

from pytestqt.qtbot import QtBot

from annotator.model.practice import Score
from annotator.ui.feedback.differences_panel import DifferencesPanel

SCORES = {
    "a": Score(places=4, just_so=1, same=2, own=4, gold=4),
    "b": Score(places=2, just_so=2, same=2, own=2, gold=2),
}


def test_each_text_with_gold_is_offered_and_one_without_is_none_of_them(qtbot: QtBot) -> None:
    panel = DifferencesPanel()
    qtbot.addWidget(panel)
    assert panel.texts.isHidden()
    panel.show_texts({"a": "First", "b": "Second", "c": "Third"}, SCORES, "b")
    assert [panel.texts.itemText(row) for row in range(2)] == ["3 · First", "0 · Second"]
    assert not panel.texts.isHidden() and panel.texts.currentText() == "0 · Second"
    panel.show_text("c")
    assert panel.texts.currentIndex() == -1
    with qtbot.waitSignal(panel.text_chosen) as told:
        panel.texts.setCurrentIndex(0)
        panel.texts.activated.emit(0)
    assert told.args == ["a"]
    panel.show_texts({}, {}, None)
    assert panel.texts.isHidden()
