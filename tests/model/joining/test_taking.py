"""What a row changes: gaps are filled, values kept or overwritten, and done twice it changes nothing more."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentInfo
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin, match
from annotator.model.joining.taking import TakenColumn, as_it_is, changes_of, columns_offered, with_changes
from tests.examples import examples
from tests.model.joining.drawn import KEYS, documents, info, table, tables

TAKEN = st.lists(
    st.builds(TakenColumn, st.sampled_from(["country", "year", "more"]), st.sampled_from(["title", "country", "new"])),
    unique_by=(lambda one: one.field),
)


def joined(here: list[DocumentInfo], there: MetadataTable, key: JoinKey, taken: list[TakenColumn], over: bool) -> Any:
    """Return the documents after a join, and its changes."""
    changes = changes_of(here, there, match(here, there, key).pairs, taken, over)
    after = []
    for place, one in enumerate(here):
        title, metadata = with_changes(one, [change for change in changes if change.document == place])
        after.append(replace(one, title=title, metadata=metadata))
    return after, changes


@settings(max_examples=examples(80))
@given(documents(), tables(), KEYS, TAKEN, st.booleans())
def test_a_second_join_changes_nothing_and_no_value_is_lost_unless_it_is_wanted(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey, taken: list[TakenColumn], over: bool
) -> None:
    pairs = match(here, there, key).pairs
    after, changes = joined(here, there, key, taken, over)
    assert [one for one in changes_of(after, there, pairs, taken, over) if one.is_write] == []
    touched = {(one.document, one.field) for one in changes if one.is_write}
    for place, (before, now) in enumerate(zip(here, after, strict=True)):
        for name, value in before.metadata.items():
            assert name in now.metadata
            if not over and value not in (None, ""):
                assert now.metadata[name] == value
            assert now.metadata[name] == value or (place, name) in touched
    assert all(one.after not in (None, "") for one in changes)


def test_what_is_filled_changed_kept_and_the_same_is_told_apart() -> None:
    here = [info("a.b", "a.b.txt", speaker="", country="France", year=2023, tags=["x", "y"])]
    there = table("title speaker country year tags empty", ("New", "Macron", "FR", "2023", "x, y", None))
    taken = [TakenColumn(column, column) for column in there.columns]

    def kinds(overwrite: bool = False) -> list[tuple[str, str]]:
        return [(one.field, str(one.kind)) for one in changes_of(here, there, [(0, 0)], taken, overwrite)]

    same = [("year", "unchanged"), ("tags", "unchanged")]
    assert kinds() == [("title", "changed"), ("speaker", "new"), ("country", "kept"), *same]
    assert kinds(overwrite=True) == [("title", "changed"), ("speaker", "new"), ("country", "changed"), *same]
    here = [replace(here[0], title="A title of its own")]
    assert kinds()[0] == ("title", "kept")


def test_a_value_that_does_not_fit_is_listed_and_not_written() -> None:
    def fit(field: str, value: Any) -> Any:
        if field == "year" and not str(value).isdecimal():
            raise ValueError("It is no number.")
        return int(value) if field == "year" else as_it_is(field, value)

    changes = changes_of([info("a")], table("year n", ("MMXX", "1")), [(0, 0)], [TakenColumn("year", "year")], fit=fit)
    assert [(one.kind, one.why, one.is_write) for one in changes] == [("does not fit", "It is no number.", False)]
    (one,) = changes_of([info("a")], table("year n", ("2020", "1")), [(0, 0)], [TakenColumn("year", "year")], fit=fit)
    assert one.after == 2020


def test_columns_become_the_fields_that_are_called_so_and_keys_and_texts_are_left_out() -> None:
    here = [info("a", "a.txt", Country="x", speaker="y")]
    there = table("file country Datum text nothing Speaker", ("a.txt", "F", "2023", "long " * 1000, None, "M"))
    found = columns_offered(here, there, JoinKey((KeyPair(Origin.FILE, "file"),)), {"datum": "date"})
    assert {one.column: one.field for one in found} == {"country": "Country", "Datum": "date", "Speaker": "speaker"}
    parts = JoinKey((KeyPair(Origin.PART, "country", "country"),), "{country}_{x}")
    assert "country" in {one.column for one in columns_offered(here, there, parts, {})}


def test_a_column_that_is_empty_in_the_rows_that_count_is_left_out() -> None:
    there = table("k a b", ("x", "1", None), ("y", "2", "3"))
    assert {one.column for one in columns_offered([], there, None, {}, [0])} == {"k", "a"}


def test_two_columns_become_two_fields() -> None:
    there = table("Date day date", ("1", "2", "3"))
    found = columns_offered([], there, None, {"date": "date", "day": "date"})
    assert len({one.field for one in found}) == 3
