"""Agreement in the window, by the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.agreement.page import NUMBERS
from annotator.ui.agreement.tick_dialog import TickDialog
from annotator.ui.agreement.workspace import AgreementWorkspace
from annotator.ui.coding.workspace import CodingWorkspace
from tests.ui.agreement.desk import copied
from tests.ui.test_names import nameless
from tests.ui.windows import Stage


@pytest.fixture
def agreement(stage: Stage, few: Path, tmp_path: Path) -> AgreementWorkspace:
    """Ana has asked to see agreement."""
    stage.open(copied(few, tmp_path / "few.annot"), "Ana", asked=False)
    made = stage.window.workspaces.of(AgreementWorkspace)
    stage.press("Ctrl+5")
    assert stage.window.page.veil.button.hasFocus() and made.found is None
    stage.press("Return")
    settle(stage, made)
    return made


def settle(stage: Stage, agreement: AgreementWorkspace) -> None:
    stage.qtbot.waitUntil(lambda: not agreement.is_busy)


def test_ctrl_3_asks_first_and_enter_goes_from_a_number_to_its_passages_and_on_to_code(
    stage: Stage, agreement: AgreementWorkspace
) -> None:
    assert agreement.table.hasFocus()
    stage.press("Down", "Return")
    settle(stage, agreement)
    assert agreement.passages.list.hasFocus()
    span = agreement.passages.model.passages[0].span
    stage.press("Return")
    assert isinstance(stage.window.page.workspace, CodingWorkspace) and stage.window.document == span.document
    assert stage.selected == span.quote or stage.active_quote() == span.quote
    stage.press("Ctrl+5")
    assert agreement.table.hasFocus() and not agreement.measurer.is_busy


def test_ctrl_enter_goes_to_the_passage_in_adjudicate(stage: Stage, agreement: AgreementWorkspace) -> None:
    stage.press("Return")
    settle(stage, agreement)
    stage.press("Down", "Ctrl+Return")
    span = agreement.passages.model.passages[1].span
    assert isinstance(stage.window.page.workspace, AdjudicationWorkspace)
    assert stage.window.document == span.document
    adjudication = stage.window.adjudication
    stage.qtbot.waitUntil(lambda: not adjudication.is_reading)


def test_pictures_and_choices_are_reached_by_keys_and_by_the_palette(
    stage: Stage, agreement: AgreementWorkspace
) -> None:
    stage.press("F6", "F6")
    settle(stage, agreement)
    assert agreement.page.tab == "Confusion" and agreement.picture.hasFocus()
    stage.press("Right", "Return")
    settle(stage, agreement)
    assert not agreement.passages.isHidden()
    assert {item.id for item in stage.window.actions_.pick_items() if item.enabled and "agreement." in item.id} == set(
        agreement.handlers()
    )
    agreement.handlers()["agreement.labels"]()
    dialog = stage.dialog(TickDialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.without_dialog()
    settle(stage, agreement)
    assert agreement.found is not None and agreement.found.study is not None
    shown = {one.label for one in agreement.found.study.figures} - {None}
    assert len(shown) == len(agreement.found.stock.labels) - 1


def test_every_control_of_the_workspace_agreement_is_named(stage: Stage, agreement: AgreementWorkspace) -> None:
    assert nameless(stage) == []
    stage.press("Return")
    settle(stage, agreement)
    for _ in range(len(agreement.page.chips.buttons)):
        assert nameless(stage) == []
        agreement.handlers()["agreement.next_view"]()
        settle(stage, agreement)
    assert agreement.page.tab == NUMBERS


def test_undo_in_agreement_computes_anew(stage: Stage, agreement: AgreementWorkspace) -> None:
    before = agreement.found
    stage.press("Ctrl+2")
    coding = stage.window.coding
    stage.qtbot.waitUntil(lambda: coding.reader.hasFocus())
    stage.press("Alt+Down", "Del", "Ctrl+5")
    settle(stage, agreement)
    changed = agreement.found
    assert changed is not None and changed is not before
    stage.press("Ctrl+Z")
    assert agreement.page.state.isVisible()
    settle(stage, agreement)
    assert agreement.found is not changed and before is not None and agreement.found is not None
    assert before.study is not None and agreement.found.study is not None
    assert agreement.found.study.figures == before.study.figures
