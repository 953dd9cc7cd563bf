"""The table of workspaces: places, commands and keys follow from it, and a workspace needs to bring very little."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.background.session import Session
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.commands.commands import (
    BY_ID,
    COMMANDS,
    WITH_TEXTS,
    WORKSPACE_KEYS,
    CommandScope,
    CommandState,
    Fact,
    meet,
)
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.flows.reading import ReadingFlows
from annotator.ui.window.workspaces import WORKSPACES, Workspaces
from annotator.ui.workspace import Workspace
from tests.projects import default_codebook
from tests.ui.windows import Stage, code_as, make_project


class Bare(Workspace):
    """A workspace that overrides nothing, and shows no text."""

    place = CommandScope.ADJUDICATE
    activity = "looking"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.left.hold(QLineEdit())


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.open(Project.open(make_project(tmp_path / "small.annot", coders=["Ana"])))
    made.set_coder(made.coders()[0])
    yield made
    made.close()


@pytest.fixture
def pair(session: Session, qtbot: QtBot) -> Workspaces:
    """Code, and a workspace that brings nothing."""
    made = Workspaces(session, (CodingWorkspace, Bare))
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_place_of_a_workspace_has_one_in_the_same_order_and_a_command_that_leads_there() -> None:
    places = [place for place in CommandScope if place.is_workspace]
    assert [kind.place for kind in WORKSPACES] == places
    for place in places:
        command = BY_ID[f"view.{place}"]
        assert command.keys[0] == WORKSPACE_KEYS[place] and command.title == f"Workspace {place.capitalize()}"
    assert [command.id for command in COMMANDS if command.id in {f"view.{place}" for place in CommandScope}] == [
        f"view.{place}" for place in places
    ]


@pytest.mark.parametrize("place", [place for place in CommandScope if place.is_workspace])
def test_commands_of_a_workspace_meet_those_of_no_other_one(place: CommandScope) -> None:
    for other in CommandScope:
        alone = other.is_workspace or other is CommandScope.EDGE
        alone |= other is CommandScope.TEXT and place not in WITH_TEXTS
        assert meet(place, other) == meet(other, place) == (other is place or not alone)
    for command in COMMANDS:
        if command.place.is_workspace and command.place is not place:
            state = CommandState(place, frozenset(Fact), dict.fromkeys(BY_ID, "x"))
            assert not command.usable(state)


@pytest.mark.parametrize("place", [place for place in CommandScope if place.is_workspace])
def test_its_key_leads_to_a_workspace_and_its_word_stands_beside_the_coder(
    stage: Stage, tmp_path: Path, place: CommandScope
) -> None:
    window = stage.open(make_project(tmp_path / "small.annot"), "Ana").window
    stage.press(BY_ID[f"view.{place}"].keys[0])
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    workspace = window.workspaces.at(place)
    assert window.place is place and window.page.workspace is workspace and workspace.isVisible()
    assert (workspace.pane is not None) == (place in WITH_TEXTS)
    assert window.header.desk.said == f"Ana · {workspace.doing()}"
    assert window.strip.row.isVisible() == workspace.codes
    focused = QApplication.focusWidget()
    assert focused is not None and (focused is workspace or workspace.isAncestorOf(focused))


def test_a_workspace_that_brings_nothing_can_be_asked_for_everything(pair: Workspaces, session: Session) -> None:
    bare, document = pair.of(Bare), session.project.documents.all()[0].id
    assert pair.at(CommandScope.ADJUDICATE) is bare
    pair.setCurrentWidget(bare)
    assert pair.current is bare and bare.pane is None and pair.all == (bare,)
    assert (bare.facts(), bare.titles()) == (frozenset(), {}) and bare.label_at_hand() == "" and not bare.can_code()
    assert (bare.handlers(), bare.shortcut_scopes()) == ({}, {})
    bare.enter()
    bare.show_document(document)
    bare.show_document(None)
    session.changed.connect(bare.on_changed)
    session.run(lambda project: project.undo())
    bare.take_label("code", "appeal")
    bare.leave()
    pair.set_codebook(default_codebook())
    pair.refresh_theme()
    pair.reset()
    bare.take_keyboard()
    assert bare.hasFocus()


def test_commands_homes_and_facts_are_those_of_all_workspaces(pair: Workspaces) -> None:
    coding = pair.of(CodingWorkspace)
    own = {command.id for command in COMMANDS if command.id.startswith("adjudicate.")}
    assert pair.handlers().keys() == coding.handlers().keys() | own
    moving = {command.id: (coding.reader,) for command in COMMANDS if command.place is CommandScope.TEXT}
    assert pair.shortcut_scopes(coding) == coding.shortcut_scopes() | moving
    assert pair.facts() == coding.facts() and pair.titles() == coding.titles()


def test_what_any_workspace_signals_is_passed_on(pair: Workspaces, qtbot: QtBot) -> None:
    for each in (pair.of(CodingWorkspace), pair.of(Bare)):
        with qtbot.waitSignal(pair.said, check_params_cb=lambda text: text == "done"):
            each.said.emit("done")
        with qtbot.waitSignals([pair.state_changed, pair.picker_requested, pair.document_requested]):
            each.state_changed.emit()
            each.picker_requested.emit("code")
            each.document_requested.emit("x")


def test_where_there_is_no_text_nothing_can_be_looked_for_in_it(pair: Workspaces, tmp_path: Path) -> None:
    finds = [command for command in COMMANDS if command.id.startswith("edit.find")]
    state = CommandState(CommandScope.CODE, frozenset({Fact.PROJECT, Fact.DOCUMENT, Fact.TEXT}))
    assert len(finds) == 3
    assert all(
        command.usable(state) and not command.usable(replace(state, facts=state.facts - {Fact.TEXT}))
        for command in finds
    )
    reading = ReadingFlows(Preferences(tmp_path), lambda: pair.current.pane, pair)
    pair.setCurrentWidget(pair.of(Bare))
    for command in finds:
        reading.handlers()[command.id]()
    pane = pair.of(CodingWorkspace).pane
    assert not pane.find_bar.isVisibleTo(pane)
    pair.setCurrentWidget(pair.of(CodingWorkspace))
    reading.handlers()["edit.find"]()
    assert pane.find_bar.isVisibleTo(pane)


def test_a_workspace_is_imported_and_made_when_it_is_shown_first(session: Session, qtbot: QtBot) -> None:
    made = Workspaces(session)
    qtbot.addWidget(made)
    assert len(made.all) == 0 and made.facts() == frozenset() and made.titles() == {}
    made.set_codebook(default_codebook())
    made.put_sides({"code.right.narrow": (410, True)})
    with qtbot.waitSignal(made.made) as told:
        coding = made.current
    assert told.args == [coding] and isinstance(coding, CodingWorkspace) and list(made.all) == [coding]
    assert coding.places["right.narrow"] == (410, True)
    assert made.at(CommandScope.CODE) is coding


def test_the_places_of_sides_of_workspaces_that_were_never_shown_are_kept(session: Session, qtbot: QtBot) -> None:
    made = Workspaces(session)
    qtbot.addWidget(made)
    kept = {"actors.left.wide": (333, False), "code.left.narrow": (222, False)}
    made.put_sides(kept)
    assert made.sides() == kept
    made.at(CommandScope.CODE).fold(made.at(CommandScope.CODE).right, True)
    assert made.sides().items() >= kept.items() and len(made.sides()) == 7


def test_the_window_without_a_project_has_imported_no_workspace() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
from annotator.ui.background.session import Session
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow
from pathlib import Path
app = QApplication([])
window = MainWindow(Session(), Preferences(Path(sys.argv[1])))
window.show()
app.processEvents()
print([name for name in sys.modules if name.startswith("annotator.ui.") and name.endswith(".workspace")])
"""
    with tempfile.TemporaryDirectory() as folder:
        found = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "['annotator.ui.workspace']"


def test_cases_that_are_counted_after_one_has_left_are_not_shown(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "late.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    window = stage.open(path, "Ana").window
    with stage.qtbot.waitSignal(
        window.workspaces.of(AdjudicationWorkspace).counted, check_params_cb=lambda counts: counts is not None
    ):
        stage.press("Ctrl+4", "Ctrl+2")
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    assert window.documents.model.progress() == "0 of 2 done"
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: window.documents.model.progress() == "2 cases open")


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_a_workspace_that_is_made_shows_no_window_for_a_moment_and_the_keyboard_is_in_it(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "first.annot", coders=["Ana"])
    code_as(path, "Ana", ("urged", "appeal"))
    stage.open(path, "Ana")
    windows = _Windows()
    QApplication.instance().installEventFilter(windows)  # type: ignore[union-attr]
    try:
        for later in WORKSPACES:
            stage.window.actions_.actions[f"view.{later.place}"].trigger()
            focus = QApplication.focusWidget()
            assert focus is not None and stage.window.page.workspace.isAncestorOf(focus), later.place
    finally:
        QApplication.instance().removeEventFilter(windows)  # type: ignore[union-attr]
    assert windows.shown == []
