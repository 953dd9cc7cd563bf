"""The line of choices."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.ui.explore.choices import ALL_CODERS, GOLD, act_labels
from annotator.ui.explore.filter_bar import FilterBar
from tests.projects import default_codebook

INDEX = ActorIndex(
    Actor(id=ActorId(id), name=name, kind=ActorKind.STATE, aliases=aliases, codes=codes)
    for id, name, aliases, codes in (
        ("chn", "China", ("中国", "Chine"), {"iso3": "CHN"}),
        ("fra", "France", ("法国",), {"iso3": "FRA"}),
    )
)


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar()
    qtbot.addWidget(made)
    made.offer_layers([(GOLD, "Gold"), (ALL_CODERS, "All coders"), ("ana", "Ana")])
    made.offer_labels(act_labels(default_codebook()))
    made.offer_values(["urges", "demands", ""], ["China", "France", "the Prime Minister of a very long name"], INDEX)
    made.resize(800, 100)
    made.show()
    return made


@pytest.fixture
def told(bar: FilterBar) -> Callable[[], int]:
    """How often a change was told since the last question."""
    heard: list[None] = []
    bar.changed.connect(lambda: heard.append(None))

    def count() -> int:
        found = len(heard)
        heard.clear()
        return found

    return count


def test_each_control_says_its_choice_once(bar: FilterBar, told: Callable[[], int]) -> None:
    bar.choose_layer(ALL_CODERS)
    assert (bar.choices.layer, told()) == (ALL_CODERS, 1)
    bar.toggles[0].trigger()
    assert (bar.choices.labels, told()) == (frozenset({"commitment", "warning"}), 1)
    bar.force.setCurrentIndex(bar.force.findText("no force given"))
    assert (bar.choices.force, told()) == ("", 1)
    bar.expand.click()
    assert (bar.choices.expand, told()) == (True, 1)
    bar.period.setCurrentIndex(bar.period.findData("month"))
    assert (bar.choices.period, told()) == ("month", 1)
    bar.toggles[0].trigger()
    assert bar.choices.labels is None


def test_an_actor_counts_once_the_name_is_whole(bar: FilterBar, told: Callable[[], int], qtbot: QtBot) -> None:
    QTest.keyClicks(bar.actor, "fran")
    assert (bar.choices.actor, told()) == ("", 0)
    QTest.keyClicks(bar.actor, "ce")
    assert (bar.choices.actor, told()) == ("France", 1)
    QTest.keyClick(bar.actor, Qt.Key.Key_Backspace)
    assert (bar.choices.actor, told()) == ("France", 0)
    bar.actor.clear()
    assert (bar.choices.actor, told()) == ("", 1)
    QTest.keyClicks(bar.actor, "Atlantis")
    with qtbot.waitSignal(bar.unknown) as unknown:
        bar.actor.returnPressed.emit()
    assert unknown.args is not None and "“Atlantis”" in unknown.args[0] and told() == 0


def test_a_part_of_a_name_offers_the_names_that_have_it(bar: FilterBar) -> None:
    for typed, names in (
        ("PRIME", ["the Prime Minister of a very long name"]),
        ("n", ["China", "France", "the Prime Minister of a very long name"]),
        ("法", ["France"]),
        ("chn", ["China"]),
        ("atlantis", []),
    ):
        assert offered(bar, typed) == names


def test_an_alias_or_a_code_stands_for_its_actor_once_enter_says_so(bar: FilterBar, told: Callable[[], int]) -> None:
    for typed, name in (("中国", "China"), ("fra", "France"), ("CHINE", "China")):
        bar.actor.setText(typed)
        told()
        QTest.keyClick(bar.actor, Qt.Key.Key_Return)
        assert (bar.actor.text(), bar.choices.actor, told()) == (name, name, 1)
        bar.actor.clear()


def offered(bar: FilterBar, typed: str) -> list[str]:
    """Return what is offered once this was typed; letters that no key has come as from an input method."""
    bar.actor.clear()
    if typed.isascii():
        QTest.keyClicks(bar.actor, typed)
    else:
        event = QInputMethodEvent()
        event.setCommitString(typed)
        QApplication.sendEvent(bar.actor, event)
    model = bar.actor.completer().completionModel()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_show_all_takes_the_filters_away_and_leaves_the_layer(bar: FilterBar, told: Callable[[], int]) -> None:
    assert not bar.all_button.isVisible()
    bar.choose_layer("ana")
    bar.toggles[1].trigger()
    bar.force.setCurrentIndex(1)
    bar.actor.setText("China")
    bar.days.setText("2023")
    assert bar.all_button.isVisible() and bar.choices.narrows
    told()
    bar.all_button.click()
    assert told() == 1 and not bar.choices.narrows and bar.choices.layer == "ana"
    assert not bar.all_button.isVisible() and all(field.text() == "" == field.whole for field in bar.fields)


def test_what_is_chosen_stays_when_the_offer_changes(bar: FilterBar, told: Callable[[], int]) -> None:
    bar.choose_layer("ana")
    bar.toggles[2].trigger()
    bar.force.setCurrentIndex(bar.force.findText("demands"))
    told()
    bar.offer_values(["urges"], ["China"], INDEX)
    bar.offer_labels(act_labels(default_codebook()))
    bar.offer_layers([(GOLD, "Gold"), ("ana", "Ana")])
    assert (bar.choices.layer, bar.choices.force, len(bar.choices.labels or ())) == ("ana", "demands", 2)
    assert bar.force.currentText() == "demands" and not bar.toggles[2].isChecked() and told() == 0
    bar.offer_layers([(GOLD, "Gold")])
    assert bar.choices.layer == GOLD


def test_another_project_begins_without_filters(bar: FilterBar) -> None:
    bar.toggles[2].trigger()
    bar.actor.setText("China")
    bar.reset()
    assert not bar.choices.narrows and bar.toggles == [] and bar.actor.text() == ""


def test_a_narrow_window_breaks_the_line_and_cuts_nothing_off(bar: FilterBar, qtbot: QtBot) -> None:
    bar.resize(300, 400)
    qtbot.waitUntil(lambda: bar.actor.width() <= 300)
    shown = [bar.layer, bar.force, bar.period, *bar.fields, bar.expand, bar.by_state, bar.ticks]
    assert all(each.x() >= 0 and each.x() + each.width() <= 300 for each in shown)
    assert len({each.y() for each in shown}) > 3
    assert bar.heightForWidth(300) > bar.heightForWidth(800)


def test_each_control_has_a_name_for_those_who_hear_it(bar: FilterBar) -> None:
    assert [each.text() for each in bar.toggles] == ["Appeal", "Commitment", "Warning"]
    assert bar.ticks.accessibleName() == "Labels: all labels"
    named = (bar.layer, bar.force, bar.actor, bar.period)
    assert [each.accessibleName() for each in named] == ["Layer", "Force", "Speaker or addressee", "Period"]


def test_where_labels_are_counted_the_choices_of_acts_give_way_to_what_has_a_row(bar: FilterBar) -> None:
    bar.offer_rows([("document", "by document"), ("coder", "by coder")])
    of_acts = [bar.force, bar.actor, bar.expand, bar.by_state, bar.ticks]
    assert bar.rows.isHidden() and not any(each.isHidden() for each in of_acts)
    bar.show_for(of_labels=True)
    assert not bar.rows.isHidden() and all(each.isHidden() for each in of_acts)
    bar.rows.setCurrentIndex(1)
    assert bar.choices.by == "coder"
    bar.show_for(of_labels=False)
    bar.offer_labels(())
    assert all(each.isHidden() for each in of_acts), "a codebook without acts has no choice among them"


def test_offices_for_their_state_and_all_names_are_chosen_and_told(bar: FilterBar, told: Callable[[], int]) -> None:
    bar.by_state.click()
    assert bar.choices.by_state and told() == 1
    bar.show_names(True)
    assert bar.choices.all_names and told() == 1
    bar.expand.click()
    assert bar.choices.all_names and bar.choices.by_state


def test_a_document_and_days_are_chosen_and_stay_in_the_view_of_labels(bar: FilterBar, told: Callable[[], int]) -> None:
    bar.offer_documents({"1": "Readout", "2": "Joint Statement"})
    bar.document.setText("joint statement")
    assert (bar.choices.document, bar.choices.title, told()) == ("2", "Joint Statement", 1)
    bar.days.setText("2021 to 2023-06")
    assert (bar.choices.when, bar.choices.narrows_documents) == ("2021 to 2023-06", True)
    bar.show_for(of_labels=True)
    assert bar.document.isVisible() and bar.days.isVisible() and bar.all_button.text() == "Show all codings"
    bar.all_button.click()
    assert (bar.choices.document, bar.choices.title, bar.choices.when) == ("", "", "")
    bar.force.setCurrentIndex(1)
    assert not bar.all_button.isVisible(), "a force leaves no coding out where labels are counted"


def test_a_set_is_chosen_among_the_documents(bar: FilterBar, told: Callable[[], int]) -> None:
    bar.offer_documents({"1": "Readout", "2": "Joint Statement"}, {"Round 1": frozenset({"1", "2"})})
    bar.document.setText("set: round 1")
    assert (bar.choices.members, bar.choices.title, told()) == (frozenset("12"), "Set: Round 1", 1)
    kept = bar.choices.filter([], [])
    assert (kept.document, kept.documents) == ("", frozenset("12")) and bar.choices.narrows_documents
    bar.offer_documents({"1": "Readout"}, {"Round 1": frozenset({"1"})})
    assert bar.choices.members == {"1"}
    bar.document.setText("Readout")
    assert bar.choices.members == frozenset() and bar.choices.filter([], []).document == "1"
