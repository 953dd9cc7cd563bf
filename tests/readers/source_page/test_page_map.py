"""From passages to rectangles and back to the text, on lines of any direction."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.source_page.page_map import PageMap, PlacedLetters, PlacedLine

LETTER = 0.02


def line(start: int, length: int, y: float, turned: bool = False, column: bool = False) -> PlacedLine:
    """Return a line of letters side by side; `turned`: from the right; `column`: from the top, `y` across."""
    letters = []
    for at in range(length):
        place = 0.1 + LETTER * (length - 1 - at if turned else at)
        box = (y, place, y + LETTER, place + LETTER) if column else (place, y, place + LETTER, y + LETTER)
        letters.append(PlacedLetters(start + at, start + at + 1, box))
    return PlacedLine(tuple(letters))


@st.composite
def pages(draw: st.DrawFn) -> PageMap:
    column = draw(st.booleans())
    lengths = draw(st.lists(st.integers(2, 30), min_size=1, max_size=8))
    lines, at = [], 0
    for number, length in enumerate(lengths):
        lines.append(line(at, length, 0.1 + 0.03 * number, draw(st.booleans()), column))
        at += length + 1
    return PageMap(tuple(lines), True, 1.4)


@given(pages(), st.data())
def test_rectangles_hold_the_letters_of_a_passage_and_a_click_in_one_comes_back_into_it(
    page: PageMap, data: st.DataObject
) -> None:
    span = page.span_of()
    assert span is not None
    start = data.draw(st.integers(0, span[1] - 1))
    stop = data.draw(st.integers(start + 1, span[1]))
    found = page.rectangles([(start, stop)])
    marked = [one for row in page.lines for one in row.letters if start < one.stop and one.start < stop]
    for left, top, right, bottom in found:
        at = page.letters_at((left + right) / 2, (top + bottom) / 2)
        assert at is not None and start <= at.start < stop
    assert len(found) == len({id(row) for row in page.lines for one in row.letters if one in marked})
    for one in marked:
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        assert any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in found)
        assert page.letters_at(x, y) == one


def test_what_stands_between_two_pieces_of_a_passage_is_not_marked() -> None:
    letters = line(0, 9, 0.1).letters
    # A number within a line from the right: its digits are read the other way round.
    order = [*letters[6:][::-1], *letters[3:6], *letters[:3][::-1]]
    placed = PlacedLine(tuple(PlacedLetters(at, at + 1, one.box) for at, one in enumerate(order)))
    assert len(PageMap((placed,)).rectangles([(2, 4)])) == 2
    assert len(PageMap((placed,)).rectangles([(0, 9)])) == 1


def test_an_initial_has_a_rectangle_of_its_own_and_a_blank_is_of_its_line() -> None:
    big = PlacedLetters(0, 1, (0.1, 0.1, 0.16, 0.17))
    small = [
        PlacedLetters(one.start + 1, one.stop + 1, (one.box[0] + 0.1, *one.box[1:2], one.box[2] + 0.1, one.box[3]))
        for one in line(0, 9, 0.1).letters
        if one.start != 4
    ]
    page = PageMap((PlacedLine((big, *small)), line(20, 12, 0.13)))
    assert page.rectangles([(0, 10)])[0] == big.box and len(page.rectangles([(0, 10)])) == 2
    blank = page.letters_at(0.1 + 0.1 + 4.5 * LETTER, 0.11)
    assert blank is not None and blank.start in (4, 6)
    assert page.letters_at(0.9, 0.9) is None and PageMap().letters_at(0.5, 0.5) is None
    assert PageMap().rectangles([(0, 5)]) == [] and PageMap().span_of() is None and page.rectangles([(3, 3)]) == []
