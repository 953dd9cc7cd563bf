"""The rows of a card: which there are, in which order, what fills them, and which are open."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import Act, acts_of
from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import AttributeValue, Extent, Link, Span
from annotator.model.wording import isolated
from annotator.ui.acts.rows import CardRow, Fill, empty_required, first_open, role_row, rows_of, words_wanted
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.model.codebooks import attribute_of
from tests.projects import default_codebook

REGISTER = {
    ActorId(id): Actor(id=ActorId(id), name=name, kind=ActorKind.STATE)
    for id, name in (("fra", "France"), ("egy", "مصر"))
}


def label(required: Sequence[bool] = (), attributes: Sequence[bool] = (), names_actors: bool = False) -> Label:
    """Return a label with a role and an attribute for each: whether it is required."""
    return Label(
        id=LabelId("appeal"),
        name="Appeal",
        roles=tuple(Role(id=RoleId(f"r{n}"), name=f"Role {n}", required=must) for n, must in enumerate(required)),
        attributes=tuple(
            Attribute(id=AttributeId(f"a{n}"), name=f"Attribute {n}", kind=AttributeKind.TEXT, required=must)
            for n, must in enumerate(attributes)
        ),
        names_actors=names_actors,
    )


def span(actor: str | None = None, **values: AttributeValue) -> Span:
    """Return a span with these attributes, and who it mentions."""
    who = ActorId(actor) if actor is not None else None
    extents = (Extent(0, 5),)
    return Span(
        SpanId("s"), LayerId("l"), DocumentId("d"), LabelId("appeal"), extents, "urged", attributes=values, actor=who
    )


def act(of: Label, *links: Link, coded: Span | None = None) -> Act:
    """Return an act whose slots are filled so."""
    (found,) = acts_of(Codebook(labels=(of,)), [coded or span()], links)
    return found


def link(role: str, actor: str, number: int = 0) -> Link:
    return Link(LinkId(f"l{number}"), SpanId("s"), RoleId(role), actor=ActorId(actor))


@given(st.lists(st.booleans(), min_size=1, max_size=5), st.lists(st.booleans(), max_size=5), st.booleans())
def test_who_acts_comes_first_then_what_is_required_and_those_alike_stay_in_the_codebooks_order(
    roles: list[bool], attributes: list[bool], names_actors: bool
) -> None:
    rows = rows_of(act(label(roles, attributes, names_actors)), {})
    ids = [*(f"role:r{n}" for n in range(len(roles))), *(f"attribute:a{n}" for n in range(len(attributes)))]
    required = dict(zip(ids, [*roles, *attributes], strict=True))
    rest = ids[1:]
    wanted = ids[:1] + [id for id in rest if required[id]] + [id for id in rest if not required[id]]
    assert [row.id for row in rows] == ["mentions"] * names_actors + wanted
    assert all(row.is_open for row in rows)
    open_ones = {row.name for row in rows if row.required}
    assert set(empty_required(act(label(roles, attributes, names_actors)))) == open_ones


def test_the_rows_are_a_sentence() -> None:
    found = next(label for label in default_codebook().labels if label.id == "appeal")
    rows = rows_of(Act(span(), found, {}), {})
    assert [row.name for row in rows][:5] == ["Speaker", "Force", "Addressee", "Content", "Beneficiary"]
    assert [row.name for row in rows if row.is_in_sentence][:4] == ["Speaker", "Force", "Addressee", "Content"]


def test_beneath_a_word_stand_its_name_who_is_meant_and_the_place_of_a_value() -> None:
    part = Role(id=RoleId("speaker"), name="Speaker")
    row = CardRow("role:speaker", "Speaker", part, fills=(Fill("France", words="the President"),))
    assert (row.shown, row.caption) == ("the President", "Speaker · France")
    same = CardRow("role:speaker", "Speaker", part, fills=(Fill("France", words="France"), Fill("China")))
    assert (same.shown, same.caption) == ("France, China", "Speaker")
    force = Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("asks", "urges"))
    verb = CardRow("attribute:force", "Force", force, fills=(Fill("urges", value="urges"),), is_verb=True)
    assert verb.caption == "Force · 2 of 2"


def test_who_speaks_to_itself_is_warned_of() -> None:
    made = label([True, True, False])
    for actors, warned in ((("fra", "egy"), False), (("fra", "fra"), True)):
        links = [link(f"r{n}", actor, n) for n, actor in enumerate(actors)]
        rows = rows_of(act(made, *links), REGISTER)
        assert [bool(row.warning) for row in rows] == [False, warned, False]


def test_a_row_says_all_that_fills_it_each_in_its_own_direction() -> None:
    made = act(label([True]), link("r0", "fra", 0), link("r0", "egy", 1))
    (row,) = rows_of(made, REGISTER)
    assert row.id == role_row(made.label.roles[0]) == "role:r0"
    assert [(fill.name, fill.link) for fill in row.fills] == [("France", "l0"), ("مصر", "l1")]
    assert row.said == f"France, {isolated('مصر')}" and row.spoken == f"Role 0: {row.said}"
    assert not row.is_open and empty_required(made) == ()


def test_who_is_mentioned_is_named_from_the_register_and_open_where_it_is_not_there() -> None:
    of = label([True], names_actors=True)
    for actor, said in (("egy", isolated("مصر")), ("gone", ""), (None, "")):
        row = rows_of(act(of, coded=span(actor)), REGISTER)[0]
        assert (row.name, row.said, row.is_open) == ("Mentions", said, not said)
        assert row.takes_party and row.is_slot and not row.takes_words


@pytest.mark.parametrize("kind", AttributeKind)
def test_no_value_leaves_a_row_open_and_required_until_it_has_one(kind: AttributeKind) -> None:
    attribute = attribute_of(kind).model_copy(update={"required": True})
    of = Label(id=LabelId("appeal"), name="Appeal", attributes=(attribute,))
    (row,) = rows_of(Act(span(), of, {}), {})
    assert row.is_open and row.spoken == "One, empty, required" and row.prompt == "empty, required"
    assert not row.is_slot and row.passage == "urged"
    assert empty_required(Act(span(), of, {})) == ("One",)


def test_the_keyboard_begins_at_the_first_open_row_or_else_at_the_first() -> None:
    full, empty = CardRow("a", "A", fills=(Fill("x"),)), CardRow("b", "B")
    assert first_open([full, empty, CardRow("c", "C")]) is empty
    assert first_open([full, CardRow("d", "D", fills=(Fill("y"),))]) is full
    assert first_open([]) is None


@pytest.mark.parametrize("kind", [kind for kind in AttributeKind if attribute_of(kind).value_type.fixed])
def test_space_goes_round_the_values_and_begins_with_the_first(kind: AttributeKind) -> None:
    attribute = attribute_of(kind)
    row, seen = CardRow("a", "A", attribute), []
    for _ in range(2 * len(row.offered)):
        value = row.next_value
        seen.append(value)
        row = CardRow("a", "A", attribute, fills=(Fill(value, value=value),))
    assert seen == [*row.offered, *row.offered]


def test_what_is_typed_is_shown_as_it_was_typed_and_a_name_is_isolated() -> None:
    arabic = "ملاحظة"
    assert CardRow("a", "A", attribute_of(AttributeKind.TEXT), fills=(Fill(arabic),)).said == arabic
    assert CardRow("a", "A", fills=(Fill(arabic),)).said == isolated(arabic) != arabic


def test_a_row_for_words_names_the_key_that_takes_them_as_it_is_now() -> None:
    row = CardRow("role:x", "X", Role(id=RoleId("x"), name="X", takes=Takes.PASSAGE))
    assert row.wants_words and row.prompt == words_wanted() and words_wanted().endswith("then Return")
    put_in_force(keys_in_force({"code.card": "F9"}))
    try:
        assert row.wants_words and row.prompt.endswith("then F9")
    finally:
        put_in_force(None)
    party = CardRow("role:x", "X", Role(id=RoleId("x"), name="X"))
    assert not party.wants_words and party.prompt == "empty"


KIND = Attribute(
    id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"), required=True
)
ARMED = Attribute(
    id=AttributeId("armed"), name="Armed", kind=AttributeKind.FLAG, required=True, when={KIND.id: ("group",)}
)
TARGET = Role(id=RoleId("target"), name="Target", several=True, attributes=(KIND, ARMED))


def of_two(*said: dict[str, AttributeValue]) -> Act:
    links = [
        Link(LinkId(f"l{at}"), SpanId("s"), TARGET.id, actor=ActorId(actor), attributes=values)
        for at, (actor, values) in enumerate(zip(("fra", "egy"), said, strict=False))
    ]
    return act(label().model_copy(update={"roles": (TARGET,)}), *links)


def test_what_is_asked_of_a_party_stands_behind_its_slot_for_each_by_itself() -> None:
    found = rows_of(of_two({"kind": "state"}, {"kind": "group", "armed": True}), REGISTER)
    assert [(row.id, row.name, row.said, row.party) for row in found] == [
        ("role:target", "Target", f"{isolated('France')}, {isolated('مصر')}", None),
        ("said:target:1:kind", f"Kind ({isolated('France')})", "state", "l0"),
        ("said:target:2:kind", f"Kind ({isolated('مصر')})", "group", "l1"),
        ("said:target:2:armed", f"Armed ({isolated('مصر')})", "yes", "l1"),
    ]
    assert [row.id for row in rows_of(of_two({}), REGISTER)] == ["role:target", "said:target:1:kind"]


def test_a_value_that_is_not_asked_is_shown_with_where_it_would_be() -> None:
    *_, kept = rows_of(of_two({"kind": "state", "armed": True}), REGISTER)
    assert (kept.id, kept.warning) == ("said:target:1:armed", "Armed is asked only where Kind is group. Take it out?")
    assert all(not row.warning for row in rows_of(of_two({"kind": "group", "armed": True}), REGISTER))


def test_what_is_required_of_a_party_is_missing_only_where_it_is_asked() -> None:
    assert empty_required(of_two()) == ()
    assert empty_required(of_two({})) == ("Kind",)
    assert empty_required(of_two({"kind": "state"}, {"kind": "group"})) == ("Armed",)
    assert empty_required(of_two({"kind": "state"}, {"kind": "group", "armed": False})) == ()


def test_an_attribute_of_a_span_is_a_row_where_it_is_asked() -> None:
    asked = label().model_copy(update={"attributes": (KIND, ARMED)})
    first, second = (Act(one, asked, {}) for one in (span(), span(kind="group")))
    assert [row.id for row in rows_of(first, {})] == ["attribute:kind"]
    assert empty_required(second) == ("Armed",)
    assert [row.id for row in rows_of(second, {})] == ["attribute:kind", "attribute:armed"]
