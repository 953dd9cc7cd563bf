"""The chips of the counts: what is chosen is asked, once."""

from pytestqt.qtbot import QtBot

from annotator.operations.passages.counting import PassageMeasure
from annotator.operations.passages.grouping import GroupField
from annotator.ui.pictures.count_asking import BESIDES, CountFigure, CountsAsked
from annotator.ui.pictures.count_choices import CountChoices

FIELDS = [GroupField("label", "Label"), GroupField("by", "Who speaks"), GroupField("year", "Year")]


def test_each_choice_is_told_once_and_what_is_gone_stays_chosen(qtbot: QtBot) -> None:
    choices = CountChoices()
    qtbot.addWidget(choices)
    told: list[CountsAsked] = []
    choices.changed.connect(lambda: told.append(choices.asked))
    choices.offer(FIELDS)
    choices.search_for("china")
    assert told == []
    choices.rows.setCurrentIndex(choices.rows.findData("by"))
    choices.measure.setCurrentIndex(1)
    choices.figures.choose(1)
    assert told[-1] == CountsAsked("china", "by", "year", PassageMeasure.DOCUMENTS, CountFigure.BARS) and len(told) == 3
    choices.offer(FIELDS[:1])
    assert choices.asked == told[-1] and choices.rows.currentText() == "by" and len(told) == 3


def test_labels_beside_labels_let_neither_rows_nor_measure_be_chosen(qtbot: QtBot) -> None:
    choices = CountChoices()
    qtbot.addWidget(choices)
    choices.offer(FIELDS)
    choices.rows.setCurrentIndex(choices.rows.findData("by"))
    choices.columns.setCurrentIndex(choices.columns.findData(next(iter(BESIDES))))
    assert not choices.rows.isEnabled() and choices.rows.currentText() == "Label"
    choices.columns.setCurrentIndex(choices.columns.findData(""))
    assert choices.rows.isEnabled() and choices.rows.currentText() == "Who speaks" and choices.asked.columns == ""
    choices.reset()
    assert choices.asked == CountsAsked()
