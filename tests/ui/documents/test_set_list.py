"""The lines on the screen: unfolded by arrows, headings passed over, documents dropped on lists alone."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.documents.set_lines import OWN_SETS, DocumentSetLine, LineKind
from annotator.ui.documents.set_list import SetList, SetModel
from annotator.ui.documents.table_model import DOCUMENTS_MIME

LINES = [
    DocumentSetLine("all", "All documents", LineKind.STANDING, 4),
    DocumentSetLine("by metadata", "by metadata", LineKind.HEADING),
    DocumentSetLine("field.kind", "kind", LineKind.FIELD, 2),
    DocumentSetLine(OWN_SETS, OWN_SETS, LineKind.HEADING),
    DocumentSetLine("set.1", "By filter", LineKind.SET, 1, filter="kind:readout"),
    DocumentSetLine("set.2", "By hand", LineKind.SET, 1, by_hand=True),
    DocumentSetLine("set.3", "Bad", LineKind.SET, None, fault="No field."),
]


@pytest.fixture
def view(qtbot: QtBot) -> SetList:
    made = SetList(SetModel())
    made.setMinimumSize(220, 320)
    qtbot.addWidget(made)
    made.show_lines(LINES, "all")
    made.show()
    return made


def test_arrows_choose_lines_and_pass_over_headings(view: SetList) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen == ["set.1", "set.2", "set.3"], "a field has values, and is no set itself"


def test_a_field_unfolds_and_folds_by_arrows_and_enter(view: SetList) -> None:
    toggled: list[str] = []
    view.toggled.connect(toggled.append)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.at_hand is LINES[2]
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert toggled == [], "it is folded already"
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert toggled == ["kind", "kind"]


def test_enter_and_escape_lead_on_to_the_table(view: SetList) -> None:
    left: list[bool] = []
    view.left.connect(lambda: left.append(True))
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert left == [True, True]


def test_a_line_says_to_ears_what_it_counts(view: SetList) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [str(view.model().index(row, 0).data(role)) for row in range(len(LINES))]
    assert (
        said[0] == "All documents, 4 documents" and said[2] == "kind, 2 values, folded" and said[6] == "Bad, No field."
    )


@pytest.mark.parametrize(("line", "taken"), [(0, False), (2, False), (3, True), (4, False), (5, True)])
def test_documents_are_dropped_on_a_set_by_hand_or_to_make_one(view: SetList, line: int, taken: bool) -> None:
    dropped: list[tuple[str, list[str]]] = []
    view.dropped.connect(lambda id, ids: dropped.append((id, ids)))
    data = QMimeData()
    data.setData(DOCUMENTS_MIME, b"a\nb")
    at = view.visualRect(view.model().index(line, 0)).center()
    _drop(view, at, data)
    assert dropped == ([(LINES[line].id, ["a", "b"])] if taken else [])


def _drop(view: SetList, at: QPoint, data: QMimeData) -> None:
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    view.dropEvent(QDropEvent(QPointF(at), action, data, button, Qt.KeyboardModifier.NoModifier))
