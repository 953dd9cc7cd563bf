"""The choices above the numbers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.model.coder import LayerKind
from annotator.model.ids import LayerId
from annotator.ui.agreement.choice_bar import ChoiceBar
from annotator.ui.agreement.choices import CoefficientRange, StudyChoices
from annotator.ui.agreement.interval_dialog import IntervalDialog
from annotator.ui.agreement.study_runner import Stock
from annotator.ui.agreement.tick_dialog import TickDialog
from tests.ui.agreement.studies import LAYERS, NAMES, found
from tests.ui.test_names import nameless_of

GROUPS = [(0, 1, 2), (0, 1), (0, 2), (1, 2)]


@pytest.fixture
def bar(qtbot: QtBot) -> ChoiceBar:
    made = ChoiceBar()
    qtbot.addWidget(made)
    made.resize(1000, 120)
    made.show()
    made.offer(found().stock)
    made.offer_groups(GROUPS, NAMES)
    return made


def turn(dialog: TickDialog, row: int) -> None:
    """Tick a row, or take its tick away."""
    dialog.model.choose(dialog.model.chosen ^ {dialog.model.entries[row].id})


def asked(bar: ChoiceBar, ask: Callable[[], None]) -> TickDialog:
    ask()
    return next(each for each in bar.findChildren(TickDialog) if each.isVisible())


def test_the_buttons_say_what_is_chosen(bar: ChoiceBar) -> None:
    said = [one.text() for one in (bar.coders, bar.documents, bar.labels, bar.intervals)]
    assert said == ["All 3 coders…", "All 2 documents…", "All 4 labels…", "95% intervals…"]
    assert nameless_of(bar) == [] and bar.all_button.isHidden()


def test_each_choice_is_told_once(bar: ChoiceBar, qtbot: QtBot) -> None:
    for box, row, wanted in (
        (bar.unit, 1, StudyChoices(unit=UnitKind.WORDS)),
        (bar.unmarked, 1, StudyChoices(unit=UnitKind.WORDS, unmarked=Unmarked.LEFT_OUT)),
        (bar.extent, 2, StudyChoices(unit=UnitKind.WORDS, unmarked=Unmarked.LEFT_OUT, extent=CoefficientRange.ALL)),
    ):
        told: list[StudyChoices] = []
        bar.changed.connect(lambda told=told: told.append(bar.choices))
        box.setCurrentIndex(row)
        assert told == [wanted] and isinstance(bar.choices.unit, UnitKind)


def test_coders_are_ticked_and_all_of_them_are_nothing_left_out(bar: ChoiceBar, qtbot: QtBot) -> None:
    dialog = asked(bar, bar.coders.click)
    assert dialog.choice == tuple(layer.id for layer in LAYERS)
    turn(dialog, 1)
    with qtbot.waitSignal(bar.changed):
        dialog.accept()
    assert bar.choices.layers == (LAYERS[0].id, LAYERS[2].id) and bar.coders.text() == "2 of 3 coders…"
    assert bar.all_button.isVisible()
    dialog = asked(bar, bar.ask_coders)
    dialog.all_button.click()
    dialog.accept()
    assert not bar.choices.layers


def test_gold_can_be_ticked_and_all_coders_are_still_all_without_it(bar: ChoiceBar, qtbot: QtBot) -> None:
    gold = LAYERS[0].model_copy(update={"id": LayerId("gold"), "name": "Gold", "kind": LayerKind.GOLD})
    bar.offer(replace(bar.stock, gold=gold))
    dialog = asked(bar, bar.ask_coders)
    assert dialog.model.entries[0].id == gold.id and dialog.choice == tuple(layer.id for layer in LAYERS)
    turn(dialog, 0)
    with qtbot.waitSignal(bar.changed):
        dialog.accept()
    assert bar.choices.layers == (gold.id, *(layer.id for layer in LAYERS))
    assert bar.coders.text() == "All 3 coders and gold…"
    bar.offer(replace(bar.stock, gold=None))
    assert gold.id not in bar.choices.layers


def test_documents_and_labels_are_ticked_in_the_same_way_and_all_are_compared_again(bar: ChoiceBar) -> None:
    dialog = asked(bar, bar.documents.click)
    turn(dialog, 0)
    dialog.accept()
    dialog = asked(bar, bar.labels.click)
    dialog.none_button.click()
    turn(dialog, 2)
    dialog.accept()
    assert bar.choices.documents == ("d1",) and bar.choices.labels == ("warning",)
    assert bar.labels.text() == "1 of 4 labels…" and bar.labels.accessibleName() == "Labels: 1 of 4 labels"
    bar.all_button.click()
    assert bar.choices == StudyChoices()


def test_a_dialog_that_is_left_chooses_nothing(bar: ChoiceBar, qtbot: QtBot) -> None:
    dialog = asked(bar, bar.coders.click)
    turn(dialog, 0)
    with qtbot.assertNotEmitted(bar.changed):
        dialog.reject()
    assert bar.choices == StudyChoices()


def test_intervals_are_chosen(bar: ChoiceBar) -> None:
    bar.intervals.click()
    dialog = next(iter(bar.findChildren(IntervalDialog)))
    dialog.level.setCurrentIndex(dialog.level.findText("99%"))
    dialog.accept()
    assert bar.choices.level == 0.99 and bar.intervals.text() == "99% intervals…"


def test_in_spans_nothing_unmarked_can_be_counted(bar: ChoiceBar) -> None:
    assert bar.unmarked.isVisible()
    bar.unit.setCurrentIndex(bar.unit.findText("by spans"))
    assert bar.unmarked.isHidden()


def test_whose_numbers_are_shown_stays_while_they_are_compared(bar: ChoiceBar, qtbot: QtBot) -> None:
    bar.whose.setCurrentIndex(3)
    assert bar.between == (1, 2) and bar.whose.currentText() == "of Ben and Chloé"
    with qtbot.assertNotEmitted(bar.between_changed):
        bar.offer_groups([(0, 1, 2), (1, 2)], NAMES)
        assert bar.between == (1, 2)
        bar.offer_groups([(0, 1)], NAMES)
    assert bar.between == (0, 1) and bar.whose.isHidden()


def test_a_layer_that_is_gone_is_not_compared_any_more(bar: ChoiceBar) -> None:
    dialog = asked(bar, bar.coders.click)
    turn(dialog, 2)
    dialog.accept()
    stock = found().stock
    bar.offer(Stock(stock.begun[1:], stock.documents, stock.labels))
    assert bar.choices.layers == (LAYERS[1].id,)
    bar.reset()
    assert bar.choices == StudyChoices() and bar.coders.text() == "No coders…"


def test_a_re_code_sample_counts_only_where_it_is_ticked(bar: ChoiceBar) -> None:
    stock = found().stock
    bar.offer(replace(stock, samples=frozenset({LAYERS[2].id})))
    assert bar.coders.text() == "2 of 3 coders…" and not bar.choices.narrows
    dialog = asked(bar, bar.coders.click)
    assert dialog.choice == (LAYERS[0].id, LAYERS[1].id)
    dialog.all_button.click()
    dialog.accept()
    assert bar.choices.layers == tuple(layer.id for layer in LAYERS)
    dialog = asked(bar, bar.ask_coders)
    turn(dialog, 2)
    dialog.accept()
    assert not bar.choices.layers
    bar.compare_layers()
    assert bar.choices.layers == tuple(layer.id for layer in LAYERS)


def test_enter_opens_the_choice_that_has_the_keyboard(bar: ChoiceBar) -> None:
    bar.labels.setFocus()
    QTest.keyClick(bar.labels, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TickDialog) and dialog.windowTitle() == "Labels to compare"
    dialog.reject()


def test_documents_may_be_chosen_by_a_set(bar: ChoiceBar) -> None:
    first, *_ = (info.id for info in bar.stock.documents)
    bar.sets = lambda: [("Round 1", [first])]
    bar.ask_documents()
    dialog = bar.findChild(TickDialog)
    assert isinstance(dialog, TickDialog)
    dialog.groups.activated.emit(1)
    dialog.accept()
    assert bar.choices.documents == (first,)


def test_given_units_are_offered_and_compared_where_a_project_has_some(qtbot: QtBot) -> None:
    bar = ChoiceBar()
    qtbot.addWidget(bar)
    assert bar.unit.findData(UnitKind.UNITS) < 0
    bar.offer(Stock(has_units=True))
    assert bar.choices.unit is UnitKind.UNITS and bar.choices.uncoded is Uncoded.MISSING
    assert not bar.uncoded.isHidden() and bar.unmarked.isHidden()
    bar.uncoded.setCurrentIndex(bar.uncoded.findData(Uncoded.COUNTED))
    assert bar.choices.design().uncoded is Uncoded.COUNTED and not bar.unmarked.isHidden()
    bar.offer(Stock())
    assert bar.unit.currentData() == UnitKind.CHARACTERS and bar.unit.findData(UnitKind.UNITS) < 0
    assert bar.uncoded.isHidden()
    bar.offer(Stock(on_documents=True))
    assert bar.unit.currentData() == bar.choices.unit and str(bar.choices.unit) == "documents"
