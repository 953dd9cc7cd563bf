"""What a step did, drawn: the passage before and after, fields as they were and are, and all of it read aloud."""

from pytestqt.qtbot import QtBot

from annotator.model.ids import LabelId
from annotator.operations.project.step_told import NOTHING_TOLD, FieldTold, PassageTold, RowTold, StepTold
from annotator.ui.history.changes_view import ChangesView, plain
from tests.operations.desks import BOOK

CODED = PassageTold("… dit: ", "دعت <الصين>", " &c. …", LabelId("appeal"))
NEW = RowTold("دعت", (FieldTold("label", "", "Appeal"), FieldTold("note", "", "look")), None, CODED)


def test_a_new_coding_is_seen_in_its_text_and_without_it_before(qtbot: QtBot) -> None:
    view = ChangesView()
    qtbot.addWidget(view)
    view.show_told(StepTold((NEW,)), BOOK)
    html = view.text()
    assert html.count("دعت &lt;الصين&gt;") == 2 and html.count("background-color") == 1 and "<الصين>" not in html
    assert html.count("<table") == 2 and "label: " not in html and "note: " in html
    assert not view.isHidden() and "after: دعت <الصين>, Appeal" in view.accessibleName()


def test_a_field_shows_what_it_was_struck_through_and_an_unchanged_passage_once(qtbot: QtBot) -> None:
    view = ChangesView()
    qtbot.addWidget(view)
    row = RowTold("x", (FieldTold("date", "2026-01-02", "2026-01-03"),), CODED, CODED)
    view.show_told(StepTold((row, RowTold("Readout", (FieldTold("", "", "in the recycle bin"),))), more=2), BOOK)
    html = view.text()
    assert "<s>2026-01-02</s>" in html and html.count("<table") == 1
    assert "<b>Readout</b>" in html and "and 2 others" in html
    assert "date 2026-01-02 → 2026-01-03" in plain(StepTold((row,)), BOOK)


def test_nothing_hides_it_and_a_label_that_is_gone_has_a_word(qtbot: QtBot) -> None:
    view = ChangesView()
    qtbot.addWidget(view)
    view.show_told(NOTHING_TOLD, BOOK)
    assert view.isHidden()
    gone = RowTold("x", (), None, PassageTold("", "words", "", LabelId("gone")))
    view.show_told(StepTold((gone,)), BOOK)
    assert "a label that is gone" in view.text()
