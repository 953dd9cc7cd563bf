"""Whatever names a key names the one in force: no key that was changed is shown, spoken or said as it was."""

import ast
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

import annotator
from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.project import Project
from annotator.ui.commands.commands import COMMANDS, CommandScope
from annotator.ui.commands.key_names import follow_keys, key_of, key_or_none, name_with_key, put_in_force
from annotator.ui.commands.key_table import ROWS, TABLE, keys_in_force
from annotator.ui.kit.picker import Picker
from annotator.ui.window.workspaces import WORKSPACES
from tests.examples import many, pairs
from tests.projects import default_codebook
from tests.ui.named_keys import CHANGED, DEFAULTS, all_texts, found_in, named_in, texts_of
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project

PACKAGE = Path(annotator.__file__).parent
_TABLES = ("ui/commands/commands.py", "ui/commands/key_table.py")
"""Where the keys themselves are written."""
_SPEAKING = ("acts", "adjudication", "model", "operations", "ui")
"""The parts whose sentences are shown in the window."""
_ASKING = ("key_of", "key_or_none", "name_with_key")
_AWAY = {"project.new", "project.open", "project.start", "program.quit"}
"""Commands that leave the project."""
_HANDING_IN = {"project.hand_in", "project.hand_in_all"}
"""Commands that write a file whose name may have a number in brackets, which looks like a key."""
_LOOKS = {"view.dark", "view.light", "view.contrast", "view.as_system"}
"""Commands that change colours alone, and take a second each with all workspaces made."""
_EVERYWHERE = [CommandScope.PROJECT, *(kind.place for kind in WORKSPACES)]
_LABEL_KEYS = {"codebook.preset"}
"""A command that brings labels, whose keys are the codebook's."""


def without_label_keys(book: Codebook) -> Codebook:
    """Return a codebook whose labels have no key: theirs are the codebook's, and not in the table."""
    return book.model_copy(update={"labels": tuple(label.model_copy(update={"key": ""}) for label in book.labels)})


def project_of(path: Path, kind: str) -> Path:
    """Write a project: an empty one, one that nobody codes, or one in which two coders differ."""
    with Project.create(path, without_label_keys(default_codebook())) as project:
        texts = () if kind == "empty" else (FIRST, SECOND)
        documents.add_drafts(
            project, [DocumentDraft(f"Document {number}", text) for number, text in enumerate(texts, 1)]
        )
    if kind == "team":
        code_as(path, "Ana", ("France", "actor"), ("urged China", "appeal"), ("warned", "warning"))
        code_as(path, "Ben", ("urged", "appeal"), ("It warned", "warning"), ("pledge", "commitment"))
        code_as(path, "Ana", ("agreed to meet", "commitment"), document=1)
    return path


def change_keys(stage: Stage) -> None:
    """Give every row its other key, as the dialog of the settings does while the window is open."""
    preferences = stage.window.preferences
    preferences.put(preferences.value.model_copy(update={"shortcuts": CHANGED}))
    stage.window.actions_.set_keys(CHANGED)
    stage.window.choices.keys_changed.emit()


@pytest.fixture
def names_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever is asked for a file or a folder by the system name none."""
    for ask in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")


def quiet(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


def go_to(stage: Stage, places: Iterable[CommandScope]) -> None:
    for place in places:
        stage.window.actions_.actions[f"view.{place}"].trigger()
        quiet(stage)


def answer(stage: Stage, accept: bool) -> Iterator[tuple[str, str]]:
    """Yield the texts of the dialogs that a command opened, and answer them one after another."""
    for _ in range(4):
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if dialog is None:
            return
        quiet(stage)
        yield from texts_of(dialog)
        if isinstance(dialog, Picker) and accept:
            QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        elif isinstance(dialog, QDialog) and accept:
            dialog.accept()
        if accept and dialog.isVisible() and isinstance(dialog, QDialog):
            dialog.reject()
        elif not accept:
            dialog.close()
        quiet(stage)


def use_all(stage: Stage, place: CommandScope) -> Iterator[tuple[str, str]]:
    """Yield what is shown and said while every command of a place is used, with and without words selected."""
    said: list[tuple[str, str]] = []
    session, window = stage.window.session, stage.window
    for signal in (session.said, session.refused, window.workspaces.said):
        signal.connect(lambda text: said.append(("message", text)))
    places = (place,) if place.is_workspace else (CommandScope.ANYWHERE, CommandScope.PROJECT)
    commands = [
        each.id
        for each in COMMANDS
        if each.place in places and each.id not in _AWAY | _HANDING_IN | _LOOKS | _LABEL_KEYS
    ]
    for command, accept in product(commands, (False, True)):
        if accept and window.document is not None and len(stage.text) > 6:
            stage.reader.set_selection(0, 6)
        window.actions_.actions[command].trigger()
        quiet(stage)
        # The first line of the palette is a new project.
        yield from answer(stage, accept and command != "edit.palette")
        yield from said
        said.clear()
    yield from all_texts()


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
@pytest.mark.usefixtures("names_no_file")
@pytest.mark.parametrize(("place", "kind"), pairs(_EVERYWHERE, ["team", "empty", "nobody"]))
def test_keys_that_are_changed_while_the_window_is_open_are_named_as_before_nowhere(
    stage: Stage, tmp_path: Path, place: CommandScope, kind: str
) -> None:
    stage.open(project_of(tmp_path / "keys.annot", kind), "Ana" if kind == "team" else "")
    # Where only a workspace's own commands are used, its own texts are enough: the other cases see those of all.
    go_to(stage, [place] if place.is_workspace and not many() else [kind.place for kind in WORKSPACES])
    assert found_in(all_texts()), "nothing is found, so the search finds nothing"
    change_keys(stage)
    assert found_in(all_texts()) == []
    if place.is_workspace:
        stage.window.actions_.actions[f"view.{place}"].trigger()
        quiet(stage)
    assert not (found := found_in(use_all(stage, place))), "\n".join(map(str, found))


def test_no_text_in_the_code_names_a_key_of_the_table() -> None:
    texts = [(str(path), text) for path in modules(*_SPEAKING) for text in literals(path) if "(?:" not in text]
    assert len(texts) > 1000 and found_in(iter(texts)) == []


def test_keys_are_asked_for_by_ids_that_the_table_has() -> None:
    calls = [node for path in modules("ui") for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    asked = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id in _ASKING]
    given = [each.value for arguments in asked for each in arguments if isinstance(each, ast.Constant)]
    ids = {id for id in given if isinstance(id, str) and "." in id}
    assert len(ids) > 10 and ids <= ROWS.keys()


def modules(*rooms: str) -> list[Path]:
    """Return the modules of parts of the program, but for those in which the keys themselves are written."""
    found = (path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py")))
    return [path for path in found if path.relative_to(PACKAGE).as_posix() not in _TABLES]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    nodes = list(ast.walk(parsed(path)))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("text", ["Done; Ctrl+Z takes it back", "U Union", "press +.", "(W)", "⌘U says who", "⇧E Try"])
def test_a_key_is_found_where_a_text_names_it(text: str) -> None:
    assert named_in(text)


@pytest.mark.parametrize(
    "text", ["A number", "F1 90 % = 2 · 3 / (4 + 5)", "F14 says who", "Ctrl+Alt+F13", "the end", "2 May 2026"]
)
def test_a_word_is_not_taken_for_a_key(text: str) -> None:
    assert named_in(text) == ()


def test_every_row_gets_another_key() -> None:
    assert len(set(CHANGED.values())) == len(TABLE)
    assert not DEFAULTS & set(CHANGED.values())
    assert all(keys == (CHANGED[id],) for id, keys in keys_in_force(CHANGED).items())


def test_a_command_without_a_key_is_named_by_its_title() -> None:
    put_in_force(keys_in_force({"project.who": ""}))
    assert (key_of("project.who"), key_or_none("project.who")) == ("“Who is coding…”", "")


def test_on_a_mac_the_keys_of_a_mac_are_named() -> None:
    put_in_force(keys_in_force({}, on_mac=True))
    mac = QKeySequence("Ctrl+Alt+4").toString(QKeySequence.SequenceFormat.NativeText)
    assert key_of("view.feedback") == mac


def test_words_are_worded_anew_while_their_owner_is_there(qapp: QApplication) -> None:
    owner, said = QObject(), list[str]()
    follow_keys(owner, lambda: said.append(key_of("edit.undo")))
    put_in_force(keys_in_force({"edit.undo": "F13"}))
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    put_in_force(None)
    assert said == [QKeySequence("Ctrl+Z").toString(QKeySequence.SequenceFormat.NativeText), "F13"]


def test_a_button_has_its_key_before_its_title(qtbot: QtBot) -> None:
    made = QPushButton()
    qtbot.addWidget(made)
    name_with_key(made, "adjudicate.example", "Example")
    assert (made.text(), made.accessibleDescription()) == ("⇧E Example", "Key Shift+E")
    put_in_force(keys_in_force({"adjudicate.example": "&"}))
    name_with_key(made, "adjudicate.example", "Example")
    assert made.text() == "&& Example"
    put_in_force(keys_in_force({"adjudicate.example": ""}))
    name_with_key(made, "adjudicate.example", "Example")
    assert (made.text(), made.accessibleDescription()) == ("Example", "")


def test_a_label_shows_no_key_that_the_settings_gave_to_a_command(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "taken.annot"), "Ana")

    def strip() -> list[str]:
        return [each.text() for each in stage.window.strip.buttons]

    assert strip()[1].startswith("2 ")
    stage.window.actions_.set_keys({"help.label": "2"})
    stage.window.choices.keys_changed.emit()
    assert not strip()[1].startswith("2 ") and strip()[0].startswith("1 ")
    stage.window.show_picker("code")
    picker = stage.dialog(Picker)
    assert [item.hint for item in picker.model.items][:3] == ["1", "", "3"]
    picker.close()
    stage.without_dialog()
