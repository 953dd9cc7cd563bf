"""Links end at the words of the parties, in any script, and lead to the window's edge where a party is out of view."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.reader.links import LinkMark, LinkPicture, Window, bars_of, picture_of, words_of
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, mark
from tests.ui.reader.windows import LEFT, WIDTH, window_of


def _ends_on(window: Window, extents: tuple[Extent, ...], x: float, y: float) -> bool:
    """Whether a point is in the box of the line where a part of the extents is shown, between its left and right."""
    for piece, top in window.visible:
        for number, line in enumerate(piece.lines):
            if top + line.top <= y <= top + line.top + line.text_height:
                ranges = [part for extent in extents for part in piece.ranges(number, *extent)]
                if any(LEFT + left - 1 <= x <= LEFT + right + 1 for left, right in ranges):
                    return True
    return False


@pytest.mark.parametrize("name", [*BY_NAME, "all"])
@pytest.mark.parametrize("seed", range(4))
def test_each_link_runs_from_the_acts_bar_to_words_of_its_party(name: str, seed: int, qapp: QApplication) -> None:
    text, rng = BY_NAME.get(name, ALL), random.Random(seed)
    for _ in range(6):
        start = rng.randrange(len(text) - 8)
        act = mark("act", (start, min(len(text), start + rng.randint(4, 90))))
        parts = sorted(rng.sample(range(len(text) - 6), 2))
        extents = tuple(Extent(at, at + rng.randint(1, 6)) for at in parts)
        window = window_of(text, [act])
        picture = picture_of(window, act, [LinkMark("Speaker", extents)])
        if not words_of(window, extents):
            continue  # of a line feed alone nothing is seen
        (party,) = picture.parties
        assert party.route is not None and not picture.edges
        end, begin = party.route.path.currentPosition(), party.route.path.elementAt(0)
        assert (end - party.route.end).manhattanLength() < 0.01
        assert _ends_on(window, extents, end.x(), end.y())
        bars = bars_of(window, act)
        assert any(bar.left <= begin.x <= bar.right and abs(begin.y - bar.y) < 3 for bar in bars)


def test_of_a_party_in_parts_and_over_lines_all_words_are_underlined(qapp: QApplication) -> None:
    act, extents = mark("act", (200, 230)), (Extent(4, 20), Extent(30, 100))
    window = window_of(LATIN, [act])
    words = words_of(window, extents)
    wanted = [
        (LEFT + left, LEFT + right)
        for piece, _ in window.visible
        for number in range(len(piece.lines))
        for extent in extents
        for left, right in piece.ranges(number, *extent)
        if right > left
    ]
    assert [(each.left, each.right) for each in words] == wanted
    assert len({each.line for each in words}) >= 2


def test_parties_out_of_view_share_a_line_to_the_edge_with_the_names_of_their_roles(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 6)
    at = len(text) // 2
    act = mark("act", (at, at + 20))
    links = [LinkMark("Speaker", (Extent(0, 5),)), LinkMark("Addressee", (Extent(9, 12),)), LinkMark("Target", ())]
    links.append(LinkMark("Content", (Extent(len(text) - 9, len(text)),)))
    window = window_of(text, [act], 200, at)
    picture = picture_of(window, act, links)
    assert [(edge.up, edge.words) for edge in picture.edges] == [(True, ["Speaker", "Addressee"]), (False, ["Content"])]
    assert not picture.parties
    for edge in picture.edges:
        (route,) = edge.routes
        assert route.end.x() > LEFT + WIDTH
        assert (route.end.y() < 5) is edge.up and (route.end.y() > 195) is not edge.up


def test_an_act_out_of_view_is_named_where_its_party_is_seen(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 6)
    act = mark("act", (4, 20))
    at = len(text) // 2
    picture = picture_of(window_of(text, [act], 200, at), act, [LinkMark("Speaker", (Extent(at, at + 6),))])
    assert picture.parties[0].route is None
    assert [(edge.up, edge.words) for edge in picture.edges] == [(True, ["Appeal"])]


def test_beside_a_text_that_runs_to_the_left_links_leave_at_the_left(qapp: QApplication) -> None:
    text = "\n".join([BY_NAME["arabic"]] * 12)
    act = mark("act", (len(text) // 2, len(text) // 2 + 9))
    picture = picture_of(window_of(text, [act], 200, act.start), act, [LinkMark("Speaker", (Extent(0, 5),))])
    assert picture.edges[0].leftwards and picture.edges[0].routes[0].end.x() < LEFT


def test_nothing_is_drawn_for_a_picture_without_parties(qapp: QApplication) -> None:
    act = mark("act", (4, 20))
    assert picture_of(window_of(LATIN, [act]), act, []) == LinkPicture()
