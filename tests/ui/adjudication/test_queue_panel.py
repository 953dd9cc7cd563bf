"""Over and below the list it is said how many cases wait, how many are listed and how many are done."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import defer, none_of_them, settle
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.queue_panel import QueuePanel
from annotator.ui.adjudication.queue_view import QueueView
from tests.adjudication.builders import cases_of, decided, span
from tests.ui.cases.builders import BOOK


@pytest.fixture
def panel(qtbot: QtBot) -> QueuePanel:
    made = QueuePanel()
    qtbot.addWidget(made)
    made.set_codebook(BOOK)
    return made


def test_the_heading_says_how_many_wait_and_how_many_of_them_are_listed(panel: QueuePanel) -> None:
    heads: list[tuple[str, str]] = []
    panel.counts_said.connect(lambda *said: heads.append(said))
    for count in (0, 1, 3):
        spans = [span(f"A{number}", 10 * number, 10 * number + 5) for number in range(1, count + 1)]
        panel.model.show_all([listed(one, 0, "x" * 50) for one in settle(cases_of(*spans), [])])
        panel.say_counts()
    assert heads == [("Cases", ""), ("1 open", "of 1"), ("3 open", "of 3")]
    panel.model.view = QueueView(label="warning")
    panel.model.show_all(
        [listed(one, 0, "x" * 50) for one in settle(cases_of(*spans, span("B9", 45, 49, "warning")), [])]
    )
    panel.say_counts()
    assert heads[-1] == ("4 open", "1 listed")


def test_what_is_done_and_what_is_later_is_said_below(panel: QueuePanel) -> None:
    cases = cases_of(*(span(f"A{number}", 10 * number, 10 * number + 5) for number in (1, 2, 3)))
    made = [decided(cases[0], none_of_them(cases[0]), "one"), decided(cases[1], defer(cases[1]), "two")]
    panel.model.show_all([listed(one, 0, "x" * 50) for one in settle(cases, made)])
    panel.say_counts()
    assert panel.told.text() == "1 of 3 decided · 1 later"
    assert (panel.done.value(), panel.done.maximum()) == (1, 3)
    panel.model.show_all(())
    panel.say_counts()
    assert panel.told.isHidden() and panel.done.isHidden()
