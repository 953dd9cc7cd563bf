"""Texts stand in columns, whatever they are in, and obey nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.columns import cell, cut, harmless, padded, width
from annotator.model.wording import plain

TEXTS = st.text(st.sampled_from("ab 中한é\u0301دعا🕊\u200d👩\x1b\u202e\u2067\n\x00e\ud800ไท"), max_size=30)


@given(text=TEXTS, columns=st.integers(1, 40), from_end=st.booleans())
def test_a_cell_has_its_width_and_nothing_that_a_terminal_obeys(text: str, columns: int, from_end: bool) -> None:
    said = cell(text, columns, from_end)
    assert width(said) == columns
    assert not any(char in plain(said) for char in "\x1b\x00\n\u202e\u2067\ud800")
    short = cut(harmless(text), columns, from_end)
    assert width(short) <= columns
    if short != harmless(text):
        kept = short.strip("…")
        assert harmless(text).endswith(kept) if from_end else harmless(text).startswith(kept)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("中国", 4), ("e\u0301", 1), ("한", 2), ("\u200dx", 1), ("ｆ", 2), ("", 0)]
)
def test_widths_are_those_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(padded(text, 9)) == 9
