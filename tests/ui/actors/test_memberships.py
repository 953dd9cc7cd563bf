"""The table of memberships: shown and read back as they were, whatever is typed in a cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.ui.actors.draft import MembershipDraft
from annotator.ui.actors.loader import RegisterView
from annotator.ui.actors.memberships import MembershipTable
from annotator.ui.acts.actor_field import ActorField
from tests.examples import examples
from tests.ui.actors.desks import enter, registered, settle
from tests.ui.windows import Stage


def test_memberships_are_written_in_the_table(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-che"))
    table = workspace.form.memberships
    before = table.drafts()
    workspace.form.add_button.click()
    stage.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    stage.write("european free trade association")
    editor = table.findChild(ActorField)
    assert editor is not None and editor._popup.isVisible()
    editor._popup.hide()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(stage, workspace)
    assert [one.name for one in table.drafts()[len(before) :]] == ["European Free Trade Association"]
    model, since = table.model(), table.model().index(table.rowCount() - 1, 1)
    model.setData(since, "1960-13")
    assert "“1960-13” is no date" in table.accessibleDescription()
    model.setData(since, "1960-05-03")
    settle(stage, workspace)
    last = registered(stage)["Switzerland"].memberships[-1]
    assert (last.group, last.since) == ("org-efta", "1960-05-03")
    table.setCurrentCell(table.rowCount() - 1, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(stage, workspace)
    assert len(registered(stage)["Switzerland"].memberships) == len(before)


UNION = Actor(id=ActorId("eu"), name="European Union", kind=ActorKind.GROUP)
drafts = st.one_of(
    st.builds(MembershipDraft, st.sampled_from([UNION.id, ActorId("gone")]), since=st.sampled_from(["", "1993", "x"])),
    st.builds(MembershipDraft, st.none(), st.sampled_from(["Nobody", "اتحاد"]), until=st.sampled_from(["", "2004-05"])),
)


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[MembershipTable]:
    page, made = QWidget(), MembershipTable()
    box = QVBoxLayout(page)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    qtbot.addWidget(page)
    made.view = RegisterView(ActorIndex([UNION]))
    page.show()
    page.activateWindow()
    yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(old=st.lists(drafts, max_size=3), new=st.lists(drafts, max_size=12))
def test_memberships_come_back_as_they_were_shown(
    table: MembershipTable, old: list[MembershipDraft], new: list[MembershipDraft]
) -> None:
    told: list[object] = []
    listener = table.edited.connect(lambda: told.append(1))
    table.show_drafts(old)
    table.show_drafts(new)
    assert table.drafts() == tuple(new) and told == []
    table.edited.disconnect(listener)


def test_an_empty_line_is_no_membership_until_something_is_typed(table: MembershipTable, qtbot: QtBot) -> None:
    table.show_drafts([MembershipDraft(UNION.id)])
    table.add_line()
    assert table.rowCount() == 2 and len(table.drafts()) == 1
    with qtbot.waitSignal(table.edited):
        table.model().setData(table.model().index(1, 1), " 1993 ")
    assert table.drafts()[1] == MembershipDraft(None, "", "1993")


def test_delete_takes_the_line_at_hand_out(table: MembershipTable, qtbot: QtBot) -> None:
    lines = [MembershipDraft(UNION.id, since=year) for year in ("1993", "2004", "2007")]
    table.show_drafts(lines)
    table.setCurrentCell(1, 2)
    with qtbot.waitSignal(table.edited):
        QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.drafts() == (lines[0], lines[2])
    table.show_drafts([])
    table.setCurrentCell(-1, -1)
    with qtbot.assertNotEmitted(table.edited):
        QTest.keyClick(table, Qt.Key.Key_Delete)


def test_enter_writes_in_the_cell_at_hand_and_tab_leaves_the_table(table: MembershipTable) -> None:
    table.show_drafts([MembershipDraft(UNION.id)])
    table.setFocus()
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentColumn() == 1 and not table.hasFocus()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.state() is MembershipTable.State.EditingState


def test_a_cell_without_a_date_is_called_by_its_column(table: MembershipTable) -> None:
    table.show_drafts([MembershipDraft(UNION.id, until="2004")])
    cells = [table.model().index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(3)]
    assert cells == ["Group or office: European Union", "Since: not given", "Until: 2004"]
