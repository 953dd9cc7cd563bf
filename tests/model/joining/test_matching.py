"""Rows and documents: one finds the other by its key alone, whatever else stands in the table."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentInfo, sha256_of
from annotator.model.errors import NotAllowed
from annotator.model.joining.matching import (
    JoinKey,
    KeyPair,
    MetadataTable,
    Origin,
    document_forms,
    match,
    row_forms,
)
from tests.examples import examples
from tests.model.joining.drawn import KEYS, documents, info, table, tables

COUNTRY = KeyPair(Origin.FIELD, "country", "country")


def said(here: list[DocumentInfo], there: MetadataTable, key: JoinKey) -> set[tuple[str, str]]:
    """Return what is matched as ids and rows, whatever their places."""
    return {(here[document].id, repr(there.rows[row])) for document, row in match(here, there, key).pairs}


@settings(max_examples=examples(80))
@given(documents(), tables(), KEYS)
def test_each_document_and_each_row_is_in_one_list_and_pairs_have_the_same_key(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey
) -> None:
    found = match(here, there, key)
    ours = [*zip(*document_forms(here, key), strict=True)]
    theirs = [*zip(*(row_forms(there, pair) for pair in key.pairs), strict=True)]
    is_exact = any(pair.origin is Origin.FILE for pair in key.pairs)
    for document, row in found.pairs:
        assert ours[document] == theirs[row] and all(ours[document])
        alike = [place for place, own in enumerate(ours) if own == ours[document]]
        rows_alike = {repr(there.rows[place]) for place, own in enumerate(theirs) if own == theirs[row]}
        assert is_exact or (len(rows_alike) == 1 and (key.shared or len(alike) == 1))
    placed = [document for document, _ in found.pairs] + [*found.documents]
    placed += [document for one in found.ambiguous for document in one.documents]
    assert sorted(placed) == list(range(len(here)))
    rows = {row for _, row in found.pairs} | {*found.rows} | {row for one in found.ambiguous for row in one.rows}
    assert len(rows) + found.repeats == len(there.rows)
    assert all(len(one.documents) > 1 or len(one.rows) > 1 for one in found.ambiguous)
    # By whole names one of two files that are called alike may have found its row, which the other has not.
    given_away = {theirs[row] for _, row in found.pairs} if is_exact else set()
    alone = [ours[document] for document in found.documents if all(ours[document])]
    assert all(own not in theirs or own in given_away for own in alone)


@settings(max_examples=examples(60))
@given(documents(), tables(), KEYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_columns_documents_and_pairs_makes_no_difference(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey, chance: random.Random
) -> None:
    rows, places = list(there.rows), list(range(len(there.columns)))
    chance.shuffle(rows)
    shuffled = chance.sample(here, len(here))
    before = said(here, there, key)
    assert said(shuffled, replace(there, rows=tuple(rows)), key) == before
    chance.shuffle(places)
    turned = MetadataTable(
        there.name, tuple(there.columns[at] for at in places), tuple(tuple(row[at] for at in places) for row in rows)
    )
    pairs = chance.sample(key.pairs, len(key.pairs))
    assert len(match(here, turned, replace(key, pairs=tuple(pairs))).pairs) == len(before)


@settings(max_examples=examples(60))
@given(documents(), tables(), KEYS)
def test_a_row_and_a_document_of_another_key_change_nothing(
    here: list[DocumentInfo], there: MetadataTable, key: JoinKey
) -> None:
    before = match(here, there, key)
    wider = replace(there, rows=(*there.rows, ("nobody_1_2", "nobody", "nobody", "")))
    other = info("no-one", "no-one.txt", 99, country="no one", year="no year")
    after = match([*here, other], wider, key)
    assert after.pairs == before.pairs and after.ambiguous == before.ambiguous
    assert {*after.documents} == {*before.documents, len(here)}


def test_a_key_of_several_rows_or_documents_is_listed_and_not_joined() -> None:
    here = [
        info("a", number=1, country="France"),
        info("b", number=2, country="france"),
        info("c", number=3, country="X"),
    ]
    found = match(here, table("country n", ("France", 1), ("x", 2), ("X", 3)), JoinKey((COUNTRY,)))
    assert found.pairs == ()
    assert [(one.key, one.documents, one.rows) for one in found.ambiguous] == [
        (("france",), (0, 1), (0,)),
        (("x",), (2,), (1, 2)),
    ]
    shared = match(here, table("country n", ("France", 1)), JoinKey((COUNTRY,), shared=True))
    assert shared.pairs == ((0, 0), (1, 0)) and shared.documents == (2,)


def test_files_that_are_called_alike_are_told_apart_by_their_extension_where_the_table_has_it() -> None:
    here = [info("a", "talk.pdf"), info("b", "talk.docx", 1), info("c", "other.pdf", 2), info("d", "Two.txt", 3)]
    key = JoinKey((KeyPair(Origin.FILE, "file"),))

    def pairs(*names: str) -> tuple[tuple[int, int], ...]:
        return match(here, table("file n", *((name, number) for number, name in enumerate(names))), key).pairs

    assert pairs("x/TALK.docx", "talk.pdf", "other.doc", "two") == ((0, 1), (1, 0), (2, 2), (3, 3))
    assert pairs("talk.pdf") == ((0, 0),) and pairs("talk") == ()
    assert pairs("talk.pdf", "talk.pdf") == () and pairs("talk.pdf", "talk") == ((0, 0), (1, 1))
    assert pairs("other.pdf", "other.txt") == ((2, 0),)


def test_several_columns_together_are_a_key_and_rows_that_say_the_same_count_once() -> None:
    here = [info("a", country="FR", year=2023), info("b", number=1, country="FR", year="2022")]
    there = table("country year n", ("FR", "2022", 1), ("FR", "2023.0", 2), ("FR", "2022", 1))
    found = match(here, there, JoinKey((COUNTRY, KeyPair(Origin.FIELD, "year", "year"))))
    assert found.pairs == ((0, 1), (1, 0)) and found.repeats == 1


def test_texts_are_found_by_their_text() -> None:
    here = [replace(info("a"), text_sha256=sha256_of("one\ntwo"))]
    there = table("body n", ("one\r\ntwo", 1), ("", 2), (3, 3), ("\ud800", 4))
    assert match(here, there, JoinKey((KeyPair(Origin.TEXT, "body"),))).pairs == ((0, 0),)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (JoinKey(()), "key is missing"),
        (JoinKey((KeyPair(Origin.TITLE, "nothing"),)), "no column “nothing”; choose one of “country”, “n”"),
        (JoinKey((KeyPair(Origin.PART, "n", "x"),), "{y}_{z}"), "no part “x”"),
        (JoinKey((KeyPair(Origin.PART, "n", "x"),)), "no part “x”"),
        (JoinKey((COUNTRY,), "{a"), "no pattern of names"),
    ],
)
def test_what_cannot_be_a_key_is_refused_in_a_sentence(key: JoinKey, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        match([info("a")], table("country n", ("x", 1)), key)
