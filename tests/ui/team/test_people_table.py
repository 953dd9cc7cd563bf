"""The table of people on the screen: every cell has words, what others may not know is a dash."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.coder import TeamRole
from annotator.model.ids import CoderId
from annotator.operations.team.people import Member, Post
from annotator.ui.team.people_table import PeopleColumn, PeopleModel, PeopleTable, when

SENT, CAME = "2026-11-23T09:00:00+00:00", "2026-11-24T17:04:00+00:00"
ANA = Member(CoderId("a"), "Ana", (TeamRole.CODER,), 11, 4, post=Post(SENT, CAME, 318))
BEN = Member(CoderId("b"), "بن", (TeamRole.CODER,), 11, post=Post(SENT))
LEA = Member(CoderId("l"), "Lea", (TeamRole.LEAD,), works_here=True)
DAN = Member(CoderId("d"), "Dan", (TeamRole.CODER, TeamRole.ADJUDICATOR), 7, 7, is_shown=False)


@pytest.fixture
def model() -> PeopleModel:
    made = PeopleModel()
    made.show_members([ANA, BEN, LEA, DAN])
    made.show_waiting({"b": (CAME, 212)})
    return made


def row(model: PeopleModel, number: int) -> list[str]:
    return [str(model.index(number, column).data()) for column in PeopleColumn]


def test_a_row_says_what_went_out_what_came_and_what_is_to_be_done(model: PeopleModel) -> None:
    assert row(model, 0)[:3] == ["Ana", "coder", "4 of 11"] and row(model, 0)[5:] == ["318 acts", "in step"]
    assert row(model, 0)[3] == f"sent {when(SENT)}" and row(model, 0)[4] == f"taken in {when(CAME)}"
    assert row(model, 1)[4:] == [f"came in {when(CAME)}", "212 acts", "to take in"]
    assert row(model, 2)[2:] == ["–", "–", "works in this file", "–", "–"]
    assert row(model, 3) == ["Dan", "coder, adjudicator", "–", "–", "–", "–", "–"]


def test_a_cell_is_spoken_with_what_it_is(model: PeopleModel) -> None:
    spoken = model.index(1, PeopleColumn.BRINGS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "brings: 212 acts"


def test_a_time_is_said_as_shortly_as_it_is_clear() -> None:
    now = datetime.now().astimezone()
    assert when("") == "" and when(now.isoformat()) == f"{now:%H:%M}"
    last_year = now.replace(day=1) - timedelta(days=400)
    assert when(last_year.isoformat()).endswith(str(last_year.year))


def test_the_table_is_as_high_as_its_rows_up_to_eight(model: PeopleModel, qtbot: QtBot) -> None:
    table = PeopleTable(model)
    qtbot.addWidget(table)
    four = table.height()
    model.show_members([ANA] * 8)
    eight = table.height()
    model.show_members([ANA] * 50)
    assert four < eight == table.height()
    table.choose("nobody")
    assert table.at_hand is ANA
