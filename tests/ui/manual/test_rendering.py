"""A page as Qt's rich text: keys and what is typed told apart, tables, pictures, and the colours of each theme."""

import re

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from annotator.ui.kit.themes import DARK, THEMES, Theme
from annotator.ui.manual.pages import names, page, plain
from annotator.ui.manual.rendering import PageLook, copied, html_of, style_of

LOOK = PageLook(DARK, 17, ("Noto Serif", "serif"))


@pytest.mark.parametrize(
    "key", ["Ctrl+K", "F1", "Return", "Alt+PgDown", "Ctrl++", "Ctrl+Shift+M", "?", "3", "/", "Shift"]
)
def test_a_key_is_set_as_a_key_and_copied_as_it_is_written(key: str) -> None:
    html = html_of(f"Press `{key}`.", LOOK)
    assert 'class="key"' in html and 'class="code"' not in html
    document = QTextDocument()
    document.setHtml(html)
    assert copied(document.toPlainText()) == f"Press  {key} ."


@pytest.mark.parametrize("typed", ["code.next_span", "gold.jsonl", "annotator new", "--layer", "Ctrlx", "F100"])
def test_what_is_typed_is_no_key_and_is_copied_as_it_is_written(typed: str) -> None:
    document = QTextDocument()
    html = html_of(f"See `{typed}`.", LOOK)
    document.setHtml(html)
    assert 'class="code"' in html and 'class="key"' not in html
    assert copied(document.toPlainText()) == f"See {typed}."


def test_a_key_breaks_in_a_column_of_a_table_only() -> None:
    html = html_of("`Ctrl+K`\n\n| a |\n|---|\n| `Ctrl+K` |\n\n`Ctrl+K`", LOOK)
    assert re.findall(r"Ctrl(\S+?)K", html) == ["&#8288;+&#8288;", "+&#8203;", "&#8288;+&#8288;"]


@pytest.mark.parametrize("name", names())
def test_no_word_of_a_page_is_lost_and_no_mark_of_markdown_left(qtbot: QtBot, name: str) -> None:
    document = QTextDocument()
    document.setHtml(html_of(page(name).markdown, LOOK))
    shown = copied(document.toPlainText())
    # Qt numbers lists by itself; what a block's language is, and what a picture shows, is not among the words.
    read = re.sub(r"!\[[^\]]*\]\([^)]*\)|^```\w*$", "", page(name).markdown, flags=re.MULTILINE)
    words = {*re.findall(r"\b[^\W\d]\w*", plain(read))}
    assert words - {*re.findall(r"\w+", shown)} == set()
    assert "](" not in shown and "**" not in shown and "|---" not in shown


def test_a_picture_alone_has_no_room_between_lines() -> None:
    html = html_of("![A](b.png)\n\nA word ![A](b.png)", LOOK)
    assert html.count('<p class="picture"><img') == 1 and "<p>A word" in html


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_style_has_the_size_and_the_colours_of_the_theme(theme: Theme) -> None:
    style = style_of(PageLook(theme, 21, ("Noto Serif",)))
    assert "font-size: 21px" in style and theme.ink in style and theme.accent in style
    others = {colour for other in THEMES for colour in (other.ink, other.accent)} - {
        *(getattr(theme, field) for field in ("ink", "accent", "frame", "hover", "hairline", "secondary"))
    }
    assert [colour for colour in others if colour in style] == []
