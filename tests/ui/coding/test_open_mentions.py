"""Which mentions are open, after any steps: as if all were looked at anew."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.mentions import Mention
from annotator.model.ids import ActorId
from annotator.model.span import Extent
from annotator.ui.coding.open_mentions import OpenMentions

EXTENT = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda one: Extent(one[0], one[0] + one[1]))
STEP = st.tuples(st.sampled_from("abcd"), st.none() | st.lists(EXTENT, min_size=1, max_size=2).map(tuple))


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    found, at = [], 0
    for gap, length, several in draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 8), st.booleans()))):
        actors = tuple(ActorId(id) for id in ("x", "y")[: 1 + several])
        found.append(Mention(at + gap, at + gap + length, actors))
        at += gap + length
    return found


@given(mentions(), st.lists(STEP, max_size=12))
def test_after_any_steps_those_are_open_over_which_no_span_lies(
    found: list[Mention], steps: list[tuple[str, tuple[Extent, ...] | None]]
) -> None:
    kept = OpenMentions(found, ())
    coded: dict[str, tuple[Extent, ...]] = {}
    for id, extents in steps:
        before = kept.all()
        if extents is None:
            coded.pop(id, None)
            changed = kept.follow({}, [id])
        else:
            coded[id] = extents
            changed = kept.follow({id: extents}, [])
        over = [extent for each in coded.values() for extent in each]
        plain = [one for one in found if not any(one.start < stop and start < one.stop for start, stop in over)]
        assert kept.all() == plain == OpenMentions(found, coded.items()).all()
        assert changed == (before != plain)
    open_now = kept.all()
    for position in range(0, 75, 7):
        after = [one for one in open_now if one.start > position]
        assert kept.beside(position, 1) == (after[0] if after else None)
        earlier = [one for one in open_now if one.start < position]
        assert kept.beside(position, -1) == (earlier[-1] if earlier else None)
        assert kept.near(position, position + 9) == [
            one for one in open_now if one.start < position + 9 and position < one.stop
        ]
    sure, left = kept.certain()
    assert len(sure) + left == len(open_now) and all(len(one.actors) == 1 for one, _ in sure)


def test_the_one_at_the_caret_is_the_one_over_the_next_character_else_the_one_that_ends_there() -> None:
    one, two = Mention(0, 3, (ActorId("x"),)), Mention(3, 5, (ActorId("y"),))
    kept = OpenMentions([one, two], ())
    assert (kept.at(0), kept.at(3), kept.at(5), kept.at(6)) == (one, two, two, None)
