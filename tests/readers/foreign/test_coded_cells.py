"""Codings are known by what stands in the cells of a table, in any order and under any names; texts are no codings."""

import csv
import io
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign import table_marks
from annotator.readers.foreign.coded_cells import NO_CODINGS, are_places, coded_cells, whole
from annotator.readers.foreign.look import FileLook
from tests.examples import examples

WORDS = ["peace", "war", "treaty", "état", "мир", "和平", "border", "talks", "sanction", "agreed"]
Coded = tuple[str, int, int, str, str]


def text_of(chance: Random) -> str:
    """Return a text in which nothing stands twice."""
    return " ".join(f"{chance.choice(WORDS)}{number}" for number in range(chance.randint(12, 40)))


@st.composite
def codings(draw: st.DrawFn) -> list[Coded]:
    """Rows of a text with a place in it, the words there and a code."""
    chance, rows = Random(draw(st.integers(0, 2**32))), list[Coded]()
    for _ in range(chance.randint(1, 3)):
        text = text_of(chance)
        for number in range(chance.randint(4, 7)):
            start = chance.randint(1, len(text) - 30)
            stop = start + 8 + 2 * number + chance.randint(0, 1)
            rows.append((text, start, stop, text[start:stop], ("urge", "warn")[number % 2]))
    return rows


def shuffled(rows: Sequence[Sequence[object]], order: Sequence[int]) -> list[list[str]]:
    return [[str(row[at]) for at in order] for row in rows]


@settings(max_examples=examples(60), deadline=None)
@given(rows=codings(), order=st.permutations(range(5)), first=st.integers(0, 1), last=st.booleans())
def test_places_with_their_words_are_found_in_any_order_counted_from_0_or_1_and_inclusive_or_not(
    rows: list[Coded], order: list[int], first: int, last: bool
) -> None:
    told = [(text, a + first, b + first - last, quote, code) for text, a, b, quote, code in rows]
    found = coded_cells(shuffled(told, order))
    assert found.says_all and found.is_coded
    assert found.parts() == {
        name: order.index(at) for name, at in {"text": 0, "quote": 3, "start": 1, "stop": 2}.items()
    }
    assert found.label == order.index(4)


@settings(max_examples=examples(40), deadline=None)
@given(rows=codings(), order=st.permutations(range(4)))
def test_places_are_found_without_the_text_or_with_a_length_in_place_of_the_end(
    rows: list[Coded], order: list[int]
) -> None:
    of_project = [(f"speech {number % 2}", a, b, quote) for number, (_, a, b, quote, _) in enumerate(rows)]
    found = coded_cells(shuffled(of_project, order))
    assert (found.start, found.stop, found.quote) == tuple(map(order.index, (1, 2, 3))) and found.says_all
    with_length = [(text, a, b - a, quote) for text, a, b, quote, _ in rows]
    found = coded_cells(shuffled(with_length, order))
    assert found.says_all and (found.start, found.length) == (order.index(1), order.index(2))


@settings(max_examples=examples(40), deadline=None)
@given(rows=codings())
def test_quotes_of_repeated_texts_and_repeated_texts_with_codes_look_like_codings(
    rows: list[Coded],
) -> None:
    assert coded_cells([[row[0], row[3]] for row in rows]).is_coded
    found = coded_cells([[row[4], row[0]] for row in rows])
    assert found.is_coded and found.label == 0 and not found.says_all


@settings(max_examples=examples(60), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_table_of_texts_with_what_is_known_of_them_is_none(seed: int) -> None:
    chance = Random(seed)
    found = list(dict.fromkeys(text_of(chance) for _ in range(chance.randint(1, 12))))
    party = [chance.choice(["left", "right"]) for _ in found]
    years = [chance.randint(1946, 2023) for _ in found]
    rows = [
        [str(at), text, text.split()[0], party[at], str(years[at]), str(years[at] + 4), "0", str(len(text))]
        for at, text in enumerate(found)
    ]
    assert coded_cells(rows) == NO_CODINGS
    book = io.StringIO()
    csv.writer(book).writerows([["n", "speech", "title", "party", "from", "to", "zero", "chars"], *rows])
    look = FileLook("a.csv", book.getvalue().encode())
    assert not table_marks.looks_coded(look) and not table_marks.is_plainly_coded(look)


def test_a_speech_gathered_twice_is_no_coding() -> None:
    speeches = [f"This is speech {number}, which goes on for a while and says things." for number in range(10)]
    rows = [[text, "left"] for text in speeches] + [[speeches[0], "right"]]
    assert coded_cells(rows) == NO_CODINGS


def test_numbers_are_whole_and_places_nothing_else() -> None:
    assert [whole(cell) for cell in ("12", " 7 ", "3.0", "3.5", "-1", "", "x", "²")] == [
        *(12, 7, 3),
        *(None, None, None, None, None),
    ]
    assert are_places([["1"], [""], ["2.0"]], 0)
    assert not are_places([["1"], ["Ann"]], 0) and not are_places([[""]], 0)


def test_long_texts_in_every_row_do_not_hide_the_places() -> None:
    text = "One said it. " * 12_000
    rows = [[text, a, a + n, text[a : a + n], "x"] for a, n in ((0, 3), (9, 4), (16, 9), (50_000, 8), (100_001, 5))]
    book = io.StringIO()
    csv.writer(book).writerows([list("pqrst"), *rows])
    assert table_marks.is_plainly_coded(FileLook("a.csv", book.getvalue().encode()))
