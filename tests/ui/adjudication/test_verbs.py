"""Each key of the desk does its one thing, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.adjudication.decisions import Status
from annotator.adjudication.ways import RULES, WAYS, Asks, Way
from annotator.model.decision import Rule
from annotator.model.settings import DEFAULT_REASONS
from annotator.ui.adjudication.case_status import CaseContext, how_decided
from annotator.ui.adjudication.queue_model import HELD
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.cases.case_rows import CaseRow
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.rows import ROW_ROLE
from tests.ui.adjudication.desks import KEYED, case, decisions, gold, last, look, pick, settled, shown
from tests.ui.windows import Stage, code_as, make_project


def decide_by(stage: Stage, way: Way, begin: Callable[[], object]) -> None:
    """Decide the case at hand in a way that is begun by its key or its button, and answer what it asks."""
    if not way.needs_case:
        stage.select("Rome")
    begin()
    if stage.window.adjudication.panel.filling.isVisible():
        stage.press("Return")
    if way.asks is not Asks.NEVER:
        pick(stage, "appeal")


@pytest.mark.parametrize("way", [way for way in WAYS if way.key], ids=lambda way: way.id)
def test_each_way_to_decide_has_a_key_and_a_button_that_note_its_rule(keyed: Stage, way: Way) -> None:
    button = keyed.window.adjudication.panel.choices.buttons[way.id]
    keyed.press("n")
    decide_by(keyed, way, lambda: keyed.press(way.key))
    assert last(keyed).rule is way.rule
    assert RULES[way.rule].decided in how_decided(last(keyed), (), CaseContext()) or not way.rule.settles
    keyed.press("Ctrl+Z")
    assert decisions(keyed) == []
    keyed.window.adjudication.shown.go_to(1)
    decide_by(keyed, way, button.click)
    assert last(keyed).rule is way.rule


def test_the_extent_that_most_marked_is_taken(keyed: Stage) -> None:
    keyed.press("m")
    assert gold(keyed) == [("urged France to talk", "appeal")]
    assert last(keyed).rule is Rule.MAJORITY_EXTENT and keyed.said == "Decided: majority extent · saved"


def test_what_most_marked_under_different_labels_asks_for_one(keyed: Stage) -> None:
    keyed.press("n", "m")
    pick(keyed, "warn")
    assert gold(keyed) == [("warned", "warning")]


def test_every_span_is_kept(keyed: Stage) -> None:
    keyed.press("n", "k")
    assert gold(keyed) == [("France warned", "warning"), ("warned Russia", "appeal")]
    assert last(keyed).rule is Rule.SPLIT
    keyed.press("Ctrl+Z")
    assert gold(keyed) == [] and case(keyed) == "France warned"


def test_a_case_is_joined_with_the_next_one_of_the_text(keyed: Stage) -> None:
    keyed.press("n", "n", "j")
    assert gold(keyed) == [("Both … help Kyiv", "actor")]
    assert last(keyed).rule is Rule.JOINED and case(keyed) == "met"
    assert [one.entry.status for one in keyed.window.adjudication.panel.model.rows[2:]] == [
        *(Status.DECIDED, Status.DECIDED, Status.OPEN)
    ]
    keyed.press("Ctrl+Z")
    assert gold(keyed) == [] and keyed.window.adjudication.panel.model.undecided() == 5


def test_cases_that_were_held_are_joined_under_a_label_that_is_asked_for(keyed: Stage) -> None:
    keyed.press("Shift+J")
    assert keyed.said.startswith("1 case held")
    keyed.press("n", "n", "n", "n", "j")
    pick(keyed, "appeal")
    assert gold(keyed) == [("urged France to talk now … met", "appeal")]
    assert len(last(keyed).candidates) == 4
    keyed.press("p", "p", "p", "p", "Shift+J", "Shift+J")
    assert keyed.said.startswith("0 cases held")


def test_nothing_is_joined_where_nothing_follows(keyed: Stage) -> None:
    keyed.press("n", "n", "n", "n", "j")
    assert keyed.said.startswith("No other open case follows") and decisions(keyed) == []


def test_what_all_missed_is_added_shown_and_taken_back(keyed: Stage) -> None:
    keyed.press("+")
    assert keyed.said == "Select in the text what all coders missed, then press +."
    keyed.select("Rome")
    keyed.press("1", "+")
    pick(keyed, "actor")
    assert gold(keyed) == [("Rome", "actor")]
    made = last(keyed)
    assert made.rule is Rule.ADDED and made.candidates == () and made.reason == DEFAULT_REASONS[0]
    said = " ".join(shown(keyed))
    assert (
        "Gold: Actor" in said
        and "added, as all coders missed it" in said
        and "Label, Ana, Ben and Cleo: nothing" in said
    )
    panel = keyed.window.adjudication.panel
    assert panel.choices.buttons["reopen"].isEnabled() and not panel.choices.buttons["union"].isEnabled()
    keyed.press("o")
    assert gold(keyed) == [] and keyed.said == "Taken back out of gold · saved"
    assert case(keyed) == "urged France to talk now" and panel.choices.buttons["union"].isEnabled()
    keyed.press("Ctrl+Z")
    assert gold(keyed) == [("Rome", "actor")]


def test_a_settled_dispute_becomes_an_example_of_the_codebook(keyed: Stage) -> None:
    keyed.press("Shift+E")
    assert keyed.said == "Decide the case first: then it can become an example."
    keyed.press("b", "p", "Shift+E")
    label = keyed.window.session.project.codebook.get("appeal")
    assert label is not None and "urged France to talk" in label.examples


def test_cases_held_in_one_text_are_not_joined_with_those_of_another(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "held.annot", [KEYED, "Paris called on Beijing."])
    for document, quotes in enumerate((("met", "said"), ("Paris", "Beijing"))):
        code_as(made, "Ana", *((quote, "actor") for quote in quotes), document=document)
        code_as(made, "Ben", ("urged" if not document else "called", "appeal"), document=document)
    stage.open(made, "Ana")
    look(stage, QueueView("document"))
    panel = stage.window.adjudication.panel
    stage.press("Shift+J")
    row = panel.model.data(panel.model.index(0), ROW_ROLE)
    assert isinstance(row, CaseRow) and row.mark == HELD
    spoken = panel.model.data(panel.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "held for joining" in str(spoken)
    stage.press("n", "n", "n")
    assert case(stage) == "Paris"
    stage.press("j")
    assert stage.said.startswith("The cases that are held are not in this text") and decisions(stage) == []
    stage.press("Shift+J", "n", "n", "j")
    assert stage.said == "Decided: joined · saved"
    stage.press("Ctrl+PgDown")
    assert gold(stage) == [("Paris … Beijing", "actor")]
    row = panel.model.data(panel.model.index(0), ROW_ROLE)
    assert isinstance(row, CaseRow) and row.mark != HELD


def test_a_decision_is_reopened_and_undone_by_its_name(table: Stage) -> None:
    table.press("b", "p", "o")
    assert table.said == "Reopened · saved"
    assert gold(table) == [("China", "actor")]
    table.press("Ctrl+Z")
    assert table.said == "Undone: Reopen a case"
    assert ("urged France to talk", "appeal") in gold(table)
    table.press("Ctrl+Z")
    assert table.said == "Undone: Decide: one coder’s span taken"
    assert gold(table) == [("China", "actor")]
    table.press("Ctrl+Y")
    assert ("urged France to talk", "appeal") in gold(table)


def test_the_union_of_different_labels_asks_for_one(table: Stage) -> None:
    table.press("n", "u")
    table.dialog(Picker)
    table.write("warn")
    table.press("Return")
    table.without_dialog()
    assert ("warned Russia", "warning") in gold(table)
    assert table.reader.hasFocus()


def test_what_a_case_does_not_allow_is_refused_in_a_sentence(table: Stage) -> None:
    table.press("n", "n", "n")
    assert case(table) == "met"
    before = len(decisions(table))
    table.press("a")
    assert table.said.startswith("This coder marked nothing here")
    table.press("o")
    assert table.said == "The case is open: nothing was decided about it yet."
    table.press("d", "h", "1", "Space")
    assert len(decisions(table)) == before and case(table) == "met"


def test_nobody_decides_before_it_is_known_who_that_is(stage: Stage, path: Path) -> None:
    stage.open(path)
    stage.press("Ctrl+4")
    assert "Say first who you are" in stage.said
    assert decisions(stage) == []
    stage.press("Ctrl+U")
    stage.dialog(WhoDialog)
    stage.press("Return")
    stage.without_dialog()
    stage.press("Ctrl+4", "Return")
    settled(stage)
    assert [one.rule for one in decisions(stage)] == [Rule.UNANIMOUS], "who may decide has it, once they have asked"
