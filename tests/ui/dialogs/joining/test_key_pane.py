"""The key: one that was found, or another that is put together; the pattern shows what it makes of names."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.joining.matching import JoinKey, KeyPair, Origin
from annotator.model.joining.proposing import KeyProposal
from annotator.ui.dialogs.joining.key_pane import KeyPane
from tests.model.joining.drawn import info

HERE = [info("One", "AND_78.txt", 1, country="x"), info("Two", "فرنسا_77.txt", 2)]
PARTS = JoinKey((KeyPair(Origin.PART, "iso", "iso"), KeyPair(Origin.PART, "n", "n")), "{iso}_{n}")
FILE = JoinKey((KeyPair(Origin.FILE, "name"),))


def shown(qtbot: QtBot) -> tuple[KeyPane, list[object]]:
    pane, heard = KeyPane(), list[object]()
    qtbot.addWidget(pane)
    pane.show_offer(HERE, ("name", "iso", "n"), (KeyProposal(PARTS, 2), KeyProposal(FILE, 1)))
    pane.changed.connect(lambda: heard.append(pane.key))
    pane.pattern_given.connect(heard.append)
    pane.show()
    return pane, heard


def test_the_best_key_is_chosen_and_another_one_is_by_the_keyboard(qtbot: QtBot) -> None:
    pane, heard = shown(qtbot)
    assert pane.key == PARTS and not pane.rows[0][0].isVisible()
    assert pane.split.text() == "AND_78: iso AND, n 78\n\u2068فرنسا_77\u2069: iso \u2068فرنسا\u2069, n 77"
    QTest.keyClick(pane.proposed, Qt.Key.Key_Down)
    assert heard == [FILE] and pane.key == FILE
    assert pane.split.text() == "The names are AND_78, \u2068فرنسا_77\u2069 …"


def test_pairs_of_ones_own_make_a_key(qtbot: QtBot) -> None:
    pane, heard = shown(qtbot)
    QTest.keyClick(pane.proposed, Qt.Key.Key_End)
    what, column = pane.rows[2]
    assert pane.rows[2][0].isVisible() and not pane.rows[3][0].isVisible() and heard == []
    what.setCurrentText("country")
    what.activated.emit(what.currentIndex())
    assert column.isEnabled() and pane.rows[3][0].isVisible()
    assert heard == [JoinKey((*PARTS.pairs, KeyPair(Origin.FIELD, "name", "country")), PARTS.pattern)]


def test_a_pattern_is_shown_while_it_is_typed_and_told_once_it_is_whole(qtbot: QtBot) -> None:
    pane, heard = shown(qtbot)
    pane.pattern.clear()
    QTest.keyClicks(pane.pattern, "{x}_{")
    assert "is no pattern of names" in pane.split.text() and heard == []
    QTest.keyClicks(pane.pattern, "y}")
    assert pane.split.text().startswith("AND_78: x AND, y 78")
    QTest.keyClick(pane.pattern, Qt.Key.Key_Return)
    assert heard == ["{x}_{y}"]
    QTest.keyClicks(pane.pattern, "-z")
    assert pane.split.text().startswith("AND_78: not of this pattern")
