"""The places behind a number: read when they are asked for, and gone with their number."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.study.study import Aspect
from annotator.operations.agreement import disputes
from annotator.ui.agreement import passage_opener
from tests.ui.agreement.desk import Desk


def test_enter_lists_the_places_on_which_the_coders_differ_and_enter_there_goes_to_one(desk: Desk) -> None:
    figure = desk.go(Aspect.SLOT, "warning", "addressee")
    desk.press(Qt.Key.Key_Return)
    project = desk.session.project
    places = disputes.places_behind(project, desk.study, figure)
    assert places and desk.listed() == [desk.study.places[number].found[0] for number in places]
    panel = desk.workspace.passages
    assert panel.title == f"Warning, Addressee, all 3 coders: {len(places)} places" and panel.list.hasFocus()
    first = panel.model.index(0)
    spoken = str(first.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Ana" in spoken and "Warning ·" in spoken and str(first.data()) in spoken
    span = desk.listed()[0]
    with desk.qtbot.waitSignal(desk.workspace.passage_requested) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args == [span.document, span.id]
    with desk.qtbot.waitSignal(desk.workspace.case_requested) as told:
        desk.workspace.handlers()["agreement.adjudicate"]()
    assert told.args == [span.document, span.id]
    desk.press(Qt.Key.Key_Escape)
    assert desk.workspace.table.hasFocus()
    panel.close_button.click()
    assert panel.isHidden()
    desk.workspace.handlers()["agreement.adjudicate"]()
    assert desk.refused[-1].startswith("No passage is chosen")


def test_what_is_listed_of_a_picture_goes_with_it(desk: Desk) -> None:
    desk.tab("Confusion")
    desk.workspace.picture.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert not desk.workspace.passages.isHidden()
    desk.bar.whose.setCurrentIndex(1)
    desk.settled()
    assert desk.workspace.passages.isHidden()


def test_of_two_numbers_opened_in_a_hurry_the_second_is_listed(desk: Desk) -> None:
    opening, names = desk.workspace.opening, desk.workspace.passages
    figures = [one for one in desk.study.figures if one.aspect in (Aspect.FOUND, Aspect.LABEL)][:2]
    for figure in figures:
        opening.open_figure(figure)
    assert desk.listed() == [] and names.note.text() == "Reading the passages…"
    desk.settled()
    places = disputes.places_behind(desk.session.project, desk.study, figures[-1])
    assert desk.listed() == [desk.study.places[number].found[0] for number in places]


def test_what_is_closed_while_it_is_read_does_not_come_after_all(desk: Desk) -> None:
    opening = desk.workspace.opening
    opening.open_figure(desk.study.figures[0])
    assert opening.is_busy
    opening.close()
    assert not opening.is_busy and desk.workspace.passages.isHidden()
    desk.qtbot.waitUntil(lambda: not desk.session.tasks.busy)
    assert desk.listed() == [] and desk.workspace.passages.isHidden()


def test_of_very_many_places_the_first_are_listed_and_the_title_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage_opener, "MOST", 2)
    figure = desk.go(Aspect.FOUND)
    every = disputes.places_behind(desk.session.project, desk.study, figure)
    desk.press(Qt.Key.Key_Return)
    assert len(every) > 2 == len(desk.listed())
    assert desk.workspace.passages.title.endswith(f": the first 2 of {len(every)} places")


def test_where_the_coders_agree_everywhere_it_says_so_and_the_keyboard_stays(desk: Desk) -> None:
    project, study = desk.session.project, desk.study
    agreed = next((one for one in study.figures if not disputes.places_behind(project, study, one)), None)
    assert agreed is not None, "some label or slot of the sample is coded alike"
    desk.workspace.table.setFocus()
    desk.workspace.opening.open_figure(agreed)
    desk.settled()
    assert desk.workspace.passages.note.text() == "The coders do not differ on this anywhere."
    assert desk.listed() == [] and desk.workspace.table.hasFocus()


def test_what_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_listed(desk: Desk) -> None:
    # The file is deleted under the window: what reads opens it anew.
    path = desk.session.project.path
    moved = path.rename(path.with_name("moved.annot"))
    try:
        desk.workspace.opening.open_figure(desk.study.figures[0])
        desk.settled()
        assert len(desk.refused) == 1 and desk.refused[0].endswith(".") and desk.workspace.passages.isHidden()
    finally:
        moved.rename(path)
