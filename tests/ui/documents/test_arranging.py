"""Which documents are shown and in which order: what a plain sort and a plain filter say."""

from collections.abc import Generator
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document_row import DocumentRow
from annotator.ui.documents.arranging import RowOrder, arranged
from annotator.ui.documents.columns import columns_of, said, sort_key
from tests.examples import examples
from tests.ui.documents.one_row import ANA, BEN, row
from tests.ui.documents.rows import rows

Found = TypeVar("Found")
EVERY = columns_of(["date"], [(ANA, "Ana"), (BEN, "Ben")], shows_gold=True)


def whole(slices: Generator[None, None, Found]) -> tuple[Found, int]:
    """Return what comes of slices, and how many there were."""
    count = 0
    while True:
        try:
            next(slices)
        except StopIteration as end:
            return end.value, count
        count += 1


@given(rows(), st.none() | st.sampled_from(EVERY), st.booleans(), st.sampled_from(["", "e", "zz"]))
@settings(max_examples=examples(100))
def test_the_rows_are_those_let_through_in_order_and_what_is_alike_stays_as_it_was(
    found: list[DocumentRow], column: Any, descending: bool, part: str
) -> None:
    shown, _ = whole(arranged(found, [lambda row: part in row.info.title], RowOrder(column, descending)))
    assert sorted(shown) == [at for at, row in enumerate(found) if part in row.info.title]
    if column is None:
        assert shown == sorted(shown)
        return
    keys = [sort_key(column, found[at]) for at in shown]
    empty = [key[0] for key in keys]
    assert empty == sorted(empty), "what says nothing comes last, whichever way"
    full = [(key[1], at) for key, at in zip(keys, shown, strict=True) if not key[0]]
    for (one, first), (other, second) in pairwise(full):
        assert first < second if one == other else (one > other) is descending  # type: ignore[operator]  # keys of one column have one type


def test_many_rows_come_in_slices() -> None:
    column = EVERY[0]
    many = [row(str(at), f"Title {at % 7}") for at in range(2_000)]
    shown, slices = whole(arranged(many, [], RowOrder(column)))
    assert len(shown) == 2_000 and slices >= 6
    assert [said(column, many[at]) for at in shown] == sorted(said(column, one) for one in many)
