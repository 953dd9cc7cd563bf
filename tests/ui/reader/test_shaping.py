"""Rectangles, hit tests and the caret agree, in every script."""

from itertools import pairwise

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.clusters import is_never_seen
from annotator.ui.reader.layout import Page
from annotator.ui.reader.shaping import ShapedPiece
from tests.examples import examples
from tests.ui.reader.samples import BY_NAME, page_of

_PROPERTY = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(12)
)
_WIDTHS = (110, 180, 420)


@pytest.fixture(params=[(name, width) for name in BY_NAME for width in _WIDTHS], ids=lambda p: f"{p[0]}-{p[1]}")
def page(request: pytest.FixtureRequest, qapp: QApplication) -> Page:
    name, width = request.param
    return page_of(BY_NAME[name], width)


def _pieces(page: Page) -> list[ShapedPiece]:
    return [page.shaped(number) for number in range(len(page.pieces))]


@_PROPERTY
@given(data=st.data())
def test_a_range_covers_exactly_the_points_that_hit_inside_it(page: Page, data: st.DataObject) -> None:
    text = page.index.text
    a = data.draw(st.integers(0, len(text) - 1))
    start, stop = page.index.snapped_to_graphemes(a, data.draw(st.integers(a + 1, min(len(text), a + 90))))
    for piece in _pieces(page):
        for number in range(len(piece.lines)):
            line = piece.lines[number]
            if line.shown_stop <= max(start, line.start) < line.stop:
                # Of the blanks that a line was wrapped at, a range shows those that it begins with.
                continue
            ranges = piece.ranges(number, start, stop)
            for x in range(-3, page.width + 8):
                at = piece.position_on(number, x + 0.5)
                # Neighbouring ranges meet within a pixel where a font's advances are rounded.
                inside = any(left <= x + 0.5 < right for left, right in ranges)
                near_edge = any(abs(x + 0.5 - edge) < 1 for found in ranges for edge in found)
                assert inside == (at is not None and start <= at < stop) or near_edge


def test_clicking_at_the_caret_finds_the_position_again(page: Page) -> None:
    text, wrong = page.index.text, []
    for piece in _pieces(page):
        for match in regex.finditer(r"\X", text, pos=piece.start, endpos=piece.stop):
            position = match.start()
            line = piece.line_at(position)
            x = piece.caret_x(position)
            found = piece.position_near(line, x)
            if position > piece.lines[line].shown_stop:
                continue  # behind the first of the blanks that the line was wrapped at
            if abs(piece.caret_x(found) - x) > 1 and not _between_directions(piece, line, position):
                wrong.append((position, found))
    assert wrong == []


def _between_directions(piece: ShapedPiece, line: int, position: int) -> bool:
    """Where two directions meet, one position is in two places and one place is two positions."""
    clusters = piece.clusters(line)
    around = [c.right_to_left for c in clusters if c.start == position or c.stop == position]
    base = [piece.right_to_left] if position in (piece.lines[line].start, piece.lines[line].stop) else []
    return len({*around, *base}) > 1


def test_the_graphemes_of_a_line_lie_side_by_side(page: Page) -> None:
    for piece in _pieces(page):
        for number in range(len(piece.lines)):
            edges = sorted(
                (c.left, c.right) for c in piece.clusters(number) if c.stop <= piece.lines[number].shown_stop
            )
            assert all(later[0] >= earlier[1] - 1 for earlier, later in pairwise(edges))


def test_each_grapheme_is_where_its_glyphs_are_drawn(page: Page) -> None:
    text = page.index.text
    for piece in _pieces(page):
        seen: set[float] = set()  # a ligature's later letters have its glyph, which stands where the first one does
        qt_start = page.index.to_qt(piece.start)
        for number, line in enumerate(piece.lines):
            seen.clear()
            for cluster in piece.clusters(number):
                local = page.index.to_qt(cluster.start) - qt_start
                runs = line.qt_line.glyphRuns(local, page.index.to_qt(cluster.stop) - qt_start - local)
                drawn = [place.x() for run in runs for place in run.positions()]
                is_letter = text[cluster.start].isalnum() and cluster.stop - cluster.start == 1
                is_ligature = regex.match("ل[اأإآ]", text, pos=cluster.start) is not None
                if is_letter and not is_ligature and len(drawn) == 1 and drawn[0] not in seen:
                    seen.add(drawn[0])
                    assert cluster.left - 1 <= drawn[0] <= cluster.right + 1, text[cluster.start : cluster.stop]


def test_lines_cover_their_piece(page: Page) -> None:
    for piece in _pieces(page):
        assert piece.lines[0].start == piece.start
        assert piece.lines[-1].stop == piece.stop
        assert all(a.stop == b.start for a, b in zip(piece.lines, piece.lines[1:], strict=False))


def test_right_to_left_paragraphs_stand_at_the_right(qapp: QApplication) -> None:
    for name in ("hebrew", "arabic", "mixed right to left"):
        piece = page_of(BY_NAME[name], 420).shaped(0)
        assert piece.right_to_left
        assert piece.caret_x(0) == pytest.approx(420, abs=1)


def test_a_line_feed_has_a_place_but_no_width(qapp: QApplication) -> None:
    page = page_of("One.\n\nTwo.")
    first, second = page.shaped(0), page.shaped(1)
    assert first.ranges(0, 4, 5) == [(first.caret_x(4), first.caret_x(4))]
    assert second.ranges(0, 5, 6) == [(0.0, 0.0)]


def test_controls_and_separators_keep_the_offsets_behind_them(qapp: QApplication) -> None:
    page = page_of("a\u2028b\x0bc\x85d\x00e🙂f\u2029g", 4000)
    piece = page.shaped(0)
    assert len(piece.lines) == 1
    assert [cluster.start for cluster in piece.clusters(0)] == list(range(len(page.index.text)))


def test_a_click_beyond_a_wrapped_line_stays_on_it(qapp: QApplication) -> None:
    page = page_of(BY_NAME["latin"])
    piece = page.shaped(0)
    position = piece.position_near(0, 9999)
    assert piece.line_at(position) == 0
    assert page.index.text[position] == " "


def test_a_click_beyond_a_wrapped_line_without_blanks_takes_its_last_character(qapp: QApplication) -> None:
    piece = page_of(BY_NAME["chinese"], 180).shaped(0)
    assert piece.position_near(0, 9999) == piece.lines[0].stop


def test_beside_the_text_of_a_line_is_its_start_or_its_end(page: Page) -> None:
    text = page.index.text
    for piece in _pieces(page):
        for number, line in enumerate(piece.lines):
            left, right = piece.position_near(number, -9999), piece.position_near(number, 9999)
            start, end = (right, left) if piece.right_to_left else (left, right)
            assert start == line.start
            hanging = not piece.is_last_of_paragraph(number) and text[line.stop - 1].isspace()
            assert end == (line.start + len(text[line.start : line.stop].rstrip()) if hanging else line.stop)


def test_every_grapheme_that_is_seen_has_a_place_and_what_is_marked_of_it_shows_all_of_it(page: Page) -> None:
    text = page.index.text
    for piece in _pieces(page):
        for number, line in enumerate(piece.lines):
            for cluster in piece.clusters(number):
                if cluster.start >= line.shown_stop or is_never_seen(text, cluster.start, cluster.stop):
                    continue
                assert cluster.right - cluster.left > 1, text[cluster.start : cluster.stop]
                for position in range(cluster.start, cluster.stop):
                    ((left, right),) = piece.ranges(number, position, position + 1)
                    assert (left, right) == pytest.approx((cluster.left, cluster.right), abs=1)


def test_a_tab_reaches_to_what_follows_it_in_both_directions(qapp: QApplication) -> None:
    for text in ("one\ttwo", "שלום\tלכולם", "שלום\tGeneva", "one\tשלום"):
        piece = page_of(text).shaped(0)
        ((left, right),) = piece.ranges(0, text.index("\t"), text.index("\t") + 1)
        assert right - left > 5
        assert piece.position_on(0, (left + right) / 2) == text.index("\t")


def test_a_range_inside_a_grapheme_shows_the_whole_grapheme(qapp: QApplication) -> None:
    for text in ("x👩‍👩‍👧y", "ש👩‍👩‍👧ל"):
        piece = page_of(text).shaped(0)
        assert piece.ranges(0, 2, 3) == piece.ranges(0, 1, 6)
        assert piece.ranges(0, 2, 3)[0][1] - piece.ranges(0, 2, 3)[0][0] > 5
