"""What is typed counts once it is whole, and nothing else does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.explore.filter_fields import DayField, DocumentField


@pytest.fixture
def days(qtbot: QtBot) -> DayField:
    made = DayField()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def document(qtbot: QtBot) -> DocumentField:
    made = DocumentField()
    qtbot.addWidget(made)
    made.offer_documents({"1": "Readout", "2": "Readout (2)", "3": "声明"})
    return made


def test_a_day_counts_as_it_gets_narrower_and_what_is_no_day_leaves_it(days: DayField, qtbot: QtBot) -> None:
    seen = list[str]()
    days.changed.connect(lambda: seen.append(days.whole))
    QTest.keyClicks(days, "2023-04 to 2023-06")
    assert seen == ["2023", "2023-04", "2023-04 to 2023", "2023-04 to 2023-06"]
    QTest.keyClicks(days, "-31")
    with qtbot.waitSignal(days.unknown) as unknown:
        QTest.keyClick(days, Qt.Key.Key_Return)
    assert unknown.args is not None and unknown.args[0].startswith("“2023-04 to 2023-06-31” is no day; write it as ")
    assert days.whole == "2023-04 to 2023-06"
    days.clear()
    assert days.whole == ""


def test_a_document_counts_by_its_title_and_stays_when_it_is_called_otherwise(document: DocumentField) -> None:
    told = list[str]()
    document.changed.connect(lambda: told.append(document.document))
    QTest.keyClicks(document, "readout (2)")
    assert (told, document.whole) == (["1", "2"], "Readout (2)")
    document.offer_documents({"2": "Communiqué"})
    assert (document.text(), document.whole, document.document) == ("Communiqué", "Communiqué", "2")
    document.offer_documents({})
    assert document.document == "2", "whoever chose it sees that nothing fits"
    document.forget()
    assert (document.text(), document.whole, document.document, told) == ("", "", "", ["1", "2"])


def test_titles_that_have_what_was_typed_are_offered(document: DocumentField) -> None:
    QTest.keyClicks(document, "out")
    model = document.completer().completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Readout", "Readout (2)"]


def test_each_is_named_for_those_who_hear_it(document: DocumentField, days: DayField) -> None:
    assert (document.accessibleName(), days.accessibleName()) == ("Document", "Day, month or year")
