"""Codings taken apart: label, attributes and slots, each over what coders found and gave the same label."""

from annotator.acts.acts import Filling
from annotator.agreement.input.passages import CodedPassage, places_in, ratings_at
from annotator.agreement.input.ratings import Row
from annotator.agreement.study.parts import actor_at, attribute_at, is_label, label_at, labels_at, slot_at
from annotator.model.attribute_kinds import AttributeKind, Scale
from annotator.model.codebook import Attribute
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, SlotValue, Span
from tests.agreement.texts import CODERS, LABELS, X, Y, coded, text_of


def place(*spans: Span, coders: str = "AB") -> CodedPassage:
    (found,) = places_in([text_of(*spans, coders=coders)], CODERS[: len(coders)], LABELS)
    return found


def attribute(kind: AttributeKind, *values: str) -> Attribute:
    return Attribute(id=AttributeId("force"), name="Force", kind=kind, values=values)


def test_labels_are_compared_where_two_found_something() -> None:
    assert label_at(place(coded("A", 0, 5, "x"), coded("B", 0, 6, "y"))) == ("x", "y")
    assert label_at(place(coded("A", 0, 5, "x"))) is None
    assert label_at(place(coded("A", 0, 5, "x"), coded("B", 0, 5, "x"), coders="ABC")) == ("x", "x", None)
    places = [place(coded("A", 0, 5, "x"), coded("B", 0, 6, "y")), place(coded("A", 0, 5, "y"), coded("B", 0, 6, "y"))]
    found = is_label(ratings_at(places, 1, 2, label_at), X)
    assert found.table() == {(True, False): 1, (False, False): 1}


def test_as_units_places_have_the_label_or_none_and_who_was_away_is_missing() -> None:
    assert labels_at(place(coded("A", 0, 5, "x"), coders="AB")) == (frozenset("x"), frozenset())
    assert labels_at(place(coded("A", 0, 5, "x"), coders="A")) == (frozenset("x"),)


def values(kind: AttributeKind, one: object, other: object, *listed: str, label: str = "x") -> Row | None:
    given = [{} if value is None else {"force": value} for value in (one, other)]
    spans = coded("A", 0, 5, "x", **given[0]), coded("B", 0, 5, label, **given[1])  # type: ignore[arg-type]
    return attribute_at(X, attribute(kind, *listed))(place(*spans))


def test_an_attribute_is_compared_under_the_same_label_only() -> None:
    assert values(AttributeKind.CHOICE, "a", "b", "a", "b") == ("a", "b")
    assert values(AttributeKind.CHOICE, "a", "b", "a", "b", label="y") == ("a", None)


def test_what_is_not_given_is_missing_where_values_are_ranked_and_a_value_elsewhere() -> None:
    assert values(AttributeKind.ORDINAL, "urges", None, "invites", "urges") == ("urges", None)
    assert values(AttributeKind.ORDINAL, "urges", "no longer a value", "invites", "urges") == ("urges", None)
    assert values(AttributeKind.NUMBER, 3, None) == (3.0, None)
    assert values(AttributeKind.NUMBER, True, float("nan")) == (None, None)
    assert values(AttributeKind.CHOICE, "a", None, "a") == ("a", "(none)")
    assert values(AttributeKind.FLAG, True, None) == ("yes", "no")
    assert values(AttributeKind.CHOICES, ["b", "a"], None, "a", "b") == (frozenset("ab"), frozenset())
    assert values(AttributeKind.TEXT, "Paris", "paris") == ("Paris", "paris")


def test_scales_follow_from_the_kind() -> None:
    assert attribute(AttributeKind.ORDINAL, "a").value_type.scale is Scale.ORDINAL
    assert attribute(AttributeKind.NUMBER).value_type.scale is Scale.RATIO
    assert attribute(AttributeKind.CHOICES, "a").value_type.scale is Scale.SETS
    assert attribute(AttributeKind.DATE).value_type.scale is Scale.NOMINAL


def test_whom_a_mention_names_is_compared_and_nobody_is_somebody_too() -> None:
    assert actor_at(X)(place(coded("A", 0, 5, actor="fra"), coded("B", 0, 5))) == ("fra", "(none)")
    assert actor_at(Y)(place(coded("A", 0, 5, actor="fra"), coded("B", 0, 5))) == (None, None)


def filling(
    act: Span, actor: str = "", value: SlotValue | None = None, at: tuple[int, int] | None = None, words: str = ""
) -> Filling:
    extents = (Extent(*at),) if at else ()
    link = Link(LinkId("l"), act.id, RoleId("speaker"), None, None, value, extents, words)
    return Filling(link, ActorId(actor) if actor else None, value, extents, words)


def slots(*fillings: list[Filling], spans: tuple[Span, Span]) -> Row | None:
    found: dict[SpanId, list[Filling]] = {span.id: given for span, given in zip(spans, fillings, strict=True)}
    return slot_at(X, "speaker", [found])(place(*spans))


def test_a_slot_is_the_set_of_its_parties() -> None:
    spans = coded("A", 0, 5), coded("B", 0, 5)
    one, other = spans
    assert slots([filling(one, "fra"), filling(one, "deu")], [filling(other, "fra")], spans=spans) == (
        frozenset(["fra", "deu"]),
        frozenset(["fra"]),
    )
    assert slots([filling(one, value="implicit")], [], spans=spans) == (frozenset(["implicit"]), frozenset())


def test_words_that_overlap_or_read_the_same_are_the_same_party() -> None:
    spans = coded("A", 0, 5), coded("B", 0, 5)
    one, other = spans

    def alike(first: Filling, second: Filling) -> bool:
        row = slots([first], [second], spans=spans)
        assert row is not None
        return row[0] == row[1]

    assert alike(filling(one, at=(10, 20), words="the two sides"), filling(other, at=(14, 20), words="two sides"))
    assert alike(filling(one, at=(10, 15), words="China"), filling(other, at=(22, 27), words="CHINA"))
    assert not alike(filling(one, at=(10, 15), words="China"), filling(other, at=(22, 27), words="Japan"))
    assert not alike(filling(one, "chn", at=(10, 15), words="China"), filling(other, at=(10, 15), words="China"))


def test_a_slot_of_one_coders_act_says_nothing() -> None:
    spans = coded("A", 0, 5, "x"), coded("B", 0, 5, "y")
    assert slots([filling(spans[0], "fra")], [], spans=spans) is None
