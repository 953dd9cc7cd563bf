"""A join in words: each list is said with its count, and names keep their direction."""

from collections.abc import Sequence

from hypothesis import given, settings

from annotator.model.document import DocumentInfo
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin, match
from annotator.model.joining.taking import ChangeKind, FieldChange, TakenColumn, changes_of
from annotator.operations.documents import join_words
from annotator.operations.documents.joining import JoinPlan, JoinRequest
from tests.examples import examples
from tests.model.joining.drawn import KEYS, documents, info, table, tables

FILE = JoinKey((KeyPair(Origin.FILE, "file"),))


def planned(here: Sequence[DocumentInfo], there: MetadataTable, key: JoinKey, *fields: str) -> JoinPlan:
    """Return what a join would do that takes these columns."""
    taken = tuple(TakenColumn(one, one) for one in fields)
    found = match(here, there, key)
    return JoinPlan(
        JoinRequest(there, key, taken), tuple(here), found, tuple(changes_of(here, there, found.pairs, taken))
    )


@settings(max_examples=examples(40))
@given(documents(), tables(), KEYS)
def test_all_sentences_end_and_none_is_broken(here: list[DocumentInfo], there: MetadataTable, key: JoinKey) -> None:
    plan = planned(here, there, key, "more")
    said = [join_words.matched_words(plan), *join_words.left_words(plan), *join_words.field_words(plan)]
    said += [join_words.nothing_words(plan), join_words.no_key_words(there, (one.title for one in here))]
    assert all(one.endswith(".") and "\n" not in one and "1 documents" not in one for one in said)


def test_what_is_matched_left_and_changed_is_said() -> None:
    here = [
        info("One", "a.txt", 1, n="0"),
        info("Two", "b.txt", 2),
        info("الثالث", "c.txt", 3),
        info("Four", "d.txt", 4),
    ]
    rows = [("a", "1"), ("b", "2"), ("b", "2"), ("c", "3"), ("c", "4"), ("x", "5")]
    plan = planned(here, table("file n", *rows), FILE, "n")
    assert join_words.matched_words(plan) == "2 of 4 documents are matched."
    assert join_words.left_words(plan) == [
        "1 document has no row: “Four”.",
        "1 row belongs to no document.",
        "1 row says the same as another, and counts as that one.",
        "“c” is the key of 2 rows and of “\u2068الثالث\u2069”; these were not joined.",
    ]
    assert join_words.field_words(plan) == ["n: 1 filled, 1 kept as they are, though the table says otherwise."]
    assert [join_words.change_words(plan, one) for one in plan.changes] == ["“One” · n: “0” → “1”", "“Two” · n: “2”"]


def test_a_value_that_does_not_fit_is_said_with_its_reason() -> None:
    here = [info("One", "a.txt")]
    plan = planned(here, table("file n", ("a", "x")), FILE)
    unfit = FieldChange(0, 0, "n", None, "x", ChangeKind.UNFIT, "It is no number.")
    plan = JoinPlan(plan.request, plan.documents, plan.matches, (unfit,))
    assert [*join_words.unfit_words(plan)] == ["Does not fit: “One” · n: “x” (It is no number)."]


def test_keys_are_shown_as_they_stand_on_both_sides() -> None:
    key = JoinKey((KeyPair(Origin.PART, "land", "iso"), KeyPair(Origin.FIELD, "year", "year")), "{iso}_{}")
    plan = planned([info("One", "AND_78.txt", year=2023)], table("land year", ("FRA", None)), key)
    assert join_words.nothing_words(plan) == (
        "No row of t.csv belongs to a document by this key ({iso}_{} = land and year = year), so nothing changes: the "
        "documents have “AND · 2023”, the rows “FRA · (nothing)”."
    )
