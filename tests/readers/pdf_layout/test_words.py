"""Glyphs to words: by gaps, whether or not the file has blanks."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.pdf_layout.glyphs import PageGlyphs
from annotator.readers.pdf_layout.words import turned_text, words_of
from tests.examples import examples
from tests.readers.pdf_layout.typeset import Sheet, only


def without_blanks(page: PageGlyphs) -> PageGlyphs:
    return only(page, [index for index, char in enumerate(page.text) if char != " "])


@settings(max_examples=examples(30))
@given(
    st.lists(st.text("abcdeXYZ.,19", min_size=1, max_size=9), min_size=1, max_size=12),
    st.floats(5, 30),
    st.floats(0.17, 0.8),
)
def test_words_are_what_stands_between_gaps(words: list[str], em: float, blank: float) -> None:
    sheet = Sheet()
    sheet.line(" ".join(words), 50, 700, em, blank=blank)
    for page in (sheet.page(), without_blanks(sheet.page())):
        (found,) = words_of([page])
        assert [word.text for word in found] == words
        assert all(after.x0 > before.x1 for before, after in itertools.pairwise(found))


def test_another_size_or_height_begins_a_word() -> None:
    sheet = Sheet()
    end = sheet.word("Council", 50, 700, 10)
    sheet.word("1", end, 704, 6)
    (found,) = words_of([sheet.page()])
    assert [(word.text, word.em) for word in found] == [("Council", 10), ("1", 6)]


def test_what_is_turned_is_no_word_of_the_page() -> None:
    sheet = Sheet()
    sheet.line("Read me from left to right.", 80, 700, 10)
    sheet.upwards("Check against delivery", 20, 200, 10)
    (found,) = words_of([sheet.page()])
    assert [word.text for word in found] == ["Read", "me", "from", "left", "to", "right."]
    assert turned_text(sheet.page()) == "Check against delivery"
    assert words_of([Sheet().page()]) == [[]]
