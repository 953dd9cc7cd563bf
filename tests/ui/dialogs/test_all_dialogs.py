"""What holds for every window of the shell: spoken names, Tab reaches all, Escape closes, a small screen will do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.kit import theme, themes
from tests.examples import in_turn
from tests.ui.dialogs.made import DESKS, FOLDERS, MADE
from tests.ui.named_keys import CHANGED, found_in, texts_of


@pytest.fixture(autouse=True)
def desks(tmp_path: Path) -> Iterator[None]:
    """Say where projects may be made, and close them."""
    FOLDERS.append(tmp_path)
    yield
    for each in DESKS:
        each.close()
    FOLDERS.clear()
    DESKS.clear()


GIVEN_KEYS = {"shortcuts", "preferences", "codebook"}
"""Those that are given the keys that they show."""
every_window = pytest.mark.parametrize("name", MADE)


def opened(qtbot: QtBot, name: str) -> QWidget:
    window = MADE[name]()
    qtbot.addWidget(window)
    window.show()
    return window


def reachable(window: QWidget) -> list[QWidget]:
    """Return the controls that Tab is to reach; a proxy's own field counts for it."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


@every_window
def test_every_control_has_a_name_and_a_role_for_screen_readers(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    for widget in reachable(window):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name), f"{widget} has no name"
        assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), f"{widget} has no role"


@every_window
def test_tab_reaches_every_control_and_comes_round(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)  # Tab passes over some buttons with a style sheet alone
    window = opened(qtbot, name)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    seen: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [widget for widget in reachable(window) if widget not in seen] == []


@every_window
def test_the_key_of_a_caption_goes_to_its_field(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    for caption in window.findChildren(QLabel):
        field = caption.buddy()
        if field is not None and "&" in caption.text():
            assert field.focusPolicy() != Qt.FocusPolicy.NoFocus, f"the key of “{caption.text()}” goes nowhere"


@every_window
def test_escape_closes_a_dialog(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    if isinstance(window, QDialog):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.isHidden()


@every_window
def test_it_fits_a_small_screen(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    assert window.width() <= 1000
    assert window.height() <= 680
    assert window.minimumSizeHint().width() <= 900


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so: every one in every theme
@pytest.mark.parametrize(("name", "look"), in_turn(tuple(MADE), themes.THEMES))
def test_it_is_drawn_in_the_colours_of_every_theme(
    qtbot: QtBot, qapp: QApplication, name: str, look: themes.Theme
) -> None:
    theme.apply(qapp, look)
    window = opened(qtbot, name)
    image = window.grab().toImage()
    assert image.pixelColor(4, 4).name().upper() in (look.frame.upper(), look.paper.upper())


@every_window
def test_a_new_theme_reaches_an_open_window(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)
    window = opened(qtbot, name)
    theme.apply(qapp, themes.DARK)
    image = window.grab().toImage()
    assert image.pixelColor(4, 4).name().upper() in (themes.DARK.frame, themes.DARK.paper)
    for label in window.findChildren(QLabel):
        ground = themes.DARK.frame
        assert theme.contrast(label.palette().color(label.foregroundRole()).name(), ground) >= 2.5 or not label.text()


@every_window
def test_the_focus_is_seen(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)
    window = opened(qtbot, name)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for widget in reachable(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        ringed = widget.grab().toImage()
        widget.clearFocus()
        assert ringed != widget.grab().toImage(), f"{widget} looks the same with the focus"


def test_a_default_button_and_its_ring_can_be_told_apart(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = opened(qtbot, "reason")
    button = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    dialog.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    assert image.pixelColor(1, image.height() // 2).name().upper() == themes.LIGHT.ink


@every_window
def test_it_names_no_key_that_was_changed(qtbot: QtBot, name: str) -> None:
    put_in_force(keys_in_force(CHANGED))
    assert name in GIVEN_KEYS or found_in(texts_of(opened(qtbot, name))) == []
