"""Passages by keyboard: searched, sorted, grouped, ticked, coded, undone, opened in the text and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.coder import TeamRole
from annotator.operations.coding import annotate
from annotator.operations.passages.arranging import LineHeading
from annotator.operations.passages.lines import LineOrder
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.passages.page import PassageView
from annotator.ui.passages.workspace import PassagesWorkspace
from annotator.ui.workspace import BLIND
from tests.ui.test_names import nameless
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, code_as, make_project, on_stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "read.annot", [FIRST, SECOND, THIRD], ["Ana", "Ben"])
    code_as(made, "Ana", ("urged China", "appeal"), ("no force will be used", "commitment"))
    code_as(made, "Ana", ("appealed to all parties", "appeal"), document=1)
    code_as(made, "Ben", ("warned", "warning"))
    return made


def shown(stage: Stage) -> PassagesWorkspace:
    """Go to Passages and wait for what is found."""
    stage.press("Ctrl+3")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, PassagesWorkspace)
    ready(stage)
    return workspace


def ready(stage: Stage) -> None:
    """Wait until what was asked for is there, with its words, and the passage at hand whole."""
    workspace = stage.window.workspaces.of(PassagesWorkspace)

    def is_quiet() -> bool:
        waits = (workspace.page.field.is_waiting, workspace.finder.is_busy, workspace.lines.feed.is_busy)
        return not any((*waits, workspace.is_waiting, workspace._pause.isActive(), stage.window.session.tasks.busy))

    stage.qtbot.waitUntil(is_quiet)
    QApplication.processEvents()
    whole = workspace.panel.context
    assert (whole.line if whole is not None else None) == workspace.lines.at_hand or not workspace.isVisible()


def words(workspace: PassagesWorkspace) -> list[str]:
    """Return what stands in the list: the words of lines, the names of headings in brackets."""
    model = workspace.lines.model
    found = []
    for row, one in enumerate(model.rows):
        read = model.words_at(row)
        found.append(f"[{one.name} {one.number}]" if isinstance(one, LineHeading) else read.words if read else "?")
    return found


def search(stage: Stage, line: str) -> None:
    """Type a search, from the lines."""
    stage.activate()  # a list of offers that closed leaves no window active here
    stage.press("/")
    stage.press("Ctrl+A")
    stage.write(line)
    stage.press("Return")
    ready(stage)
    stage.activate()


def test_a_search_is_typed_said_as_a_sentence_and_what_is_at_hand_stands_whole_at_the_right(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    assert words(workspace) == ["urged China", "no force will be used", "appealed to all parties"]
    assert workspace.lines.view.hasFocus() and nameless(stage) == []
    search(stage, "label:appeal")
    assert workspace.page.found == "2 appeals" and workspace.page.where == "in 2 of 3 documents"
    assert words(workspace) == ["urged China", "appealed to all parties"] and workspace.lines.view.hasFocus()
    assert workspace.how_much().startswith("found in ") and stage.window.strip.count.text() == workspace.how_much()
    stage.press("Down")
    ready(stage)
    assert workspace.panel.text.toPlainText() == SECOND
    assert workspace.panel.context is not None and workspace.panel.context.saying.text
    for link in workspace.panel.links.values():
        assert link.isVisible() and link.width() >= link.sizeHint().width()
        assert workspace.panel.row.rect().contains(link.geometry()), f"{link.link.text()} is cut"


def test_what_is_wrong_with_a_search_is_said_below_it_and_what_was_found_stays(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    search(stage, "label:nothing")
    fault = workspace.page.fault
    assert fault.isVisible() and fault.text().startswith("There is no label “nothing”") and len(words(workspace)) == 3
    assert workspace.page.field.accessibleDescription() == fault.text()
    search(stage, "pledge")
    assert not fault.isVisible() and words(workspace) == ["pledge"]


def test_return_opens_in_code_and_the_key_that_goes_back_comes_back_to_the_same_line(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    stage.press("Down", "Down")
    before = workspace.lines.at_hand
    stage.press("Return")
    ready(stage)
    assert stage.window.place is CommandScope.CODE and stage.active_quote() == "appealed to all parties"
    stage.press("Shift+F6")
    ready(stage)
    assert stage.window.page.workspace is workspace and workspace.lines.at_hand == before
    assert workspace.lines.view.hasFocus()
    search(stage, "pledge")
    stage.press("Return")
    ready(stage)
    assert isinstance(stage.window.page.workspace, CodingWorkspace) and stage.selected == "pledge"
    stage.press("Ctrl+3", "Ctrl+2", "Shift+F6")
    assert stage.window.place is CommandScope.CODE and "no jump" in stage.said


def test_hits_are_ticked_coded_in_one_step_and_taken_back(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    search(stage, "the OR to")
    places = len(workspace.lines.model.rows)
    assert places >= 5
    warning = stage.window.session.project.codebook.get("warning")
    assert warning is not None
    stage.press(warning.key)
    assert "ticked, and none is" in stage.said
    stage.press("Space", "Space", "Space")
    assert len(workspace.lines.model.ticked) == 3 and workspace.page.ticks.text() == "3 lines ticked"
    steps = stage.window.session.project.journal.count()
    stage.press(warning.key)
    ready(stage)
    assert "3 passages coded as Warning" in stage.said and not workspace.lines.model.ticked
    assert stage.window.session.project.journal.count() == steps + 1
    search(stage, "label:warning coder:me")
    assert workspace.page.found.startswith("3 warnings")
    stage.press("Ctrl+Z")
    ready(stage)
    assert words(workspace) == [] and workspace.page.nothing.isVisible()


def test_ticked_codings_are_relabelled_and_noted_in_one_step_each(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    stage.press("Shift+Space")
    assert len(workspace.lines.model.ticked) == 3
    stage.press("Shift+Space")
    assert not workspace.lines.model.ticked
    stage.press("Shift+Space", "F4")
    stage.dialog(Picker)
    stage.write("Warning")
    stage.press("Return")
    stage.without_dialog()
    ready(stage)
    search(stage, "label:warning coder:me")
    assert len(words(workspace)) == 3
    stage.press("F2")
    dialog = stage.dialog(ReasonDialog)
    QTest.keyClicks(dialog.field, "look again")
    stage.press("Return")
    stage.without_dialog()
    ready(stage)
    search(stage, "note:yes coder:me")
    assert words(workspace) == ["urged China"] and workspace.panel.note.text() == "Note: look again"


def test_a_value_is_given_to_ticked_codings_in_one_step_and_what_cannot_have_it_is_left_out(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    project = stage.window.session.project
    appeal = project.codebook.get("appeal")
    assert appeal is not None
    force = next(one for one in appeal.attributes if one.id == "force")
    layer = people.layer_for(project, "Ana")

    def values() -> dict[str, object]:
        spans = [span for one in project.documents.all() for span in project.spans.of_document(one.id, layer.id)]
        return {str(span.label): span.attributes.get("force") for span in spans}

    before, steps = values(), project.journal.count()
    stage.press("Shift+Space", "Shift+F4")
    stage.dialog(Picker)
    stage.press("Esc")
    stage.without_dialog()
    assert values() == before and project.journal.count() == steps and len(workspace.lines.model.ticked) == 3
    stage.press("Shift+F4")
    stage.dialog(Picker)
    stage.write(force.name)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.dialog(Picker).windowTitle() == f"{force.name} of 3 passages")
    stage.write(force.values[-1])
    stage.press("Return")
    stage.without_dialog()
    ready(stage)
    assert "2 passages given a value of" in stage.said and "1 is left out: " in stage.said
    assert values()["appeal"] == force.values[-1] and values()["commitment"] == before["commitment"]
    assert project.journal.count() == steps + 1 and workspace.lines.view.hasFocus()
    stage.press("Ctrl+Z")
    ready(stage)
    assert values() == before


@pytest.mark.parametrize("key", ["Return", "Down"])
def test_return_and_down_look_at_once_and_go_to_the_lines_only_where_there_are_some(
    stage: Stage, path: Path, key: str
) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    field = workspace.page.field
    for line, hits in (("nowherewritten", 0), ("pledge", 1), ("label:nothing", 1)):
        field.setFocus()
        stage.press("Ctrl+A")
        stage.write(line)
        stage.press(key)
        assert not field.is_waiting and workspace.finder.text == line
        ready(stage)
        goes = line == "pledge"
        assert len(words(workspace)) == hits and workspace.window().focusWidget() is (
            workspace.lines.view if goes else field
        )
    stage.activate()
    field.write("pledge")
    ready(stage)
    assert field.hasFocus()
    stage.press(key, "Space")
    assert len(workspace.lines.model.ticked) == 1


def test_the_desk_says_who_is_blind_and_who_reads_what_others_coded(stage: Stage, path: Path) -> None:
    for role, doing, sees in ((TeamRole.CODER, BLIND, False), (TeamRole.LEAD, "reading passages", True)):
        stage.open(path, "Ben", role=role)
        shown(stage)
        desk = stage.window.header.desk
        assert desk.said == f"Ben · {doing}" and desk.sees == sees


def test_lines_are_grouped_sorted_and_seen_as_paragraphs_and_counts_and_a_restart_remembers(
    qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    with on_stage(qtbot, tmp_path / "config") as stage:
        stage.open(path, "Ana")
        workspace = shown(stage)
        stage.press("g")
        workspace.page.group.hidePopup()
        workspace.page.group.setCurrentIndex(workspace.page.group.findData("label"))
        ready(stage)
        appeals = ["[Appeal 2]", "urged China", "appealed to all parties"]
        assert words(workspace) == [*appeals, "[Commitment 1]", "no force will be used"]
        assert workspace.lines.at_hand is not None
        workspace.page.order.setCurrentIndex(workspace.page.order.findData(LineOrder.WORDS))
        ready(stage)
        assert words(workspace)[1:3] == ["appealed to all parties", "urged China"]
        workspace.take_keyboard()
        stage.activate()
        stage.press("v")
        ready(stage)
        assert workspace.page.view is PassageView.PARAGRAPHS
        read = workspace.lines.model.words_at(1)
        assert read is not None and f"{read.before}{read.words}{read.behind}" == SECOND
        workspace.take_keyboard()
        search(stage, "label:appeal")
        assert words(workspace) == ["[Appeal 2]", "appealed to all parties", "urged China"]
    with on_stage(qtbot, tmp_path / "config") as stage:
        stage.open(path, "Ana")
        workspace = shown(stage)
        assert workspace.page.field.text() == "label:appeal" and workspace.page.view is PassageView.PARAGRAPHS
        assert words(workspace) == ["[Appeal 2]", "appealed to all parties", "urged China"]


def test_the_fields_write_the_line_and_the_line_the_fields(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    fields = workspace.form.fields
    stage.press("Ctrl+L")
    assert fields["label"].hasFocus()
    stage.write("Appeal")
    stage.press("Return")
    ready(stage)
    assert workspace.page.field.text() == "label:Appeal" and len(words(workspace)) == 2
    search_in = fields[""]
    search_in.setFocus()
    stage.write("parties")
    stage.press("Return")
    ready(stage)
    assert workspace.page.field.text() == "label:Appeal parties" and words(workspace) == ["appealed to all parties"]
    workspace.take_keyboard()
    search(stage, "coder:me date>=2020 date<=2026 by:nobody")
    assert fields["coder"].text() == "yours" and fields["date"].text() == "2020 to 2026"
    assert fields["label"].text() == "" and fields[""].text() == ""


def test_what_is_at_hand_and_ticked_stays_where_something_changes(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    stage.press("Space")
    project = stage.window.session.project
    at_hand = workspace.lines.at_hand
    search(stage, "coder:me")
    stage.press("Space", "Down")
    at_hand = workspace.lines.at_hand
    assert at_hand is not None and at_hand.label == "appeal"
    ticked = list(workspace.lines.model.ticked)
    layer = stage.window.session.layer
    assert layer is not None
    stage.window.session.run(annotate.add_span, project.documents.all()[0].id, layer.id, [(0, 6)], "warning")
    ready(stage)
    assert len(words(workspace)) == 4 and workspace.lines.at_hand == at_hand
    assert list(workspace.lines.model.ticked) == ticked


def test_a_blind_coder_finds_their_own_codings_and_is_told_so(stage: Stage, path: Path) -> None:
    with Project.open(path) as project:
        ana, ben = (people.person_named(project, name).id for name in ("Ana", "Ben"))
        people.set_roles(project, ben, [TeamRole.LEAD])
        people.set_roles(project, ana, [TeamRole.CODER])
    stage.open(path, "Ana", asked=False, role=TeamRole.CODER)
    workspace = shown(stage)
    assert "warned" not in words(workspace) and len(words(workspace)) == 3
    search(stage, "coder:Ben")
    assert "not shown to you" in workspace.page.fault.text()
    assert [name for _, name in workspace.form.offers.people] == ["yours", "Ana"]


def test_no_line_of_the_one_before_is_seen_by_who_sits_down_next(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    ben = next(one for one in stage.window.session.coders() if one.name == "Ben")
    stage.window.session.set_coder(ben)
    ready(stage)
    assert words(workspace) == ["warned"]
    assert workspace.lines.view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_passages_of_a_number_elsewhere_are_shown_whatever_was_looked_for(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.page.show_search("label:commitment coder:me")
    ready(stage)
    workspace = stage.window.workspaces.of(PassagesWorkspace)
    assert words(workspace) == ["no force will be used"] and workspace.lines.view.hasFocus()
    stage.press("Ctrl+2")
    stage.window.workspaces.of(CodingWorkspace).search_requested.emit("label:appeal coder:me")
    ready(stage)
    assert words(workspace) == ["urged China", "appealed to all parties"] and workspace.isVisible()
    assert workspace.lines.row == 0 and workspace.page.field.text() == "label:appeal coder:me"


def test_counts_are_of_the_search_and_a_number_leads_to_its_passages(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    search(stage, "coder:me")
    stage.activate()
    workspace.take_keyboard()
    stage.press("v", "v")
    ready(stage)
    assert workspace.page.views.value == PassageView.COUNTS and workspace.counts.view.asked.search == "coder:me"
    assert workspace.counts.isVisible() and not workspace.page.group.isVisible()
    workspace.counts.search_chosen.emit("label=appeal coder:me")
    ready(stage)
    assert workspace.page.view is PassageView.LINES and len(words(workspace)) == 2


def test_a_search_is_kept_looked_for_again_after_a_restart_renamed_and_removed(
    qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    with on_stage(qtbot, tmp_path / "config") as stage:
        stage.open(path, "Ana")
        workspace = shown(stage)
        workspace.fold(workspace.left, folded=False)
        search(stage, "label:appeal coder:me")
        stage.activate()
        workspace.kept.keep_link.setFocus()
        stage.press("Return")
        dialog = stage.dialog(ReasonDialog)
        QTest.keyClicks(dialog.field, "My appeals")
        stage.press("Return")
        stage.without_dialog()
        assert workspace.kept.list.item(0).text() == "My appeals" and stage.said == "Kept: My appeals · saved"
        assert not workspace.kept.keep_link.isVisible()
        workspace.take_keyboard()
        search(stage, "pledge")
    with on_stage(qtbot, tmp_path / "config") as stage:
        stage.open(path, "Ana")
        workspace = shown(stage)
        workspace.fold(workspace.left, folded=False)
        assert words(workspace) == ["pledge"]
        workspace.kept.list.setFocus()
        workspace.kept.list.setCurrentRow(0)
        stage.press("Return")
        ready(stage)
        assert words(workspace) == ["urged China", "appealed to all parties"] and workspace.lines.view.hasFocus()
        workspace.kept.list.setFocus()
        stage.press("F2")
        dialog = stage.dialog(ReasonDialog)
        dialog.field.setText("Appeals")
        stage.press("Return")
        stage.without_dialog()
        assert workspace.kept.list.item(0).text() == "Appeals" and workspace.kept.at_hand is not None
        workspace.kept.list.setFocus()
        stage.press("Del")
        assert workspace.kept.list.count() == 0 and workspace.kept.none.isVisible()
        stage.press("Ctrl+Z")
        assert workspace.kept.list.item(0).text() == "Appeals"


def test_what_is_ticked_or_found_is_copied_with_its_source_and_written_as_a_report_or_a_table(
    stage: Stage, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    stage.press("Ctrl+Shift+C")
    ready(stage)
    assert QApplication.clipboard().text() == "“urged China” (Document 1)"
    for name, ticks in (("all.csv", 0), ("some.html", 1), ("passages", 1)):
        asked = str(tmp_path / name), "Markdown (*.md)"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, asked=asked: asked)
        if ticks and not workspace.lines.model.ticked:
            stage.press("Space")
        stage.press("Ctrl+E")
        ready(stage)
        assert stage.said.startswith("1 passage saved" if ticks else "3 passages saved")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8").count("Document ") == 3
    assert "urged China" in (tmp_path / "some.html").read_text(encoding="utf-8")
    assert "urged China" in next(tmp_path.glob("passages.*")).read_text(encoding="utf-8")
    stage.press("Ctrl+2", "Ctrl+E")
    stage.dialog(ExportDialog).close()
    stage.without_dialog()


def test_keys_keep_the_search_and_lead_to_what_is_kept(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    stage.press("k")
    assert "No search is kept yet; Ctrl+D keeps" in stage.said
    stage.press("Ctrl+D")
    assert stage.said.startswith("Nothing in particular")
    search(stage, "label:appeal coder:me")
    stage.press("Ctrl+D")
    dialog = stage.dialog(ReasonDialog)
    QTest.keyClicks(dialog.field, "My appeals")
    stage.press("Return")
    stage.without_dialog()
    ready(stage)
    stage.press("Ctrl+D")
    assert "kept already, as “My appeals”" in stage.said
    search(stage, "pledge")
    stage.press("k")
    assert workspace.kept.list.hasFocus() and workspace.kept.list.isVisible()
    stage.press("Home", "Return")
    ready(stage)
    assert words(workspace) == ["urged China", "appealed to all parties"] and workspace.lines.view.hasFocus()
