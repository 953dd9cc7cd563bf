"""Paragraphs, items of lists and rows of tables in rich text."""

import pytest

from annotator.readers.registry import read_bytes
from annotator.readers.rtf_story import RtfStory

ROW = rb"\trowd\cellx100\cellx200\pard\intbl %b\cell\pard\intbl %b\cell\row\pard "


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (ROW % (b"a", b"b") + ROW % (b"c", b"d") + b"after", "a\tb\nc\td\n\nafter"),
        (ROW % (rb"a\par b", b"{\\i c}"), "a b\tc"),
        (rb"{\listtext 1.\tab}One\par{\listtext\tab}Two\par{\pntext (a)\tab}Three", "1. One\n\nTwo\n\n(a) Three"),
        (rb"{\listtext\'95\tab}One\par{\listtext\u8226 ?\tab}Two\par Three", "- One\n- Two\n\nThree"),
    ],
)
def test_rows_and_items_stand_line_by_line(inside: bytes, text: str) -> None:
    assert read_bytes("a.rtf", b"{\\rtf1\\ansi " + inside + b"}")[0].text == text


def test_an_empty_story_has_no_text() -> None:
    story = RtfStory()
    story.end_paragraph()
    story.end_row()
    assert story.text() == ""
