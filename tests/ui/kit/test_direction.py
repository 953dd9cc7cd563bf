"""Which way a text runs: as Qt says of a line by itself, and whatever stands in an isolate does not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.kit.direction import runs_right_to_left

LEFT, RIGHT, WEAK = "aЖ中", "אب", " 1.,“(−🕊"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
WEAKS, STRONG = st.text(st.sampled_from(WEAK)), st.text(st.sampled_from(LEFT + RIGHT))


@given(
    weak=st.text(st.sampled_from(WEAK)),
    strong=st.sampled_from(LEFT + RIGHT),
    rest=st.text(st.sampled_from(LEFT + RIGHT + WEAK)),
)
def test_the_first_strong_letter_says_it_whatever_follows(weak: str, strong: str, rest: str) -> None:
    assert runs_right_to_left(weak + strong + rest) == (strong in RIGHT)


@given(text=WEAKS)
def test_a_text_without_a_strong_letter_runs_to_the_right(text: str) -> None:
    assert not runs_right_to_left(text)


@given(
    inside=st.text(st.sampled_from(LEFT + RIGHT)), opens=st.sampled_from([LRI, RLI, FSI]), after=st.sampled_from("aب")
)
def test_what_stands_in_an_isolate_does_not_count(inside: str, opens: str, after: str) -> None:
    assert runs_right_to_left(f"{opens}{inside}{PDI}{after}") == (after == "ب")
    assert runs_right_to_left(f"{opens}{opens}{inside}{PDI}{inside}{PDI}{after}") == (after == "ب")


@pytest.mark.parametrize(("text", "right"), [(f"{PDI}ب", True), (f"{LRI}ب", False), ("١٢ ب", True), ("", False)])
def test_isolates_that_do_not_match_break_nothing(text: str, right: bool) -> None:
    assert runs_right_to_left(text) is right
