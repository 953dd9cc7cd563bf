"""The rows as a sentence: each where it belongs, a frame around the open one alone, and what is wrong said below."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Role
from annotator.model.ids import RoleId
from annotator.ui.acts.line import RowLine, RowPage
from annotator.ui.acts.rows import CardRow, Fill
from annotator.ui.acts.stands import Stand
from annotator.ui.kit.widgets import Look
from tests.model.codebooks import attribute_of

ROLE = Role(id=RoleId("speaker"), name="Speaker", definition="Who acts.")
MISSING = CardRow("role:speaker", "Speaker", ROLE, required=True, several=True)
FILLED = replace(MISSING, fills=(Fill("France"), Fill("مصر")))
LONG = replace(MISSING, id="role:content", name="Content", fills=(Fill("x", words="to use its influence " * 30),))
VALUE = CardRow("attribute:one", "One", attribute_of(AttributeKind.TEXT), fills=(Fill("new"),))
EMPTY = replace(MISSING, id="role:other", name="Other", required=False)
ROWS = (FILLED, LONG, VALUE, EMPTY)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RowPage]:
    """The lines of four rows."""
    window = QWidget()
    qtbot.addWidget(window)
    made = RowPage([row.id for row in ROWS], window)
    box, other = QVBoxLayout(window), QLineEdit()
    box.addWidget(other)
    box.addWidget(made)
    window.resize(400, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    for row in ROWS:
        made.lines[row.id].show_row(row)
    made.arrange(300, 0)
    yield made


@pytest.fixture
def line(page: RowPage) -> RowLine:
    return page.lines["role:speaker"]


def stands(page: RowPage) -> dict[str, Stand]:
    return {id: line.stand for id, line in page.lines.items()}


@pytest.mark.parametrize("width", [160, 240, 320, 400])
def test_the_sentence_comes_first_then_values_then_what_may_be_added_and_nothing_overlaps(
    page: RowPage, width: int
) -> None:
    height = page.arrange(width, 0)
    lines = list(page.lines.values())
    assert [line.stand for line in lines] == [Stand.WORD, Stand.WORD, Stand.VALUE, Stand.MORE]
    places = [line.field.geometry() for line in lines]
    assert [place.top() for place in places] == sorted(place.top() for place in places)
    for number, place in enumerate(places):
        assert place.right() < width and place.bottom() < height
        assert not any(place.intersects(other) for other in places[number + 1 :])
    assert places[1].height() <= 3 * 22 + 3, "of a long passage three lines are shown"


def test_the_list_has_its_place_below_the_sentence(page: RowPage) -> None:
    without = page.arrange(300, 0)
    assert page.arrange(300, 182) >= without + 182
    words = [line for line in page.lines.values() if line.stand is Stand.WORD]
    others = [line for line in page.lines.values() if line.stand is not Stand.WORD]
    assert all(line.caption.geometry().bottom() < page.list_top for line in words)
    assert all(line.field.geometry().top() >= page.list_top + 182 for line in others)


def test_only_the_open_gap_has_a_frame(page: RowPage, line: RowLine) -> None:
    plain = line.field.grab().toImage()
    line.field.setFocus()
    page.arrange(300, 0)
    framed = line.field.grab().toImage()
    corner = framed.pixelColor(framed.width() // 2, 0)
    assert corner != framed.pixelColor(framed.width() // 2, 4)
    assert plain.pixelColor(plain.width() // 2, 0) == plain.pixelColor(plain.width() // 2, 1)


def test_what_may_be_added_joins_the_sentence_while_it_is_open(page: RowPage) -> None:
    other = page.lines["role:other"]
    assert stands(page)["role:other"] is Stand.MORE and not other.caption.isVisible()
    other.field.setFocus()
    page.arrange(300, 0)
    assert stands(page)["role:other"] is Stand.WORD and other.caption.isVisible()


def test_what_is_required_and_missing_is_marked_until_something_fills_it(page: RowPage, line: RowLine) -> None:
    line.show_row(MISSING)
    assert line.caption.property("look") == Look.PROBLEM.value and stands(page)["role:speaker"] is Stand.WORD
    assert line.caption.toolTip() == "Who acts."
    line.show_row(FILLED)
    assert line.caption.property("look") == Look.SECONDARY.value
    line.show_row(replace(MISSING, required=False))
    assert stands(page)["role:speaker"] is Stand.MORE, "an open row may stay open"


def test_the_button_names_what_it_takes_out_and_is_there_only_in_the_open_gap(page: RowPage, line: RowLine) -> None:
    assert not line.out.isVisible()
    line.field.setFocus()
    page.arrange(300, 0)
    assert line.out.isVisible() and line.out.toolTip() == "Take مصر out"
    assert line.out.accessibleName() == "Take out of Speaker"
    assert not line.out.geometry().intersects(line.field.geometry())
    line.show_row(MISSING)
    page.arrange(300, 0)
    assert not line.out.isVisible() and line.out.toolTip() == ""


def test_what_is_wrong_is_said_below_and_aloud_and_gone_when_the_row_changes(page: RowPage, line: RowLine) -> None:
    line.show_row(MISSING)
    line.complain("Nothing is called “x” here.")
    page.arrange(300, 0)
    assert line.problem.isVisible() and line.field.accessibleDescription() == "Nothing is called “x” here."
    assert line.problem.geometry().top() > line.field.geometry().bottom() - 2
    line.show_row(replace(MISSING))
    assert line.problem.isVisible(), "the same row shown again says nothing new"
    line.show_row(FILLED)
    assert not line.problem.isVisible() and line.field.accessibleDescription() == ""
    line.show_row(replace(FILLED, warning="France: both Speaker and Addressee."))
    assert line.problem.text().startswith("France")


def test_the_words_of_the_passage_reach_the_field_though_the_row_looks_the_same(line: RowLine) -> None:
    line.show_row(MISSING)
    line.show_row(replace(MISSING, passage="urged"))
    assert line.field.row.passage == "urged"


def test_the_row_of_who_is_mentioned_explains_itself(line: RowLine) -> None:
    line.show_row(CardRow("mentions", "Mentions"))
    assert line.caption.toolTip() == "The registered actor that the passage mentions."
