"""What a join would do, listed: filtered by what the lines are about, and by words."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.joining.matching import JoinKey, KeyPair, Origin
from annotator.operations.documents.join_preview import preview_of
from annotator.ui.dialogs.joining.preview_pane import PreviewPane
from tests.model.joining.drawn import info, table
from tests.operations.documents.test_join_words import planned

FILE = JoinKey((KeyPair(Origin.FILE, "file"),))
HERE = [info("One", "a.txt", 1, n="0"), info("Zwei", "b.txt", 2), info("第三", "c.txt", 3)]
PLAN = planned(HERE, table("file n m", ("a", "1", "é"), ("b", "2", None), ("x", "3", None)), FILE, "n", "m")


def shown(qtbot: QtBot) -> PreviewPane:
    pane = PreviewPane()
    qtbot.addWidget(pane)
    pane.show()
    pane.show_preview(preview_of(PLAN))
    return pane


def names(pane: PreviewPane) -> list[str]:
    """Return what the lines are of."""
    return [line.name for line in pane.model.rows]


def test_changes_are_listed_first_and_the_groups_say_how_many_they_are(qtbot: QtBot) -> None:
    pane = shown(qtbot)
    assert pane.summary.text() == "2 of 3 documents matched · 1 without a row"
    assert [pane.group.itemText(at) for at in range(pane.group.count())] == [
        "All that would change (2)",
        "Filled (2)",
        "Kept as it is (1)",
        "Document without a row (1)",
        "Row without a document (1)",
        "Everything",
    ]
    assert names(pane) == ["One", "Zwei"] and pane.table.isColumnHidden(2)
    assert pane.model.headerData(0, Qt.Orientation.Horizontal) == "Document or row"
    assert [pane.model.index(1, at).data() for at in range(5)] == ["Zwei", "n", "", "2", "filled"]


def test_a_group_and_words_narrow_the_list(qtbot: QtBot) -> None:
    pane = shown(qtbot)
    pane.group.setCurrentIndex(5)
    pane.group.activated.emit(5)
    assert len(names(pane)) == 5 and not pane.table.isColumnHidden(2)
    for said, found in [("ZWEI", ["Zwei"]), ("e", ["One", "Zwei", "One"]), ("第", ["第三"]), ("one 0", ["One"])]:
        pane.filter.setText(said)
        assert names(pane) == found
    pane.clear("", "It cannot be.")
    assert names(pane) == [] and pane.problem.text() == "It cannot be." and not pane.filter.isEnabled()


def test_where_nothing_would_change_what_stands_in_the_way_is_listed(qtbot: QtBot) -> None:
    pane = shown(qtbot)
    pane.show_preview(preview_of(planned(HERE, table("file n", ("x", "1")), FILE, "n")), "None belongs.")
    assert names(pane) == ["One", "Zwei", "第三"] and pane.problem.text() == "None belongs."
    pane.show_preview(preview_of(PLAN))
    assert pane.group.currentText() == "All that would change (2)"
    pane.group.setCurrentIndex(3)
    pane.group.activated.emit(3)
    pane.show_preview(preview_of(PLAN))
    assert pane.group.currentText() == "Document without a row (1)", "what somebody chose stays"
