"""The columns to take: Space ticks one, typing names its field."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.model.joining.taking import TakenColumn
from annotator.ui.dialogs.joining.columns_pane import ColumnsModel, columns_table


def test_columns_are_ticked_and_named_by_the_keyboard(qtbot: QtBot) -> None:
    model = ColumnsModel()
    view = columns_table(model)
    qtbot.addWidget(view)
    model.show_columns(["Land", "Datum", "x"], [TakenColumn("Land", "country"), TakenColumn("Datum", "date")])
    assert model.taken == (TakenColumn("Land", "country"), TakenColumn("Datum", "date"))
    view.show()
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert list(model.taken) == [TakenColumn("Datum", "date")] and model.index(0, 1).data() == ""
    view.setCurrentIndex(model.index(2, 1))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("  my   field ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    # Qt hands over what was typed in the next turn.
    qtbot.waitUntil(lambda: model.taken == (TakenColumn("Datum", "date"), TakenColumn("x", "my field")))
    assert not model.setData(model.index(2, 1), " ") and model.taken[1].field == "my field"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Becomes the field"
