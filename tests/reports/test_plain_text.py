"""Any text as one that files can hold."""

from hypothesis import given
from lxml import etree

from annotator.model.wording import isolated
from annotator.reports.plain_text import begins_right_to_left, clean, pieces, xml
from tests.reports.samples import ANY_TEXT, ARABIC


@given(ANY_TEXT)
def test_any_text_survives_as_content_and_as_an_attribute(text: str) -> None:
    root = etree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>'.encode())
    assert (root.text or "") == clean(text)
    assert root.get("b") == clean(text).replace("\n", " ").replace("\t", " ")


def test_what_no_file_can_hold_is_seen_to_be_missing() -> None:
    assert clean("a\x00b\ud800c\uffff") == "a\ufffdb\ufffdc\ufffd" and clean("a\r\nb\rc") == "a\nb\nc"


@given(ANY_TEXT)
def test_the_pieces_of_a_text_are_all_of_it(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_a_piece_that_runs_from_right_to_left_takes_the_numbers_within_along() -> None:
    assert list(pieces("Ben (نور 3 الهدى), 38")) == [("Ben (", False), ("نور 3 الهدى", True), ("), 38", False)]


def test_the_direction_is_that_of_the_first_letter_that_has_one() -> None:
    assert begins_right_to_left(f"12 {ARABIC} abc") and not begins_right_to_left(f"abc {ARABIC}")
    assert not begins_right_to_left("12") and isolated("abc") == "abc"
    assert isolated(ARABIC) == f"\u2068{ARABIC}\u2069"
