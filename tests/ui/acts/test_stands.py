"""How a row stands while the keyboard is elsewhere, and how much of a long passage is shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Role
from annotator.model.ids import RoleId
from annotator.ui.acts.rows import CardRow, Fill
from annotator.ui.acts.stands import MOST_LINES, Stand, font_of, lines_of, size_of, stand_of, words_of
from tests.model.codebooks import attribute_of

SLOT = CardRow("role:one", "One", Role(id=RoleId("one"), name="One"))
VALUE = CardRow("attribute:one", "One", attribute_of(AttributeKind.CHOICE))
FLAG = CardRow("attribute:one", "One", attribute_of(AttributeKind.FLAG))


@pytest.mark.parametrize(
    ("row", "stand", "words"),
    [
        (SLOT, Stand.MORE, "+ One"),
        (replace(SLOT, required=True), Stand.WORD, "?"),
        (replace(SLOT, fills=(Fill("France", words="the President"),)), Stand.WORD, "the President"),
        (VALUE, Stand.MORE, "+ One"),
        (replace(VALUE, fills=(Fill("new"),)), Stand.VALUE, "new"),
        (replace(VALUE, fills=(Fill("new"),), is_verb=True), Stand.WORD, "new"),
        (replace(FLAG, fills=(Fill("yes"),)), Stand.VALUE, "One: yes"),
    ],
)
def test_what_is_empty_only_says_that_it_may_be_added(row: CardRow, stand: Stand, words: str) -> None:
    assert (stand_of(row), words_of(row)) == (stand, words)


@given(st.text(max_size=400), st.integers(1, 500))
def test_any_words_take_at_most_three_lines_within_the_width(qapp: QApplication, text: str, width: int) -> None:
    assert 1 <= len(lines_of(text, font_of(Stand.WORD), width)) <= MOST_LINES
    row = replace(SLOT, fills=(Fill("x", words=text or "x"),))
    assert size_of(row, width).width() <= width


def test_what_fits_is_whole(qapp: QApplication) -> None:
    text = "to use its influence with Moscow"
    assert " ".join(lines_of(text, font_of(Stand.WORD), 200)) == text
