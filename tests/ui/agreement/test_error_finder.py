"""Likely errors in the window: found in the background, opened by key, found again when the project changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.operations.adjudication import likely_errors
from annotator.operations.coding import annotate
from annotator.operations.people import people
from tests.operations.test_undo_everything import tables
from tests.ui.agreement.desk import Desk, copied, opened


def test_they_are_those_of_the_operation_and_return_goes_there(desk: Desk) -> None:
    before = tables(desk.session.project)
    gone: list[tuple[str, str]] = []
    desk.workspace.passage_requested.connect(lambda document, span: gone.append((document, span)))
    desk.workspace.handlers()["agreement.errors"]()
    assert desk.workspace.is_busy and desk.workspace.errors.isVisible()
    desk.settled()
    panel = desk.workspace.errors
    expected = likely_errors.find(desk.session.project, people.layers_named(desk.session.project, None))
    assert [one.span.id for one in panel.model.passages] == [one.span.id for one in expected]
    assert panel.title == f"Likely errors: {len(expected)} places" and panel.list.hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert gone == [(expected[0].document.id, expected[0].span.id)]
    assert tables(desk.session.project) == before


def test_from_the_list_one_goes_to_the_case(desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    desk.workspace.case_requested.connect(lambda document, span: asked.append((document, span)))
    desk.page.errors_button.click()
    desk.settled()
    desk.workspace.handlers()["agreement.adjudicate"]()
    assert asked == [desk.workspace.errors.place_at_hand()]


def test_escape_goes_back_to_the_numbers_and_close_hides_the_list(desk: Desk) -> None:
    desk.workspace.handlers()["agreement.errors"]()
    desk.settled()
    desk.press(Qt.Key.Key_Escape)
    assert desk.workspace.table.hasFocus() and desk.workspace.errors.isVisible()
    desk.workspace.errors.close_button.click()
    assert not desk.workspace.errors.isVisible()


def test_what_is_listed_is_found_again_when_the_project_has_changed(few: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with opened(copied(few, tmp_path / "two.annot"), qtbot) as desk:
        desk.workspace.handlers()["agreement.errors"]()
        desk.settled()
        panel = desk.workspace.errors
        first = next(one for one in panel.model.passages if one.layer in ("Ana", "Ben", "Chloé"))
        with desk.away(first.layer):
            annotate.remove_spans(desk.session.project, [first.span.id])
        desk.settled()
        assert first.span.id not in [one.span.id for one in panel.model.passages] and panel.isVisible()


def test_whoever_codes_blind_is_asked_first(sample: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with opened(copied(sample, tmp_path / "two.annot"), qtbot, who="Ana") as desk:
        desk.workspace.handlers()["agreement.errors"]()
        assert desk.refused and not desk.workspace.errors.isVisible()
        desk.workspace.handlers()["agreement.again"]()
        assert desk.workspace.found is None and not desk.workspace.is_busy and desk.page.is_empty


@pytest.mark.parametrize("verb", ["reset", "_start_over"])
def test_another_project_begins_without_a_list(sample: Path, tmp_path: Path, qtbot: QtBot, verb: str) -> None:
    with opened(copied(sample, tmp_path / "two.annot"), qtbot) as desk:
        desk.workspace.handlers()["agreement.errors"]()
        getattr(desk.workspace, verb)()
        assert not desk.workspace.errors.isVisible() and not desk.workspace.finding.is_busy
