"""What a value is by itself, whatever attribute has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import AttributeValue
from annotator.model.value_forms import FORMS, comparable, form_of, items_of, words_of

CHOSEN = st.lists(st.text(max_size=3), max_size=3)
VALUES = st.text(max_size=3) | st.booleans() | st.integers() | st.floats() | CHOSEN


@pytest.mark.parametrize(
    ("value", "words"),
    [("war", ("war",)), (True, ("yes",)), (False, ("no",)), (3, ("3",)), (3.5, ("3.5",)), (["b", "a"], ("b", "a"))],
)
def test_a_value_says_a_word_or_several(value: AttributeValue, words: tuple[str, ...]) -> None:
    assert words_of(value) == words


@given(VALUES)
def test_every_value_has_a_form_and_says_what_its_items_say(value: AttributeValue) -> None:
    assert form_of(value) in FORMS.values()
    assert words_of(value) == tuple(word for item in items_of(value) for word in words_of(item))


@given(VALUES, VALUES)
def test_values_are_comparable_just_where_they_say_the_same(one: AttributeValue, other: AttributeValue) -> None:
    alike = comparable(one) == comparable(other)
    assert hash(comparable(one)) == hash(comparable(one)) and comparable(one) == comparable(one)
    is_same = form_of(one) == form_of(other) and sorted(map(str, items_of(one))) == sorted(map(str, items_of(other)))
    assert alike == is_same or (alike and one == other)


def test_a_flag_is_no_number_the_order_of_choices_says_nothing_and_nan_is_itself() -> None:
    assert comparable(True) != comparable(1) and comparable(False) != comparable(0)
    assert comparable(["a", "b"]) == comparable(["b", "a"]) != comparable("a")
    assert comparable(float("nan")) == comparable(float("nan"))
    assert comparable(1) == comparable(1.0)
