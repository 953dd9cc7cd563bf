"""Texts cut into units, and units split and joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import CodingUnit
from annotator.model.errors import NotAllowed
from annotator.model.given_units import unit_problem
from annotator.model.unit_cutting import cut, join, split

TEXTS = st.lists(
    st.sampled_from(
        ["He spoke. ", "她说：不。", "قال ذلك. ", "U.S. ", "\n", "\n\n", " ", "1. ", "🕊", "a", "Ende!", "؟ "]
    ),
    max_size=14,
).map("".join)
GIVEN = st.sampled_from([CodingUnit.SENTENCE, CodingUnit.QUASI_SENTENCE, CodingUnit.PARAGRAPH])


@given(TEXTS, GIVEN)
def test_what_is_cut_is_sound_and_holds_all_but_blanks(text: str, unit: CodingUnit) -> None:
    units = cut(text, unit)
    assert unit_problem(units, len(text)) == ""
    held = {at for start, stop in units for at in range(start, stop)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in held)
    assert all(text[start:stop] == text[start:stop].strip() and "\n" not in text[start:stop] for start, stop in units)


@given(TEXTS)
def test_sentences_stand_within_paragraphs_and_quasi_sentences_begin_as_them(text: str) -> None:
    sentences, paragraphs = (cut(text, unit) for unit in (CodingUnit.SENTENCE, CodingUnit.PARAGRAPH))
    assert cut(text, CodingUnit.QUASI_SENTENCE) == sentences
    assert all(any(one.start <= unit.start and unit.stop <= one.stop for one in paragraphs) for unit in sentences)
    assert cut(text, CodingUnit.FREE) == ()


@given(TEXTS, GIVEN, st.data())
def test_a_split_that_is_joined_again_is_what_it_was(text: str, unit: CodingUnit, data: st.DataObject) -> None:
    units = cut(text, unit)
    long = [at for at, (start, stop) in enumerate(units) if stop - start > 1]
    if not long:
        return
    at = data.draw(st.sampled_from(long))
    place = data.draw(st.integers(units[at].start + 1, units[at].stop - 1))
    parts = split(text, units, at, [place])
    assert len(parts) == len(units) + 1 and unit_problem(parts, len(text)) == ""
    assert join(parts, at, at + 1) == units


def test_arabic_and_chinese_are_cut_by_their_own_signs() -> None:
    text = "联合国安理会谴责袭击。中方呼吁各方保持克制！\nدعا المجلس إلى الهدوء. هل يكفي ذلك؟ نعم."
    quotes = [text[start:stop] for start, stop in cut(text, CodingUnit.SENTENCE)]
    assert quotes == [
        "联合国安理会谴责袭击。",
        "中方呼吁各方保持克制！",
        "دعا المجلس إلى الهدوء.",
        "هل يكفي ذلك؟",
        "نعم.",
    ]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 0), (0, 2), (-1, 1)])
def test_what_cannot_be_joined_is_said(first: int, last: int) -> None:
    units = cut("One. Two.", CodingUnit.SENTENCE)
    with pytest.raises(NotAllowed, match="can be joined"):
        join(units, first, last)
