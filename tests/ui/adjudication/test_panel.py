"""The panel shows a case as sentences, or says why there is none."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import settle
from annotator.model.settings import DEFAULT_REASONS
from annotator.ui.adjudication.case_wording import View, view_of_case
from annotator.ui.adjudication.choices import OF_GOLD, applicable
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.composable import parts_of
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.cases.table import CaseCell, CaseColumn, CaseTable, TableRow
from annotator.ui.commands.key_names import key_of, put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.adjudication.builders import A, cases_of, only_case, span
from tests.ui.cases.builders import case, known, shown_in, texts_of


def test_the_panel_shows_sentences_and_differences_and_quotes_of_their_own_direction(qapp: QApplication) -> None:
    panel = CasePanel()
    shown_in(panel, "دعا الرئيس.")
    shown = texts_of(panel)
    assert any("“\u2068دعا الرئيس.\u2069”" in text for text in shown)
    said = [panel.table.cells.spoken(row, column) for row in range(panel.table.cells.rowCount()) for column in (1, 2)]
    assert said[:2] == ["Force, A: urges, 4 of 5", "Force, B: calls on, 3 of 5"]
    assert "Addressee, B: China, Russia" in said
    panel.show_view(None, -1)
    assert not panel.table.isVisibleTo(panel) and panel.empty.isVisibleTo(panel)
    panel.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[CasePanel]:
    made = CasePanel()
    qtbot.addWidget(made)
    shown_in(made, "urged China")
    yield made


def usable(panel: CasePanel) -> set[str]:
    """Return the verbs that are not grey."""
    return {id for id, each in panel.choices.buttons.items() if each.isEnabled()}


def test_what_does_not_apply_is_grey_and_stays_where_it_is(panel: CasePanel) -> None:
    (one,) = settle([case()], [])
    view = view_of_case(one, "Gold", 0, (), known())
    panel.show()
    places = []
    for shown, verbs in ((view, applicable(one, 2)), (view, OF_GOLD), (None, applicable(None, 2)), (None, ())):
        panel.show_view(shown, -1, verbs)
        QApplication.processEvents()
        assert usable(panel) == set(verbs) and panel.reason.isVisible()
        assert panel.table.isVisible() == (shown is not None) != panel.empty.isVisible()
        places.append({id: each.geometry() for id, each in panel.choices.buttons.items()})
    assert all(place == places[0] for place in places)


def test_parts_are_chosen_in_place_of_the_candidates_until_that_is_ended(panel: CasePanel) -> None:
    found = case()
    (one,) = settle([found], [])
    panel.show_view(view_of_case(one, "Case", 0, (), known()), 0, ("take", "none"))
    panel.begin_filling(A, lambda base: parts_of(found, base, known()))
    assert panel.filling.isVisibleTo(panel) and not panel.table.isVisibleTo(panel)
    assert tuple(panel.filling.table.cells.columns) == panel.table.cells.columns
    assert usable(panel) == set() and panel.reason.isVisibleTo(panel)
    panel.end_filling()
    assert not panel.filling.isVisibleTo(panel) and panel.table.isVisibleTo(panel)
    assert usable(panel) == {"take", "none"}


def test_a_row_of_the_queue_is_told_when_one_goes_to_it_and_not_when_it_is_shown(panel: CasePanel) -> None:
    spans = [span(f"A{number}", 10 * number, 10 * number + 5) for number in (1, 2)]
    panel.model.show_all([listed(one, 0, "x" * 50) for one in settle(cases_of(*spans), [])])
    told: list[int] = []
    panel.queue.chosen.connect(told.append)
    (one,) = settle([case()], [])
    panel.show_view(view_of_case(one, "Case", 0, (), known()), 1)
    assert told == [] and panel.list.currentIndex().row() == 1
    panel.list.setCurrentIndex(panel.model.index(0))
    assert told == [0]


def test_why_there_is_none_is_said_with_the_keys_as_they_are_now(panel: CasePanel) -> None:
    panel.say_empty(lambda: f"Press {key_of('adjudicate.previous')}.")
    panel.show_view(None, -1)
    before = panel.empty.text()
    put_in_force({**keys_in_force({}), "adjudicate.previous": ("Ctrl+K",)})
    assert panel.empty.text() == "Press Ctrl+K." != before


def test_the_list_of_reasons_gives_way_in_a_low_window(panel: CasePanel) -> None:
    panel.show()
    for height in (900, 500, 900):
        panel.resize(374, height)
        QApplication.processEvents()
        assert panel.reason.list.isVisible() == (panel.height() >= 560)


def test_the_verbs_stand_in_the_same_places_over_fifty_cases(panel: CasePanel) -> None:
    panel.resize(368, 590)
    panel.show()
    seen = set()
    for number in range(50):
        label = "warning" if number % 3 else "appeal"
        spans = [span("A1", 0, 5 + number, force="x" * number), span("B1", number % 7, 60, label)]
        found = only_case(*spans[: 1 + number % 2], layers="ABC" if number % 5 else "AB")
        (one,) = settle([found], [])
        panel.show_view(view_of_case(one, "Text · ¶ 1", 0, (), known()), -1, applicable(one, 2))
        QApplication.processEvents()
        verbs = panel.choices.buttons.values()
        seen.add(tuple((each.mapTo(panel, QPoint()).toTuple(), each.size().toTuple()) for each in verbs))
    assert len(seen) == 1


def six_rows() -> View:
    """Return a case of three coders who differ in six things, the words as long as in the sample."""
    ordinal = CaseCell("notes with concern", "weakest of 3"), CaseCell("demands", "strongest of 5"), CaseCell("–")
    others = CaseCell("the Foreign Minister"), CaseCell("France"), CaseCell("–")
    rows = tuple(TableRow(f"Thing {number}", others if number else ordinal) for number in range(6))
    columns = tuple(CaseColumn((name[0],), (name,), (at,), True) for at, name in enumerate(("Ana", "Ben", "Chloé")))
    alike = "Alike: “The world must not get used to this” · New or reaffirmed new"
    table = CaseTable(columns, rows, alike, ("C’s note “a warning in the form of a wish?” ?",))
    return View("Labels differ", "Thread by the Minister of Foreign Affairs · ¶ 3", table, "", (0, 1, 2))


@pytest.mark.parametrize("size", [(368, 590), (400, 760)])
def test_a_case_of_three_coders_and_six_rows_is_whole_with_its_verbs(panel: CasePanel, size: tuple[int, int]) -> None:
    panel.resize(*size)
    panel.reason.show_reasons(DEFAULT_REASONS)
    panel.show()
    panel.show_view(six_rows(), -1, ("take",))
    for _ in range(3):
        QApplication.processEvents()
    for part in (panel.where, panel.table, panel.alike, panel.notes, *panel.choices.buttons.values()):
        assert part.visibleRegion().boundingRect().size() == part.size(), part
    assert panel.definitions.isVisible() is False
