"""Numbers in proportion, and lots."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.assigning.apportioning import apportioned, lot, share_of
from tests.examples import examples

SIZES = st.dictionaries(st.text(max_size=3), st.integers(0, 50), min_size=1, max_size=6)


@settings(max_examples=examples(60))
@given(SIZES, st.integers(0, 200), st.integers(0, 9))
def test_each_part_is_its_exact_share_rounded_down_or_up_and_all_of_it_is_shared_out(
    sizes: dict[str, int], total: int, seed: int
) -> None:
    parts, every = apportioned(total, sizes, seed), sum(sizes.values())
    shared = min(total, every)
    assert sum(parts.values()) == shared
    assert all(abs(parts[one] * every - shared * size) < max(1, every) for one, size in sizes.items())
    assert all(parts[one] <= size for one, size in sizes.items())


@settings(max_examples=examples(60))
@given(SIZES, st.integers(0, 200), st.integers(0, 9), st.data())
def test_what_a_group_has_already_it_keeps_and_the_others_share_the_rest(
    sizes: dict[str, int], total: int, seed: int, data: st.DataObject
) -> None:
    kept = {one: data.draw(st.integers(0, size)) for one, size in sizes.items()}
    parts = apportioned(total, sizes, seed, kept)
    assert all(kept[one] <= parts[one] <= size for one, size in sizes.items())
    assert sum(parts.values()) == max(sum(kept.values()), min(total, sum(sizes.values()))) or any(
        kept[one] == parts[one] > 0 for one in sizes
    )


def test_a_share_is_rounded_half_up_and_a_number_is_itself() -> None:
    assert [share_of(10, share) for share in (0.25, 0.5, 1.0, 0.0, 3, 0.05)] == [3, 5, 10, 0, 3, 1]


def test_a_lot_hangs_on_seed_and_name_alone() -> None:
    assert lot(1, "a") == 0x87A4ADD670544DBB  # the beginning of what sha256sum says of “1\na”
    assert len({lot(seed, name) for seed in range(30) for name in "abc"}) == 90
