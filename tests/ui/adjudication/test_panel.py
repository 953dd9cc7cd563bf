"""The panel shows a case as sentences, or says why there is none."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import settle
from annotator.ui.adjudication.case_wording import view_of_case
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.composable import parts_of
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.commands.key_names import key_of, put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.adjudication.builders import A, cases_of, span
from tests.ui.cases.builders import case, known, plain, shown_in, texts_of


def test_the_panel_shows_sentences_and_differences_and_quotes_of_their_own_direction(qapp: QApplication) -> None:
    panel = CasePanel()
    shown_in(panel, "دعا الرئيس.")
    shown = texts_of(panel)
    assert "Case 1 of 1: attributes differ" in shown
    assert "▸ A: Appeal “\u2068دعا الرئيس.\u2069”" in shown
    assert any("France → calls on → China, Russia" in text for text in shown)
    assert "Force: urges / calls on" in plain("\n".join(shown))
    panel.show_view(None, -1)
    assert not panel.differing.isVisibleTo(panel) and panel.empty.isVisibleTo(panel)
    panel.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[CasePanel]:
    made = CasePanel()
    qtbot.addWidget(made)
    shown_in(made, "urged China")
    yield made


def test_what_is_no_case_offers_no_way_to_decide_but_to_take_it_back(panel: CasePanel) -> None:
    parts = (panel.candidates, panel.choices, panel.reason, panel.take_back, panel.empty)
    (one,) = settle([case()], [])
    view = view_of_case(one, "Gold", 0, (), known())
    seen = []
    for shown, can_decide in ((view, True), (view, False), (None, True)):
        panel.show_view(shown, -1, can_decide)
        seen.append([part.isVisibleTo(panel) for part in parts])
    assert seen == [
        [True, True, True, False, False],
        [True, False, False, True, False],
        [False, False, False, False, True],
    ]


def test_parts_are_chosen_in_place_of_the_candidates_until_that_is_ended(panel: CasePanel) -> None:
    found = case()
    panel.begin_filling(A, lambda base: parts_of(found, base, known()))
    assert panel.filling.isVisibleTo(panel) and not panel.candidates.isVisibleTo(panel)
    assert not panel.choices.isVisibleTo(panel) and panel.reason.isVisibleTo(panel)
    panel.end_filling()
    assert not panel.filling.isVisibleTo(panel) and panel.candidates.isVisibleTo(panel)
    assert panel.choices.isVisibleTo(panel)


def test_the_heading_says_how_many_wait_and_how_many_of_them_are_listed(panel: CasePanel) -> None:
    heads = []
    for count in (0, 1, 3):
        spans = [span(f"A{number}", 10 * number, 10 * number + 5) for number in range(1, count + 1)]
        panel.model.show_all([listed(one, 0, "x" * 50) for one in settle(cases_of(*spans), [])])
        panel.say_counts()
        heads.append(panel.bar.heading.text())
    assert heads == ["No case is open", "1 case open", "3 cases open"]
    panel.model.look(QueueView(label="warning"))
    panel.model.show_all(
        [listed(one, 0, "x" * 50) for one in settle(cases_of(*spans, span("B9", 45, 49, "warning")), [])]
    )
    panel.say_counts()
    assert panel.bar.heading.text() == "4 cases open, 1 listed"


def test_a_row_of_the_queue_is_told_when_one_goes_to_it_and_not_when_it_is_shown(panel: CasePanel) -> None:
    spans = [span(f"A{number}", 10 * number, 10 * number + 5) for number in (1, 2)]
    panel.model.show_all([listed(one, 0, "x" * 50) for one in settle(cases_of(*spans), [])])
    told: list[int] = []
    panel.chosen.connect(told.append)
    (one,) = settle([case()], [])
    panel.show_view(view_of_case(one, "Case", 0, (), known()), 1)
    assert told == [] and panel.list.currentIndex().row() == 1
    panel.list.setCurrentIndex(panel.model.index(0))
    assert told == [0]


def test_why_there_is_none_is_said_with_the_keys_as_they_are_now(panel: CasePanel) -> None:
    panel.say_empty(lambda: f"Press {key_of('adjudicate.previous')}.")
    panel.show_view(None, -1)
    before = panel.empty.text()
    put_in_force({**keys_in_force({}), "adjudicate.previous": ("Ctrl+K",), "adjudicate.reopen": ("Ctrl+L",)})
    assert panel.empty.text() == "Press Ctrl+K." != before
    assert panel.take_back.text().startswith("Ctrl+L ")


def test_the_list_of_reasons_gives_way_in_a_low_window(panel: CasePanel) -> None:
    panel.show()
    for height in (900, 560, 900):
        panel.resize(374, height)
        QApplication.processEvents()
        assert panel.reason.list.isVisible() == (panel.height() >= 600)
