"""Whatever keys are pressed in the list of likely errors, there is a way on: the keyboard is never lost in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations.adjudication import likely_errors
from annotator.operations.people import people
from tests.examples import examples
from tests.operations.desks import make_table
from tests.operations.test_undo_everything import tables
from tests.ui.agreement.desk import Desk, opened

ANA, BEN, CEM = "Ana", "Ben", "Cem"
QUOTES = ("urged China", "no force", "France", "welcomed it", "warned")
codings = st.lists(
    st.tuples(st.sampled_from([ANA, BEN, CEM]), st.sampled_from(["appeal", "warning"]), st.sampled_from(QUOTES)),
    unique=True,
    max_size=12,
)
MOVES = ("Down", "Up", "PgDown", "PgUp", "Home", "End")
presses = st.lists(
    st.sampled_from([*MOVES, "Return", "Esc", "Tab", "Shift+Tab", "Left", "Right", "x", "é", "Space", "Ctrl+A"]),
    max_size=20,
)


def press(desk: Desk, key: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or desk.workspace, QKeySequence(key))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(10), deadline=None)
@given(codings=codings, keys=presses)
def test_no_sequence_of_keys_ends_in_the_list_or_changes_anything(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, codings: list[tuple[str, str, str]], keys: list[str]
) -> None:
    folder: Path = tmp_path_factory.mktemp("errors")
    table = make_table(folder, ANA, BEN, CEM)
    for name, label, quote in ((ANA, "actor", "China"), (BEN, "actor", "China"), *codings):
        table.code(name, label, quote)
    layers = people.layers_named(table.project, None)
    expected = [(one.document.id, one.span.id) for one in likely_errors.find(table.project, layers)]
    table.project.close()
    with opened(table.project.path, qtbot) as desk:
        before = tables(desk.session.project)
        gone: list[tuple[str, str]] = []
        desk.workspace.passage_requested.connect(lambda document, span: gone.append((document, span)))
        panel = desk.workspace.errors
        _open(desk)
        assert panel.isVisible() and panel.list.isVisible() == panel.list.hasFocus() == bool(expected)
        for key in keys:
            was_listed, at = panel.list.hasFocus(), panel.place_at_hand()
            press(desk, key)
            desk.settled()
            focus = QApplication.focusWidget()
            assert focus is not None and focus.isVisible()
            if was_listed and key == "Return":
                assert gone[-1] == at
            if was_listed and key == "Esc":
                assert not panel.isAncestorOf(focus)
        # From wherever one is: to the list, to the first and the last of it, there, and back to the numbers.
        _open(desk)
        for key, place in (("Home", expected[:1]), ("End", expected[-1:])):
            press(desk, key)
            press(desk, "Return")
            assert not expected or gone[-1:] == place
        press(desk, "Esc")
        focus = QApplication.focusWidget()
        assert focus is not None and not panel.isAncestorOf(focus)
        assert tables(desk.session.project) == before


def _open(desk: Desk) -> None:
    desk.workspace.handlers()["agreement.errors"]()
    desk.settled()
