"""The window as a whole: what shows where, what survives a restart, and what it does with less than it needs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, Label
from annotator.model.coder import State
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit import theme, themes
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.reader.pitch import zoomed
from annotator.ui.settings import settings
from annotator.ui.settings.settings import Settings, load, save
from tests.ui.dialogs.test_all_dialogs import reachable
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project, on_stage


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def test_the_title_says_document_project_and_program(ana: Stage) -> None:
    assert ana.title == "Document 1 – small – Annotator"
    ana.press("Ctrl+PgDown")
    assert ana.title.startswith("Document 2")
    ana.window.session.close()
    assert ana.title == "Annotator"


def test_an_undo_shows_the_document_that_it_changed_and_the_span(ana: Stage) -> None:
    ana.press("Space", "1", "Ctrl+PgDown")
    assert ana.text == SECOND
    ana.press("Ctrl+Z")
    assert ana.text == FIRST and ana.said == "Undone: Code as Appeal"
    ana.press("Ctrl+PgDown", "Ctrl+Shift+Z")
    assert ana.text == FIRST and ana.active_quote() == "France"


def test_done_is_said_marked_and_taken_back(ana: Stage) -> None:
    document = ana.window.document or ""
    ana.press("Ctrl+D")
    assert ana.said == "Done · saved" and ana.window.documents.model.state(document) is State.DONE
    ana.press("Ctrl+D")
    assert ana.said == "Marked as not done · saved" and ana.window.documents.model.state(document) is State.UNTOUCHED
    ana.press("Ctrl+PgUp")
    assert ana.said == "This is the first document."


def test_a_dialog_gives_the_keyboard_back_to_the_text(ana: Stage) -> None:
    for keys in ("Ctrl+K", "/", "Ctrl+F1", "F5", "Ctrl+,", "Ctrl+U", "Ctrl+I", "Ctrl+E"):
        ana.press(keys)
        ana.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        ana.without_dialog()
        assert ana.reader.hasFocus(), keys


def test_space_and_enter_press_a_button_that_tab_has_reached(ana: Stage) -> None:
    ana.press("Space", "4")
    button = ana.window.coding.inspector.card.doubt_button
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        span = ana.window.coding.active
        assert span is not None
        button.setFocus()
        QTest.keyClick(button, key)
        after = ana.window.coding.active
        assert after is not None and after.doubt is not span.doubt


def test_typing_in_a_field_codes_nothing(ana: Stage) -> None:
    ana.press("Space", "4", "F2")
    ana.write("1234 /.?+")
    ana.press("Backspace", "Left", "Del", "Space", "Return")
    assert ana.spans() == [("France", "actor")]
    assert ana.window.coding.active is not None and ana.window.coding.active.note.startswith("1234")


def test_the_theme_changes_while_a_span_is_selected(ana: Stage) -> None:
    ana.press("Space", "1")
    paper = ana.window.grab().toImage().pixelColor(ana.reader.mapTo(ana.window, QPoint(8, 200)))
    mark = ana.window.coding.inspector.card.mark.pixmap().toImage()
    ana.press("Ctrl+,")
    dialog = ana.dialog(PreferencesDialog)
    dialog.changed.emit(ana.window.preferences.value.model_copy(update={"theme": ThemeChoice.DARK}))
    dialog.close()
    ana.without_dialog()
    assert theme.current() is themes.DARK
    after = ana.window.grab().toImage().pixelColor(ana.reader.mapTo(ana.window, QPoint(8, 200)))
    assert after.lightness() < 60 < 200 < paper.lightness()
    assert ana.window.coding.inspector.card.mark.pixmap().toImage() != mark
    assert ana.active_quote() == "France"


def test_the_text_grows_and_shrinks_within_bounds(ana: Stage) -> None:
    size = ana.window.preferences.value.text_px
    ana.press("Ctrl++", "Ctrl+=", "Ctrl+-")
    assert ana.window.preferences.value.text_px == zoomed(size, 1)
    ana.press(*["Ctrl+-"] * 14)
    assert ana.window.preferences.value.text_px == 11


def test_settings_and_the_places_of_window_and_columns_survive_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    path, config = make_project(tmp_path / "small.annot", coders=["Ben", "Ana"]), tmp_path / "config"
    with on_stage(qtbot, config) as stage:
        stage.open(path, "Ana")
        stage.press("Ctrl++")
        # The offscreen screen is small, and a window is brought back within it.
        stage.window.resize(900, 600)
        coding = stage.window.coding
        coding.put_places({"left.narrow": (230, False)})
        stage.window.adjudication.fold(stage.window.adjudication.right, True)
    with on_stage(qtbot, config) as stage:
        assert (stage.window.width(), stage.window.height()) == (900, 600)
        assert stage.window.preferences.value.text_px == 19
        assert [row.button.toolTip() for row in stage.window.start.rows] == [str(path.resolve())]
        stage.press("Return")
        dialog = stage.dialog(WhoDialog)
        assert dialog.choice is not None and dialog.choice.name == "Ana"
        stage.press("Return")
        stage.without_dialog()
        assert stage.window.coding.left.width() == 230
        stage.press("Ctrl+4")
        settled(stage)
        assert not stage.window.adjudication.right.isVisible()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"geometry": "!!", "layout": "AAAA"}', b"null"]
)
def test_a_damaged_settings_file_never_keeps_the_window_from_opening(
    qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / settings.FILE_NAME).write_bytes(content)
    with on_stage(qtbot, tmp_path) as stage:
        stage.window.say(stage.window.preferences.notice)
        assert stage.window.start.notice.text() == stage.window.preferences.notice
        assert stage.window.start.notice.isVisible() == bool(stage.window.preferences.notice)
        assert stage.window.start.sample_button.hasFocus()


def test_a_recent_project_that_is_gone_is_greyed_and_can_be_taken_off_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    save(Settings().with_recent(tmp_path / "gone.annot"), tmp_path / "config")
    with on_stage(qtbot, tmp_path / "config") as stage:
        (row,) = stage.window.start.rows
        assert not row.button.isEnabled() and "no longer there" in row.button.accessibleName()
        QTest.mouseClick(row.remove_button, Qt.MouseButton.LeftButton)
        assert stage.window.start.rows == []
    assert load(tmp_path / "config")[0].recent == ()


def test_what_is_no_project_is_refused_in_a_sentence(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "text.annot").write_text("not a database")
    for path in (tmp_path / "text.annot", tmp_path / "missing.annot", tmp_path):
        stage.window.projects.open(path)
        dialog = stage.dialog(ErrorDialog)
        assert dialog.sentence.text().endswith(".") and dialog.details_button.isHidden()
        dialog.close()
        stage.without_dialog()
        assert not stage.window.session.is_open


def test_opening_the_open_project_again_asks_only_who_is_coding(ana: Stage) -> None:
    project = ana.window.session.project
    ana.press("Ctrl+PgDown")
    ana.open(project.path, "Ben")
    assert ana.window.session.project is project
    coder = ana.window.session.coder
    assert coder is not None and coder.name == "Ben"


def test_another_project_takes_the_place_of_the_open_one(ana: Stage, tmp_path: Path) -> None:
    ana.press("Space", "1")
    ana.open(make_project(tmp_path / "other.annot", ["Other words stand here."]), "Zoe")
    assert ana.text == "Other words stand here." and ana.spans() == []
    assert ana.window.coding.inspector.model.spans == [] and ana.window.coding.active is None
    ana.press("+")
    assert ana.said.startswith("Select a span")


@contextmanager
def nobody() -> Iterator[None]:
    """Be a user without rights for a while, where the tests run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that other users may look into, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files from being written in other ways")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_project_that_may_only_be_read_says_so_and_changes_nothing(
    stage: Stage, open_folder: Path, what: str
) -> None:
    folder = open_folder
    path = make_project(folder / "locked.annot", coders=["Ana"])
    before = path.read_bytes()
    path.chmod(0o444 if what == "file" else 0o666)
    folder.chmod(0o555)
    try:
        with nobody():
            stage.window.projects.open(path)
            (told,) = stage.window.findChildren(ReportDialog)
            said = told.list.as_text()
            for dialog in stage.window.findChildren(Dialog):
                dialog.close()
            stage.without_dialog()
            session = stage.window.session
            for who in ("", "Ana"):
                if who:
                    session.set_coder(people.coder_for(session.project, who))
                session.run(people.add_coder, "Ben")
                assert stage.said == session.project.read_only, who
            session.close()
            assert [one.name for one in folder.iterdir()] == [path.name]
    finally:
        folder.chmod(0o755)
    assert "locked.annot is open for reading only, since you may not write" in said, said
    assert path.read_bytes() == before


def test_a_project_without_documents_says_how_to_get_some(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "empty.annot", []), "Ana")
    offer = stage.window.page.no_texts
    assert offer.isVisible() and offer.key.text() == "Ctrl+I" and offer.button.hasFocus()
    for keys in ("1", "/", ".", "Ctrl+Return", "Ctrl+D", "Del", "F2", "F7", "+", "Alt+Down", "F6", "Ctrl+4"):
        stage.press(keys)
    settled(stage)
    stage.press("a", "n", "Return", "o", "Ctrl+PgDown", "Ctrl+2", "Right", "Ctrl+A")
    assert stage.window.session.project.journal.count() == 2
    assert stage.window.place is CommandScope.CODE


@pytest.mark.parametrize("size", [(900, 560), (1000, 700)])
def test_a_narrow_window_and_many_long_labels_leave_room_for_everything(ana: Stage, size: tuple[int, int]) -> None:
    labels = tuple(
        Label(id=LabelId(f"l{number}"), name=f"A label with a long name, number {number}", key=key)
        for number, key in enumerate("123456789abcdef")
    )
    assert ana.window.session.run(codebook.save, Codebook(labels=labels)) == 2
    window, strip = ana.window, ana.window.strip
    window.resize(*size)
    window.say("A very long message about everything that was done and left undone here " * 4)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert window.minimumSizeHint().width() <= 900 and window.minimumSizeHint().height() <= 560
    shown = [button for button in strip.buttons if button.isVisible()]
    assert 1 <= len(shown) < len(labels)
    assert all(button.geometry().right() <= strip.row.width() for button in shown)
    for part in (strip.picker, strip.message, strip.count):
        assert part.isVisible() and part.geometry().right() <= strip.width() and part.width() >= 40
    desk = window.header.desk
    assert desk.isVisible() and desk.geometry().right() <= window.width()
    assert strip.message.toolTip() == strip.message.text()
    # The labels that found no room have their keys all the same.
    ana.press("Space", "f")
    assert ana.spans() == [("France", "l14")]
    for place in ("Ctrl+4", "Ctrl+2"):
        ana.press(place)
        settled(ana)
        assert window.width() == size[0] and ana.reader.viewport().width() > 300


def test_a_large_interface_font_does_not_cut_the_strip(ana: Stage) -> None:
    font = QFont(ana.window.font())
    font.setPixelSize(20)
    ana.window.strip.setFont(font)
    assert ana.window.strip.row.height() >= ana.window.strip.buttons[0].sizeHint().height()


def test_files_that_are_dropped_are_offered_for_import_and_a_project_is_opened(ana: Stage, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("A new text.")
    drop(ana, tmp_path / "new.txt")
    dialog = ana.dialog(ImportDialog)
    assert dialog.choice.items[0].path.name == "new.txt"
    dialog.close()
    ana.without_dialog()
    drop(ana, make_project(tmp_path / "dropped.annot"))
    ana.dialog(WhoDialog).close()
    ana.without_dialog()
    assert ana.window.session.project.name == "dropped"
    ana.window.session.close()
    drop(ana, tmp_path / "new.txt")
    assert ana.window.start.notice.text().startswith("Open a project first")


def drop(stage: Stage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    stage.window.dropEvent(QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, data, left, none))


def test_the_menu_at_the_pointer_codes_what_is_selected(ana: Stage) -> None:
    ana.press("Space")
    ana.window.coding.menu_requested.emit(ana.window.mapToGlobal(QPoint(300, 100)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is ana.window.label_keys.actions[0]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert ana.spans() == [("France", "appeal")]


def test_a_label_that_spans_have_cannot_be_lost(ana: Stage) -> None:
    ana.press("Space", "1")
    other = Label(id=LabelId("other"), name="Other", key="1")
    assert ana.window.session.run(codebook.save, Codebook(labels=(other,))) is None
    assert "no label “appeal”" in ana.said
    assert ana.spans() == [("France", "appeal")]
    ana.press("Alt+Down")
    ana.window.grab()


def test_leaving_for_the_start_page_writes_one_closed_file(ana: Stage) -> None:
    path = ana.window.session.project.path
    ana.press("Space", "1")
    ana.window.actions_.actions["project.start"].trigger()
    assert ana.window.pages.currentWidget() is ana.window.start
    assert sorted(each.name for each in path.parent.glob("small.annot*")) == ["small.annot"]
    with Project.open(path) as project:
        assert project.check() == []


def test_ben_who_sits_down_after_ana_undoes_his_own_work_alone(ana: Stage) -> None:
    path = ana.window.session.project.path
    ana.press("Space", "1")
    ana.open(path, "Ben")
    ana.press("Space", "2", "Ctrl+Z")
    assert ana.spans() == []
    layer = next(each for each in ana.window.session.project.layers.all() if each.name == "Ana")
    assert ana.spans(layer) == [("France", "appeal")]


@pytest.mark.parametrize("place", ["Ctrl+2", "Ctrl+4"])
def test_tab_reaches_every_control_of_a_workspace_and_comes_round(stage: Stage, tmp_path: Path, place: str) -> None:
    path = make_project(tmp_path / "tab.annot")
    code_as(path, "Ben", ("France", "actor"), ("urged", "appeal"))
    code_as(path, "Ana", ("urged China", "appeal"))
    stage.open(path, "Ana")
    stage.press("Alt+Down", place)
    settled(stage)
    QApplication.processEvents()
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in seen:
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missed = [widget for widget in reachable(stage.window) if widget not in seen]
    assert missed == [], [type(widget).__name__ for widget in missed]
    assert seen[0] is stage.reader
