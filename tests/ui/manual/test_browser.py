"""A page as it is read: pictures fit, headings are gone to, links are handed on, what is copied is plain."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.kit import themes
from annotator.ui.manual.browser import ManualBrowser
from annotator.ui.manual.rendering import PageLook

LOOK = PageLook(themes.LIGHT, 17, ("Noto Serif", "serif"))
LONG = "# Top\n\n" + "\n\n".join(f"## Part {number}\n\n{'Some words. ' * 80}" for number in range(8))


@pytest.fixture
def browser(qtbot: QtBot, tmp_path: Path) -> ManualBrowser:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(tmp_path / "wide.png"))
    made = ManualBrowser(tmp_path)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def width_of(browser: ManualBrowser, name: str) -> float:
    """Return how wide a picture is shown, in pixels of the interface."""
    image = browser.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
    assert isinstance(image, QImage)
    return image.width() / image.devicePixelRatio()


@pytest.mark.parametrize("width", [320, 400, 700])
def test_a_picture_is_as_wide_as_there_is_room_and_never_wider(
    browser: ManualBrowser, qtbot: QtBot, width: int
) -> None:
    browser.show_markdown("# A\n\n![Wide](wide.png)", LOOK)
    browser.resize(width, 300)
    qtbot.waitUntil(lambda: abs(width_of(browser, "wide.png") - (browser.viewport().width() - 28)) < 1)
    assert browser.horizontalScrollBar().maximum() == 0


def test_no_file_from_elsewhere_is_shown(browser: ManualBrowser, tmp_path: Path) -> None:
    for name in ("../wide.png", "/etc/hostname", "missing.png"):
        assert browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name)) is None
    (tmp_path / "style.css").write_text("p {}")
    assert browser.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("style.css")) is None


@pytest.mark.parametrize("heading", [0, 1, 4, 7])
def test_a_heading_that_is_gone_to_is_at_the_top_with_the_caret(browser: ManualBrowser, heading: int) -> None:
    browser.show_markdown(LONG, LOOK)
    browser.go_to(heading)
    assert browser.heading_at_top() == heading
    expected = "Top" if heading == 0 else f"Part {heading - 1}"
    assert browser.textCursor().block().text() == expected
    assert browser.cursorRect().top() < 60


def test_a_link_is_reached_by_tab_and_followed_by_return(browser: ManualBrowser, qtbot: QtBot) -> None:
    browser.show_markdown("# A\n\nSee [one](one.md) and [two](two.md#place).", LOOK)
    browser.setFocus()
    followed: list[str] = []
    browser.followed.connect(followed.append)
    for _ in range(2):
        QTest.keyClick(browser, Qt.Key.Key_Tab)
        QTest.keyClick(browser, Qt.Key.Key_Return)
    assert followed == ["one.md", "two.md#place"]


def test_what_is_copied_is_as_it_is_typed(browser: ManualBrowser) -> None:
    browser.show_markdown("# A\n\nPress `Ctrl+K` for `code.next_span`.", LOOK)
    browser.selectAll()
    assert browser.createMimeDataFromSelection().text().split() == ["A", "Press", "Ctrl+K", "for", "code.next_span."]


def test_all_places_of_the_words_are_lit_until_another_page_comes(browser: ManualBrowser) -> None:
    browser.show_markdown(LONG, LOOK)
    browser.light(["part", "Top"])
    assert len(browser.extraSelections()) == 9
    browser.show_markdown("# B", LOOK)
    assert browser.extraSelections() == []


def test_the_page_can_be_read_by_the_caret(browser: ManualBrowser) -> None:
    browser.show_markdown(LONG, LOOK)
    browser.go_to(0)
    browser.setFocus()
    QTest.keyClick(browser, Qt.Key.Key_Right)
    QTest.keyClick(browser, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert browser.textCursor().selectedText() == "op"
    assert browser.isReadOnly() and browser.cursorRect().topLeft() != QPoint(0, 0)
