"""A document read anew in the real window, by keyboard: looked at, done, taken back by one undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.reread_dialog import NO_PLACE, RereadDialog
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage, make_project

PRINTED = "The President urged China to use its influ-\nence with all the parties there.\n12\nThe talks were welcome.\n"
PROSE = PRINTED.replace("influ-\nence", "influence").replace("\n12\n", " ").replace("\n", " ")


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "small.annot", [])
    made = stage.open(path, "Ana")
    session = made.window.session
    session.run(documents.add_drafts, [DocumentDraft("Speech", PRINTED, {}, "speech.pdf")])
    [info] = session.project.documents.all()
    made.window.page.show_document(info.id)
    assert session.layer is not None
    for quote in ("urged China to use its influ-\nence", "12"):
        start = PRINTED.index(quote)
        extents = [(start, start + len(quote))]
        session.run(annotate.add_span, info.id, session.layer.id, extents, session.project.codebook.labels[0].id)
    return made


def opened(stage: Stage) -> RereadDialog:
    stage.press("Ctrl+Shift+P")
    stage.dialog(Picker)
    stage.write("read the document anew")
    stage.press("Return")
    return stage.dialog(RereadDialog)


def test_a_document_is_read_anew_by_the_keyboard_and_the_old_text_is_one_undo_away(ana: Stage, tmp_path: Path) -> None:
    source = tmp_path / "better.txt"
    source.write_text(PROSE, encoding="utf-8")
    before = ana.window.document
    dialog = opened(ana)
    assert "Choose the file" in dialog.notes.text() and dialog.reread_button is not None
    QTest.keyClicks(dialog.path.edit, str(source))
    ana.qtbot.waitUntil(dialog.reread_button.isEnabled)
    assert dialog.summary.text() == "1 coding moves; 1 finds no place."
    assert dialog.table.model().index(0, 1).data() == NO_PLACE
    project, closed = ana.window.session.project, list[int]()
    dialog.finished.connect(closed.append)
    QTest.keyClick(dialog.path.edit, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: bool(closed))
    [info] = project.documents.all()
    assert ana.window.document == info.id and project.documents.get(info.id).text == PROSE
    assert [span.quote for span in project.spans.of_document(info.id)] == ["urged China to use its influence"]
    ana.window.seldom.rereading.show_earlier()
    report = ana.dialog(ReportDialog)
    assert "Read anew on 2" in report.list.as_text() and "“12” (Ana)" in report.list.as_text()
    report.accept()
    ana.window.session.undo()
    assert [one.id for one in project.documents.all()] == [before] and project.spans.count() == 2


def test_what_cannot_be_read_is_said_and_nothing_can_be_taken_over(ana: Stage, tmp_path: Path) -> None:
    dialog = opened(ana)
    dialog.path.set_path(tmp_path / "gone.txt")
    ana.qtbot.waitUntil(lambda: "gone.txt" in dialog.notes.text())
    assert dialog.reread_button is not None and not dialog.reread_button.isEnabled()
    dialog.reject()


def test_a_document_that_was_never_read_anew_says_so(ana: Stage) -> None:
    ana.window.seldom.rereading.show_earlier()
    report = ana.dialog(ReportDialog)
    assert report.list.as_text().strip().endswith("The document was never read anew.")
    report.accept()
