"""A slot holds what its role takes; why it does not is one of few things, and more codebooks make no more of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from annotator.model.slot_fit import SlotContent, SlotMisfit, misfit, misfit_under, role_in, takes_one

KIND = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"))
ARMED = Attribute(
    id=AttributeId("armed"), name="Armed", kind=AttributeKind.FLAG, when={AttributeId("kind"): ("group",)}
)


def role(takes: Takes = Takes.PARTY, several: bool = False, labels: tuple[str, ...] = (), asks: bool = True) -> Role:
    attributes = (KIND, ARMED) if asks else ()
    return Role(
        id=RoleId("to"),
        name="To",
        takes=takes,
        several=several,
        labels=tuple(map(LabelId, labels)),
        attributes=attributes,
    )


@pytest.mark.parametrize(
    ("of", "filling", "why"),
    [
        (role(), SlotContent(True, None, {}), None),
        (None, SlotContent(True, None, {}), SlotMisfit.NO_SLOT),
        (role(Takes.PASSAGE), SlotContent(True, None, {}), SlotMisfit.ACTOR),
        (role(Takes.PASSAGE), SlotContent(False, None, {}), None),
        (role(labels=("actor",)), SlotContent(False, "actor", {}), None),
        (role(labels=("actor",)), SlotContent(False, "appeal", {}), SlotMisfit.LABEL),
        (role(), SlotContent(True, None, {"kind": "state"}), None),
        (role(asks=False), SlotContent(True, None, {"kind": "state"}), SlotMisfit.VALUES),
        (role(), SlotContent(True, None, {"kind": "nonsense"}), SlotMisfit.VALUES),
        (role(), SlotContent(True, None, {"kind": "group", "armed": True}), None),
        (role(), SlotContent(True, None, {"kind": "state", "armed": True}), SlotMisfit.VALUES),
    ],
)
def test_what_a_slot_cannot_hold_is_said(of: Role | None, filling: SlotContent, why: SlotMisfit | None) -> None:
    assert misfit(of, filling) is why


ROLES = st.none() | st.builds(
    role,
    takes=st.sampled_from(Takes),
    several=st.booleans(),
    labels=st.sampled_from([(), ("actor",), ("appeal",)]),
    asks=st.booleans(),
)
FILLINGS = st.builds(
    SlotContent,
    st.booleans(),
    st.sampled_from([None, "actor", "appeal"]),
    st.sampled_from([{}, {"kind": "state"}, {"kind": "state", "armed": True}]),
)


@given(st.lists(ROLES, min_size=1, max_size=3), st.lists(ROLES, max_size=1), FILLINGS)
def test_it_is_wrong_only_where_no_codebook_has_it_so(
    roles: list[Role | None], coded_under: list[Role | None], filling: SlotContent
) -> None:
    found = misfit_under(roles, coded_under, filling)
    each = [misfit(one, filling) for one in roles]
    assert found in (None, each[-1])
    if None in each:
        assert found is None
    elif found is None:
        assert each[-1] in (SlotMisfit.LABEL, SlotMisfit.VALUES) and misfit(coded_under[0], filling) is None


def test_a_slot_takes_one_where_no_codebook_lets_it_take_several() -> None:
    assert takes_one([role(), None]) and not takes_one([role(), role(several=True)]) and not takes_one([None])


def test_a_role_is_found_by_its_label() -> None:
    book = Codebook(labels=(Label(id=LabelId("appeal"), name="Appeal", roles=(role(),)),))
    assert role_in(book, "appeal", "to") == role()
    assert role_in(book, "appeal", "by") is None and role_in(book, "gone", "to") is None
