"""Types of fields: what fits, and what the values that are there suggest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document_field import FieldKind, TypedField, kind_of_values, misfit
from annotator.model.ids import FieldId

VALUES = {
    FieldKind.DATE: st.dates(min_value=date(1000, 1, 1)).map(str)
    | st.dates(min_value=date(1000, 1, 1)).map(lambda day: str(day)[:7]),
    FieldKind.NUMBER: st.integers(10_000, 10**9).map(str) | st.floats(allow_nan=False, allow_infinity=False).map(str),
    FieldKind.CHOICE: st.sampled_from(["readout", "Statement", "بيان"]),
    FieldKind.TEXT: st.text(),
}


def field(kind: FieldKind) -> TypedField:
    return TypedField(FieldId("f"), "Kind", kind, ("Readout", "statement", "بيان") if kind is FieldKind.CHOICE else ())


@pytest.mark.parametrize("kind", FieldKind)
@given(data=st.data())
def test_what_fits_a_type_fits_and_its_type_is_suggested(kind: FieldKind, data: st.DataObject) -> None:
    values = data.draw(st.lists(VALUES[kind], min_size=6, max_size=9))
    assert all(misfit(field(kind), value) == "" for value in values)
    suggested = kind_of_values(values)
    chosen = TypedField(FieldId("f"), "n", suggested, tuple(value.strip() for value in values))
    assert all(misfit(chosen, value) == "" for value in values)
    if kind in (FieldKind.DATE, FieldKind.NUMBER):
        assert suggested is kind


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (FieldKind.DATE, "6.IV.1971", "“6.IV.1971” is not what “Kind” holds: a day, month or year as 2026-01-31"),
        (FieldKind.DATE, "2026-02-30", "a day, month or year"),
        (FieldKind.NUMBER, "many", "“many” is not what “Kind” holds: a number"),
        (FieldKind.CHOICE, "letter", "one of “Readout”, “statement” or"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(kind: FieldKind, value: str, sentence: str) -> None:
    said = misfit(field(kind), value)
    assert sentence in said and said.endswith(".") and said.count(". ") == 0


def test_few_values_that_come_again_are_choices_and_all_others_text() -> None:
    assert kind_of_values(["a", "b"] * 3) is FieldKind.CHOICE
    assert kind_of_values(["a", "b", "c"]) is FieldKind.TEXT
    assert kind_of_values(["2021", "2022"]) is FieldKind.DATE and kind_of_values(["5", "2022"]) is FieldKind.NUMBER
    assert kind_of_values([" ", ""]) is FieldKind.TEXT
