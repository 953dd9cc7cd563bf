"""Which attributes are asked, given what is said."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.asking import asked, still_asked, unasked
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.model.span import AttributeValue
from tests.model.codebooks import asked_attributes, values_of

KIND = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("armed", "civil"))
WEAPON = Attribute(
    id=AttributeId("weapon"), name="Weapon", kind=AttributeKind.TEXT, when={KIND.id: ("armed",)}, required=True
)
OF_THAT = Attribute(id=AttributeId("made"), name="Made", kind=AttributeKind.DATE, when={WEAPON.id: ()})
PUBLIC = Attribute(id=AttributeId("public"), name="Public", kind=AttributeKind.FLAG)
SECRET = Attribute(id=AttributeId("secret"), name="Secret", kind=AttributeKind.TEXT, when={PUBLIC.id: ("no",)})
MEANS = Attribute(id=AttributeId("means"), name="Means", kind=AttributeKind.CHOICES, values=("aid", "arms", "talks"))
HOW_MUCH = Attribute(
    id=AttributeId("much"), name="Much", kind=AttributeKind.NUMBER, when={MEANS.id: ("aid", "arms"), KIND.id: ()}
)


def ids(attributes: tuple[Attribute, ...], said: dict[str, AttributeValue]) -> list[str]:
    return [one.id for one in asked(attributes, said)]


def test_an_attribute_is_asked_where_those_it_hangs_on_have_their_values() -> None:
    assert ids((KIND, WEAPON), {}) == ["kind"]
    assert ids((KIND, WEAPON), {"kind": "civil"}) == ["kind"]
    assert ids((KIND, WEAPON), {"kind": "armed"}) == ["kind", "weapon"]
    assert ids((WEAPON, KIND), {"kind": "armed"}) == ["weapon", "kind"]


def test_any_value_will_do_where_the_condition_lists_none() -> None:
    assert ids((KIND, WEAPON, OF_THAT), {"kind": "armed"}) == ["kind", "weapon"]
    assert ids((KIND, WEAPON, OF_THAT), {"kind": "armed", "weapon": "drones"}) == ["kind", "weapon", "made"]


def test_what_hangs_on_an_attribute_that_is_not_asked_is_not_asked() -> None:
    assert ids((KIND, WEAPON, OF_THAT), {"kind": "civil", "weapon": "drones"}) == ["kind"]
    assert unasked((KIND, WEAPON, OF_THAT), {"kind": "civil", "weapon": "drones", "strange": 1}) == ("weapon",)
    assert still_asked((KIND, WEAPON), {"kind": "civil", "weapon": "drones", "strange": 1}) == {
        "kind": "civil",
        "strange": 1,
    }


def test_a_flag_left_out_says_no() -> None:
    assert ids((PUBLIC, SECRET), {}) == ["public", "secret"]
    assert ids((PUBLIC, SECRET), {"public": False}) == ["public", "secret"]
    assert ids((PUBLIC, SECRET), {"public": True}) == ["public"]


def test_of_several_conditions_all_must_hold_and_of_choices_one() -> None:
    assert ids((KIND, MEANS, HOW_MUCH), {"kind": "civil", "means": ["talks"]}) == ["kind", "means"]
    assert ids((KIND, MEANS, HOW_MUCH), {"means": ["talks", "aid"]}) == ["kind", "means"]
    assert ids((KIND, MEANS, HOW_MUCH), {"kind": "civil", "means": ["talks", "aid"]}) == ["kind", "means", "much"]


@given(asked_attributes(), st.data())
def test_what_is_not_asked_goes_and_all_else_stays(attributes: tuple[Attribute, ...], data: st.DataObject) -> None:
    said = data.draw(st.fixed_dictionaries({}, optional={str(one.id): values_of(one) for one in attributes}))
    left = still_asked(attributes, said)
    assert unasked(attributes, left) == () and still_asked(attributes, left) == left
    assert asked(attributes, left) == asked(attributes, said)
    assert {one.id for one in attributes if not one.when} <= {one.id for one in asked(attributes, said)}
    assert left.keys() | unasked(attributes, said) == said.keys()
