"""What is said of coders who come late: one or many, in one text or several; nothing where nobody came."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import Settled, Status
from annotator.model.ids import DocumentId, LayerId
from annotator.operations.adjudication.newcomers import Arrival
from annotator.ui.adjudication.arrival_strip import ArrivalStrip, announced
from annotator.ui.adjudication.coder_letters import CoderLetters
from tests.adjudication.builders import only_case, span

ONE = Settled(only_case(span("A1", 0, 9), span("B1", 0, 8)), Status.DECIDED, None)


def arrival(who: str, texts: int, alike: int, apart: int) -> Arrival:
    documents = tuple(DocumentId(f"d{number}") for number in range(texts))
    return Arrival(frozenset(map(LayerId, who)), documents, (ONE,) * alike, (ONE,) * apart)


@pytest.mark.parametrize(
    ("found", "names", "text"),
    [
        (
            arrival("C", 3, 15, 7),
            ["Chloé"],
            "Chloé has come to 3 texts since 22 cases of them were decided."
            " In 15 this coder says what was decided, in 7 something else.",
        ),
        (
            arrival("CD", 1, 0, 1),
            ["Chloé", "Dana"],
            "Chloé and Dana have come to 1 text since 1 case of it was decided."
            " In none of these they say what was decided.",
        ),
        (
            arrival("CD", 1, 2, 0),
            [],
            "2 other coders have come to 1 text since 2 cases of it were decided."
            " In all of these they say what was decided.",
        ),
    ],
)
def test_it_is_said_who_came_and_what_that_concerns(found: Arrival, names: list[str], text: str) -> None:
    assert announced(found, names) == text


def test_it_is_seen_while_there_is_something_to_answer_and_offers_to_open_only_what_differs(qtbot: QtBot) -> None:
    strip = ArrivalStrip()
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.show_arrival(arrival("C", 1, 2, 0), CoderLetters())
    assert not strip.isHidden() and strip.open.isHidden() and strip.keep.accessibleName() == "Keep all 2 as decided"
    strip.show_arrival(arrival("C", 1, 2, 3), CoderLetters())
    assert not strip.open.isHidden() and strip.open.accessibleName() == "Open the 3 that differ"
    strip.show_arrival(Arrival(), CoderLetters())
    assert strip.isHidden()
