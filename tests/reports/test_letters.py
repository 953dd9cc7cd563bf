"""Letters as strokes: all of Latin, and a box for what is not there."""

import string

import pytest

from annotator.reports.letters import letters
from annotator.reports.text_width import text_width


@pytest.mark.parametrize("letter", [each for each in string.printable if not each.isspace()])
def test_each_printable_sign_differs_from_all_others_and_from_the_box(letter: str) -> None:
    box, _ = letters("字", 12)
    drawn, _ = letters(letter, 12)
    same = [other for other in string.printable if not other.isspace() and letters(other, 12)[0] == drawn]
    assert drawn and drawn != box and same == [letter]


def test_letters_stay_between_descenders_and_capitals() -> None:
    strokes, _ = letters(string.printable, 100)
    heights = [y for stroke in strokes for _, y in stroke]
    assert min(heights) >= -100 and max(heights) <= 25


def test_accents_are_left_out_and_other_scripts_are_boxes() -> None:
    assert letters("é", 12) == letters("e", 12) and letters("ß", 12) == letters("ss", 12)
    assert letters("字", 12) == letters("ع", 12) != letters("a", 12)


def test_a_line_of_letters_is_no_wider_than_the_layout_allows() -> None:
    for text in ("0.812 [0.774, 0.846]", "Krippendorff’s alpha", "per 1,000 words", "MAXIMUM"):
        assert letters(text, 12)[1] <= text_width(text, 12) * 1.05


def test_nothing_and_blanks_have_no_strokes() -> None:
    assert letters("", 12) == ([], 0) and letters("  ", 12)[0] == []
