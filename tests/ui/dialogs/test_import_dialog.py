"""Import: what is chosen, how it is read, what is said, and what is handed out."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.field_map import AS_IT_IS, FieldSeen, field_map
from annotator.ui.dialogs.import_choice import (
    FileKind,
    FilePreview,
    ImportChoice,
    ImportItem,
)
from annotator.ui.dialogs.import_dialog import ImportDialog

KINDS = (FileKind("text", "Plain text", (".txt",)), FileKind("table", "Table", (".csv", ".tsv")))


def look(item: ImportItem) -> FilePreview:
    """Stand for the readers: real files, read as they are asked to be."""
    name = item.path.name
    if item.path.suffix == ".doc":
        raise BadFile(name, "it is an old Word file", "save it as .docx")
    if item.path.suffix == ".csv":
        column = item.text_column or "body"
        drafts = tuple(DocumentDraft(f"Row {number}", f"{column} {number}") for number in range(3))
        return FilePreview("Table", drafts, 40, ("id", "body", "remark"), column)
    text = item.path.read_bytes().decode(item.encoding or "utf-8", "replace")
    notices = ("Read as windows-1252, a guess.",) if "guess" in name else ()
    return FilePreview("Plain text", (DocumentDraft(name, text, notices=notices),), 1, coded="coded" in name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "guess.txt", "coded.txt", "t.csv", "sub/c.TXT", ".hidden/d.txt", "x.exe", "old.doc"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def dialog(qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(KINDS, look, ("Ana", "Boris"))
    qtbot.addWidget(made)
    made.show()
    return made


def add(dialog: ImportDialog, qtbot: QtBot, *paths: Path) -> None:
    dialog.add_paths(paths)
    qtbot.waitUntil(lambda: all(dialog.previews.answer(item) is not None for item in dialog._items))


def test_a_folder_that_is_one_thing_is_added_whole(qtbot: QtBot, folder: Path) -> None:
    dialog = ImportDialog(KINDS, lambda item: FilePreview("brat", (), 3, coded=True), (), is_one=lambda path: True)
    qtbot.addWidget(dialog)
    add(dialog, qtbot, folder)
    assert [item.path for item in dialog.choice.items] == [folder]


def test_with_no_files_nothing_can_be_imported(dialog: ImportDialog, qtbot: QtBot) -> None:
    assert dialog._empty.isVisible()
    assert not dialog.accept_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.import_requested):
        dialog.accept()


def test_the_selected_file_is_shown_as_it_will_be_imported(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "a.txt", folder / "guess.txt")
    assert dialog.pane.text.toPlainText() == "Text of a.txt"
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.pane.text.toPlainText() == "Text of guess.txt")
    assert dialog.pane.notices.text() == "Read as windows-1252, a guess."


def test_a_file_that_cannot_be_read_says_why_and_is_left_out(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "old.doc", folder / "a.txt")
    assert dialog.pane.problem.text() == "old.doc: it is an old Word file; save it as .docx."
    assert [item.path.name for item in dialog.choice.items] == ["a.txt"]
    assert dialog.accept_button.text() == "Import 1 file"
    line = dialog.tree.topLevelItem(0)
    assert line is not None
    assert "old Word file" in line.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_another_encoding_is_tried_at_once_and_handed_out(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    (folder / "a.txt").write_bytes("Élysée".encode("windows-1252"))
    add(dialog, qtbot, folder / "a.txt")
    assert "�" in dialog.pane.text.toPlainText()
    index = dialog.pane.encoding.findData("windows-1252")
    dialog.pane.encoding.setCurrentIndex(index)
    dialog.pane.encoding.activated.emit(index)
    qtbot.waitUntil(lambda: dialog.pane.text.toPlainText() == "Élysée")
    assert dialog.choice.items == (ImportItem(folder / "a.txt", "windows-1252"),)


def test_another_text_column_is_tried_and_handed_out(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "t.csv")
    assert dialog.pane.column.currentText() == "body"
    assert "… and 37 more" in dialog.pane.text.toPlainText()
    dialog.pane.column.setCurrentIndex(2)
    dialog.pane.column.activated.emit(2)
    qtbot.waitUntil(lambda: "remark 0" in dialog.pane.text.toPlainText())
    assert dialog.choice.items[0].text_column == "remark"


def test_a_text_file_has_no_column_to_choose(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "a.txt")
    assert not dialog.pane.column.isEnabled()
    assert dialog.choice.items == (ImportItem(folder / "a.txt"),)


def test_who_coded_is_asked_only_where_codings_come_along(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "a.txt")
    assert dialog._coder_box.isHidden()
    assert dialog.choice.coder == ""
    add(dialog, qtbot, folder / "coded.txt")
    assert not dialog._coder_box.isHidden()
    assert dialog.choice.coder == "Ana"


def test_a_file_is_listed_once_and_can_be_removed(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder, folder / "a.txt")
    assert dialog.tree.topLevelItemCount() == 6
    dialog.remove_button.click()
    assert dialog.choice.items[0].path.name == "b.txt"
    dialog.tree.selectAll()
    dialog.remove_button.click()
    assert dialog.choice.items == ()
    assert not dialog.pane.isEnabled()


def test_files_can_be_dropped(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "a.txt"))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, left, none))
    assert [item.path.name for item in dialog.choice.items] == ["a.txt"]


def test_import_hands_out_the_choice_and_the_dialog_stays(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "a.txt")
    with qtbot.waitSignal(dialog.import_requested) as told:
        dialog.accept_button.click()
    assert told.args == [ImportChoice((ImportItem(folder / "a.txt"),), "")]
    assert dialog.isVisible()


def test_closing_while_a_preview_runs_leaves_nothing_behind(dialog: ImportDialog, folder: Path) -> None:
    dialog.add_paths([folder])
    dialog.reject()
    assert dialog.isHidden()


def test_a_long_kind_leaves_room_for_the_name_of_the_file(qtbot: QtBot, folder: Path) -> None:
    kind = "A kind of file that has a very long name, longer than the column and than the field beside it is wide"
    preview = FilePreview(kind, (DocumentDraft("a", "b"),), 1)
    made = ImportDialog((FileKind("long", kind, (".txt",)),), lambda item: preview)
    qtbot.addWidget(made)
    made.show()
    add(made, qtbot, folder / "a.txt")
    made.resize(made.minimumSizeHint())
    qtbot.wait(20)
    assert made.tree.columnWidth(0) >= 160 and made.tree.columnWidth(1) <= 180
    assert made.width() <= 920
    line = made.tree.topLevelItem(0)
    assert line is not None
    assert kind in line.toolTip(1) and line.toolTip(0) == str(folder / "a.txt")


def test_where_fields_go_is_said_once_for_all_files_with_the_same_fields(qtbot: QtBot, tmp_path: Path) -> None:
    def looked(item: ImportItem) -> FilePreview:
        names = ("Datum", "Redner") if item.path.suffix == ".csv" else ("date",)
        return FilePreview("Table", (), 1, fields=tuple(map(FieldSeen, names)), goes=item.goes or AS_IT_IS)

    dialog = ImportDialog(KINDS, looked)
    qtbot.addWidget(dialog)
    dialog.show()
    for name in ("a.csv", "b.csv", "c.txt"):
        (tmp_path / name).write_text("x")
    add(dialog, qtbot, tmp_path)
    dialog.pane.views.buttons["fields"].setChecked(True)
    box = dialog.pane.fields.boxes[0]
    assert box.isVisible()
    box.setCurrentIndex(box.findData("date"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: all(dialog.previews.answer(item) is not None for item in dialog._items))
    goes = field_map(["date=Datum"])
    assert [item.goes for item in dialog.choice.items] == [goes, goes, None]


def test_what_of_a_folder_nothing_reads_is_said_once(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    assert dialog.left_out.isHidden()
    add(dialog, qtbot, folder)
    dialog.add_paths([folder])
    assert dialog.left_out.text() == "2 files of unknown kinds were left out: .doc, .exe."
    assert dialog.choice.left_out == dialog.left_out.text()


def test_tab_leads_through_the_fields_in_their_order(qtbot: QtBot, tmp_path: Path) -> None:
    fields = tuple(FieldSeen(name, ("x",)) for name in ("Datum", "Redner", "Ort"))
    dialog = ImportDialog(KINDS, lambda item: FilePreview("Table", (), 1, fields=fields))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    (tmp_path / "a.csv").write_text("x")
    add(dialog, qtbot, tmp_path)
    dialog.pane.views.buttons["fields"].setChecked(True)
    dialog.pane.views.buttons["fields"].setFocus()
    names = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        names.append(focused.accessibleName() if focused else "")
    assert names[:3] == ["Where “Datum” goes", "Where “Redner” goes", "Where “Ort” goes"]
    assert QApplication.focusWidget() is dialog.accept_button


def test_what_cannot_be_read_is_named_with_what_is_imported(dialog: ImportDialog, qtbot: QtBot, folder: Path) -> None:
    add(dialog, qtbot, folder / "a.txt", folder / "old.doc")
    assert dialog.choice.refused == ("old.doc: it is an old Word file; save it as .docx.",)
    assert [item.path.name for item in dialog.choice.items] == ["a.txt"]
