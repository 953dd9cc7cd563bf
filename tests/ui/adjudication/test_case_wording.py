"""What the panel says of a case, or of how gold came about, in words."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from annotator.adjudication.decisions import none_of_them, settle, take
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.case_wording import as_case, view_of_case, view_of_decision, why_empty
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.queue_view import KINDS, QueueView
from annotator.ui.cases.wording import act_sentence
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.adjudication.builders import B, Coded, coded_layers, decided, only_case, span
from tests.ui.adjudication.desks import (
    KEYED,
    gold_slots,
    look,
    shown,
)
from tests.ui.cases.builders import LABELS, LAYERS, REGISTER, case, known, plain
from tests.ui.windows import Stage, code_as, make_project


def test_slots_in_which_coders_differ_are_said_and_go_into_gold(spoken: Stage) -> None:
    said = shown(spoken)
    assert "Case 1 of 1: slots differ" in said and "Addressee: China / China, Russia" in said
    assert "France → urges → China" in said and "France → urges → China, Russia" in said
    spoken.press("b")
    assert gold_slots(spoken) == [("addressee", "china"), ("addressee", "russia"), ("speaker", "france")]
    spoken.press("Ctrl+Z")
    assert gold_slots(spoken) == []
    spoken.press("u")
    assert gold_slots(spoken) == [("speaker", "france")], "the addressee is in dispute"


def test_a_note_and_a_doubt_are_shown_and_make_no_case(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "notes.annot", [KEYED])
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


@given(coded_layers("AB"))
def test_each_coder_has_a_line_in_the_order_of_the_letters_and_only_who_marked_something_is_taken(
    coded: Coded,
) -> None:
    for one in settle(coded.cases(), []):
        for blind in (False, True):
            seats = CoderLetters(LAYERS, blind)
            view = view_of_case(one, "Case", 0, (), CaseContext(LABELS, REGISTER, {}, seats))
            seated = seats.ordered_layers(one.case.key)
            assert [line.letter for line in view.lines] == ["A", "B"]
            assert [line.name for line in view.lines] == [seats.name(layer.id, one.case.key) for layer in seated]
            for layer, line in zip(seated, view.lines, strict=True):
                span = one.case.of(layer.id)
                assert line.label == (span.label if span is not None else "")
                assert span is not None or line.text == "nothing here"
            marked = sum(line.is_current for line in view.lines)
            assert marked == (1 if len(one.case.candidates) > 1 else 0)
            assert view.title == f"Case: {KINDS[one.case.kind]}"


def test_who_was_not_asked_took_no_part() -> None:
    (one,) = settle([only_case(span("A1", 0, 5), layers="A")], [])
    view = view_of_case(one, "Case", 0, (), known())
    assert [(line.name, line.text) for line in view.lines][1] == ("B", "took no part")


def test_how_gold_came_about_names_its_label_and_who_had_marked_nothing() -> None:
    found = only_case(span("B1", 0, 9, force="urges"))
    made = decided(found, take(found, B))
    view = view_of_decision(made, [replace(span("B1", 0, 9), quote="met")], known(), found.key)
    assert view.title == "Gold: Appeal" and view.differing == ()
    assert [(line.name, line.letter, line.label) for line in view.lines] == [("A", "", ""), ("B", "", "appeal")]
    assert view.lines[0].text == "nothing here" and "Gold: Appeal “met”" in view.standing
    assert view_of_decision(made, [], known(), found.key).title == "Gold"


def test_why_no_case_is_shown_is_said_for_each_standing() -> None:
    found = only_case(span("A1", 0, 5))
    open_, done = settle([found], [])[0], settle([found], [decided(found, none_of_them(found))])[0]
    said = [
        why_empty(1, True, [open_]),
        why_empty(2, False, None),
        why_empty(2, True, None),
        why_empty(2, True, [done, open_]),
        why_empty(2, True, [done]),
    ]
    beginnings = ("Adjudicating needs", "Choose a document", "The coders are being", "No case of this text is listed")
    assert all(each.startswith(begins) for each, begins in zip(said, beginnings, strict=False))
    assert said[-1] == why_empty(2, True, []) == "Nothing is open in this text. Return goes on to the next open case."
    put_in_force({**keys_in_force({}), "adjudicate.next_open": ("Ctrl+K",)})
    assert "Ctrl+K goes on to the next open case" in why_empty(2, True, [])


def test_the_case_of_a_decision_is_what_coders_had_said_and_its_key_the_decisions() -> None:
    found = case()
    then = as_case(decided(found, none_of_them(found)))
    assert then.candidates == found.candidates and then.key == "decision-1"
    said = [plain(act_sentence(then, each, LABELS, REGISTER)) for each in then.candidates]
    assert said == [plain(act_sentence(found, each, LABELS, REGISTER)) for each in found.candidates]
