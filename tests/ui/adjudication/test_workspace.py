"""Adjudicating in the real window: one key a case, gold and decisions in the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.adjudication.decisions import Settled, Status
from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import Layer
from annotator.model.decision import Decision, Rule
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.policy_dialog import PolicyDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk. France warned Russia. Both will help Kyiv. They met in Rome. All was said."
OTHER = "Paris called on Beijing to act."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of three coders who differ at seven places of the first text and at one of the second."""
    made = make_project(tmp_path / "three.annot", [TEXT, OTHER])
    code_as(made, "Ana", ("China", "actor"), ("urged France", "appeal"), ("warned Russia", "warning"))
    code_as(made, "Ana", ("Both will help", "commitment"), ("Rome", "actor"), ("All", "actor"))
    code_as(made, "Ben", ("China", "actor"), ("urged France to talk", "appeal"), ("warned Russia", "appeal"))
    code_as(made, "Ben", ("will help Kyiv", "commitment"), ("met", "commitment"))
    code_as(made, "Cleo", ("China", "actor"), ("urged France", "appeal"), ("warned Russia", "warning"))
    code_as(made, "Cleo", ("will help", "commitment"), ("said", "appeal"))
    code_as(made, "Ana", ("Paris", "actor"), document=1)
    code_as(made, "Ben", ("Beijing", "actor"), ("Paris", "actor"), document=1)
    return made


@pytest.fixture
def table(stage: Stage, path: Path) -> Iterator[Stage]:
    """Ana at the table, in the workspace Adjudicate, the coders compared."""
    stage.open(path, "Ana")
    enter(stage)
    yield stage


def enter(stage: Stage) -> None:
    """Go to the desk, the cases in the order of the texts."""
    workspace = stage.window.adjudication
    workspace.panel.bar.show_view(QueueView(order="document"))
    workspace.panel.model.look(QueueView(order="document"))
    stage.press("Ctrl+2")
    settled(stage)


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def gold(stage: Stage) -> list[tuple[str, str]]:
    layer: Layer | None = stage.window.session.project.layers.gold()
    return stage.spans(layer) if layer else []


def decisions(stage: Stage) -> list[Decision]:
    return stage.window.session.project.decisions.of_document(stage.window.document or "")


def case(stage: Stage) -> str:
    """Return the longest quote of the case at hand."""
    one = stage.window.adjudication.current
    return max((span.quote for span in one.case.candidates), key=len) if one else ""


def cases(stage: Stage) -> list[Settled]:
    """Return the cases of the text that somebody has to look at, in its order."""
    found = stage.window.adjudication.shown.document.cases.values()
    return sorted((one for one in found if one.case.differs), key=lambda one: one.case.start)


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
    assert all(one.time and one.codebook_version == 1 for one in made.values())
    rules = [made[quote].rule for quote in ("urged France", "met", "Rome", "All", "said")]
    assert rules == [Rule.TAKEN, Rule.NONE, Rule.DEFERRED, Rule.RELABELLED, Rule.INTERSECTION]
    table.press("Ctrl+PgDown", "x")
    assert table.said == "No case is open but the 1 deferred; Return goes to it"
    table.press("Return")
    assert table.text == TEXT and case(table) == "Rome"


def test_a_decision_is_reopened_and_undone_by_its_name(table: Stage) -> None:
    table.press("b", "p", "o")
    assert table.said == "Reopened · saved"
    assert gold(table) == [("China", "actor")]
    table.press("Ctrl+Z")
    assert table.said == "Undone: Reopen a case"
    assert ("urged France to talk", "appeal") in gold(table)
    table.press("Ctrl+Z")
    assert table.said == "Undone: Decide: taken"
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


def test_nobody_decides_before_it_is_known_who_that_is(stage: Stage, path: Path) -> None:
    stage.open(path)
    enter(stage)
    stage.press("b")
    assert stage.said == "Nobody decides yet: say who you are with Ctrl+U."
    assert [one.rule for one in decisions(stage)] == [Rule.UNANIMOUS]
    stage.press("Ctrl+U")
    stage.dialog(WhoDialog)
    stage.press("Return")
    stage.without_dialog()
    stage.press("b")
    assert ("urged France to talk", "appeal") in gold(stage)


def test_the_list_of_documents_says_what_is_open_and_selects_what_is_shown(table: Stage) -> None:
    panel = table.window.documents
    rows = [str(panel.model.data(panel.model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert rows == ["Document 1, 7 open", "Document 2, 1 open"]
    table.press("Ctrl+PgDown")
    assert panel.list.currentIndex().row() == 1
    table.press("x")
    assert panel.model.progress() == "7 cases open"
    # The state of the coder's own work is back in Code.
    table.press("Ctrl+1")
    assert panel.model.progress() == "0 of 2 done"


def test_what_a_coder_changes_afterwards_comes_back_as_a_case(table: Stage) -> None:
    table.press("b", "Ctrl+1")
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
    table.window.adjudication.choose_coders()
    dialog = table.dialog(CodersDialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.choice == ["Ben", "Cleo"]
    table.press("Return")
    table.without_dialog()
    settled(table)
    assert [layer.name for layer in table.window.adjudication.layers] == ["Ben", "Cleo"]
    assert len(table.window.adjudication.panel.candidates.buttons) == 2
    assert table.action("adjudicate.take_a").text() == "Take Ben’s span"
    assert not table.action("adjudicate.take_c").isVisible()


def test_a_majority_is_settled_when_asked_for(table: Stage) -> None:
    table.press("y")
    dialog = table.dialog(PolicyDialog)
    settled(table)
    assert dialog.model.rowCount() == 6
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    table.without_dialog()
    settled(table)
    assert ("warned Russia", "warning") in gold(table) and ("urged France", "appeal") in gold(table)


def test_the_buttons_do_what_the_keys_do_and_leave_the_keyboard_in_the_text(table: Stage) -> None:
    panel = table.window.adjudication.panel
    QTest.mouseClick(panel.candidates.buttons[1], Qt.MouseButton.LeftButton)
    assert ("urged France to talk", "appeal") in gold(table) and table.reader.hasFocus()
    QTest.mouseClick(panel.choices.buttons["none"], Qt.MouseButton.LeftButton)
    assert case(table) == "Both will help"
    # By Tab and Space too; the text has the keyboard afterwards, since the button is gone.
    table.qtbot.waitUntil(panel.candidates.buttons[2].isVisible)
    panel.candidates.buttons[2].setFocus()
    table.press("Space")
    assert ("will help", "commitment") in gold(table) and table.reader.hasFocus()


def test_pieces_of_the_panel_that_are_replaced_at_once_never_become_windows(table: Stage) -> None:
    table.press("n", "n", "n", "p", "b")
    table.qtbot.wait(20)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [table.window]


def test_a_click_on_a_span_shows_its_case(table: Stage) -> None:
    table.press("n")
    assert case(table) == "warned Russia"
    ben = cases(table)[0].case.candidates[0]
    table.window.adjudication.reader.mark_clicked.emit(ben.id)
    assert case(table) == "urged France to talk"


def test_a_click_leaves_the_text_where_it_is(stage: Stage, tmp_path: Path) -> None:
    lines = "".join(f"Paragraph {number} has a word.\n" for number in range(80))
    made = make_project(tmp_path / "long.annot", [lines])
    for number in (40, 43):
        code_as(made, "Ana", (f"Paragraph {number} has", "actor"))
        code_as(made, "Ben", (f"Paragraph {number} has a", "actor"))
    stage.open(made, "Ana")
    enter(stage)
    reader, adjudication = stage.window.adjudication.reader, stage.window.adjudication
    before = reader.verticalScrollBar().value()
    reader.mark_clicked.emit(cases(stage)[1].case.candidates[0].id)
    assert adjudication.shown.row == 1 and case(stage) == "Paragraph 43 has a"
    assert reader.verticalScrollBar().value() == before


def test_alone_there_is_nothing_to_adjudicate_and_the_panel_says_what_is_needed(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "alone.annot", [TEXT])
    code_as(made, "Ana", ("China", "actor"))
    stage.open(made, "Ana")
    enter(stage)
    panel = stage.window.adjudication.panel
    assert panel.empty.isVisible() and "needs the work of two coders" in panel.empty.text()
    stage.press("a", "n", "p", "Return")
    assert stage.said == "No case is open"
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


@pytest.fixture
def spoken(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana and Ben code one act alike but for its addressee: China for Ana, China and Russia for Ben."""
    path = make_project(tmp_path / "acts.annot", ["France urged China and Russia to talk."])
    with Project.open(path) as project:
        for name in ("France", "China", "Russia"):
            actors.add(project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE))
    for coder, addressees in (("Ana", ("china",)), ("Ben", ("china", "russia"))):
        (act,) = code_as(path, coder, ("urged China and Russia", "appeal"))
        with Project.open(path) as project:
            project.person = project.layers.get(act.layer).coder
            annotate.set_attribute(project, act.id, "force", "urges")
            for role, actor in (("speaker", "france"), *(("addressee", actor) for actor in addressees)):
                acts.fill_slot(project, act.id, role, acts.SlotFiller(actor=ActorId(actor)))
    stage.open(path, "Ana")
    enter(stage)
    yield stage


def shown(stage: Stage) -> list[str]:
    """Return what the panel says of the case, without the marks that keep directions apart."""
    QApplication.processEvents()
    found = [label.text() for label in stage.window.adjudication.panel.findChildren(QLabel) if label.isVisible()]
    lines = [line for text in found for line in text.split("\n")]
    return [line.replace("\u2068", "").replace("\u2069", "") for line in lines if line]


def gold_slots(stage: Stage) -> list[tuple[str, str | None]]:
    project = stage.window.session.project
    layer = project.layers.gold()
    spans = project.spans.of_document(stage.window.document or "", layer.id) if layer else []
    return sorted((link.role, link.actor) for link in project.links.of_spans([span.id for span in spans]))


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


def test_a_slot_that_is_changed_shows_at_once_and_brings_a_decision_back(spoken: Stage) -> None:
    spoken.press("a")
    session = spoken.window.session
    assert session.layer is not None
    (own,) = session.project.spans.of_document(spoken.window.document or "", session.layer.id)
    (mine,) = (one for one in session.project.links.of_spans([own.id]) if one.role == "addressee")
    assert session.did(acts.clear_slot, mine.act, mine.id)
    current = spoken.window.adjudication.current
    assert current is not None and current.status is Status.CHANGED
    assert "France → urges → ?" in shown(spoken) and "Addressee: – / China, Russia" in shown(spoken)


def test_an_actor_that_is_renamed_is_called_so(spoken: Stage) -> None:
    session = spoken.window.session
    named = session.project.actors.get("russia").model_copy(update={"name": "Russian Federation"})
    assert session.did(actors.change, named)
    assert "France → urges → China, Russian Federation" in shown(spoken)
