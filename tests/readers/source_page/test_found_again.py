"""A page of another text: found are runs of words that come once, and a wrong mark is never made."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.source_page.found_again import found_again
from annotator.readers.source_page.page_map import PageMap, PlacedLetters, PlacedLine

WORDS = st.lists(st.sampled_from(["the", "of", "peace", "Council", "calls", "upon", "all", "States", "war", "和"]))


def page_of(text: str) -> PageMap:
    letters = tuple(
        PlacedLetters(at, at + 1, (at / 1000, 0.1, (at + 1) / 1000, 0.2))
        for at, char in enumerate(text)
        if not char.isspace()
    )
    return PageMap((PlacedLine(letters),) if letters else ())


@given(WORDS, WORDS, WORDS)
def test_each_letter_that_is_found_is_the_same_letter_in_the_text(
    one: list[str], two: list[str], three: list[str]
) -> None:
    theirs, ours = " ".join([*one, *two]), " ".join([*three, *two, *one])
    found = found_again(page_of(theirs), [(0, theirs)], ours, (0, len(ours)))
    assert not found.is_exact
    for line in found.lines:
        for letter in line.letters:
            assert ours[letter.start] == theirs[round(letter.box[0] * 1000)]


def test_a_page_that_is_read_otherwise_is_found_by_its_words_beyond_what_differs() -> None:
    ours = (
        "Heading\n" + "France urged China to talk about the war and to end it. " + "Nothing else was said here at all."
    )
    theirs = "France urged China to talk about the war\nand to end it. Page 3\nNothing else was said there."
    found = found_again(page_of(theirs), [(0, theirs)], ours, (0, len(ours)))
    (line,) = found.lines
    marked = "".join(ours[one.start : one.stop] for one in line.letters)
    assert marked == "FranceurgedChinatotalkaboutthewarandtoenditNothingelsewassaid"


def test_what_comes_twice_or_is_too_short_has_no_place() -> None:
    again = "all States call upon all parties. " * 2
    assert (
        found_again(page_of("all States call upon all"), [(0, "all States call upon all")], again, (0, 60)).lines == ()
    )
    assert found_again(page_of("all States"), [(0, "all States")], "of all States here", (0, 18)).lines == ()
    far = "x " * 5_000 + "France urged China to talk"
    assert found_again(page_of(far[-26:]), [(0, far[-26:])], far, (0, 100)).lines == ()
