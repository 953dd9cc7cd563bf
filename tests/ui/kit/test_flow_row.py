"""Controls side by side: however wide the row, none is cut or overlaps another, and the order stays."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit.flow_row import FlowRow


def row_of(qtbot: QtBot, widths: list[int]) -> tuple[FlowRow, list[QWidget]]:
    row, controls = FlowRow(), [QWidget() for _ in widths]
    qtbot.addWidget(row)
    for control, width in zip(controls, widths, strict=True):
        control.setFixedSize(width, 10 + width % 3)
        row.put(control)
    row.show()
    return row, controls


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(widths=st.lists(st.integers(10, 150), max_size=6), wide=st.integers(150, 900), hidden=st.sets(st.integers(0, 5)))
def test_no_control_is_cut_or_overlaps_another(qtbot: QtBot, widths: list[int], wide: int, hidden: set[int]) -> None:
    row, controls = row_of(qtbot, widths)
    shown = [control for number, control in enumerate(controls) if number not in hidden]
    for number in hidden & set(range(len(controls))):
        controls[number].hide()
    height = row.heightForWidth(wide)
    row.resize(wide, height)
    for place, control in enumerate(shown):
        area = control.geometry()
        assert area.left() >= 0 and area.right() < wide and area.top() >= 0 and area.bottom() < height
        for other in shown[:place]:
            before = other.geometry()
            assert not area.intersects(before) and (area.top() > before.bottom() or area.left() > before.right())


def test_a_narrow_row_breaks_into_lines_and_asks_for_their_height(qtbot: QtBot) -> None:
    row, controls = row_of(qtbot, [100, 100, 100])
    assert row.hasHeightForWidth() and row.minimumSizeHint().width() == 100
    assert row.heightForWidth(324) == row.heightForWidth(900) < row.heightForWidth(323)
    assert row.heightForWidth(100) > row.heightForWidth(212)
    row.resize(212, row.heightForWidth(212))
    assert controls[0].y() == controls[1].y() < controls[2].y() and controls[2].x() == 0


def test_a_control_that_is_hidden_or_dropped_leaves_no_gap(qtbot: QtBot) -> None:
    row, controls = row_of(qtbot, [100, 100, 100])
    row.resize(900, 20)
    controls[0].hide()
    qtbot.waitUntil(lambda: controls[1].x() == 0)
    row.drop(controls[1])
    assert controls[2].x() == 0 and controls[1].parent() is row


def test_tab_reaches_controls_in_their_order_also_one_put_between(qtbot: QtBot) -> None:
    row, buttons = FlowRow(), [QPushButton(name) for name in "abc"]
    qtbot.addWidget(row)
    row.put(buttons[0])
    row.put(buttons[2])
    row.put(buttons[1], 1)
    row.show()
    row.activateWindow()
    buttons[0].setFocus()
    for expected in buttons[1:]:
        QTest.keyClick(row.focusWidget(), Qt.Key.Key_Tab)
        assert row.focusWidget() is expected
    assert [button.x() for button in buttons] == sorted(button.x() for button in buttons)
