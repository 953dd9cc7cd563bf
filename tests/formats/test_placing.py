"""Places of foreign files: whatever they count, quotes say where they are."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.losses import Losses
from annotator.formats.placing import DOUBTFUL, EMPTY, MENDED, NOWHERE, PlaceClaim, PlaceFound, Unit, placed
from annotator.model.document import canonical
from annotator.model.span import Extent, quote_of

RAW = st.lists(
    st.sampled_from(["a", "b", "é", "本", "😀", "𝒜", " ", "\n", "\r\n", "\u2028", "word ", "שלום "]),
    min_size=1,
    max_size=40,
).map("".join)


def counted(raw: str, at: int, unit: Unit, crlf: int) -> int:
    """Return what `unit` counts before the code point `at` of the canonical text, with CRLF as `crlf`."""
    total = position = 0
    for number, char in enumerate(raw):
        is_cr = char == "\r" and raw[number + 1 : number + 2] == "\n"
        if position == at and not is_cr:
            break
        if position == at and is_cr:
            break
        width = {Unit.CODE_POINTS: 1, Unit.UTF16: len(char.encode("utf-16-le")) // 2, Unit.BYTES: len(char.encode())}
        total += crlf - 1 if is_cr else width[unit]
        position += not is_cr
    return total


@given(raw=RAW, data=st.data(), unit=st.sampled_from(Unit), crlf=st.sampled_from([1, 2]))
def test_whatever_a_file_counts_its_quotes_are_found(raw: str, data: st.DataObject, unit: Unit, crlf: int) -> None:
    text = canonical(raw)
    ends = st.integers(0, len(text))
    wanted = data.draw(st.lists(st.tuples(ends, ends).map(sorted).filter(lambda ends: ends[0] < ends[1]), max_size=6))
    claims = [
        PlaceClaim(((counted(raw, start, unit, crlf), counted(raw, stop, unit, crlf)),), text[start:stop])
        for start, stop in wanted
    ]
    found = placed(raw, claims, (unit, *(other for other in Unit if other is not unit)))
    for claim, place in zip(claims, found.places, strict=True):
        if place.loss is None:
            assert quote_of(text, place.extents).split() == (claim.quote or "").split()
    assert [place.extents for place in found.places if place.loss is None] == [
        (Extent(start, stop),) for (start, stop), place in zip(wanted, found.places, strict=True) if place.loss is None
    ]


@given(raw=RAW, data=st.data())
def test_no_place_is_outside_of_the_text_or_without_a_character(raw: str, data: st.DataObject) -> None:
    numbers = st.integers(-3, 60)
    claims = data.draw(
        st.lists(
            st.builds(
                PlaceClaim,
                st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple),
                st.none() | st.text(max_size=5) | RAW,
                st.booleans(),
            ),
            max_size=5,
        )
    )
    text = canonical(raw)
    for place in placed(raw, claims).places:
        assert all(0 <= start < stop <= len(text) for start, stop in place.extents)
        assert place.extents or place.loss in (EMPTY, NOWHERE)


def test_a_quote_that_stands_once_near_by_is_found_there_and_said() -> None:
    text = "France urged China.\nChina listened."
    found = placed(
        text, [PlaceClaim(((0, 5),), "urged"), PlaceClaim(((20, 25),), "China"), PlaceClaim(((0, 6),), "France")]
    )
    assert [place.loss for place in found.places] == [MENDED, None, None]
    assert found.places[0].extents == (Extent(7, 12),)


def test_a_quote_that_is_nowhere_or_twice_leaves_the_place_in_doubt_with_the_quote() -> None:
    text = "China and China, said France."
    (twice, nowhere, beyond) = placed(
        text, [PlaceClaim(((16, 20),), "China"), PlaceClaim(((0, 5),), "Chile"), PlaceClaim(((90, 95),), "Chile")]
    ).places
    assert twice == PlaceFound((Extent(16, 20),), DOUBTFUL, "China")
    assert nowhere == PlaceFound((Extent(0, 5),), DOUBTFUL, "Chile")
    assert beyond == PlaceFound((), NOWHERE)


def test_another_way_of_counting_is_said() -> None:
    found = placed("😀 France", [PlaceClaim(((3, 9),), "France")])
    losses = Losses()
    found.count_losses(losses, "Note")
    assert found.places[0].extents == (Extent(2, 8),)
    (said,) = losses.sentences()
    assert "UTF-16" in said and "converted" in said


def test_the_documented_way_is_taken_where_nothing_is_quoted() -> None:
    assert placed("😀 France", [PlaceClaim(((2, 8),))]).places == (PlaceFound((Extent(2, 8),)),)


def test_a_quote_that_is_cut_off_fits_by_its_beginning() -> None:
    claims = [PlaceClaim(((0, 19),), "France ur…", is_beginning=True)]
    assert placed("France urged China.", claims).places == (PlaceFound((Extent(0, 19),)),)


@given(raw=RAW, data=st.data())
def test_a_file_that_names_last_characters_is_known_by_its_quotes(raw: str, data: st.DataObject) -> None:
    text = canonical(raw)
    ends = st.integers(0, len(text))
    wanted = data.draw(
        st.lists(st.tuples(ends, ends).map(sorted).filter(lambda pair: pair[0] < pair[1]), min_size=1, max_size=6)
    )
    claims = [
        PlaceClaim(((counted(raw, a, Unit.CODE_POINTS, 2), counted(raw, b, Unit.CODE_POINTS, 2) - 1),), text[a:b])
        for a, b in wanted
    ]
    for claim, place in zip(claims, placed(raw, claims).places, strict=True):
        if place.loss is None:
            assert quote_of(text, place.extents).split() == (claim.quote or "").split()


LINES = "The first line of it.\r\nA second line, longer.\r\nThird one here.\r\nLast words follow.\r\n"


def test_without_quotes_the_ends_of_words_tell_how_a_file_counts_only_where_it_is_asked_for() -> None:
    text = canonical(LINES)
    wanted = [(text.index(word), text.index(word) + len(word)) for word in ("second line", "Third", "words follow")]
    claims = [PlaceClaim((ends,)) for ends in wanted]
    found = placed(LINES, claims, words_tell=True)
    assert [place.extents for place in found.places] == [(Extent(*ends),) for ends in wanted]
    assert found.counting == "each CRLF as one character"
    assert not placed(LINES, claims).counting
    as_documented = [
        PlaceClaim(((counted(LINES, a, Unit.CODE_POINTS, 2), counted(LINES, b, Unit.CODE_POINTS, 2)),))
        for a, b in wanted
    ]
    assert not placed(LINES, as_documented, words_tell=True).counting
