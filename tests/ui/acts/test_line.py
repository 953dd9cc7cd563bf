"""A row as widgets: what is missing is marked, what fills it can be taken out, and what is wrong is said below it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Role
from annotator.model.ids import RoleId
from annotator.ui.acts.line import RowLine, RowPage
from annotator.ui.acts.rows import EMPTY, CardRow, Fill
from annotator.ui.kit.widgets import Look

ROLE = Role(id=RoleId("speaker"), name="Speaker", definition="Who acts.")
MISSING = CardRow("role:speaker", "Speaker", ROLE, required=True, several=True)
FILLED = replace(MISSING, fills=(Fill("France"), Fill("مصر")))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RowPage]:
    """The lines of three rows, of which none has been shown yet."""
    window = QWidget()
    qtbot.addWidget(window)
    made = RowPage(["role:speaker", "role:addressee", "mentions"], window)
    made.resize(400, 200)
    window.resize(400, 200)
    window.show()
    yield made


@pytest.fixture
def line(page: RowPage) -> RowLine:
    return page.lines["role:speaker"]


def test_the_lines_stand_below_each_other_in_the_order_of_the_rows(page: RowPage) -> None:
    assert list(page.lines) == ["role:speaker", "role:addressee", "mentions"]
    for line in page.lines.values():
        line.show_row(MISSING)
    tops = [line.field.geometry().top() for line in page.lines.values()]
    assert tops == sorted(set(tops))
    assert len({line.field.geometry().left() for line in page.lines.values()}) == 1


def test_what_is_required_and_missing_is_marked_until_something_fills_it(line: RowLine) -> None:
    line.show_row(MISSING)
    assert line.caption.text() == f"{EMPTY} Speaker" and line.caption.property("look") == Look.PROBLEM.value
    assert not line.out.isVisible() and line.caption.toolTip() == "Who acts."
    line.show_row(FILLED)
    assert line.caption.text() == "Speaker" and not line.caption.property("look")
    line.show_row(replace(MISSING, required=False))
    assert line.caption.text() == "Speaker" and not line.caption.property("look"), "an open row may stay open"


def test_the_button_names_what_it_takes_out_and_is_there_only_where_something_is(line: RowLine) -> None:
    line.show_row(FILLED)
    assert line.out.isVisible() and line.out.toolTip() == "Take مصر out"
    assert line.out.accessibleName() == "Take out of Speaker"
    line.show_row(MISSING)
    assert not line.out.isVisible() and line.out.toolTip() == ""


def test_what_is_wrong_is_said_below_and_aloud_and_gone_when_the_row_changes(line: RowLine) -> None:
    line.show_row(MISSING)
    line.complain("Nothing is called “x” here.")
    assert line.problem.isVisible() and line.field.accessibleDescription() == "Nothing is called “x” here."
    assert line.problem.geometry().top() > line.field.geometry().bottom() - 2
    line.show_row(replace(MISSING))
    assert line.problem.isVisible(), "the same row shown again says nothing new"
    line.show_row(FILLED)
    assert not line.problem.isVisible() and line.field.accessibleDescription() == ""


def test_the_words_of_the_passage_reach_the_field_though_the_row_looks_the_same(line: RowLine) -> None:
    line.show_row(MISSING)
    line.show_row(replace(MISSING, passage="urged"))
    assert line.field.row.passage == "urged"


def test_the_row_of_who_is_mentioned_explains_itself(page: RowPage) -> None:
    page.lines["mentions"].show_row(CardRow("mentions", "Mentions"))
    assert page.lines["mentions"].caption.toolTip() == "The registered actor that the passage mentions."
