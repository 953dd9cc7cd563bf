"""What is said about marks: once on entering, once on leaving, nothing in between."""

from annotator.ui.reader.announcements import crossing, described, listed
from tests.ui.reader.samples import CHINESE, LATIN, mark

APPEAL = mark("a", (4, 120))
INNER = mark("b", (21, 33), key="warning", doubt=True)
FAR = mark("c", (150, 160), key="actor")


def test_a_mark_is_named_by_its_label_and_where_it_begins() -> None:
    assert described(APPEAL, LATIN) == "Appeal, from “French President urged China to use…”"
    assert described(INNER, LATIN) == "Warning, in doubt, from “urged China”"
    assert described(mark("d", (4, 10), (21, 26)), LATIN) == "Appeal, from “French…”"


def test_the_quote_of_a_text_without_blanks_is_short_too() -> None:
    assert len(described(mark("m", (0, len(CHINESE))), CHINESE)) < 70


def test_coders_are_named_where_they_have_lanes() -> None:
    assert described(mark("a", (4, 10), lane=1), LATIN, ("Ana", "Bruno")) == "Bruno: Appeal, from “French”"
    assert crossing([mark("a", (4, 10), lane=1)], [], 12, LATIN, ("Ana", "Bruno")) == "Bruno: end of Appeal"


def test_marks_about_the_whole_text_are_listed_after_those_at_the_caret() -> None:
    whole = [mark("w"), mark("v", key="warning")]
    assert listed([INNER], whole, LATIN) == "Warning, in doubt, from “urged China”; the whole text: Appeal, Warning"
    assert listed([], whole[:1], LATIN) == "the whole text: Appeal"
    assert listed([], [], LATIN) == ""


def test_only_what_changes_is_said() -> None:
    assert crossing([], [APPEAL], 4, LATIN).startswith("Appeal, from")
    assert crossing([APPEAL], [APPEAL], 10, LATIN) == ""
    assert crossing([APPEAL], [APPEAL, INNER], 21, LATIN) == "Warning, in doubt, from “urged China”"
    assert crossing([APPEAL, INNER], [APPEAL], 34, LATIN) == "end of Warning"
    assert crossing([APPEAL, INNER], [FAR], 150, LATIN).startswith("end of Warning; end of Appeal; Actor, from “")


def test_a_mark_that_is_taken_away_under_the_caret_was_not_left() -> None:
    assert crossing([APPEAL], [], 10, LATIN) == ""
    assert crossing([APPEAL], [], 120, LATIN) == "end of Appeal"


def test_a_mark_without_a_word_says_what_it_stands_on() -> None:
    assert described(mark("m", (3, 5)), "abc  d") == "Appeal, from a blank"
    assert described(mark("m", (3, 4)), "abc\nd") == "Appeal, from a line break"
