"""Places and measures that all pictures share: pure numbers."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.pictures.layout import Face, TextLine, line, number, ticks, wrapped
from tests.ui.explore.places import EVENTS, Typewriter, matrix_layout, timeline_layout


def test_a_line_is_hit_on_its_words_only() -> None:
    words = TextLine("France", "France", 100, 100, 50)
    assert words.has(140, 95) and not words.has(160, 95) and not words.has(140, 80) and not words.has(140, 110)


@given(st.text(st.sampled_from("ab "), max_size=60), st.integers(20, 90), st.integers(1, 3))
def test_wrapped_words_are_all_there_unless_their_last_line_is_cut(text: str, width: int, most: int) -> None:
    lines = wrapped(Typewriter(), text, width, most)
    assert len(lines) <= most and all(Typewriter().width(one, Face.SMALL) <= width for one in lines)
    if not any("…" in one for one in lines):
        assert " ".join(lines).split() == text.split()


@given(st.integers(0, 10**7))
def test_the_axis_has_few_round_numbers_and_reaches_the_largest(most: int) -> None:
    scale = list(ticks(most))
    step = scale[1]
    assert scale[0] == 0 and scale[-1] >= most and scale[-1] - step < max(most, 1) and len(scale) <= 5
    assert str(step).rstrip("0") in ("1", "2", "5")


@given(st.integers(5, 10**7))
def test_the_axis_is_as_fine_as_its_numbers_have_room(most: int) -> None:
    step = list(ticks(most))[1]
    finer = step * 2 // 5 if str(step).startswith("5") else step // 2
    assert most > 4 * finer


def test_a_line_keeps_its_whole_text_and_large_numbers_have_their_thousands_apart() -> None:
    found = line(Typewriter(), "the  European\nUnion", 0, 0, Face.WORDS, 50)
    assert (found.whole, found.text, found.width <= 50) == ("the European Union", "the Eu…", True)
    assert (number(999), number(1234567)) == ("999", "1\u202f234\u202f567")


def test_what_is_counted_stands_in_the_heading() -> None:
    for layout in (matrix_layout(EVENTS), timeline_layout(EVENTS)):
        assert layout.title[1].text == "Gold"
