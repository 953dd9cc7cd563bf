"""The mentions by actor: counted as they come and go, named as the register names them, and gone to by a chip."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import annotate
from annotator.ui.inspector.mention_chips import MOST, MentionChips, MentionCount
from tests.ui.acts.desks import with_actors
from tests.ui.windows import Stage, code_as, make_project

TEXT = "France met China. China spoke. Others came. France left. China stayed."


def said(chips: MentionChips) -> list[str]:
    return [chip.accessibleName() for chip in chips.chips]


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "mentions.annot", [TEXT])
    code_as(path, "Ana", ("France", "actor"), ("China", "actor"), ("Others", "actor"), ("spoke", "appeal"))
    stage.open(path, "Ana")
    stage.window.resize(1280, 900)
    return stage


def name(stage: Stage, quote: str, actor: str) -> None:
    project = stage.window.session.project
    span = next(one for one in stage.window.coding.inspector.model.spans if one.quote == quote)
    annotate.set_actor(project, span.id, ActorId(actor))


def test_they_follow_what_is_coded_named_and_taken_back(ana: Stage) -> None:
    chips = ana.window.coding.inspector.mentions
    assert said(chips) == ["No actor: 3 mentions"] and chips.heading.text() == "3 mentions by actor"
    with_actors(ana.window.session.project, ("fra", "France"), ("chn", "China"))
    name(ana, "China", "chn")
    name(ana, "France", "fra")
    assert said(chips) == ["China: 1 mention", "France: 1 mention", "No actor: 1 mention"]
    ana.reader.set_selection(TEXT.index("China spoke"), TEXT.index("China spoke") + 5)
    ana.press("4")
    assert chips.heading.text() == "4 mentions by actor"
    ana.press("Ctrl+Z", "Ctrl+Z")
    assert said(chips) == ["China: 1 mention", "No actor: 2 mentions"]
    china = ana.window.session.project.actors.get(ActorId("chn"))
    actors.change(ana.window.session.project, china.model_copy(update={"name": "PRC"}))
    assert said(chips)[0] == "PRC: 1 mention"


def test_a_chip_goes_to_the_next_mention_and_round(ana: Stage) -> None:
    chips = ana.window.coding.inspector.mentions
    seen = []
    for _ in range(4):
        chips.chips[0].setFocus()
        QTest.keyClick(chips.chips[0], Qt.Key.Key_Return)
        seen.append(ana.active_quote())
    assert seen == ["China", "Others", "France", "China"] or seen == ["France", "China", "Others", "France"]


def test_at_1280_by_700_they_are_there_with_the_card_and_the_list(ana: Stage) -> None:
    ana.window.resize(1280, 700)
    inspector = ana.window.coding.inspector
    assert inspector.mentions.isVisible() and inspector.list.viewport().height() >= 2 * inspector.list.sizeHintForRow(0)
    assert inspector.upper.height() > inspector.height() // 2


def test_in_a_lower_window_they_are_away(ana: Stage) -> None:
    chips = ana.window.coding.inspector.mentions
    assert chips.isVisible()
    ana.window.resize(1280, 600)
    assert not chips.isVisible()


@settings(max_examples=20)
@given(times=st.lists(st.integers(1, 99), min_size=1, max_size=9), width=st.integers(200, 500), few=st.booleans())
def test_where_there_is_little_room_they_take_two_lines_and_all_are_counted(
    times: list[int], width: int, few: bool
) -> None:
    chips = MentionChips()
    chips.resize(width, 200)
    named = [MentionCount(f"a{at}", f"Permanent Representative {at}", count) for at, count in enumerate(times)]
    chips.show_counts([*named, MentionCount("", "", 4)])
    chips.have_room(True, is_short=few)
    chips.resize(width, 200)
    shown = [chip for chip in chips.chips if not chip.isHidden()]
    assert shown[-1] is chips.chips[-1]
    assert len({chip.y() for chip in shown}) <= 2 or not few
    left_out = len(times) - (len(shown) - 1)
    assert chips.more.isHidden() is (left_out == 0)
    assert not left_out or chips.more.text().startswith(f"and {left_out} other actor")
    chips.deleteLater()


def test_of_many_actors_those_that_are_named_most_have_a_chip(qtbot: QtBot) -> None:
    chips = MentionChips()
    qtbot.addWidget(chips)
    chips.show_counts([MentionCount(f"a{at}", f"Actor {at}", at + 1) for at in range(9)] + [MentionCount("", "", 4)])
    assert len(chips.chips) == MOST + 1 and said(chips)[0] == "Actor 8: 9 mentions"
    assert said(chips)[-1] == "No actor: 4 mentions" and chips.more.text() == "and 4 other actors, 10 times"
    chips.show_counts([])
    assert not chips.isVisible() and chips.chips == []
