"""One thing is at hand, a case or a gold span: gone to by keys and clicks, and left when it is gone."""

from pathlib import Path

from annotator.model.decision import Rule
from annotator.ui.kit.picker import Picker
from tests.ui.adjudication.desks import (
    OTHER,
    case,
    cases,
    decisions,
    enter,
    gold,
    looked_at,
    pick,
    shown,
)
from tests.ui.windows import Stage, code_as, make_project


def test_cases_are_gone_through_by_keys_and_stop_at_the_ends(table: Stage) -> None:
    table.press("p")
    first = case(table)
    seen = [first]
    for _ in range(7):
        table.press("Alt+Down")
        seen.append(case(table))
    # The last one is of the next text.
    assert table.text == OTHER
    table.press("n")
    assert case(table) == seen[-1] and len(set(seen)) == 8
    table.press("p", "Alt+Up")
    assert case(table) == seen[-3]


def test_the_candidate_that_a_new_label_is_put_on_is_chosen_with_a_key(table: Stage) -> None:
    table.press("F6", "r")
    table.dialog(Picker)
    table.write("warning")
    table.press("Return")
    table.without_dialog()
    assert ("urged France to talk", "warning") in gold(table)


def test_a_click_on_a_span_shows_its_case(table: Stage) -> None:
    table.press("n")
    assert case(table) == "warned Russia"
    ben = cases(table)[0].case.candidates[0]
    table.window.adjudication.reader.mark_clicked.emit(ben.id)
    assert case(table) == "urged France to talk"


def test_a_click_leaves_the_line_of_its_case_where_it_is(stage: Stage, tmp_path: Path) -> None:
    lines = "".join(f"Paragraph {number} has a word.\n" for number in range(80))
    made = make_project(tmp_path / "long.annot", [lines])
    for number in (40, 43):
        code_as(made, "Ana", (f"Paragraph {number} has", "actor"))
        code_as(made, "Ben", (f"Paragraph {number} has a", "actor"))
    stage.open(made, "Ana")
    enter(stage)
    reader, adjudication = stage.window.adjudication.reader, stage.window.adjudication
    start = cases(stage)[1].case.start
    before = reader.line_rectangle(start).top()
    reader.mark_clicked.emit(cases(stage)[1].case.candidates[0].id)
    assert adjudication.shown.row == 1 and case(stage) == "Paragraph 43 has a"
    assert reader.line_rectangle(start).top() == before, "its drawer opens, and another one above it closes"


def test_a_case_names_its_paragraph_as_the_gutter_does_without_going_through_the_text(
    stage: Stage, tmp_path: Path
) -> None:
    text = "One is here.\n\n  \nTwo is here.\nThree is here."
    made = make_project(tmp_path / "blank.annot", [text])
    code_as(made, "Ana", *((word, "actor") for word in ("One", "Two", "Three")))
    code_as(made, "Ben", *((f"{word} is", "actor") for word in ("One", "Two", "Three")))
    stage.open(made, "Ana")
    enter(stage)
    workspace, said = stage.window.adjudication, []
    workspace.shown.document.text = ""  # as the reader has it, it knows the paragraph
    for key in ("p", "n", "n"):
        stage.press(key)
        said.append(workspace.panel.where.text().rpartition(" ")[2])
    assert said == ["1", "2", "3"]


def test_the_gold_at_the_caret_says_how_it_came_about_and_the_key_goes_on_to_the_next(keyed: Stage) -> None:
    keyed.press("b", "n", "n", "n", "a")
    keyed.reader.set_selection(0, 0)
    keyed.press("t")
    shown_gold = looked_at(keyed)
    assert shown_gold is not None and shown_gold.quote == "urged France to talk"
    assert keyed.window.adjudication.reader.board.shown.active.id == shown_gold.id  # type: ignore[union-attr]
    said = "\n".join(shown(keyed))
    assert (
        "by Ana: one coder’s span taken. Codebook version 1." in said
        and "Passage, Cleo: “urged France to talk now”" in said
    )
    keyed.press("t")
    assert looked_at(keyed).quote == "met"  # type: ignore[union-attr]
    keyed.press("t")
    assert keyed.said == "There is no gold after this point in the text"
    # A click does the same, and a case is gone to again with any of its keys.
    keyed.reader.mark_clicked.emit(shown_gold.id)
    assert looked_at(keyed) == shown_gold
    keyed.press("p")
    assert looked_at(keyed) is None and case(keyed)


def test_what_was_added_is_not_looked_at_any_more_once_it_is_undone(keyed: Stage) -> None:
    keyed.select("Rome")
    keyed.press("+")
    pick(keyed, "actor")
    assert looked_at(keyed) is not None
    keyed.press("Ctrl+Z")
    panel = keyed.window.adjudication.panel
    assert looked_at(keyed) is None and gold(keyed) == []
    assert case(keyed) == "urged France to talk now" and panel.choices.buttons["union"].isEnabled()
    keyed.press("b")
    assert gold(keyed) == [("urged France to talk", "appeal")]


def test_after_the_last_case_no_key_decides_it_again_and_one_leads_back(keyed: Stage) -> None:
    keyed.press("x", "x", "x", "x")
    last_case = case(keyed)
    keyed.press("a")
    assert keyed.said == "No case is open: every case is decided" and case(keyed) == ""
    panel, before = keyed.window.adjudication.panel, decisions(keyed)
    assert "No case is open: every case is decided. P goes back to the last one." in shown(keyed)
    assert not panel.choices.buttons["none"].isEnabled()
    keyed.press("l", "x", "a")
    assert decisions(keyed) == before
    keyed.press("p")
    assert case(keyed) == last_case
    keyed.press("p", "n", "x")
    assert case(keyed) == "" and {one.rule for one in decisions(keyed)} == {Rule.NONE}
    keyed.press("Ctrl+Z")
    assert case(keyed) == last_case


def test_until_all_coders_are_compared_nobody_is_told_that_no_case_is_listed(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.press("Ctrl+4")
    empty = stage.window.adjudication.panel.empty
    said = {empty.text()}

    def is_shown() -> bool:
        said.update([empty.text()] if empty.isVisible() else [])
        return stage.window.adjudication.current is not None

    stage.qtbot.waitUntil(is_shown)
    assert said == {"The coders are being compared…"}
