"""A key in words, on both sides, and when it finds so little that one asks."""

from hypothesis import given, settings

from annotator.model.document import DocumentInfo
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin, match
from annotator.model.joining.patterns import read_pattern
from annotator.operations.documents.join_key_words import document_keys, few_words, key_words, row_key
from tests.examples import examples
from tests.model.joining.drawn import KEYS, documents, info, table, tables

FILE = JoinKey((KeyPair(Origin.FILE, "file"),))
ISO = JoinKey((KeyPair(Origin.PART, "land", "iso"),), "{iso}_{}")


@settings(max_examples=examples(90))
@given(documents(), tables(), KEYS)
def test_few_is_less_than_half_of_both_sides_or_of_the_names(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey
) -> None:
    found = match(here, there, key)
    rows = len({row for _, row in found.pairs}) / max(1, len({*there.rows}))
    is_few = max(len(found.pairs) / max(1, len(here)), rows) < 0.5 and bool(here and there.rows)
    if any(pair.origin is Origin.PART for pair in key.pairs):
        names = [read_pattern(key.pattern).parts_of(one) is not None for one in here]
        is_few |= 2 * sum(names) < len(names)
    said = few_words(here, there, key, found)
    assert bool(said) == is_few
    assert not said or (said.startswith("only ") and said == " ".join(said.split()) and said[-1] != ".")


def test_what_is_found_and_what_not_is_said() -> None:
    here = [info(f"T{number}", f"t{number}.txt", number) for number in range(6)]
    there = table("file n", ("t0", 1), ("t1", 1), ("t1", 2), *((f"x {number}", 1) for number in range(5)))
    assert few_words(here, there, FILE, match(here, there, FILE)) == (
        "only 1 of 6 documents and 1 of 8 rows of t.csv belong together by this key (file name = file): no row has the "
        "key of “t2”, “t3”, “t4” or 1 more, no document has the key of “x 0”, “x 1”, “x 2” or 2 more and 1 key is of "
        "several"
    )


def test_a_pattern_speaks_of_all_names_and_a_small_table_of_a_few() -> None:
    here = [info("AND_78", "AND_78.txt"), *(info(f"Talk {number}", "", number) for number in range(1, 192))]
    there = table("land n", ("AND", 1))
    assert few_words(here, there, ISO, match(here, there, ISO)) == (
        "only 1 of 192 names is of the pattern “{iso}_{}”, not “Talk 1”, “Talk 2”, “Talk 3” or 188 more"
    )
    named = table("file n", ("AND_78", 1))
    assert few_words(here, named, FILE, match(here, named, FILE)) == "", "all that the table tells is found"


def test_a_key_is_said_and_each_document_and_row_has_one() -> None:
    key = JoinKey((KeyPair(Origin.PART, "land", "iso"), KeyPair(Origin.FIELD, "year", "year")), "{iso}_{}")
    assert (key_words(FILE), key_words(key)) == ("file name = file", "{iso}_{} = land and year = year")
    here = [info("One", "AND_78.txt", year=2023), info("Two")]
    assert [*document_keys(here, key)] == ["“AND · 2023”", "“(nothing) · (nothing)”"]
    assert row_key(table("land year", ("FRA", None)), key, 0) == "“FRA · (nothing)”"
