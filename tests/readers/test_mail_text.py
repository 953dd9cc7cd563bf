"""Lines of plain mails to paragraphs."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.mail_text import flowed, unwrapped
from tests.examples import examples

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=40, max_size=80)


@settings(max_examples=examples(30))
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=4), width=st.integers(60, 78))
def test_what_a_program_wrapped_is_joined_again(paragraphs: list[list[str]], width: int) -> None:
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    lines = "\n\n".join(textwrap.fill(" ".join(words), width) for words in paragraphs)
    # How wide the program wrapped can only be told from the longest line.
    longest = max(map(len, lines.split("\n")))
    again = "\n\n".join(textwrap.fill(" ".join(words), longest) for words in paragraphs)
    assert again == lines
    assert unwrapped(lines) == text


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nthanks.\nAna",
        "x" * 200 + "\nshort\n" + "y " * 30,
        "> " + "quoted words here " * 4 + "\n> " + "and more of what was quoted",
        "word " * 14 + "\n- an item of a list\n- another one",
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert unwrapped(text).split() == text.split()
    assert unwrapped(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a \nb \nc\nd", "a b c\nd"),
        (" From here\n-- \nAna", "From here\n--\nAna"),
        ("> a \n> b\nc", "> a b\nc"),
        (">> a \n> b", ">> a\n> b"),
    ],
)
def test_soft_breaks_of_a_flowed_text_are_undone(text: str, joined: str) -> None:
    assert flowed(text) == joined


def test_a_blank_that_only_marks_the_break_goes() -> None:
    assert flowed("世 \n界", without_blank=True) == "世界"
