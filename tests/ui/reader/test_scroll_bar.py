"""The scroll bar shows where spans, hits and open cases are, side by side."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.scroll_bar import WIDTH, MarkedScrollBar, TickColours, Ticks
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.screens import logical


def _bar(view: ReaderView) -> MarkedScrollBar:
    view.bars.renew_ticks()
    bar = view.verticalScrollBar()
    assert isinstance(bar, MarkedScrollBar)
    return bar


_COLOURS = TickColours("#00ff00", "#0000ff", "#ff0000")
_SHARES = st.lists(st.floats(0, 1), max_size=12).map(tuple)


def _shown(qtbot: Any, height: int = 300) -> MarkedScrollBar:
    bar = MarkedScrollBar()
    qtbot.addWidget(bar)
    bar.resize(WIDTH, height)
    bar.show()
    return bar


def _y_of(bar: MarkedScrollBar, share: float) -> float:
    """Return where a share of the groove is, which stands between the arrows of the style."""
    return (bar.height() - bar.pixels()) / 2 + share * bar.pixels()


def _painted(bar: MarkedScrollBar, colour: str) -> set[tuple[int, int]]:
    """Return the points that have more of a colour than of any other."""
    image = logical(bar.grab().toImage())
    channel = {"#00ff00": 1, "#0000ff": 2, "#ff0000": 0}[colour]
    found = set()
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixelColor(x, y)
            rgb = (pixel.red(), pixel.green(), pixel.blue())
            if rgb[channel] > max(rgb[:channel] + rgb[channel + 1 :]) + 60:
                found.add((x, y))
    return found


def test_each_kind_stands_where_it_is_and_beside_the_others(qtbot: Any) -> None:
    bar = _shown(qtbot)
    places = (0.1, 0.5, 0.9)
    bar.set_ticks(Ticks(tuple((share, 1) for share in places), places, places), _COLOURS)
    spans, hits, cases = (_painted(bar, colour) for colour in ("#00ff00", "#0000ff", "#ff0000"))
    assert spans and hits and cases
    assert max(x for x, _ in spans) < min(x for x, _ in hits), "spans and hits stand side by side"
    for found in (spans, hits, cases):
        for share in places:
            assert min(abs(y - _y_of(bar, share)) for _, y in found) < 4
        assert all(min(abs(y - _y_of(bar, share)) for share in places) < 8 for _, y in found)


def test_where_more_spans_begin_the_tick_is_stronger_and_one_alone_is_seen(qtbot: Any) -> None:
    bar = _shown(qtbot)
    bar.set_ticks(Ticks(spans=((0.2, 1), (0.8, 50))), TickColours(span="#000000"))
    image = logical(bar.grab().toImage())
    plain = logical(_shown(qtbot).grab().toImage())

    def strength(share: float) -> int:
        rows = range(int(_y_of(bar, share)) - 4, int(_y_of(bar, share)) + 4)
        return max(plain.pixelColor(3, y).lightness() - image.pixelColor(3, y).lightness() for y in rows)

    assert strength(0.8) > strength(0.2) > 30


def test_spans_that_have_a_colour_of_their_own_are_painted_in_it(qtbot: Any) -> None:
    bar = _shown(qtbot)
    own = ("#00ff00", "#ff0000")
    bar.set_ticks(Ticks(((0.2, 3), (0.8, 3)), span_colours=own), TickColours(span="#0000ff"))
    for share, colour in zip((0.2, 0.8), own, strict=True):
        assert {round(abs(y - _y_of(bar, share))) // 8 for _, y in _painted(bar, colour)} == {0}
    assert not _painted(bar, "#0000ff")


def test_any_ticks_are_painted_within_the_groove_and_none_leave_the_bar_as_it_is(qtbot: Any) -> None:
    bar, plain = _shown(qtbot, 200), _shown(qtbot, 200).grab().toImage()

    @given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 10**6)), max_size=12).map(tuple), _SHARES, _SHARES)
    def holds(spans: tuple[tuple[float, int], ...], hits: tuple[float, ...], cases: tuple[float, ...]) -> None:
        ticks = Ticks(spans, hits, cases)
        bar.set_ticks(ticks, _COLOURS)
        assert bar.ticks == ticks
        assert (bar.grab().toImage() == plain) is (ticks == Ticks())

    holds()


def test_ticks_keep_to_the_shares_when_the_bar_gets_another_height(qtbot: Any) -> None:
    bar, ticks = _shown(qtbot, 200), Ticks(hits=(0.5,))
    bar.set_ticks(ticks, _COLOURS)
    bar.resize(WIDTH, 600)
    bar.set_ticks(ticks, _COLOURS)
    assert all(abs(y - 300) < 12 for _, y in _painted(bar, "#0000ff")) and bar.pixels() > 400


def test_a_bar_without_any_height_has_no_ticks_and_no_trouble(qtbot: Any) -> None:
    bar = _shown(qtbot, 1)
    bar.set_ticks(Ticks(((0.5, 1),), (0.5,), (0.5,)), _COLOURS)
    assert bar.pixels() >= 1
    bar.grab()
