"""The column of actors: the filter, the list and the actor at hand stay together, whatever the register becomes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.new_project import new_project
from annotator.ui.actors.list_panel import EMPTY, READING, SHOWN, RegisterPanel
from annotator.ui.actors.loader import RegisterView
from tests.projects import default_codebook
from tests.ui.actors.desks import enter, settle, shipped_actors, undo
from tests.ui.windows import Stage


def test_an_empty_register_says_what_would_fill_it_and_is_filled(stage: Stage, tmp_path: Path) -> None:
    new_project(tmp_path / "a.annot", default_codebook(), "Ana").close()
    workspace = enter(stage, tmp_path / "a.annot")
    assert workspace.register.empty.isVisible() and workspace.register.empty.text() == EMPTY
    workspace.register.shipped_button.click()
    settle(stage, workspace)
    count = len(shipped_actors())
    assert count > 400 and len(workspace.register.model.actors) == count
    assert f"{count} actors were added" in stage.said
    undo(stage, workspace)
    assert workspace.register.empty.text() == EMPTY and workspace.actor is None


def test_typing_filters_and_enter_opens_the_form(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    for typed, found in (
        ("chine", "China"),
        ("FRA", "France"),
        ("中国", "China"),
        ("Франция", "France"),
        ("الصين", "China"),
    ):
        assert workspace.register.filter.hasFocus()
        workspace.register.filter.setText(typed)
        stage.press("Return")
        assert workspace.actor is not None and workspace.actor.name == found
        assert workspace.form.name.hasFocus() and workspace.form.name.text() == found
        stage.press("Ctrl+L")
    assert workspace.register.count.text().endswith(f" of {len(shipped_actors())}")
    workspace.register.filter.setText("zzz")
    assert workspace.register.empty.text().startswith("No actor matches")
    stage.press("Ctrl+L")
    assert workspace.register.filter.hasFocus()
    stage.press("Esc")
    assert workspace.register.list.hasFocus() and len(workspace.register.model.actors) == len(shipped_actors())


def view_of(*names: str) -> RegisterView:
    return RegisterView(ActorIndex([Actor(id=ActorId(name), name=name, kind=ActorKind.STATE) for name in names]))


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[RegisterPanel]:
    made = RegisterPanel()
    qtbot.addWidget(made)
    made.show()
    yield made


def current(panel: RegisterPanel) -> str:
    index = panel.list.currentIndex()
    return str(index.data()) if index.isValid() else ""


def test_it_says_whether_it_is_read_empty_or_filtered_away(panel: RegisterPanel) -> None:
    assert panel.empty.text() == READING and panel.empty.isVisible() and not panel.count.isVisible()
    panel.show_view(view_of())
    assert panel.empty.text() == EMPTY
    panel.show_view(view_of("France"))
    assert not panel.empty.isVisible() and panel.count.text() == "1 actor"
    panel.filter.setText("zzz")
    assert panel.empty.text().startswith("No actor matches") and panel.count.text() == "0 of 1"
    panel.reset()
    assert panel.empty.text() == READING and panel.filter.text() == ""


def test_the_filter_and_the_actor_at_hand_stay_when_the_register_changes(panel: RegisterPanel, qtbot: QtBot) -> None:
    panel.show_view(view_of("China", "France"))
    with qtbot.assertNotEmitted(panel.chosen):
        panel.select(ActorId("France"))
        panel.filter.setText("fr")
        panel.show_view(view_of("China", "Frankreich", "France"))
    assert current(panel) == "France" and panel.count.text() == "2 of 3"


def test_an_actor_that_the_filter_hides_takes_the_filter_away(panel: RegisterPanel) -> None:
    panel.show_view(view_of("China", "France"))
    panel.filter.setText("chi")
    panel.select(ActorId("France"))
    assert panel.filter.text() == "" and current(panel) == "France"
    panel.filter.setText("chi")
    panel.select(ActorId("nobody"))
    assert panel.filter.text() == "chi" and current(panel) == ""


def test_enter_chooses_the_first_that_fits_and_wants_the_form(panel: RegisterPanel) -> None:
    told: list[str] = []
    panel.chosen.connect(told.append)
    panel.opened.connect(lambda: told.append("form"))
    panel.show_view(view_of("China", "France"))
    panel.filter.setText("fra")
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert told == ["France", "form"] and current(panel) == "France"


def test_down_and_escape_lead_from_the_filter_into_the_list(panel: RegisterPanel) -> None:
    panel.activateWindow()
    panel.show_view(view_of("China", "France"))
    panel.take_keyboard()
    panel.filter.setText("fra")
    QTest.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.list.hasFocus() and current(panel) == "France" and panel.filter.text() == "fra"
    panel.take_keyboard()
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.list.hasFocus() and panel.filter.text() == "" and len(panel.model.actors) == 2


def test_of_very_many_that_fit_the_first_are_listed_and_that_is_said(panel: RegisterPanel) -> None:
    count = SHOWN + 7
    panel.show_view(view_of(*(f"Party {number}" for number in range(count))))
    assert len(panel.model.actors) == count
    panel.filter.setText("party")
    assert len(panel.model.actors) == SHOWN
    assert panel.count.text() == f"the first {SHOWN:,} of {count:,} that fit"
