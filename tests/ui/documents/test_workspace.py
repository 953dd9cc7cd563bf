"""Documents by keyboard: sorted, filtered, edited in place and in bulk; the table says what the store says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.model.document_field import FieldKind
from annotator.model.errors import UserError
from annotator.operations.documents import listing
from annotator.operations.documents.filtering import matching
from annotator.store.project import Project
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.base import Dialog
from annotator.ui.documents.arranging import RowOrder, arranged
from annotator.ui.documents.columns import said
from annotator.ui.documents.field_dialog import FieldDialog
from annotator.ui.documents.set_dialog import SetDialog
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.examples import examples
from tests.projects import default_codebook
from tests.ui.documents.desks import KNOWN, cells, column_of, documents_of, go_to, quiet, titles, write_documents
from tests.ui.documents.test_arranging import whole
from tests.ui.test_names import nameless
from tests.ui.windows import Stage, code_as

FIRST, ARABIC, CHINESE, REPORT = (title for title, _ in KNOWN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "documents.annot")


@pytest.fixture
def desk(stage: Stage, path: Path) -> DocumentsWorkspace:
    stage.open(path, "Ana")
    stage.window.session.see_others("Documents")
    return documents_of(stage)


def write(stage: Stage, text: str) -> None:
    """Type into the cell that is being edited, in place of what stands there, and press Enter."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    quiet(stage)
    # The list of what other documents say was a window, which the offscreen platform takes for one that was left.
    stage.activate()


def test_the_table_stands_at_the_document_at_hand_and_its_controls_are_named(
    stage: Stage, desk: DocumentsWorkspace
) -> None:
    assert desk.table.hasFocus() and titles(desk) == [FIRST, ARABIC, CHINESE, REPORT]
    assert desk.table.at_hand == stage.window.document
    assert nameless(stage) == []
    stage.press("Down")
    assert stage.window.document == desk.shown.rows[1].info.id
    stage.press("Return")
    quiet(stage)
    assert isinstance(stage.window.page.workspace, CodingWorkspace) and ARABIC in stage.title
    stage.press("Ctrl+1")
    quiet(stage)
    assert desk.table.at_hand == stage.window.document


def test_the_foot_says_how_many_and_how_long_and_how_many_are_selected(stage: Stage, desk: DocumentsWorkspace) -> None:
    assert stage.window.strip.count.text() == "4 documents · 14 words and 10 字"
    stage.press("Shift+Down", "Shift+Down")
    assert stage.window.strip.count.text().endswith(" · 3 selected")
    stage.press("Escape")
    assert "selected" not in stage.window.strip.count.text() and desk.table.count_chosen() == 1


def test_a_key_sorts_by_the_column_at_hand_and_the_other_way(stage: Stage, desk: DocumentsWorkspace) -> None:
    go_to(desk, FIRST, "field.date")
    stage.press("s")
    quiet(stage)
    assert titles(desk) == [CHINESE, FIRST, ARABIC, REPORT], "what has no date comes last"
    assert desk.table.at_hand == stage.window.document and titles(desk)[desk.table.currentIndex().row()] == FIRST
    stage.press("s")
    quiet(stage)
    assert titles(desk) == [ARABIC, FIRST, CHINESE, REPORT]
    stage.press("Ctrl+2", "Ctrl+1")
    quiet(stage)
    assert titles(desk) == [ARABIC, FIRST, CHINESE, REPORT]


def test_the_filter_is_live_and_says_what_it_does_not_understand(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("/")
    assert desk.page.filter.hasFocus()
    stage.write("2022-01")
    quiet(stage)
    assert titles(desk) == [CHINESE]
    desk.page.filter.clear()
    stage.write("date:2026")
    quiet(stage)
    assert titles(desk) == [FIRST, ARABIC]
    desk.page.filter.clear()
    stage.write("colour:red")
    quiet(stage)
    assert "colour" in desk.page.fault.text() and desk.page.fault.isVisible()
    assert titles(desk) == [FIRST, ARABIC], "what was understood last holds"
    stage.press("Escape")
    quiet(stage)
    assert desk.table.hasFocus() and not desk.page.fault.isVisible() and len(titles(desk)) == 4


def test_what_is_missing_is_a_link_to_it(stage: Stage, desk: DocumentsWorkspace) -> None:
    links = desk.page.missing
    assert [link.text() for link in links.values() if link.isVisible()] == ["1 without a date", "3 without a speaker"]
    links["date"].setFocus()
    stage.press("Return")
    quiet(stage)
    assert titles(desk) == [REPORT]
    stage.action("documents.all").trigger()
    quiet(stage)
    assert len(titles(desk)) == 4 and not desk.page.filter.text()


def test_a_cell_is_edited_in_place_as_one_step_and_undone(stage: Stage, desk: DocumentsWorkspace) -> None:
    go_to(desk, REPORT, "field.date")
    before = cells(desk)
    stage.press("F2")
    write(stage, "2026-03")
    assert cells(desk)[3][column_of(desk, "field.date")] == "2026-03" and desk.table.hasFocus()
    assert stage.said.startswith("date: 2026-03")
    stage.press("Ctrl+Z")
    quiet(stage)
    assert cells(desk) == before and stage.window.page.workspace is desk
    stage.press("Ctrl+Shift+Z")
    quiet(stage)
    assert cells(desk)[3][column_of(desk, "field.date")] == "2026-03"


def test_a_title_is_not_emptied_and_what_is_counted_not_written(stage: Stage, desk: DocumentsWorkspace) -> None:
    go_to(desk, FIRST)
    stage.press("F2")
    write(stage, " ")
    assert titles(desk)[0] == FIRST and stage.said
    go_to(desk, FIRST, "words")
    stage.press("F2")
    assert desk.table.hasFocus() and "counted" in stage.said


def test_several_are_set_by_the_form_as_one_step(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Shift+Down")
    stage.press("Ctrl+J")
    form = desk.panel.form
    assert form.fields["title"].line.hasFocus() and desk.right.title.text() == "2 documents"
    assert form.hint.isVisible() and not form.set.isEnabled()
    form.fields["place"].line.setFocus()
    stage.write("Beijing")
    assert form.set.text() == "Set the place of 2"
    stage.press("Return")
    quiet(stage)
    metadata = [row.info.metadata for row in desk.shown.rows]
    assert [each.get("place") for each in metadata] == ["Beijing", "Beijing", None, None]
    assert metadata[0]["kind"] == "readout" and metadata[1]["kind"] == "statement", "what nobody touched stays"
    assert desk.table.hasFocus() and desk.table.count_chosen() == 2
    stage.press("Ctrl+Z")
    quiet(stage)
    assert all("place" not in row.info.metadata for row in desk.shown.rows)


def test_a_value_that_does_not_fit_is_refused_and_stays_typed(stage: Stage, desk: DocumentsWorkspace) -> None:
    desk.chosen.add_field()
    dialog = stage.dialog(FieldDialog)
    stage.write("weight")
    dialog.kind.buttons[FieldKind.NUMBER].setChecked(True)
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    field = desk.panel.form.fields["weight"]
    assert field.line.hasFocus()
    stage.write("heavy")
    stage.press("Return")
    quiet(stage)
    assert "number" in stage.said and field.is_touched
    assert all("weight" not in row.info.metadata for row in desk.shown.rows)


def test_documents_go_to_the_bin_and_come_back(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Shift+Down", "Delete")
    dialog = stage.dialog(Dialog)
    assert "2 documents go" in " ".join(label.text() for label in dialog.findChildren(type(desk.page.fault)))
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert titles(desk) == [CHINESE, REPORT]
    stage.press("Ctrl+Z")
    quiet(stage)
    assert titles(desk) == [FIRST, ARABIC, CHINESE, REPORT]


def test_a_set_of_a_filter_keeps_itself_up_to_date(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("/")
    stage.write("kind:readout")
    stage.press("Return")
    quiet(stage)
    stage.press("n")
    dialog = stage.dialog(SetDialog)
    assert dialog.by_filter
    stage.write("Readouts")
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert desk.sets.list.at_hand is not None and desk.sets.list.at_hand.text == "Readouts"
    stage.action("documents.all").trigger()
    quiet(stage)
    go_to(desk, REPORT, "field.kind")
    stage.press("F2")
    write(stage, "readout")
    assert cells(desk)[3][column_of(desk, "field.kind")] == "readout"
    line = next(line for line in desk.sets.model.lines if line.text == "Readouts")
    assert line.count == 3
    stage.press("Ctrl+L")
    assert desk.sets.list.hasFocus()
    stage.press("End")
    quiet(stage)
    assert titles(desk) == [FIRST, CHINESE, REPORT]
    stage.press("Delete")
    stage.dialog(Dialog)
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert [line.text for line in desk.sets.model.lines if line.text == "Readouts"] == [] and len(titles(desk)) == 4


def test_a_set_by_hand_is_filled_and_narrows(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Shift+Down", "a")
    stage.dialog(SetDialog)
    stage.write("Training round")
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert titles(desk) == [FIRST, ARABIC]
    line = desk.sets.list.at_hand
    assert line is not None and line.by_hand and line.count == 2
    desk.sets.list.dropped.emit(line.id, [stage.window.session.project.documents.all()[3].id])
    quiet(stage)
    assert titles(desk) == [FIRST, ARABIC, REPORT]


def test_states_gold_and_cases_come_to_who_may_see_them(stage: Stage, path: Path) -> None:
    code_as(path, "Ana", ("urged China", "appeal"))
    code_as(path, "Ben", ("urged China", "warning"), done=True)
    stage.open(path, "Ana", asked=False)
    desk = documents_of(stage)
    own = [one.name for one in desk.model.columns if one.layer]
    assert own == ["Ana"] and desk.page.see.isVisible() and "gold" not in [one.id for one in desk.model.columns]
    desk.page.see.click()
    quiet(stage)
    assert [one.name for one in desk.model.columns if one.layer] == ["Ana", "Ben"]
    row = desk.shown.rows[0]
    assert [row.state(layer).value for layer, _ in desk.feed.listing.layers] == ["begun", "done"]
    stage.qtbot.waitUntil(lambda: desk.shown.rows[0].open_cases == 1)


def test_a_coder_sees_their_own_state_alone_and_changes_nothing(stage: Stage, path: Path) -> None:
    code_as(path, "Ana", ("urged China", "appeal"), done=True)
    with Project.open(path) as project:
        ben = next(one for one in project.coders.all() if one.name == "Ben")
    stage.open(path, "Ana")
    stage.window.session.set_coder(ben)
    desk = documents_of(stage)
    assert [one.name for one in desk.model.columns if one.layer] == ["Ben"]
    assert {line.id for line in desk.sets.model.lines} & {"coded", "open"} == set()
    assert not desk.panel.form.set.isVisible() and desk.panel.form.why.isVisible()
    go_to(desk, REPORT, "field.date")
    stage.press("F2")
    assert desk.table.hasFocus() and "leads" in stage.said
    desk.page.show_filter("Ana:done")
    quiet(stage)
    assert "not shown" in desk.page.fault.text() and len(titles(desk)) == 4


def test_an_empty_project_says_what_would_fill_it(stage: Stage, tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.annot", default_codebook()):
        pass
    stage.open(tmp_path / "empty.annot", "Ana")
    stage.press("Ctrl+1")
    quiet(stage)
    assert stage.window.page.workspace.place is CommandScope.DOCUMENTS
    assert stage.window.page.no_texts.isVisible() and stage.window.page.no_texts.button.hasFocus()


_COLUMNS = ("title", "field.date", "field.kind", "field.speaker", "words")
_STEPS = st.one_of(
    st.tuples(st.just("sort"), st.sampled_from(_COLUMNS)),
    st.tuples(st.just("filter"), st.sampled_from(["", "2026", "kind:readout", "-date:*", "e"])),
    st.tuples(st.just("edit"), st.integers(0, 3), st.sampled_from(_COLUMNS[:4]), st.sampled_from(["2026-05", "x", ""])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(st.lists(_STEPS, min_size=1, max_size=6))
@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_done_the_table_says_exactly_what_the_store_says(
    stage: Stage, tmp_path: Path, steps: list[tuple[str, ...]]
) -> None:
    if not stage.window.session.is_open:
        stage.open(write_documents(tmp_path / "any.annot"), "Ana")
        stage.window.session.see_others("Documents")
    desk = documents_of(stage)
    for step in steps:
        _take(stage, desk, step)
        quiet(stage)
        _holds(stage, desk)


def _take(stage: Stage, desk: DocumentsWorkspace, step: tuple[str, ...]) -> None:
    if step[0] == "sort":
        desk.sort_by(column_of(desk, step[1]))
    elif step[0] == "filter":
        desk.page.show_filter(step[1])
    elif step[0] == "edit" and int(step[1]) < len(desk.model.shown):
        index = desk.model.index(int(step[1]), column_of(desk, step[2]))
        desk.model.setData(index, step[3])
    elif step[0] in ("undo", "redo"):
        stage.action(f"edit.{step[0]}").trigger()


def _holds(stage: Stage, desk: DocumentsWorkspace) -> None:
    project = stage.window.session.project
    rows = listing.document_rows(project)
    try:
        kept = set(matching(project, desk.page.filter.text(), rows))
    except UserError as error:
        pytest.fail(str(error))
    order = RowOrder(desk.shown.order.column, desk.shown.order.descending)
    shown, _ = whole(arranged(rows, [lambda row: row.info.id in kept], order))
    expected = [[said(one, rows[at]) for one in desk.model.columns if one.id != "open"] for at in shown]
    opened = [at for at, one in enumerate(desk.model.columns) if one.id != "open"]
    assert [[line[at] for at in opened] for line in cells(desk)] == expected
    at_hand = desk.table.currentIndex().row()
    assert (at_hand < 0) == (not shown) and (not shown or desk.table.at_hand == rows[shown[at_hand]].info.id)
