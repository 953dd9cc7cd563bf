"""Each key of the desk does its one thing, in the real window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.adjudication.decisions import Status
from annotator.adjudication.ways import RULES, WAYS, Asks, Way
from annotator.model.decision import Decision, Rule
from annotator.model.settings import DEFAULT_REASONS
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.ui.adjudication.case_status import CaseContext, how_decided
from annotator.ui.adjudication.queue_model import HELD
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from tests.ui.adjudication.desks import case, decisions, gold, look, settled, shown
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk now. France warned Russia. Both will help Kyiv. They met in Rome. All was said."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of three coders, with places for each of the keys."""
    made = make_project(tmp_path / "keys.annot", [TEXT])
    code_as(made, "Ana", ("urged France", "appeal"), ("France warned", "warning"), ("Both", "actor"), ("met", "actor"))
    code_as(made, "Ben", ("urged France to talk", "appeal"), ("warned Russia", "appeal"), ("help Kyiv", "actor"))
    code_as(made, "Cleo", ("urged France to talk now", "appeal"))
    return made


@pytest.fixture
def table(stage: Stage, path: Path) -> Iterator[Stage]:
    """Ana at the desk, the cases in the order of the text."""
    stage.open(path, "Ana")
    look(stage, QueueView("document"))
    yield stage


def pick(stage: Stage, name: str) -> None:
    stage.dialog(Picker)
    stage.write(name)
    stage.press("Return")
    stage.without_dialog()


def last(stage: Stage) -> Decision:
    return max(decisions(stage), key=lambda one: one.id)


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
def test_each_way_to_decide_has_a_key_and_a_button_that_note_its_rule(table: Stage, way: Way) -> None:
    button = table.window.adjudication.panel.choices.buttons[way.id]
    table.press("n")
    decide_by(table, way, lambda: table.press(way.key))
    assert last(table).rule is way.rule
    assert RULES[way.rule].decided in how_decided(last(table), (), CaseContext()) or not way.rule.settles
    table.press("Ctrl+Z")
    assert decisions(table) == []
    table.window.adjudication.shown.go_to(1)
    decide_by(table, way, button.click)
    assert last(table).rule is way.rule


def test_the_extent_that_most_marked_is_taken(table: Stage) -> None:
    table.press("m")
    assert gold(table) == [("urged France to talk", "appeal")]
    assert last(table).rule is Rule.MAJORITY_EXTENT and table.said == "Decided: majority extent · saved"


def test_what_most_marked_under_different_labels_asks_for_one(table: Stage) -> None:
    table.press("n", "m")
    pick(table, "warn")
    assert gold(table) == [("warned", "warning")]


def test_every_span_is_kept(table: Stage) -> None:
    table.press("n", "k")
    assert gold(table) == [("France warned", "warning"), ("warned Russia", "appeal")]
    assert last(table).rule is Rule.SPLIT
    table.press("Ctrl+Z")
    assert gold(table) == [] and case(table) == "France warned"


def test_a_case_is_joined_with_the_next_one_of_the_text(table: Stage) -> None:
    table.press("n", "n", "j")
    assert gold(table) == [("Both … help Kyiv", "actor")]
    assert last(table).rule is Rule.JOINED and case(table) == "met"
    assert [one.entry.status for one in table.window.adjudication.panel.model.rows[2:]] == [
        *(Status.DECIDED, Status.DECIDED, Status.OPEN)
    ]
    table.press("Ctrl+Z")
    assert gold(table) == [] and table.window.adjudication.panel.model.undecided() == 5


def test_cases_that_were_held_are_joined_under_a_label_that_is_asked_for(table: Stage) -> None:
    table.press("Shift+J")
    assert table.said.startswith("1 case held")
    table.press("n", "n", "n", "n", "j")
    pick(table, "appeal")
    assert gold(table) == [("urged France to talk now … met", "appeal")]
    assert len(last(table).candidates) == 4
    table.press("p", "p", "p", "p", "Shift+J", "Shift+J")
    assert table.said.startswith("0 cases held")


def test_nothing_is_joined_where_nothing_follows(table: Stage) -> None:
    table.press("n", "n", "n", "n", "j")
    assert table.said.startswith("No other open case follows") and decisions(table) == []


def test_what_all_missed_is_added_shown_and_taken_back(table: Stage) -> None:
    table.press("+")
    assert table.said == "Select in the text what all coders missed, then press +."
    table.select("Rome")
    table.press("1", "+")
    pick(table, "actor")
    assert gold(table) == [("Rome", "actor")]
    made = last(table)
    assert made.rule is Rule.ADDED and made.candidates == () and made.reason == DEFAULT_REASONS[0]
    said = " ".join(shown(table))
    assert "Gold: Actor" in said and "added, as all coders missed it" in said and "Ana: nothing here" in said
    panel = table.window.adjudication.panel
    assert panel.take_back.isVisible() and not panel.choices.isVisible()
    table.press("o")
    assert gold(table) == [] and table.said == "Taken back out of gold · saved"
    assert case(table) == "urged France to talk now" and panel.choices.isVisible()
    table.press("Ctrl+Z")
    assert gold(table) == [("Rome", "actor")]


def test_a_number_chooses_the_reason_of_the_next_decision_alone(table: Stage) -> None:
    table.press("2")
    assert table.said == f"Reason for the next decision: {DEFAULT_REASONS[1]}"
    table.press("2")
    assert table.said == "No reason for the next decision"
    table.press("3", "a", "x")
    assert [one.reason for one in sorted(decisions(table), key=lambda one: one.id)] == [DEFAULT_REASONS[2], ""]


def test_the_list_of_reasons_is_the_projects_and_can_be_edited(table: Stage) -> None:
    table.action("adjudicate.reasons").trigger()
    dialog = table.dialog(ReasonsDialog)
    dialog.lines.setPlainText("Too vague\nEnough context")
    QTest.keyClick(dialog.buttons.buttons()[0], Qt.Key.Key_Return)
    table.without_dialog()
    assert adjudicate.reasons(table.window.session.project) == ("Too vague", "Enough context")
    assert table.action("adjudicate.reason_2").text() == "Reason: Enough context"
    assert not table.action("adjudicate.reason_3").isVisible()
    table.press("2", "x")
    assert last(table).reason == "Enough context"


def test_a_key_lists_the_cases_in_the_next_order_and_the_case_at_hand_stays(table: Stage) -> None:
    model, before = table.window.adjudication.panel.model, case(table)
    orders = []
    for _ in range(5):
        table.press("q")
        orders.append(model.view.order)
        assert case(table) == before
    assert sorted(orders) == sorted({"worst", "document", "label", "kind", "pair"})
    table.press("Ctrl+J")
    assert table.window.adjudication.panel.list.hasFocus()
    table.press("Down")
    assert case(table) != before and table.window.adjudication.panel.list.hasFocus()
    table.press("Ctrl+T")
    assert table.reader.hasFocus()


def test_a_settled_dispute_becomes_an_example_of_the_codebook(table: Stage) -> None:
    table.press("Shift+E")
    assert table.said == "Decide the case first: then it can become an example."
    table.press("b", "p", "Shift+E")
    label = table.window.session.project.codebook.get("appeal")
    assert label is not None and "urged France to talk" in label.examples


def test_the_gold_at_the_caret_says_how_it_came_about_and_the_key_goes_on_to_the_next(table: Stage) -> None:
    table.press("b", "n", "n", "n", "a")
    table.reader.set_selection(0, 0)
    table.press("t")
    shown_gold = table.window.adjudication.shown.gold
    assert shown_gold is not None and shown_gold.quote == "urged France to talk"
    assert table.window.adjudication.reader.active_mark().id == shown_gold.id  # type: ignore[union-attr]
    said = "\n".join(shown(table))
    assert (
        "by Ana: one coder’s span taken. Codebook version 1." in said
        and "Cleo: Appeal “urged France to talk now”" in said
    )
    table.press("t")
    assert table.window.adjudication.shown.gold.quote == "met"  # type: ignore[union-attr]
    table.press("t")
    assert table.said == "There is no gold after this point in the text"
    # A click does the same, and a case is gone to again with any of its keys.
    table.reader.mark_clicked.emit(shown_gold.id)
    assert table.window.adjudication.shown.gold == shown_gold
    table.press("p")
    assert table.window.adjudication.shown.gold is None and case(table)


def test_a_note_and_a_doubt_are_shown_and_make_no_case(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "notes.annot", [TEXT])
    (noted,) = code_as(made, "Ana", ("Rome", "actor"))
    code_as(made, "Ben", ("Rome", "actor"))
    (other,) = code_as(made, "Ana", ("met", "appeal"))
    with Project.open(made) as project:
        project.person = project.layers.get(noted.layer).coder
        for span in (noted, other):
            annotate.set_note(project, span.id, "Is this the city?")
            annotate.set_doubt(project, span.id, True)
    stage.open(made, "Ana")
    look(stage, QueueView("document", open_only=False))
    assert [one.entry.labels for one in stage.window.adjudication.panel.model.rows] == [("appeal",)]
    assert "in doubt. Is this the city?" in shown(stage)


def test_an_undo_leads_back_to_the_case_in_its_document(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "two.annot", [TEXT, "Paris called on Beijing."])
    code_as(made, "Ana", ("met", "actor"))
    code_as(made, "Ben", ("China", "actor"))
    code_as(made, "Ana", ("Paris", "actor"), document=1)
    code_as(made, "Ben", ("Beijing", "actor"), document=1)
    stage.open(made, "Ana")
    look(stage, QueueView("document"))
    stage.press("x", "x")
    assert case(stage) == "Paris"
    stage.press("Ctrl+Z")
    settled(stage)
    assert stage.text == TEXT and case(stage) == "met"
    assert stage.window.documents.model.progress() == "3 cases open"


def test_what_was_added_is_not_looked_at_any_more_once_it_is_undone(table: Stage) -> None:
    table.select("Rome")
    table.press("+")
    pick(table, "actor")
    assert table.window.adjudication.shown.gold is not None
    table.press("Ctrl+Z")
    panel = table.window.adjudication.panel
    assert table.window.adjudication.shown.gold is None and gold(table) == []
    assert case(table) == "urged France to talk now" and panel.choices.isVisible() and not panel.take_back.isVisible()
    table.press("b")
    assert gold(table) == [("urged France to talk", "appeal")]


def test_cases_held_in_one_text_are_not_joined_with_those_of_another(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "held.annot", [TEXT, "Paris called on Beijing."])
    for document, quotes in enumerate((("met", "said"), ("Paris", "Beijing"))):
        code_as(made, "Ana", *((quote, "actor") for quote in quotes), document=document)
        code_as(made, "Ben", ("urged" if not document else "called", "appeal"), document=document)
    stage.open(made, "Ana")
    look(stage, QueueView("document"))
    panel = stage.window.adjudication.panel
    stage.press("Shift+J")
    row = panel.model.data(panel.model.index(0), ROW_ROLE)
    assert isinstance(row, ListRow) and row.mark == HELD and "held for joining" in row.title
    stage.press("n", "n", "n")
    assert case(stage) == "Paris"
    stage.press("j")
    assert stage.said.startswith("The cases that are held are not in this text") and decisions(stage) == []
    stage.press("Shift+J", "n", "n", "j")
    assert stage.said == "Decided: joined · saved"
    stage.press("Ctrl+PgDown")
    assert gold(stage) == [("Paris … Beijing", "actor")]
    row = panel.model.data(panel.model.index(0), ROW_ROLE)
    assert isinstance(row, ListRow) and row.mark != HELD


def test_after_the_last_case_no_key_decides_it_again_and_one_leads_back(table: Stage) -> None:
    table.press("x", "x", "x", "x")
    last_case = case(table)
    table.press("a")
    assert table.said == "No case is open" and case(table) == ""
    panel, before = table.window.adjudication.panel, decisions(table)
    assert "No case is open. P goes back to the last one." in shown(table) and not panel.choices.isVisible()
    table.press("l", "x", "a")
    assert decisions(table) == before
    table.press("p")
    assert case(table) == last_case
    table.press("p", "n", "x")
    assert case(table) == "" and {one.rule for one in decisions(table)} == {Rule.NONE}
    table.press("Ctrl+Z")
    assert case(table) == last_case
