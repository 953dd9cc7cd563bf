"""Running text: line ends are asked for, blanks and cells fall in place, and no word is lost."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.readers.flow import Flow

Step = tuple[str, str | int]
WORDS = st.sampled_from(["a", "urged", "中国", "دعا", "e\u0301"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("collapsed"), st.sampled_from([" ", "\n \t", "a", " b ", "c\n d", "中 国", "دعا "])),
        st.tuples(st.just("verbatim"), WORDS),
        st.tuples(st.just("marker"), st.sampled_from(["- ", "1. "])),
        st.tuples(st.just("attached"), st.just("[1]")),
        st.tuples(st.just("block"), st.sampled_from([1, 2])),
        st.tuples(st.sampled_from(["line_end", "unspaced", "page", "enter_cell", "next_cell"]), st.just("")),
    ),
    max_size=30,
)


def run(steps: list[Step]) -> Flow:
    flow = Flow()
    cells = 0
    for name, value in steps:
        verb: Callable[..., None] = getattr(flow, name)
        cells += name == "enter_cell"
        verb(value) if value != "" else verb()
    for _ in range(cells):
        flow.leave_cell()
    return flow


def letters(text: str) -> list[str]:
    return [char for char in text if not char.isspace()]


@given(STEPS)
def test_all_that_is_written_is_in_the_text_in_its_order(steps: list[Step]) -> None:
    written = [str(value) for name, value in steps if name not in ("block",)]
    assert letters(run(steps).paged_text()[0]) == letters("".join(written))


@given(STEPS)
def test_a_text_has_no_blanks_at_its_ends_nor_at_those_of_its_lines(steps: list[Step]) -> None:
    text, _ = run(steps).paged_text()
    assert text == text.strip("\n\t ")
    assert not any(line.endswith((" ", "\t")) for line in text.split("\n"))


@example([("line_end", ""), ("page", ""), ("collapsed", "a")])
@given(STEPS)
def test_pages_are_offsets_in_the_text_and_no_characters(steps: list[Step]) -> None:
    plain, (paged, starts) = run(steps), run(steps).paged_text()
    assert paged == plain.text().replace("\0", "")
    assert list(starts) == sorted(set(starts))
    assert all(0 < start < len(paged) for start in starts)


@given(st.lists(st.sampled_from([1, 2]), min_size=1, max_size=6))
def test_of_line_ends_that_are_asked_for_the_most_count_and_do_not_pile_up(ends: list[int]) -> None:
    flow = Flow()
    flow.block(2)
    flow.verbatim("a")
    for one in ends:
        flow.block(one)
    flow.verbatim("b")
    flow.block(2)
    assert flow.text() == f"a{chr(10) * max(ends)}b"


@given(st.text(" \t\n\r\fab", max_size=12))
def test_runs_of_blanks_are_one_blank(text: str) -> None:
    flow = Flow()
    flow.collapsed(text)
    flow.collapsed("c")
    words = f"{text}c".split()
    assert flow.text() == " ".join(words)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("word ", "next", "word[1] next"), ("word", "next", "word[1]next"), ("word", " next", "word[1] next")],
)
def test_a_mark_goes_to_the_word_before_it_and_the_blank_behind_it(before: str, after: str, expected: str) -> None:
    flow = Flow()
    flow.collapsed(before)
    flow.attached("[1]")
    flow.collapsed(after)
    assert flow.text() == expected


def test_a_mark_after_a_block_stands_at_its_end() -> None:
    flow = Flow()
    flow.verbatim("one")
    flow.block(2)
    flow.attached("[1]", after_block=True)
    flow.verbatim("two")
    assert flow.text() == "one[1]\n\ntwo"


def test_blocks_within_a_cell_or_right_after_a_marker_do_not_break_the_line() -> None:
    flow = Flow()
    flow.marker("- ")
    flow.block(2)
    flow.verbatim("item")
    flow.block(1)
    flow.enter_cell()
    flow.verbatim("a")
    flow.block(2)
    flow.line_end()
    flow.verbatim("b")
    flow.leave_cell()
    flow.next_cell()
    flow.verbatim("c")
    assert flow.text() == "- item\na b\tc"


def test_what_stands_on_the_line_is_known() -> None:
    flow = Flow()
    assert (flow.last, flow.line_open) == ("", False)
    flow.verbatim("ab")
    assert (flow.last, flow.line_open) == ("b", True)
    flow.block()
    assert (flow.last, flow.line_open) == ("b", False)
