"""Values of attributes in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.errors import NotAllowed
from annotator.model.ids import AttributeId
from annotator.model.span import AttributeValue
from annotator.model.values import checked_value, in_words, said_parts
from annotator.model.wording import plain

LISTED = ("urges", "calls on", "يدعو")


def attribute(kind: AttributeKind) -> Attribute:
    has_list = kind in (AttributeKind.CHOICE, AttributeKind.CHOICES, AttributeKind.ORDINAL)
    return Attribute(id=AttributeId("force"), name="Force", kind=kind, values=LISTED if has_list else ())


VALUES: dict[AttributeKind, st.SearchStrategy[AttributeValue]] = {
    AttributeKind.CHOICE: st.sampled_from(LISTED),
    AttributeKind.CHOICES: st.lists(st.sampled_from(LISTED), unique=True, min_size=1),
    AttributeKind.FLAG: st.booleans(),
    AttributeKind.ORDINAL: st.sampled_from(LISTED),
    AttributeKind.NUMBER: st.integers(-9999, 9999) | st.floats(-1e6, 1e6),
    AttributeKind.DATE: st.dates().map(date.isoformat),
    AttributeKind.TEXT: st.text(min_size=1).map(plain).filter(bool),
}


@pytest.mark.parametrize("kind", AttributeKind)
@given(st.data())
def test_a_value_of_any_kind_is_said_with_all_its_parts_and_without_code(
    kind: AttributeKind, data: st.DataObject
) -> None:
    value = checked_value(attribute(kind), data.draw(VALUES[kind]))
    said = plain(in_words(attribute(kind), value))
    assert said == ", ".join(said_parts(attribute(kind), value))
    assert not {"True", "False"} & set(said_parts(attribute(kind), value)) or kind is AttributeKind.TEXT
    for part in value if isinstance(value, list) else []:
        assert part in said


def test_several_values_are_said_in_the_codebook_s_order_whoever_chose_them_first() -> None:
    several = attribute(AttributeKind.CHOICES)
    assert in_words(several, ["calls on", "urges"]) == in_words(several, ["urges", "calls on"]) == "urges, calls on"
    assert said_parts(several, ["no value any more", "calls on"]) == ("calls on", "no value any more")


def test_an_arabic_value_keeps_its_direction_among_others() -> None:
    assert in_words(attribute(AttributeKind.CHOICES), ["urges", "يدعو"]) == "urges, \u2068يدعو\u2069"
    assert in_words(attribute(AttributeKind.TEXT), "يدعو") == "\u2068يدعو\u2069"


def test_a_value_of_another_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotAllowed, match="“begs” is no value of “Force”; expected: urges, calls on"):
        checked_value(attribute(AttributeKind.CHOICE), "begs")
