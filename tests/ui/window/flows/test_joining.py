"""A table joined in the real window, by keyboard: chosen, looked at, done, and taken back by one undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.joining.matching import Origin
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.ui.dialogs.joining.join_dialog import JoinDialog
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage, make_project

CSV = "Year,Session,Code,Orateur\n2023,78,AND,الأمين العام\n2023,78,FRA,Macron\n2022,77,AND,他\n"


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "small.annot", [])
    made = stage.open(path, "Ana")
    drafts = [DocumentDraft(name, name, {}, f"{name}.txt") for name in ("AND_78_2023", "FRA_78_2023", "CHN_78_2023")]
    made.window.session.run(documents.add_drafts, drafts)
    return made


def opened(stage: Stage) -> JoinDialog:
    stage.press("Ctrl+Shift+P")
    stage.dialog(Picker)
    stage.write("join a table")
    stage.press("Return")
    return stage.dialog(JoinDialog)


def planned(stage: Stage, dialog: JoinDialog) -> None:
    stage.qtbot.waitUntil(dialog.join_button.isEnabled)


def test_a_table_is_joined_by_the_keyboard_and_undone_at_once(ana: Stage, tmp_path: Path) -> None:
    table = tmp_path / "speakers.csv"
    table.write_text(CSV, encoding="utf-8")
    dialog = opened(ana)
    QTest.keyClicks(dialog.path.edit, str(table))
    planned(ana, dialog)
    assert dialog.preview.summary.text() == "2 of 3 documents matched · 1 without a row"
    assert dialog.key.pattern.text() == "{Code}_{Session}_{Year}"
    dialog.columns_view.setFocus()
    dialog.columns_view.setCurrentIndex(dialog.columns.index(0, 0))
    QTest.keyClick(dialog.columns_view, Qt.Key.Key_Space)
    planned(ana, dialog)
    QTest.keyClick(dialog.preview.filter, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    assert "speaker: 2 filled." in dialog.report.as_text() and "no row: “CHN_78_2023”" in dialog.report.as_text()
    QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)
    project = ana.window.session.project
    known = [dict(one.metadata) for one in project.documents.all()]
    assert known == [
        {"Session": "78", "Code": "AND", "speaker": "الأمين العام"},
        {"Session": "78", "Code": "FRA", "speaker": "Macron"},
        {},
    ]
    ana.window.session.undo()
    assert all(not one.metadata for one in project.documents.all())


def test_a_pattern_of_ones_own_finds_its_columns(ana: Stage, tmp_path: Path) -> None:
    table = tmp_path / "speakers.csv"
    table.write_text(CSV, encoding="utf-8")
    dialog = opened(ana)
    dialog.open_table(table)
    planned(ana, dialog)
    dialog.key.pattern.setFocus()
    dialog.key.pattern.selectAll()
    QTest.keyClicks(dialog.key.pattern, "{iso}_{number}_{}")
    QTest.keyClick(dialog.key.pattern, Qt.Key.Key_Return)
    assert dialog.stages.currentIndex() == 0, "Return ends the pattern, and joins nothing yet"
    ana.qtbot.waitUntil(lambda: [one.column for one in dialog.key.key.pairs] == ["Code", "Session"])
    planned(ana, dialog)
    assert dialog.preview.summary.text().startswith("2 of 3 documents matched")


def test_what_cannot_be_read_or_matched_is_said_in_the_dialog(ana: Stage, tmp_path: Path) -> None:
    bad, other = tmp_path / "bad.csv", tmp_path / "other.csv"
    bad.write_text("a,b\n")
    other.write_text("x,y\n1,2\n")
    dialog = opened(ana)
    dialog.open_table(bad)
    ana.qtbot.waitUntil(lambda: "no rows under its header" in dialog.preview.problem.text())
    dialog.open_table(other)
    ana.qtbot.waitUntil(lambda: "Say by what" in dialog.preview.problem.text())
    what, _ = dialog.key.rows[0]
    QTest.keyClick(what, Qt.Key.Key_Down)
    ana.qtbot.waitUntil(lambda: "so nothing changes: the documents have “AND_78_2023”" in dialog.preview.problem.text())
    assert not dialog.join_button.isEnabled()


def test_few_that_are_matched_are_said_before_and_asked_about(ana: Stage, tmp_path: Path) -> None:
    table = tmp_path / "speakers.csv"
    table.write_text("Code,Orateur\nAND,A\nUSA,B\nGBR,C\n", encoding="utf-8")
    dialog = opened(ana)
    dialog.open_table(table)
    planned(ana, dialog)
    project, few = ana.window.session.project, "nly 1 of 3 documents and 1 of 3 rows of speakers.csv belong together"
    assert dialog.preview.problem.text().startswith(f"O{few}")
    for key, joined in ((Qt.Key.Key_Escape, 0), (Qt.Key.Key_Return, 1)):
        QTest.keyClick(dialog.preview.filter, Qt.Key.Key_Return)
        asking = asked(ana)
        assert asking.windowTitle() == "Join 1 document all the same?"
        assert f"Nothing was joined: o{few}" in asking.findChildren(QLabel)[1].text()
        QTest.keyClick(asking, key)
        ana.qtbot.waitUntil(lambda joined=joined: dialog.stages.currentIndex() == 2 * joined)  # type: ignore[misc]
        assert sum(bool(one.metadata) for one in project.documents.all()) == joined


def asked(stage: Stage) -> QDialog:
    """Return the question that comes."""
    stage.qtbot.waitUntil(lambda: "Join 1" in (QApplication.activeModalWidget() or QLabel()).windowTitle())
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def test_what_is_still_being_read_when_the_path_changes_is_not_shown(ana: Stage, tmp_path: Path) -> None:
    table = tmp_path / "speakers.csv"
    table.write_text(CSV, encoding="utf-8")
    dialog = opened(ana)
    QTest.keyClicks(dialog.path.edit, f"{table}x")
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    assert dialog.request is None and dialog.preview.summary.text() == "There is no such file."


def test_who_may_not_change_documents_is_told_and_asked_nothing(ana: Stage) -> None:
    session = ana.window.session
    session.run(people.add_coder, "Ben")
    ben = session.project.coders.named("Ben")
    assert ben is not None and ben.roles == (TeamRole.CODER,)
    session.set_coder(ben)
    assert ana.window.seldom.joining.open() is None


def test_a_table_whose_texts_are_here_offers_its_other_columns(ana: Stage, tmp_path: Path) -> None:
    table = tmp_path / "again.csv"
    table.write_text("text,country\nAND_78_2023,Andorra\nFRA_78_2023,France\nA text of its own,Chad\n")
    importing = ana.window.seldom.exchange.ask_import([table])
    ana.qtbot.waitUntil(lambda: all(importing.previews.answer(item) is not None for item in importing._items))
    importing.accept()
    ana.qtbot.waitUntil(lambda: importing.stages.currentIndex() == 2)
    assert "2 texts of it are here already" in importing.report.as_text()
    QTest.keyClick(importing.more_button, Qt.Key.Key_Space)
    dialog = ana.dialog(JoinDialog)
    planned(ana, dialog)
    assert [one.origin for one in dialog.key.key.pairs] == [Origin.TEXT]
    dialog.accept()
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    dialog.accept()
    known = [one.metadata.get("country") for one in ana.window.session.project.documents.all()]
    assert known == ["Andorra", "France", None, "Chad"]
