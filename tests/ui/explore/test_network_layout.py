"""The network: who has a circle, which arrows there are, and that the same acts give the same picture."""

from itertools import combinations
from math import hypot

from hypothesis import given

from annotator.acts.series import APART, OTHERS, ActEvent
from annotator.ui.explore.network_layout import LEAST_ARROW, LEAST_NUMBER, MOST_NODES, NetworkLayout, lay_out_network
from annotator.ui.pictures.layout import Box
from tests.acts.counting import matrix_of
from tests.ui.explore.places import FOUND, Typewriter, event


def network(events: list[ActEvent], caption: str = "") -> NetworkLayout:
    return lay_out_network(matrix_of(events, 200), caption, Typewriter())


def acts(*pairs: tuple[str, str, int]) -> list[ActEvent]:
    return [event(f"{one} {other} {n}", one, other) for one, other, times in pairs for n in range(times)]


@given(FOUND)
def test_arrows_have_two_acts_or_more_and_numbers_stand_from_four(events: list[ActEvent]) -> None:
    layout = network(events)
    names = [node.name for node in layout.nodes]
    assert len(names) <= MOST_NODES and not {*names} & {*APART, OTHERS}
    for (one, other), arrow in layout.arrows.items():
        count = layout.matrix.count(names[one], names[other])
        assert count >= LEAST_ARROW
        assert (arrow.count is not None) == (count >= LEAST_NUMBER)
    counts = [layout.matrix.count(names[one], names[other]) for one, other in layout.arrows]
    assert counts == sorted(counts, reverse=True)


CROWD = acts(
    *((f"state {n} of the far north", f"state {(n * 5 + 1) % 14} of the far north", 2 + n % 4) for n in range(14))
)


def test_the_same_acts_give_the_same_picture() -> None:
    assert network(CROWD) == network(CROWD)
    assert len(network(CROWD).nodes) == MOST_NODES


def test_circles_stand_apart_and_inside_of_the_picture() -> None:
    layout = network(CROWD)
    for one, other in combinations(layout.nodes, 2):
        apart = hypot(one.centre[0] - other.centre[0], one.centre[1] - other.centre[1])
        assert apart > one.radius + other.radius + 12
    for node in layout.nodes:
        assert 1 <= len(node.words) <= 3
        assert all(words.left >= 0 and words.right <= layout.width for words in node.words)
        assert node.centre[1] - node.radius > 0 and node.centre[1] + node.radius < layout.height


def test_each_place_is_hit_where_it_is_drawn() -> None:
    layout = network(acts(("France", "China", 5), ("China", "France", 2), ("China", "China", 3)))
    assert set(layout.places) == {(0, 1), (1, 0), (0, 0), (0, -1), (1, -1)}
    for at in layout.places:
        box = layout.box(at)
        assert layout.hit(box.left + box.width / 2, box.top + box.height / 2) == at
    assert layout.hit(1, 1) is None


def test_two_who_answer_each_other_have_two_arrows_that_keep_apart() -> None:
    layout = network(acts(("France", "China", 5), ("China", "France", 4)))
    one, other = (arrow.middle for arrow in layout.arrows.values())
    assert hypot(one[0] - other[0], one[1] - other[1]) > 40


def test_nothing_counted_has_no_places_and_a_caption_makes_a_heading() -> None:
    assert network([]).places == () and network(acts(("France", "China", 1))).places == ()
    assert network([]).title == () and network([], "Gold").title[1].text == "Gold"


def test_no_name_lies_over_a_circle() -> None:
    layout = network(CROWD)
    for node in layout.nodes:
        for words in node.words:
            lies = Box(words.left, words.baseline - 11, words.width, 14)
            for other in layout.nodes:
                x = min(max(other.centre[0], lies.left), lies.right)
                y = min(max(other.centre[1], lies.top), lies.bottom)
                assert hypot(x - other.centre[0], y - other.centre[1]) >= other.radius, (words.text, other.name)
