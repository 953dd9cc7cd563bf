"""What is said of a mark in a lane, in the head and where the pointer rests."""

from annotator.ui.reader.words import word_of


def test_the_sign_of_what_goes_on_points_to_where_the_script_comes_from() -> None:
    assert word_of("Appeal", False) == "Appeal"
    assert word_of("Appeal", True, continues=True) == "‹ Appeal ?"
    assert word_of("Appeal", True, continues=True, right_to_left=True) == "Appeal ? ›"
