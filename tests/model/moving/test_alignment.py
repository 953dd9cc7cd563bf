"""Two readings aligned: runs are the same in both, none overlaps another, and what is the same is found."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.moving.alignment import Aligned, align
from annotator.model.moving.normal import normal
from tests.model.moving.random_edits import Edits, edited, printed, words

PIECES = st.lists(
    st.sampled_from(["the Council, ", "decides ", "a", "b ", "recalls its resolution ", "中国"]), max_size=30
)


def aligned(old: str, new: str) -> Aligned:
    return align(normal(old), normal(new))


@given(PIECES.map("".join), PIECES.map("".join))
def test_runs_are_the_same_in_both_texts_and_none_overlaps_another(old: str, new: str) -> None:
    found = aligned(old, new)
    for run in found.runs:
        assert run.length > 0
        assert found.old.part(run.old, run.old + run.length) == found.new.part(run.new, run.new + run.length)
    for places in ([(run.old, run.length) for run in found.runs], [(run.new, run.length) for run in found.runs]):
        taken = [at for start, length in places for at in range(start, start + length)]
        assert len(set(taken)) == len(taken)


@given(PIECES.map("".join))
def test_a_text_is_aligned_with_its_printed_lines_throughout(text: str) -> None:
    found = aligned(text, text.replace(" ", "\n"))
    assert all(found.at(place) == place for place in range(len(found.old)))
    assert found.at(len(found.old)) is None


@given(PIECES.map("".join), PIECES.map("".join), st.integers(0, 60), st.integers(0, 60))
def test_runs_within_a_range_are_those_of_its_characters(old: str, new: str, one: int, other: int) -> None:
    found = aligned(old, new)
    start, stop = sorted((one, other))
    within = {run.old + at: run.new + at for run in found.within(start, stop) for at in range(run.length)}
    each = {place: found.at(place) for place in range(start, stop)}
    assert within == {place: at for place, at in each.items() if at is not None}


def test_most_of_a_text_is_found_again_though_it_was_corrected_and_parts_of_it_moved() -> None:
    for seed in range(5):
        draw = random.Random(seed)
        text = list(enumerate(words(draw, 1500)))
        old, _ = printed(draw, text, "lines")
        new, _ = printed(draw, edited(draw, text, Edits(corrected=0.05, moves=3)), "plain")
        found = aligned(old, new)
        assert sum(run.length for run in found.runs) > 0.93 * len(found.old), seed


def test_a_paragraph_that_was_moved_is_found_where_it_is_now() -> None:
    one, two, three = (
        "Recalling its resolution 1540. ",
        "Noting the report of the experts. ",
        "Decides to remain seized.",
    )
    found = aligned(one + two + three, three + " " + one + two)
    assert sum(run.length for run in found.runs) >= len(found.old) - 1  # either may have the full stop
