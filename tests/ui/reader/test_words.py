"""What chips say, and how often a mark that goes on says it."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.words import paragraph_before, says_again, word_of


def test_the_sign_of_what_goes_on_points_to_where_the_script_comes_from() -> None:
    assert word_of("Appeal", False) == "Appeal"
    assert word_of("Appeal", True, continues=True) == "‹ Appeal ?"
    assert word_of("Appeal", True, continues=True, right_to_left=True) == "Appeal ? ›"


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60), st.integers(0, 300))
def test_a_mark_never_goes_unnamed_for_long_nor_says_its_word_too_often(lengths: list[int], start: int) -> None:
    every = 420
    text = "\n\n".join("x" * length for length in lengths)
    starts = [at for at in range(len(text)) if text[at] != "\n" and (at == 0 or text[at - 1] == "\n")]
    said = [start]
    for here in starts[1:]:
        if here > start and says_again(start, paragraph_before(text, here, every), here, every):
            said.append(here)
    last = max(starts[-1], start)
    gaps = [b - a for a, b in zip(said, [*said[1:], last], strict=True)]
    assert all(gap <= 2 * every + max(lengths) for gap in gaps)
    assert len(said) <= 1 + (last - start) // every


def test_after_a_paragraph_without_end_the_word_is_said_again() -> None:
    text = "x" * 1_000_000 + "\n" + "y"
    above = paragraph_before(text, 1_000_001, 420)
    assert 1_000_001 - above >= 420
    assert says_again(10, above, 1_000_001, 420)


def test_blank_lines_are_no_paragraph_above() -> None:
    text = "One.\n\nTwo two.\n \n\nThree."
    assert paragraph_before(text, text.index("Three"), 420) == text.index("Two")
    assert paragraph_before(text, text.index("Two"), 420) == 0
