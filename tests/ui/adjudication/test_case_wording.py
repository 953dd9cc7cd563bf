"""What the panel says of a case, or of how gold came about, in words."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from annotator.adjudication.decisions import none_of_them, settle, take
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.case_wording import (
    as_case,
    title_of,
    view_of_case,
    view_of_decision,
    why_empty,
)
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.queue_view import QueueView
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
    assert {"Slots differ", "case 1 of 1", "Document 1 · ¶ 1", "A Ana", "B Ben"} <= set(said)
    assert "Addressee, Ana: China" in said and "Addressee, Ben: China, Russia" in said
    assert any(line.startswith("Alike: ") and "Force urges" in line and "Speaker France" in line for line in said)
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
    assert "A’s note “Is this the city?” ?" in shown(stage)


@given(coded_layers("AB"))
def test_each_coder_stands_in_one_column_and_only_who_marked_something_is_taken(coded: Coded) -> None:
    for one in settle(coded.cases(), []):
        for blind in (False, True):
            seats = CoderLetters(LAYERS, blind)
            view = view_of_case(one, "Text · ¶ 1", 0, (), CaseContext(LABELS, REGISTER, {}, seats))
            seated = seats.ordered_layers(one.case.key)
            columns = view.table.columns
            assert sorted(letter for column in columns for letter in column.letters) == ["A", "B"]
            named = [seated["AB".index(each)].name for column in columns for each in column.letters]
            assert [name for column in columns for name in column.names] == ([] if blind else named)
            for column, number in zip(columns, view.takes, strict=True):
                taken = one.case.of(seated[number].id) if number >= 0 else None
                assert column.has_span == (taken is not None)
            marked = sum(column.is_marked for column in columns)
            assert marked == (1 if len(one.case.candidates) > 1 else 0)
            assert view.title == title_of(one.case) and bool(view.table.rows) == bool(one.case.differs)


def test_who_was_not_asked_has_no_column() -> None:
    (one,) = settle([only_case(span("A1", 0, 5), layers="A")], [])
    view = view_of_case(one, "", 0, (), known())
    assert [column.letters for column in view.table.columns] == [("A",)]
    assert view.table.notes == ("B has not finished this text",)


def test_all_the_ways_in_which_coders_differ_are_named() -> None:
    said = [
        title_of(only_case(span("A1", 0, 5))),
        title_of(only_case(span("A1", 0, 5), span("B1", 0, 9, "warning"), layers="ABC")),
        title_of(only_case(span("A1", 0, 5, force=1), span("B1", 0, 9, force=2))),
        title_of(only_case(span("A1", 0, 5), span("B1", 0, 5))),
    ]
    assert said == [
        "Not seen by all",
        "Not seen by all, labels and boundaries differ",
        "Boundaries and attributes differ",
        "All say the same",
    ]


def test_how_gold_came_about_names_its_label_and_who_had_marked_nothing() -> None:
    found = only_case(span("B1", 0, 9, force="urges"))
    made = decided(found, take(found, B))
    view = view_of_decision(made, [replace(span("B1", 0, 9), quote="met")], "", known(), found.key)
    assert view.title == "Gold: Appeal" and set(view.takes) == {-1}
    assert [(column.names, column.letters, column.has_span) for column in view.table.columns] == [
        (("A",), (), False),
        (("B",), (), True),
    ]
    assert "Gold: Appeal “met”" in view.standing
    assert view_of_decision(made, [], "", known(), found.key).title == "Gold"


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
