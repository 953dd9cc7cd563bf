"""Columns: what each says of a document, and how it is put in order."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.model.text_size import CountedIn
from annotator.ui.documents.columns import (
    GOLD,
    KNOWN,
    OPEN,
    TITLE,
    WORDS,
    ColumnKind,
    TableColumn,
    chosen_columns,
    columns_of,
    field_column,
    said,
    sort_key,
)
from tests.examples import examples
from tests.ui.documents.one_row import ANA, BEN, row
from tests.ui.documents.rows import rows

LAYERS = [(ANA, "Ana"), (BEN, "Ben")]
EVERY = columns_of(["date", "tag", "weight"], LAYERS, shows_gold=True, numbers=["weight"])


def column(id: str) -> TableColumn:
    return next(one for one in EVERY if one.id == id)


def test_a_project_has_a_column_for_each_field_once_and_for_each_coder() -> None:
    ids = [one.id for one in EVERY]
    assert len(set(ids)) == len(ids) and ids[0] == TITLE
    assert {f"field.{name}" for name in (*KNOWN, "tag", "weight")} <= set(ids)
    assert [one.head for one in EVERY if one.kind is ColumnKind.STATE] == ["Ana", "Ben"]
    assert column("field.weight").kind is ColumnKind.NUMBER


def test_who_does_not_see_others_has_no_column_of_gold_or_open_cases() -> None:
    blind = {one.id for one in columns_of([], LAYERS[:1], shows_gold=False)}
    assert not blind & {GOLD, OPEN} and f"state.{BEN}" not in blind


def test_a_day_until_which_one_is_to_be_done_has_a_column_where_there_are_any() -> None:
    assert "due" not in {one.id for one in EVERY}
    every = columns_of([], LAYERS[:1], shows_gold=False, shows_due=True)
    (due,) = [one for one in every if one.id == "due"]
    assert due in chosen_columns(every, [])
    days = [replace(row("1"), due=day) for day in ("2027-01-01", "", "2026-12-24")]
    assert [said(due, one) for one in sorted(days, key=lambda one: sort_key(due, one))] == [
        "2026-12-24",
        "2027-01-01",
        "",
    ]


@given(st.lists(st.sampled_from([*(one.id for one in EVERY), "field.gone"]), unique=True))
@settings(max_examples=examples(30))
def test_the_columns_that_were_chosen_are_shown_in_their_order_the_title_always(ids: list[str]) -> None:
    shown = [one.id for one in chosen_columns(EVERY, ids)]
    there = [id for id in ids if id != "field.gone"]
    assert TITLE in shown and len(set(shown)) == len(shown)
    if there:
        assert [id for id in shown if id in there] == there and set(shown) <= {*there, TITLE}


def test_numbers_say_their_thousands_and_characters_that_they_are_no_words() -> None:
    assert said(column(WORDS), row("1", words=1012)) == "1,012"
    assert said(column(WORDS), row("1", words=1012, counted_in=CountedIn.CHARACTERS)) == "1,012 字"
    assert said(column(WORDS), row("1", words=None)) == said(column(GOLD), row("1")) == ""
    assert said(column(OPEN), row("1", open_cases=0)) == "0"


def test_a_field_is_found_whatever_its_case_and_a_list_is_one_line() -> None:
    assert said(field_column("speaker"), row("1", Speaker=" MFA \n of China ")) == "MFA of China"
    assert said(field_column("tag"), row("1", tag=["a", "b"])) == "a; b"
    assert said(column(f"state.{ANA}"), row("1", states={ANA: State.DONE})) == "done"


@given(rows(), st.sampled_from(EVERY))
@settings(max_examples=examples(60))
def test_what_says_nothing_comes_last_in_each_order_and_all_else_compares(
    found: list[DocumentRow], one: TableColumn
) -> None:
    keys = [sort_key(one, each) for each in found]
    sorted(key for key in keys if not key[0])
    for each, key in zip(found, keys, strict=True):
        assert key[0] is (said(one, each) == "")


def test_numbers_are_put_in_order_as_numbers_and_states_as_work_goes_on() -> None:
    weights = ["9", "10", "2.5", "x"]
    assert sorted(weights, key=lambda text: sort_key(column("field.weight"), row("1", weight=text))) == [
        *("2.5", "9", "10", "x")
    ]
    states = [State.DONE, State.UNTOUCHED, State.BEGUN]
    by_state = sorted(states, key=lambda one: sort_key(column(f"state.{ANA}"), row("1", states={ANA: one})))
    assert by_state == [State.UNTOUCHED, State.BEGUN, State.DONE]
