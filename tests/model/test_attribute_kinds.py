"""What each kind of attribute is asked for, kind by kind over the whole table."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_diff import changes_between
from annotator.model.codebook_reading import read_codebook
from annotator.model.errors import BadCodebook, NotAllowed
from annotator.model.ids import LabelId
from annotator.model.span import AttributeValue
from annotator.model.value_forms import form_of
from annotator.model.values import checked_value
from annotator.model.widening import widened
from tests.model.codebooks import attribute_of, values_of

KINDS = pytest.mark.parametrize("kind", list(AttributeKind))
ODD: tuple[AttributeValue, ...] = ("elsewhere", True, 7, 7.5, ["elsewhere"])


def label_with(kind: AttributeKind, id: str = "x") -> Label:
    return Label(id=LabelId(id), name=id.upper(), attributes=(attribute_of(kind),))


def test_the_table_has_each_kind_once_under_a_title_of_its_own() -> None:
    assert sorted(VALUE_TYPES) == sorted(AttributeKind)
    assert len({one.title for one in VALUE_TYPES.values()}) == len({one.noun for one in VALUE_TYPES.values()})
    assert len({one.title for one in VALUE_TYPES.values()}) == len(VALUE_TYPES)


@KINDS
@given(data=st.data())
def test_a_value_in_words_is_read_as_the_same_value(kind: AttributeKind, data: Any) -> None:
    attribute = attribute_of(kind)
    value = data.draw(values_of(attribute))
    assert attribute.fits(value) and checked_value(attribute, value) is value
    words = attribute.words(value)
    assert all(isinstance(word, str) for word in words)
    if words:  # of nothing chosen there is no word
        assert attribute.parse(words) == value


@KINDS
@given(data=st.data())
def test_a_value_of_another_form_or_one_that_is_not_listed_does_not_fit(kind: AttributeKind, data: Any) -> None:
    attribute = attribute_of(kind)
    form = form_of(data.draw(values_of(attribute)))
    for odd in ODD:
        if form_of(odd) is not form or attribute.values:
            assert not attribute.fits(odd)
            with pytest.raises(NotAllowed, match=r"“.*” is no value of “One”; expected: .+\."):
                checked_value(attribute, odd)


@pytest.mark.parametrize(
    ("kind", "odd"),
    [
        (AttributeKind.CHOICES, ["low", "low"]),
        (AttributeKind.NUMBER, float("nan")),
        (AttributeKind.NUMBER, float("inf")),
        (AttributeKind.DATE, "2023-02-30"),
    ],
)
def test_what_looks_like_a_value_and_is_none_does_not_fit(kind: AttributeKind, odd: AttributeValue) -> None:
    assert not attribute_of(kind).fits(odd)


@KINDS
def test_a_value_is_chosen_among_some_or_typed(kind: AttributeKind) -> None:
    attribute, known = attribute_of(kind), VALUE_TYPES[kind]
    assert known.is_typed == (not attribute.offered)
    assert not (known.listed and known.fixed)
    for value in attribute.offered:
        assert attribute.fits(attribute.parse(attribute.words(value)))


@KINDS
def test_a_codebook_with_it_is_read_back_and_lists_values_just_where_it_may(kind: AttributeKind) -> None:
    codebook = Codebook(labels=(label_with(kind),))
    assert Codebook.from_json(codebook.to_json()) == codebook
    assert read_codebook(codebook.to_json().encode(), "c.json") == codebook
    attribute = attribute_of(kind)
    written = json.loads(codebook.to_json())
    written["labels"][0]["attributes"][0]["values"] = [] if attribute.values else ["low"]
    with pytest.raises(BadCodebook, match=rf"is {VALUE_TYPES[kind].noun}"):
        read_codebook(json.dumps(written).encode(), "c.json")


@KINDS
@pytest.mark.parametrize("other", list(AttributeKind))
def test_a_changed_kind_is_told_and_only_one_kind_is_widened(kind: AttributeKind, other: AttributeKind) -> None:
    old, new = Codebook(labels=(label_with(kind),)), Codebook(labels=(label_with(other),))
    assert any(str(other) in line for line in changes_between(old, new)) == (kind is not other)
    both, following = widened(label_with(kind), label_with(other, "y"))
    assert [one.kind for one in both.attributes] == ([kind] if kind is other else [kind, other])
    assert dict(following.attributes) == ({} if kind is other else {"one": "one-2"})


@KINDS
def test_an_order_of_values_counts_just_where_it_says_something(kind: AttributeKind) -> None:
    attribute = attribute_of(kind)
    turned = attribute.model_copy(update={"values": attribute.values[::-1]})
    label = label_with(kind)
    moved = label.model_copy(update={"attributes": (turned,)})
    is_ordered = VALUE_TYPES[kind].is_ordered
    assert len(widened(label, moved)[0].attributes) == (2 if is_ordered else 1)
