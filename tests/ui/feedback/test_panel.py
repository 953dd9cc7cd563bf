"""The panel of Feedback: the difference at hand from both sides, and all of the text below."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.decision import Rule
from annotator.model.practice import PracticeResult, Score
from annotator.operations.feedback.feedback import DocumentFeedback, FeedbackPlace
from annotator.operations.feedback.releases import GoldVisibility
from annotator.ui.cases.lane_feed import placed
from annotator.ui.feedback import wording
from annotator.ui.feedback.loader import FeedbackView
from annotator.ui.feedback.panel import FeedbackPanel
from tests.projects import default_codebook
from tests.ui.feedback.places import GOLD, MINE, TEXT, differences, place, span


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[FeedbackPanel]:
    made = FeedbackPanel()
    qtbot.addWidget(made)
    made.set_codebook(default_codebook())
    qtbot.addWidget(made.differences)
    made.differences.setParent(None)
    for each, width in ((made, 400), (made.differences, 272)):
        each.resize(width, 700)
        each.show()
    yield made


def cells(panel: FeedbackPanel) -> list[str]:
    """Return the table's cells in words."""
    view = panel.table.cells
    return [view.spoken(row, column) for row in range(view.rowCount()) for column in range(1, view.columnCount())]


def view(*places: FeedbackPlace, standing: GoldVisibility = GoldVisibility.SHOWN) -> FeedbackView:
    found = DocumentFeedback(TEXT, standing, places)
    where = tuple(range(1, len(found.differences) + 1))
    return FeedbackView(found, placed(()), found.differences, found.score, paragraphs=where)


@given(differences(), st.integers(-2, 6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_row_is_shown_the_panel_says_that_place_or_that_there_is_none(
    panel: FeedbackPanel, places: list[FeedbackPlace], row: int
) -> None:
    chosen: list[int] = []
    headed: list[tuple[str, str]] = []

    def heard(title: str, note: str) -> None:
        headed.append((title, note))

    panel.chosen.connect(chosen.append)
    panel.headed.connect(heard)
    panel.show_document(view(*places))
    shown = [one for one in places if not one.as_in_gold]
    panel.show_place(row, {})
    is_there = 0 <= row < len(shown)
    assert panel.passage.isVisible() == panel.table.isVisible() == is_there
    assert panel.list.isVisible() == bool(shown) != panel.empty.isVisible()
    assert panel.list.currentIndex().row() == (row if is_there else -1) and chosen == []
    if is_there:
        one = shown[row]
        said = wording.kind_of(one)
        assert headed[-1] == (said[:1].upper() + said[1:], f"difference {row + 1} of {len(shown)}")
        names = [
            name.replace("\u2068", "").replace("\u2069", "")
            for each in panel.table.cells.columns
            for name in each.names
        ]
        assert names == ["Mine", "Gold"]
        assert [each.has_span for each in panel.table.cells.columns] == [not one.is_missing, not one.is_extra]
        moved = one.mine is not None and one.gold is not None and one.mine.extents != one.gold.extents
        assert panel.what.isVisible() == moved
        if one.mine is not None and one.gold is not None and moved:
            assert panel.what.text().startswith(wording.boundary(one.mine, one.gold))
    panel.headed.disconnect(heard)
    panel.chosen.disconnect(chosen.append)


def test_a_note_and_a_doubt_are_shown_of_ones_own_span_alone(panel: FeedbackPanel) -> None:
    mine = replace(span(MINE, (0, 4)), note="is it one?", doubt=True)
    panel.show_document(view(place(mine, replace(span(GOLD, (0, 5)), note="secret", doubt=True))))
    panel.show_place(0, {})
    said = panel.note.text().replace("\u2068", "").replace("\u2069", "")
    assert said == "My note “is it one?” · in doubt"
    assert not any("secret" in words for words in (*cells(panel), panel.alike.text(), panel.why.text()))


def test_values_that_differ_are_said_of_both_sides_and_the_reason_below(panel: FeedbackPanel) -> None:
    made = place(span(MINE, (0, 4), force="urges"), span(GOLD, (0, 4)), Rule.TAKEN, "it only asks")
    panel.show_document(view(made))
    panel.show_place(0, {})
    assert cells(panel) == ["Force, Mine: urges, 4 of 5", "Force, Gold: nothing"]
    assert panel.why.text().endswith("Reason: it only asks")


def test_a_label_that_is_gone_is_called_by_its_id(panel: FeedbackPanel) -> None:
    long = replace(span(MINE, (0, 900), label="gone"), quote="word " * 180)
    panel.show_document(view(place(long, None)))
    panel.show_place(0, {})
    assert cells(panel) == ["Label, Mine: gone", "Label, Gold: nothing"]
    assert "“word word" in panel.alike.text() and len(panel.alike.text()) < 320


@pytest.mark.parametrize("standing", GoldVisibility)
def test_why_nothing_is_shown_is_said_for_each_standing(panel: FeedbackPanel, standing: GoldVisibility) -> None:
    panel.show_document(view(standing=standing))
    assert panel.empty.isVisible() and panel.empty.text() == wording.nothing_to_show(standing, 0)
    assert panel.here.text() == "" and not panel.practice.isVisible()
    panel.show_document(None, "Choose a document.")
    assert panel.empty.text() == "Choose a document."


def test_the_verdict_on_a_practice_text_is_shown_with_the_pass_mark(panel: FeedbackPanel) -> None:
    result = PracticeResult(MINE, TEXT, Score(places=4, just_so=1, same=2, own=4, gold=4))
    made = replace(view(place(span(MINE, (0, 4)), None)), result=result, pass_mark=0.9)
    panel.show_document(made)
    assert panel.practice.isVisible() and panel.practice.text() == wording.verdict(result, 0.9)
    panel.show_document(replace(made, result=None))
    assert not panel.practice.isVisible()


def test_what_is_as_in_gold_in_all_texts_is_added_up(panel: FeedbackPanel) -> None:
    scores = {name: Score(places=4, just_so=n, same=n, own=3, gold=4) for n, name in enumerate("abc")}
    panel.show_overall(None)
    assert panel.overall.text() == "Counting all texts…"
    panel.show_overall(scores)
    whole = Score(places=12, just_so=3, same=3, own=9, gold=12)
    assert panel.overall.text() == f"3 texts with gold: {wording.share(whole)}. {wording.formula(whole)}."
    panel.show_overall({})
    assert panel.overall.text() == ""


def test_a_row_that_is_gone_to_is_told_and_enter_leaves_for_the_text(panel: FeedbackPanel, qtbot: QtBot) -> None:
    panel.show_document(view(place(span(MINE, (0, 4)), None), place(span(MINE, (9, 12)), None)))
    panel.show_place(0, {})
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert told.args == [1]
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.passage_requested):
        panel.passage.click()
