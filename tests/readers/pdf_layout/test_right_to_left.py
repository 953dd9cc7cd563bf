"""Arabic and Hebrew: from what stands side by side to the order of reading, and back again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.pdf_layout.layout import lay_out
from annotator.readers.pdf_layout.right_to_left import is_right_to_left, logical, with_brackets
from tests.examples import examples
from tests.readers.pdf_layout.typeset import Sheet

ARABIC = st.text("ابتجحدرسعفقكلمنهوي", min_size=1, max_size=6)
NUMBER = st.from_regex(r"[0-9]{1,4}(?:[./][0-9]{1,3}){0,2}", fullmatch=True)
TOKENS = st.lists(st.tuples(ARABIC, st.one_of(st.just(""), NUMBER)), min_size=1, max_size=8)


@settings(max_examples=examples(60))
@given(TOKENS)
def test_words_run_from_the_right_and_numbers_from_the_left(tokens: list[tuple[str, str]]) -> None:
    words = [part for token in tokens for part in token if part]
    # On the page the last word stands leftmost; letters of Arabic are mirrored, digits are not.
    side_by_side = " ".join(word if word[0].isdigit() else word[::-1] for word in reversed(words))
    assert logical(list(side_by_side)) == " ".join(words)


def test_a_name_in_latin_letters_runs_from_the_left() -> None:
    assert logical([*"شقن"[::-1][::-1], " ", *"S/PV.4130", " ", *"رظنا"]) == "انظر S/PV.4130 نقش"
    assert logical([*"United Nations", " ", *"ةمظنم"]) == "منظمة United Nations"


def test_brackets_are_mirrored_where_that_makes_them_match() -> None:
    assert with_brackets("قرار )2000( في") == "قرار (2000) في"
    assert with_brackets("قرار (2000) في") == "قرار (2000) في"


def test_a_page_of_hebrew_is_read_whatever_order_its_letters_have() -> None:
    words = ["הואיל", "והכרה", "בכבוד", "הטבעי", "אשר", "לכל", "בני", "משפחת", "האדם"]
    for forwards in (True, False):
        sheet, x, places = Sheet(), 500.0, []
        for word in words:
            for char in word:
                x -= 5
                places.append((char, x))
            x -= 2.8
        for char, at in places if forwards else reversed(places):
            sheet.word(char, at, 700, 10)
        assert lay_out([sheet.page()]).text == " ".join(words)


def test_which_way_a_text_runs() -> None:
    assert (
        is_right_to_left("انظر S/PV الصفحة") and not is_right_to_left("See page ص of it") and not is_right_to_left("")
    )
