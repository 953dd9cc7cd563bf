"""Coders and categories are numbered by their units: the same whatever they are called and whoever comes first."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.gamma.numbering import Numbered, numbering


def numbered(units: list[Numbered], coders: int, categories: int) -> list[Numbered]:
    """Return the units under the numbers that they get, in order."""
    of_coder, of_category = numbering(units, coders, categories)
    assert sorted(of_coder) == list(range(coders)) and sorted(of_category) == list(range(categories))
    return sorted((of_coder[coder], start, stop, of_category[kind]) for coder, start, stop, kind in units)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(3, 4), st.integers(0, 3)), max_size=9),
    st.permutations(range(4)),
    st.permutations(range(4)),
)
def test_other_numbers_and_another_order_before_give_the_same_units_after(
    units: list[tuple[int, int, int, int]], coders: list[int], categories: list[int]
) -> None:
    given_units: list[Numbered] = [(coder, float(start), float(stop), kind) for coder, start, stop, kind in units]
    renamed = [(coders[coder], start, stop, categories[kind]) for coder, start, stop, kind in reversed(given_units)]
    assert numbered(renamed, 4, 4) == numbered(given_units, 4, 4)


def test_who_shares_a_category_with_others_is_told_from_who_does_not() -> None:
    # Both mark the same places, each with two categories; one of them is the first one's last and the other's first.
    units: list[Numbered] = [(0, 0, 5, 0), (0, 9, 12, 1), (1, 0, 5, 1), (1, 9, 12, 2)]
    turned = [(1 - coder, start, stop, 2 - kind) for coder, start, stop, kind in units]
    assert numbered(units, 2, 3) == numbered(turned, 2, 3)
    assert len({kind for _, _, _, kind in numbered(units, 2, 3)}) == 3


def test_who_has_no_unit_comes_first() -> None:
    assert numbering([(1, 0, 5, 1)], 3, 2) == ([0, 2, 1], [0, 1])
    assert numbering([], 2, 1) == ([0, 1], [0])
