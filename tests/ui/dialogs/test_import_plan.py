"""What is seen before an import, by keyboard: an update or not, and which label and person is which."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.import_plan import ImportAhead, ImportAnswer, ImportPlanDialog, MatchRow

LABELS = (MatchRow("party", "Party", "new", None), MatchRow("appeal", "Appeal", "same", "appeal"))
OURS = (("actor", "Actor"), ("appeal", "Appeal"))


def opened(qtbot: QtBot, ahead: ImportAhead) -> tuple[ImportPlanDialog, list[ImportAnswer]]:
    dialog, answers = ImportPlanDialog(ahead), list[ImportAnswer]()
    qtbot.addWidget(dialog)
    dialog.answered.connect(answers.append)
    dialog.show()
    return dialog, answers


def test_return_takes_an_update_and_the_other_button_keeps_what_is_here(qtbot: QtBot) -> None:
    ahead = ImportAhead(("Ana: 1 coding is changed.",), ("changed: Appeal “urged”: note",), overwrites=True)
    dialog, answers = opened(qtbot, ahead)
    assert dialog.accept_button.text() == "Take as an update" and dialog.lines.count() == 1
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    other, kept = opened(qtbot, ahead)
    QTest.keyClick(other.keep_button, Qt.Key.Key_Space)
    assert (answers, kept) == ([ImportAnswer(is_update=True)], [ImportAnswer(is_update=False)])


def test_labels_and_people_are_as_proposed_until_somebody_says_otherwise(qtbot: QtBot) -> None:
    people = (MatchRow("9", "Ana", "same name", "1"),)
    ahead = ImportAhead(labels=LABELS, our_labels=OURS, people=people, our_people=(("1", "Ana"),))
    dialog, answers = opened(qtbot, ahead)
    assert dialog.answer == ImportAnswer(False, {"party": None, "appeal": "appeal"}, {"9": "1"})
    QTest.keyClick(dialog.labels["party"], Qt.Key.Key_Down)
    QTest.keyClick(dialog.people["9"], Qt.Key.Key_Up)
    dialog.accept()
    assert answers == [ImportAnswer(False, {"party": "actor", "appeal": "appeal"}, {"9": None})]


def test_escape_answers_nothing(qtbot: QtBot) -> None:
    dialog, answers = opened(qtbot, ImportAhead(labels=LABELS, our_labels=OURS))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == [] and dialog.isHidden()


def test_names_of_people_and_labels_stand_in_one_column(qtbot: QtBot) -> None:
    people = (MatchRow("9", "a11@example.org", "new", None), MatchRow("8", "مريم", "new", None))
    dialog, _ = opened(qtbot, ImportAhead(labels=LABELS, our_labels=OURS, people=people, our_people=(("1", "Ana"),)))
    boxes = [*dialog.people.values(), *dialog.labels.values()]
    assert len({(box.x(), box.width()) for box in boxes}) == 1
    gaps = {below.y() - above.y() for above, below in pairwise(boxes)}
    assert max(gaps) < 3 * boxes[0].height(), "nothing is stretched"
