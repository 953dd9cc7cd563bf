"""The contract: a workspace hears of what it depends on and of nothing else, once, whether it is shown or not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.verbs.verb import Verb
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.window.workspaces import WORKSPACES
from annotator.ui.workspace import Workspace
from tests.ui.windows import make_project

KINDS = [each.load() for each in WORKSPACES]
NAMES = [kind.__name__ for kind in KINDS]
PAIRS = [(kind, table) for kind in KINDS for table in Table]
rows = st.dictionaries(st.sampled_from(list(Table)), st.frozensets(st.text("abc", max_size=2), max_size=3), min_size=1)
steps = st.builds(Changes, st.integers(1), st.just("do"), st.just(Verb()), rows, st.frozensets(st.text("xy")))


def step(table: Table, number: int = 1) -> Changes:
    return Changes(number, "do", Verb(), {table: frozenset({f"row {number}"})})


class Told:
    """A workspace, and what it was asked to follow and to catch up with."""

    def __init__(self, kind: type[Workspace], session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.followed: list[Changes] = []
        self.caught_up: list[Changes | None] = []
        follow, catch_up = kind.follow, kind.catch_up

        def followed(workspace: Any, changes: Changes) -> bool:
            self.followed.append(changes)
            return follow(workspace, changes)

        def caught_up(workspace: Any, changes: Changes | None) -> None:
            self.caught_up.append(changes)
            catch_up(workspace, changes)

        monkeypatch.setattr(kind, "follow", followed)
        monkeypatch.setattr(kind, "catch_up", caught_up)
        self.workspace, self.session = kind(session), session

    def entered(self) -> "Told":
        """Enter it, with all known; nothing is counted as told before that."""
        self.workspace.enter()
        assert self.caught_up, "nothing was read when it was entered first"
        self.forget()
        return self

    def forget(self) -> None:
        """Have all known, and nothing counted as told before."""
        self.workspace.set_fresh()
        self.followed.clear()
        self.caught_up.clear()

    def rest(self, qtbot: QtBot) -> None:
        """Wait until nothing waits and nothing is read any more."""
        qtbot.waitUntil(lambda: not self.workspace.is_waiting and not self.session.tasks.busy)
        QApplication.processEvents()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.open(Project.open(make_project(tmp_path / "small.annot", coders=["Ana"])))
    made.set_coder(made.coders()[0])
    yield made
    made.close()


@pytest.fixture
def told(request: pytest.FixtureRequest, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Told:
    made = Told(request.param, session, monkeypatch)
    qtbot.addWidget(made.workspace)
    session.closing.connect(made.workspace.reset)
    made.workspace.set_codebook(session.project.codebook)
    made.workspace._later.setInterval(min(made.workspace.wait_ms, 10))
    return made


@pytest.mark.parametrize("told", KINDS, indirect=True, ids=NAMES)
def test_what_changes_while_another_one_is_shown_is_seen_when_it_is_entered(told: Told, qtbot: QtBot) -> None:
    workspace = told.entered().workspace
    for table in Table:
        workspace.leave()
        told.forget()
        workspace.on_changed(step(table))
        told.rest(qtbot)
        assert not told.followed and not told.caught_up, table
        workspace.enter()
        concerned = table in workspace.depends_on
        assert bool(told.caught_up) == (concerned or workspace.place is CommandScope.ADJUDICATE), table
        assert workspace.is_shown and not workspace.is_stale
        told.rest(qtbot)


@pytest.mark.parametrize(("told", "table"), PAIRS, indirect=["told"])
def test_what_changes_while_it_is_shown_is_seen_once_however_many_steps_it_took(
    told: Told, table: Table, qtbot: QtBot
) -> None:
    workspace = told.entered().workspace
    burst = [step(table, number) for number in range(1, 6)]
    for each in burst:
        workspace.on_changed(each)
    assert told.followed == (burst if table in workspace.depends_on else [])
    at_once = workspace.place in (CommandScope.CODE, CommandScope.ADJUDICATE)
    # Which documents a set holds is put together anew from what is known of them, and no document read.
    at_once |= (workspace.place, table) == (CommandScope.DOCUMENTS, Table.DOCUMENT_SETS)
    # What a kept search finds is what it found.
    at_once |= (workspace.place, table) == (CommandScope.PASSAGES, Table.KEPT_SEARCHES)
    told.rest(qtbot)
    assert len(told.caught_up) == int(table in workspace.depends_on and not at_once)
    for changes in told.caught_up:
        assert changes is not None and changes.ids(table) == {f"row {number}" for number in range(1, 6)}
    assert not workspace.is_stale


@pytest.mark.parametrize("told", KINDS, indirect=True, ids=NAMES)
def test_another_project_is_read_anew_and_nothing_of_the_one_before_is_kept(
    told: Told, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = told.entered().workspace
    workspace.leave()
    workspace.on_changed(step(next(iter(workspace.depends_on))))
    told.rest(qtbot)
    told.session.open(Project.open(make_project(tmp_path / "other.annot", coders=["Ben"])))
    assert workspace.is_stale and not workspace.is_shown and not workspace.is_waiting
    workspace.enter()
    assert told.caught_up == [None]
    told.rest(qtbot)


@given(steps=st.lists(steps, min_size=1, max_size=5))
def test_steps_as_one_touch_what_each_of_them_touched(steps: list[Changes]) -> None:
    whole = steps[0]
    for each in steps[1:]:
        whole = whole.joined(each)
    for table in Table:
        assert whole.ids(table) == frozenset().union(*(each.ids(table) for each in steps))
        assert whole.touches(table) == any(each.touches(table) for each in steps)
    assert whole.documents == frozenset().union(*(each.documents for each in steps))
    assert whole.is_bulk == any(each.is_bulk for each in steps) and whole.step == steps[-1].step
