"""Adjudicating in the real window: one key a case, gold and decisions in the store."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.adjudication.decisions import Status
from annotator.model.decision import Rule
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.ui.adjudication.case_wording import NEEDS_TWO
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.kit.picker import Picker
from tests.ui.adjudication.desks import OTHER, TEXT, case, decisions, enter, gold, settled, shown
from tests.ui.windows import Stage, code_as, make_project


def test_what_all_coders_say_alike_is_gold_without_a_click(table: Stage) -> None:
    assert gold(table) == [("China", "actor")]
    assert [one.rule for one in decisions(table)] == [Rule.UNANIMOUS]
    assert table.window.documents.model.progress() == "8 cases open"


def test_a_text_is_adjudicated_with_one_key_a_case(table: Stage) -> None:
    assert case(table) == "urged France to talk"
    table.press("b")
    assert table.said == "Decided: Ben’s span · saved"
    assert case(table) == "warned Russia"
    table.press("w")
    table.write("a threat, not a plea")
    table.press("Return")
    assert table.reader.hasFocus() and case(table) == "warned Russia"
    table.press("a")
    # Boundaries that differ three ways: the union needs no label, since all agree on it.
    assert case(table) == "Both will help"
    table.press("u", "x", "l")
    assert case(table) == "All"
    table.press("r")
    picker = table.dialog(Picker)
    table.write("appeal")
    table.press("Return")
    assert not picker.isVisible()
    table.without_dialog()
    assert case(table) == "said"
    table.press("i")
    # On to the next text by itself, as the next open case is there.
    assert table.said == "Decided: intersection · saved"
    assert table.text == OTHER and case(table) == "Beijing"
    table.press("Ctrl+PgUp")
    assert gold(table) == [
        ("All", "appeal"),
        ("Both will help Kyiv", "commitment"),
        ("China", "actor"),
        ("said", "appeal"),
        ("urged France to talk", "appeal"),
        ("warned Russia", "warning"),
    ]
    made = {one.candidates[0].quote: one for one in decisions(table)}
    assert made["warned Russia"].reason == "a threat, not a plea"
    ana = table.window.session.coder
    assert ana is not None and all(one.coder == ana.id for one in made.values() if not one.rule.by_policy)
    version = table.window.session.project.codebooks.current().id
    assert all(one.time and one.codebook_version == version for one in made.values())
    rules = [made[quote].rule for quote in ("urged France", "met", "Rome", "All", "said")]
    assert rules == [Rule.TAKEN, Rule.NONE, Rule.DEFERRED, Rule.RELABELLED, Rule.INTERSECTION]
    table.press("Ctrl+PgDown", "x")
    assert table.said == "No case is open but the 1 deferred; Return goes to it"
    table.press("Return")
    assert table.text == TEXT and case(table) == "Rome"


def test_side_by_side_the_sides_give_way_until_each_column_can_be_read(table: Stage) -> None:
    workspace, sheet = table.window.adjudication, table.reader.sheet
    table.window.resize(1280, 700)
    before, places = table.reader.width(), workspace.places
    table.press("s")
    assert sheet.columns == 4 and sheet.column_width >= 26 * sheet.metrics.style.font_px / 2
    assert workspace.left.isHidden() and workspace.right.isHidden() and workspace.places == places
    bar, corner = table.reader.bars.page_bar, workspace.corners[workspace.right]
    covered = corner.geometry().translated(-bar.mapTo(workspace, QPoint()))
    arrows = {step: [x for x in range(bar.width()) if bar.arrow_at(QPoint(x, 16)) == step] for step in (-1, 1)}
    assert arrows[1] and not any(covered.left() <= x <= covered.right() for each in arrows.values() for x in each)
    table.press("s")
    assert workspace.left.isVisible() and workspace.right.isVisible() and table.reader.width() == before


def test_the_foot_names_what_keys_do_now(table: Stage) -> None:
    def named() -> dict[str, str]:
        return dict(table.window.strip.keys.parts)

    whole = named()
    assert whole["Return"] == "next open"
    table.press("v")
    assert named() == {"letters": "choose", "arrows": "go from part to part", "Return": "decide", "Escape": "leave it"}
    table.press("Escape")
    assert named() == whole
    table.press("y")
    assert named() == {"arrows": "go through the policies", "Return": "look at each", "Escape": "back to the text"}
    table.press("Escape")
    assert named() == whole


def test_the_list_of_documents_says_what_is_open_and_selects_what_is_shown(table: Stage) -> None:
    panel = table.window.documents
    rows = [str(panel.model.data(panel.model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert rows == ["Document 1, 7 open", "Document 2, 1 open"]
    table.press("Ctrl+PgDown")
    assert panel.list.currentIndex().row() == 1
    table.press("x")
    assert panel.model.progress() == "7 cases open"
    # The state of the coder's own work is back in Code.
    table.press("Ctrl+2")
    assert panel.model.progress() == "0 of 2 done"


def test_what_a_coder_changes_afterwards_comes_back_as_a_case(table: Stage) -> None:
    table.press("b", "Ctrl+2")
    table.reader.set_selection(TEXT.index("urged"), TEXT.index("urged"))
    table.press("Alt+Down")
    span = table.window.coding.active
    assert span is not None and span.quote == "urged France"
    table.press("3")
    enter(table)
    one = table.window.adjudication.shown.document.case_of(span.id)
    assert one is not None and one.status is Status.CHANGED
    # It comes first, with what was decided and what has changed.
    assert table.window.adjudication.panel.model.row_of(table.window.document, one.case.key) == 0
    table.press("p", "p", "p")
    assert table.window.adjudication.current == one
    said = shown(table)
    assert "Changed since it was decided; decide it again." in said
    assert "Ana: was Appeal “urged France”, is Warning “urged France”" in said
    (then,) = (line for line in said if line.startswith("Then: Decided on "))
    assert "by Ana: one coder’s span taken. Codebook version 1. Gold: Appeal “urged France to talk”." in then


def test_the_coders_who_are_compared_are_chosen(table: Stage) -> None:
    table.window.adjudication.choices.choose_coders()
    dialog = table.dialog(CodersDialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.choice == ["Ben", "Cleo"]
    table.press("Return")
    table.without_dialog()
    settled(table)
    assert [layer.name for layer in table.window.adjudication.layers] == ["Ben", "Cleo"]
    assert table.window.adjudication.panel.choices.buttons["take"].key == "A–B"
    assert table.action("adjudicate.take_a").text() == "Take Ben’s span"
    assert not table.action("adjudicate.take_c").isVisible()


def test_a_majority_is_settled_when_asked_for(table: Stage) -> None:
    table.press("y")
    settled(table)
    page = table.window.adjudication.policies
    assert page.accept_button.text() == "Settle 6 cases"
    QTest.keyClick(page.accept_button, Qt.Key.Key_Return)
    settled(table)
    assert ("warned Russia", "warning") in gold(table) and ("urged France", "appeal") in gold(table)


def test_alone_there_is_nothing_to_adjudicate_and_the_panel_says_what_is_needed(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "alone.annot", [TEXT])
    code_as(made, "Ana", ("China", "actor"))
    stage.open(made, "Ana")
    enter(stage)
    panel = stage.window.adjudication.panel
    assert panel.empty.isVisible() and "needs the work of two coders" in panel.empty.text()
    # Nothing that is said besides sounds as if there were cases, and all of them decided.
    everything = [*shown(stage), stage.window.strip.count.text(), stage.window.adjudication.left.title.text()]
    assert not any("decided" in words or "open" in words for words in everything), everything
    stage.press("a", "n", "p", "Return")
    assert stage.said == NEEDS_TWO
    stage.window.actions_.actions["adjudicate.settle"].trigger()
    assert stage.said == "There is nothing to settle before two coders have coded a text."


def test_documents_and_codings_that_come_in_meanwhile_are_compared(table: Stage) -> None:
    session = table.window.session

    def work(project: Project, _: object) -> None:
        layer = next(each for each in project.layers.all() if each.name == "Ben")
        project.person = layer.coder
        annotate.add_span(project, project.documents.all()[1].id, layer.id, [(6, 12)], "appeal")

    session.in_background(work)
    settled(table)
    assert table.window.documents.model.progress() == "9 cases open"
