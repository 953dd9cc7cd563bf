"""Blind, no name of a coder is anywhere at the desk, and the letters follow the order that the case has."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from annotator.adjudication.policies import POLICIES
from annotator.operations.adjudication import without_names
from annotator.ui.adjudication.at_hand import decision_of
from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.adjudication.desks import case, decisions, gold, look, looked_at, settled, shown
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk. They met in Rome. All was said and done there."
NAMES = ("Xanthippe", "Yolanda", "Zbigniew")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def table(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Blind, at four cases of three coders with names that stand nowhere else; Dana adjudicates."""
    made = make_project(tmp_path / "blind.annot", [TEXT])
    spans = (
        ("urged France", "met", "said", "China"),
        ("urged", "Rome", "said and", "China"),
        ("urged France to", "met"),
    )
    for name, quotes in zip(NAMES, spans, strict=True):
        code_as(made, name, *((quote, "actor") for quote in quotes))
    stage.open(made, "Dana")
    look(stage, QueueView("document"))
    stage.window.actions_.actions["adjudicate.blind"].trigger()
    yield stage


def all_words(stage: Stage) -> str:
    """Return all that the window says: to eyes, to a screen reader, in lists, tables and menus."""
    words = [stage.said, *(action.text() for action in stage.window.actions_.actions.values())]
    for widget in [stage.window, *stage.window.findChildren(QWidget)]:
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QComboBox):
            words += [widget.itemText(at) for at in range(widget.count())]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model, columns = widget.model(), widget.model().columnCount() if isinstance(widget, QTableView) else 1
            places = product(range(model.rowCount()), range(columns), ROLES)
            words += [str(model.data(model.index(row, column), role)) for row, column, role in places]
            heads = product(range(columns), ROLES)
            words += [str(model.headerData(at, Qt.Orientation.Horizontal, role)) for at, role in heads]
        found = QAccessible.queryAccessibleInterface(widget)
        if found is not None:
            words += [found.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    return "\n".join([*words, *stage.window.adjudication.reader.sheet.lanes.titles])


def test_no_name_is_said_and_each_key_takes_what_stands_beside_its_letter(table: Stage) -> None:
    workspace = table.window.adjudication
    for _ in range(4):
        one = workspace.current
        assert one is not None
        said = all_words(table)
        assert not any(name in said for name in NAMES), said
        ordered = workspace.shown.coder_letters.ordered_layers(one.case.key)
        for at, layer in enumerate(ordered):
            span = one.case.of(layer.id)
            columns = workspace.panel.table.cells.columns
            (column,) = (each for each in columns if "ABC"[at] in each.letters)
            assert column.has_span == (span is not None) and column.names == ()
            assert span is None or f"“{span.quote}”" in "\n".join(shown(table))
        place = next(at for at, layer in enumerate(ordered) if one.case.of(layer.id) is not None)
        wanted = one.case.of(ordered[place].id)
        table.press("abc"[place])
        assert wanted is not None and (wanted.quote, "actor") in gold(table)
        if workspace.panel.model.undecided():
            assert table.said == f"Decided: Coder {'ABC'[place]}’s span · saved"
            assert not any(name in all_words(table) for name in NAMES)


def decide_all(stage: Stage) -> None:
    """Decide every case."""
    while stage.window.adjudication.panel.model.undecided():
        assert stage.window.adjudication.shown.coder_letters.names_hidden
        stage.press("x")


def test_names_come_after_the_last_decision_and_go_when_a_case_is_open_again(table: Stage) -> None:
    workspace = table.window.adjudication
    decide_all(table)
    assert table.said == "No case is open: every case is decided, and names are shown now"
    table.qtbot.waitUntil(lambda: table.window.header.desk.said == "Dana · adjudicator · names shown")
    table.press("p")
    said = all_words(table)
    assert all(name in said for name in NAMES) and not any(f"Coder {letter}" in said for letter in "ABC")
    assert table.reader.sheet.lanes.titles[:3] == NAMES
    assert table.action("adjudicate.blind").isChecked()
    table.press("o")
    assert workspace.panel.model.undecided() == 1
    assert not any(name in all_words(table) for name in NAMES)
    table.qtbot.waitUntil(lambda: table.window.header.desk.said == "Dana · adjudicator · names hidden")


def test_whoever_comes_back_sees_names_once_it_is_known_that_every_case_is_decided(table: Stage) -> None:
    decide_all(table)
    table.press("Ctrl+2", "Ctrl+4")
    assert table.window.adjudication.shown.coder_letters.names_hidden, "a case may have come meanwhile"
    settled(table)
    assert not table.window.adjudication.shown.coder_letters.names_hidden


def test_names_never_come_where_the_project_says_so(table: Stage) -> None:
    assert table.action("adjudicate.names_at_end").isChecked()
    table.action("adjudicate.names_at_end").trigger()
    assert table.said == "Names never come, where they are hidden"
    decide_all(table)
    assert table.said == "No case is open: every case is decided"
    table.press("p")
    assert not any(name in all_words(table) for name in NAMES)
    table.action("adjudicate.names_at_end").trigger()
    assert all(name in all_words(table) for name in NAMES)


def test_what_some_of_the_coders_differ_in_may_be_decided_before_names_come(table: Stage) -> None:
    workspace = table.window.adjudication
    workspace.choose_layers(list(NAMES[:2]))
    settled(table)
    decide_all(table)
    assert workspace.shown.coder_letters.names_hidden
    assert not any(name in all_words(table) for name in NAMES)


def test_the_lanes_stand_in_the_order_of_the_letters_and_gold_above(table: Stage) -> None:
    workspace = table.window.adjudication
    for _ in range(4):
        assert workspace.current is not None
        order = workspace.shown.coder_letters.order(workspace.current.case.key)
        lanes = workspace.reader.sheet.lanes
        assert lanes.shown == (*order, 3) and lanes.of_coders == tuple(order)
        assert [lanes.titles[lane] for lane in lanes.shown] == ["Coder A", "Coder B", "Coder C", "Gold"]
        names = [
            action.text()
            for id, action in table.window.actions_.actions.items()
            if id.startswith("adjudicate.take_") and action.isVisible()
        ]
        assert names == [f"Take Coder {letter}’s span" for letter in "ABC"]
        table.press("n")


def test_it_is_the_projects_choice_kept_and_taken_back_as_a_step(table: Stage) -> None:
    project = table.window.session.project
    assert without_names.are_names_hidden(project) and table.action("adjudicate.blind").isChecked()
    table.action("adjudicate.blind").trigger()
    assert not without_names.are_names_hidden(project) and not table.action("adjudicate.blind").isChecked()
    assert any("Xanthippe" in line for line in shown(table))
    assert table.reader.sheet.lanes.titles == (*NAMES, "Gold") and table.reader.sheet.lanes.shown == (0, 1, 2, 3)
    table.press("Ctrl+Z")
    assert without_names.are_names_hidden(project) and table.action("adjudicate.blind").isChecked()
    assert any("Coder A" in line for line in shown(table)) and not any("Xanthippe" in line for line in shown(table))


def test_how_gold_came_about_names_no_coder_and_nobody_can_be_preferred(table: Stage) -> None:
    table.reader.set_selection(0, 0)
    table.press("x", "t")
    found = decision_of(table.window.adjudication.shown.at_hand)
    said = all_words(table)
    assert not any(name in said for name in NAMES)
    assert found is None or found in decisions(table)
    table.press("y")
    settled(table)
    page = table.window.adjudication.policies
    assert {line.plan.policy for line in page.model.rows if line.plan} == {
        policy.name for policy in POLICIES if not policy.needs_coder
    }
    assert page.no_names.isVisible() and page.by_label.coder.count() == 0
    assert not any(name in all_words(table) for name in NAMES)
    table.press("Escape")
    assert case(table) or looked_at(table)


def test_gold_gives_each_coder_the_letter_of_its_case_and_of_the_lane(table: Stage) -> None:
    workspace = table.window.adjudication
    for _ in range(3):
        one = workspace.current
        assert one is not None
        table.press("u")
        (decision,) = (each for each in decisions(table) if one.case.candidates[0] in each.candidates)
        assert workspace.shown.go_to_gold(decision.gold[0])
        said, order = shown(table), workspace.shown.coder_letters.order(one.case.key)
        for span in one.case.candidates:
            name = workspace.shown.coder_letters.name(span.layer, one.case.key)
            assert any(name in line for line in said) and any(f"“{span.quote}”" in line for line in said)
        assert workspace.reader.sheet.lanes.shown[:3] == order
        workspace.shown.leave_gold()
        workspace.going_on.to_open()


def test_parts_are_not_chosen_on_under_the_letters_from_before(table: Stage) -> None:
    panel = table.window.adjudication.panel
    table.press("v")
    assert panel.filling.isVisible()
    table.window.actions_.actions["adjudicate.blind"].trigger()
    assert not panel.filling.isVisible() and panel.table.isVisible() and table.reader.hasFocus()
