"""Alt alone opens the menu; with a key or a click it is what it always was."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.windows import Stage, make_project


def test_alt_together_with_a_key_or_a_click_opens_no_menu(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "alt.annot"), "Ana").window
    others: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClick(window.reader, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
        lambda: QTest.mouseClick(window.reader.viewport(), Qt.MouseButton.LeftButton),
    )
    for other in others:
        QTest.keyPress(window.reader, Qt.Key.Key_Alt)
        other()
        QTest.keyRelease(window.reader, Qt.Key.Key_Alt)
        assert not window.menus.button_menu.isVisible() and not window.menu_key.is_watching
    QTest.keyClick(window.reader, Qt.Key.Key_Alt)
    assert window.menus.button_menu.isVisible()
    window.menus.button_menu.close()
