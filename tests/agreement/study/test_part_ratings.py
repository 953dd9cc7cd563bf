"""The parts of codings as ratings: what is compared of each, and of whom."""

from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.acts.acts import Filling
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Row
from annotator.agreement.results import NOTHING
from annotator.agreement.study.part_ratings import PartRatings
from annotator.agreement.study.parts import read_actor, read_attribute, read_value
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span
from tests.agreement.texts import X, Y, coded, grouped_spans, text_of
from tests.examples import examples

ALL = (0, 1, 2)


def parts(*found: CodedText, fillings: Mapping[SpanId, Sequence[Filling]] | None = None) -> PartRatings:
    grouped = grouped_spans(found)
    return PartRatings(grouped, [fillings or {} for _ in found])


def test_the_label_is_that_of_whoever_found_it() -> None:
    found = parts(text_of(coded("A", 0, 5, "x"), coded("B", 0, 6, "y"), coders="ABC"))
    assert found.labels(ALL).table() == {("x", "y", None): 1}
    assert found.labels((0, 1)).table() == {("x", "y"): 1}
    assert found.labels((0, 2)).table() == {("x", None): 1}
    assert found.labels(ALL).ordered


def test_as_units_places_have_the_label_or_none_and_who_was_away_is_missing() -> None:
    found = parts(text_of(coded("A", 0, 5, "x"), coders="AB"), text_of(coded("C", 0, 0, "y"), coders="BC"))
    assert found.marked(ALL).table() == {
        (frozenset("x"), frozenset(), None): 1,
        (None, frozenset(), frozenset("y")): 1,
    }
    assert found.marked((0, 1)).table()[frozenset("x"), frozenset()] == 1


def test_what_is_read_is_compared_under_the_same_label_only() -> None:
    found = parts(
        text_of(coded("A", 0, 5, actor="fra"), coded("B", 0, 5, actor="chn")),
        text_of(coded("A", 0, 5, actor="fra"), coded("B", 0, 5, "y", actor="fra")),
    )
    assert found.read(X, read_actor)((0, 1)).table() == {("fra", "chn"): 1}
    assert found.read(Y, read_actor)((0, 1)).table() == {}


def test_an_order_means_something_where_these_coders_used_what_was_declared() -> None:
    spans = [coded("A", 0, 5, actor="fra"), coded("B", 0, 5, actor="fra"), coded("C", 0, 5, actor="gone")]
    read = parts(text_of(*spans, coders="ABC")).read(X, read_actor, ("chn", "fra"))
    assert (read((0, 1)).ordered, read((0, 2)).ordered) == (True, False)
    assert read((0, 1)).categories[:2] == ("chn", "fra")


def filled(act: Span, at: tuple[int, int] | None = None, actor: str = "") -> tuple[SpanId, list[Filling]]:
    extents = (Extent(*at),) if at else ()
    link = Link(LinkId(f"l{act.id}"), act.id, RoleId("speaker"), extents=extents, quote=f"words at {at}")
    return act.id, [Filling(link, ActorId(actor) if actor else None, None, extents, link.quote)]


def test_a_slot_is_compared_where_two_have_the_act() -> None:
    acts = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 5, "y")]
    given = dict(filled(act, actor="fra") for act in acts)
    row: Row = (frozenset(["fra"]), frozenset(["fra"]), None)
    found = parts(text_of(*acts, coders="ABC"), fillings=given)
    assert found.slot(X, "speaker")(ALL).table() == {row: 1}
    assert found.slot(X, "addressee")((0, 1)).table() == {(frozenset(), frozenset()): 1}
    assert found.slot(X, "speaker")((0, 2)).table() == {}


def test_words_that_only_a_third_one_joins_are_two_parties_of_two_coders() -> None:
    acts = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 5)]
    given = dict(filled(act, at) for act, at in zip(acts, ((10, 14), (16, 21), (12, 18)), strict=True))
    slot = parts(text_of(*acts, coders="ABC"), fillings=given).slot(X, "speaker")
    (row,) = slot(ALL).table()
    assert len(set(row)) == 1
    (pair,) = slot((0, 1)).table()
    assert len(set(pair)) == 2


KIND = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"))
ARMED = Attribute(id=AttributeId("armed"), name="Armed", kind=AttributeKind.FLAG, when={KIND.id: ("group",)})
ASKED = (KIND, ARMED)


def said(act: Span, *parties: tuple[str, dict[str, AttributeValue]]) -> tuple[SpanId, list[Filling]]:
    links = [
        Link(LinkId(f"{act.id}{who}"), act.id, RoleId("target"), actor=ActorId(who), attributes=values)
        for who, values in parties
    ]
    return act.id, [Filling(link, link.actor, None, (), "") for link in links]


def test_what_is_said_of_a_party_is_compared_party_by_party_where_two_have_it() -> None:
    acts = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 5)]
    filled_in = dict(
        [
            said(acts[0], ("fra", {"kind": "state"}), ("hez", {"kind": "group", "armed": True})),
            said(acts[1], ("fra", {"kind": "group"}), ("hez", {"kind": "group"})),
            said(acts[2], ("fra", {}), ("chn", {"kind": "state"})),
        ]
    )
    found = parts(text_of(*acts, coders="ABC"), fillings=filled_in)
    kind = found.slot_values(X, "target", read_value(KIND, ASKED), ("state", "group", NOTHING))
    assert kind(ALL).table() == {("state", "group", NOTHING): 1, ("group", "group", None): 1}
    assert kind((0, 1)).table() == {("state", "group"): 1, ("group", "group"): 1}
    assert kind((1, 2)).table() == {("group", NOTHING): 1}
    armed = found.slot_values(X, "target", read_value(ARMED, ASKED), ("no", "yes"))
    assert armed(ALL).table() == {("yes", "no", None): 1, (None, "no", None): 1}, "asked of groups alone"
    assert found.slot_values(X, "speaker", read_value(KIND, ASKED))(ALL).table() == {}


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["fra", "chn", "hez"]),
            st.fixed_dictionaries({}, optional={"kind": st.sampled_from(KIND.values), "armed": st.booleans()}),
        ),
        min_size=2,
        max_size=3,
    )
)
def test_each_party_of_two_coders_is_one_unit(who: list[dict[str, dict[str, AttributeValue]]]) -> None:
    acts = [coded(layer, 0, 5) for layer in "ABC"[: len(who)]]
    filled_in = dict(said(act, *named.items()) for act, named in zip(acts, who, strict=True))
    found = parts(text_of(*acts, coders="ABC"[: len(who)]), fillings=filled_in)
    table = found.slot_values(X, "target", read_value(KIND, ASKED))(tuple(range(len(who)))).table()
    shared = [name for name in ("fra", "chn", "hez") if sum(name in one for one in who) > 1]
    expected = Counter(tuple(one[name].get("kind", NOTHING) if name in one else None for one in who) for name in shared)
    assert table == dict(expected)


def test_an_attribute_that_is_not_asked_is_missing_and_not_a_disagreement() -> None:
    spans = [coded("A", 0, 5, kind="state"), coded("B", 0, 5, kind="group", armed=True)]
    found = parts(text_of(*spans))
    read = found.read(X, read_attribute(ARMED, ASKED), ("no", "yes"))
    assert read((0, 1)).table() == {(None, "yes"): 1}
    assert found.read(X, read_attribute(ARMED), ("no", "yes"))((0, 1)).table() == {("no", "yes"): 1}
