"""Keys that are proposed: the one by which a table was made is found, in any company."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentInfo, sha256_of
from annotator.model.errors import Cancelled
from annotator.model.joining.matching import MetadataTable, Origin, match
from annotator.model.joining.proposing import fields_of, patterns_of, proposals
from tests.examples import examples
from tests.model.joining.drawn import documents, info, table, tables

COUNTRIES = ("AND", "FRA", "CHN", "DEU")
SPEECHES = [
    info(f"{country} {session}", f"{country}_{session}_{session + 1945}.txt", number)
    for number, (country, session) in enumerate((one, other) for one in COUNTRIES for other in (77, 78))
]
SPEAKERS = MetadataTable(
    "speakers.csv",
    ("Year", "Session", "ISO Code", "Country", "Post"),
    tuple(
        (str(1945 + session), str(session), country, f"Land {country}", "President")
        for session in (76, 77, 78)
        for country in (*COUNTRIES, "USA")
    ),
)


@settings(max_examples=examples(60))
@given(documents(), tables())
def test_a_proposal_finds_as_many_documents_as_it_says_and_the_best_comes_first(
    here: list[DocumentInfo], there: MetadataTable
) -> None:
    found = proposals(here, there)
    assert [one.matched for one in found] == sorted((one.matched for one in found), reverse=True)
    unique = replace(there, rows=tuple(dict.fromkeys(there.rows)))
    for one in found:
        # Rows that say the same twice count once where they are joined, and are no match where keys are sought.
        assert len(match(here, unique, one.key).pairs) >= one.matched > 0


@settings(max_examples=examples(20))
@given(st.randoms(use_true_random=False))
def test_parts_of_names_are_found_whatever_the_order_of_rows_columns_and_documents(chance: random.Random) -> None:
    places = chance.sample(range(5), 5)
    rows = chance.sample(SPEAKERS.rows, len(SPEAKERS.rows))
    turned = MetadataTable(
        "s.csv", tuple(SPEAKERS.columns[at] for at in places), tuple(tuple(row[at] for at in places) for row in rows)
    )
    best = proposals(chance.sample(SPEECHES, len(SPEECHES)), turned)[0]
    assert (best.matched, best.key.pattern) == (8, "{ISO Code}_{Session}_{Year}")
    assert {(pair.name, pair.column) for pair in best.key.pairs} == {
        (one, one) for one in ("ISO Code", "Session", "Year")
    }


def test_a_part_that_no_column_has_is_passed_over() -> None:
    there = replace(SPEAKERS, columns=("x", "Session", "ISO Code", "Country", "Post"))
    there = replace(there, rows=tuple((None, *row[1:]) for row in there.rows))
    assert proposals(SPEECHES, there)[0].key.pattern == "{ISO Code}_{Session}_{}"


def test_letters_and_digits_are_told_apart_without_anything_between() -> None:
    here = [info(name, f"{name}.txt") for name in ("USA2022", "USA2023", "FRA2023")]
    there = table("land year n", ("usa", 2022, 1), ("usa", 2023, 2), ("fra", 2023, 3))
    best = proposals(here, there)[0]
    assert (best.matched, best.key.pattern) == (3, "{land:3}{year:4}")


def test_the_file_the_title_a_field_and_the_text_are_each_found() -> None:
    here = [
        replace(info("One", "first.txt", 1, code="A7"), text_sha256=sha256_of("the one"), length=7),
        replace(info("Two", "second.txt", 2, code="B7"), text_sha256=sha256_of("the two"), length=7),
    ]
    for cells, origin in [
        (("texts/FIRST.pdf", "second"), Origin.FILE),
        (("ONE", "two"), Origin.TITLE),
        (("a7", "b7"), Origin.FIELD),
        (("the one", "the two"), Origin.TEXT),
    ]:
        (pair,) = proposals(here, table("k n", (cells[0], "x"), (cells[1], "y")))[0].key.pairs
        assert pair.origin is origin


def test_fields_together_are_proposed_where_none_is_enough() -> None:
    here = [
        info(f"t{n}", number=n, land=land, year=year) for n, (land, year) in enumerate([("f", 1), ("f", 2), ("g", 1)])
    ]
    best = proposals(here, table("year land n", (1, "f", 0), (2, "f", 1), (1, "g", 2)))[0]
    assert best.matched == 3 and {pair.column for pair in best.key.pairs} == {"land", "year"}


def test_nothing_in_common_proposes_nothing_and_a_stop_is_heard() -> None:
    assert proposals(SPEECHES, table("a b", ("x", "y"))) == []

    def stop() -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        proposals(SPEECHES, SPEAKERS, stop)


def test_fields_and_patterns_are_those_of_most_documents() -> None:
    assert fields_of([info("a", x=1, y=1), info("b", y=2)]) == ["y", "x"]
    assert [pattern for pattern, _ in patterns_of(SPEECHES)] == ["{1}_{2}_{3}", "{1} {2}"]
    assert patterns_of([info("one"), info("two")]) == []
