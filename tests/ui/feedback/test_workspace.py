"""Feedback in the real window, by keys: nothing before the release, then mine against gold, and nobody else."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from annotator.operations.agreement import recoding
from annotator.operations.feedback import releases
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.feedback.panel import FeedbackPanel
from annotator.ui.kit import theme, themes
from tests.ui.feedback.desks import ARABIC, OTHER, TEXT, entered, marked, release, settled, workspace
from tests.ui.windows import Stage, code_as


def told(widget: QWidget) -> str:
    """Return all that a widget shows and speaks: labels, rows and tips."""
    texts = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        texts += [str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in roles]
    return "\n".join(texts)


def head(stage: Stage) -> tuple[str, str]:
    """Return what stands in the head of the right side."""
    right = workspace(stage).right
    return right.title.text(), right.note.text()


def cells(panel: FeedbackPanel) -> list[str]:
    """Return what the table says, row by row."""
    view = panel.table.cells
    found = [view.cell(row, column).spoken for row in range(view.rowCount()) for column in range(1, view.columnCount())]
    return [words.replace("\u2068", "").replace("\u2069", "") for words in found]


def test_before_the_release_no_gold_is_shown_and_it_says_why(stage: Stage, path: Path) -> None:
    feedback = entered(stage, path)
    assert feedback.nothing.isVisible() and "is released" in feedback.nothing.text.text()
    assert not any(each.isVisible() for each in (feedback.left, feedback.right, stage.reader))
    assert len([line for line in told(feedback).split("\n") if line.endswith(".")]) == 1, "it is said once"
    assert marked(stage) == [] and stage.reader.sheet.lanes.titles == ()
    assert stage.reader.sheet.page is None, "no text is shown where there is nothing to compare it with"
    assert feedback.panel.overall.text() == "" and feedback.current is None
    stage.press("n")
    assert "no difference" in stage.said
    assert feedback.nothing.button.hasFocus()
    stage.press("Return")
    assert stage.window.place is CommandScope.CODE and stage.reader.hasFocus()


def test_the_differences_are_stepped_through_by_keys_with_the_reasons(stage: Stage, path: Path) -> None:
    release(path, 0, 1)
    panel = entered(stage, path).panel
    assert stage.reader.hasFocus() and stage.reader.sheet.lanes.titles == ("Mine", "Gold")
    assert panel.here.text() == "This text: 1 of 4 places as in gold"
    assert head(stage) == ("Boundary differs", "difference 1 of 3")
    assert cells(panel) == ["“urged France”, 8 characters shorter", "“urged France to talk”"]
    assert panel.what.text() == "Boundary: gold ends 8 characters later."
    assert "Reason: who is urged to what" in panel.why.text()
    stage.press("n")
    assert head(stage) == ("Label differs", "difference 2 of 3") and cells(panel)[:2] == ["Appeal", "Warning"]
    stage.press("Alt+Down")
    assert head(stage) == ("In mine, not in gold", "difference 3 of 3")
    assert cells(panel) == ["Actor", "nothing"] and "nothing belongs here" in panel.why.text()
    stage.press("n")
    assert stage.said.startswith("This is the last difference")
    stage.press("p", "p", "p")
    assert head(stage)[1] == "difference 1 of 3" and stage.said == "This is the first difference"


def test_enter_goes_to_the_next_text_with_differences_and_round(stage: Stage, path: Path) -> None:
    release(path, 0, 1, 2)
    feedback = entered(stage, path)
    assert feedback.panel.overall.text().replace("\u00a0", " ") == (
        "3 texts with gold: 1 of 7 places as in gold. F1 40 % = 2 · 2 / (6 + 4)."
    )
    for text in (OTHER, ARABIC, TEXT):
        stage.press("Return")
        settled(stage)
        assert stage.text == text and feedback.current is not None
    assert stage.window.place is CommandScope.FEEDBACK


def test_a_key_leads_to_the_passage_in_code(stage: Stage, path: Path) -> None:
    release(path, 0)
    entered(stage, path)
    stage.press("n", "Ctrl+Return")
    assert stage.window.place is CommandScope.CODE and stage.active_quote() == "warned Russia"


def test_nothing_is_changed_by_any_key_there(stage: Stage, path: Path) -> None:
    release(path, 0)
    entered(stage, path)
    steps = stage.window.session.project.journal.count()
    stage.press("n", "1", "2", "Del", "a", "x", "u", ".", "?", "p", "Return")
    settled(stage)
    assert stage.window.session.project.journal.count() == steps


def test_no_other_coders_name_or_span_is_seen(stage: Stage, path: Path) -> None:
    code_as(path, "Chen", ("They met", "commitment"))
    release(path, 0, 1)
    entered(stage, path, "Chen")
    feedback = workspace(stage)
    seen = told(feedback)
    assert "urged France to talk" in seen
    assert not any(secret in seen for secret in ("Ana", "Benedikt", "Rome"))
    # Chen's one span, and the three of gold.
    text = stage.text
    assert marked(stage) == [(0, text.index("They")), *((1, text.index(word)) for word in ("urged", "warned", "Kyiv"))]
    # Chen has not begun the second text: its gold is not shown.
    stage.press("Ctrl+PgDown")
    settled(stage)
    assert stage.text == OTHER and marked(stage) == [] and "You have not coded this text" in told(feedback)


def test_a_release_is_seen_at_once_and_so_is_its_undo(stage: Stage, path: Path) -> None:
    feedback = entered(stage, path)
    for present in (True, False):
        if present:
            stage.window.session.run(releases.release)
        else:
            stage.press("Ctrl+Z")
        stage.qtbot.waitUntil(lambda: not feedback.is_waiting)
        settled(stage)
        assert bool(marked(stage)) == (feedback.current is not None) == present
        assert bool(feedback.panel.overall.text()) == present == feedback.left.isVisible() == feedback.right.isVisible()


def test_a_click_on_a_mark_or_a_row_goes_to_its_difference(stage: Stage, path: Path) -> None:
    release(path, 0)
    feedback = entered(stage, path)
    places = feedback.panel.model.places
    stage.reader.mark_clicked.emit(places[2].case.candidates[0].id)
    assert feedback.row == 2
    agreed = stage.window.session.project.spans.of_document(stage.window.document or "")
    kyiv = next(span for span in agreed if span.quote == "Kyiv")
    stage.reader.mark_clicked.emit(kyiv.id)
    assert feedback.row == 2 and stage.said == "This is as in gold"
    feedback.panel.list.setCurrentIndex(feedback.panel.model.index(1))
    assert feedback.row == 1
    QTest.keyClick(feedback.panel.list, Qt.Key.Key_Return)
    settled(stage)


def test_nobody_at_the_desk_sees_no_gold(stage: Stage, path: Path) -> None:
    release(path, 0)
    feedback = entered(stage, path, "")
    assert feedback.nothing.title.text() == "Nobody codes yet" and marked(stage) == []
    stage.press("Return")
    QTest.keyClick(stage.dialog(WhoDialog), Qt.Key.Key_Escape)
    stage.without_dialog()


def test_another_coder_at_the_desk_sees_their_own_differences(stage: Stage, path: Path) -> None:
    release(path, 0)
    feedback = entered(stage, path)
    stage.press("Ctrl+U")
    dialog = stage.dialog(WhoDialog)
    dialog.name.setText("Benedikt")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    stage.without_dialog()
    settled(stage)
    assert feedback.panel.empty.text() == "All that you coded here is as in gold."
    assert feedback.panel.here.text() == "This text: 3 of 3 places as in gold"


def test_every_control_is_named_and_the_marks_are_drawn_anew_in_another_theme(
    stage: Stage, path: Path, qapp: QApplication
) -> None:
    release(path, 0)
    feedback = entered(stage, path)
    for widget in (feedback.panel.list, feedback.panel.passage, stage.reader):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None and interface.text(QAccessible.Text.Name)
    before = feedback.grab().toImage()
    theme.apply(qapp, themes.DARK)
    stage.window.page.refresh_theme()
    assert feedback.grab().toImage() != before and feedback.row == 0


def test_who_codes_in_a_sample_that_is_undone_goes_on_in_the_first_layer(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    session = stage.window.session
    layer, coder = session.layer, session.coder
    assert layer is not None and coder is not None
    again = session.run(recoding.sample, layer.id, 1, 0)
    session.set_coder(coder, again)
    assert session.layer == again
    stage.press("Ctrl+Z")
    assert (session.coder, session.layer) == (coder, layer)
    assert len(stage.window.documents.model.documents) == 3


def test_it_opens_on_a_text_whose_gold_may_be_seen(stage: Stage, path: Path) -> None:
    release(path, 1)
    entered(stage, path)
    settled(stage)
    assert stage.text == OTHER and workspace(stage).current is not None
    texts = workspace(stage).panel.differences.texts
    assert [texts.itemText(row) for row in range(texts.count())] == ["2 · Document 2"]
    # Whoever chooses another one meanwhile stays there.
    stage.press("Ctrl+PgUp")
    settled(stage)
    assert stage.text == TEXT


def test_the_texts_with_gold_are_chosen_at_the_left_by_how_much_differs(stage: Stage, path: Path) -> None:
    release(path, 0, 1)
    texts = entered(stage, path).panel.differences.texts
    assert [texts.itemText(row) for row in range(texts.count())] == ["3 · Document 1", "2 · Document 2"]
    assert texts.currentText() == "3 · Document 1"
    texts.setCurrentIndex(1)
    texts.activated.emit(1)
    settled(stage)
    assert stage.text == OTHER and texts.currentText() == "2 · Document 2"
