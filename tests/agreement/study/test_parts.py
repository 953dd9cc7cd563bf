"""What is read of a span, part by part, and when two coders name the same party."""

from annotator.acts.acts import Filling
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.ratings import Row, ratings_of
from annotator.agreement.study.parts import (
    is_label,
    of_role,
    parties,
    plain_parties,
    read_actor,
    read_attribute,
    values_behind,
)
from annotator.agreement.study.study import Aspect
from annotator.model.attribute_kinds import AttributeKind, Scale
from annotator.model.codebook import Attribute
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId
from annotator.model.span import Extent, Link, SlotValue, Span
from tests.agreement.studies import LABELS as BOOK
from tests.agreement.texts import CODERS, X, Y, coded, places_in, text_of


def attribute(kind: AttributeKind, *values: str) -> Attribute:
    return Attribute(id=AttributeId("force"), name="Force", kind=kind, values=values)


def test_whether_it_is_a_label_is_asked_of_whoever_gave_one() -> None:
    found = is_label(ratings_of([{("x", "y", None): 2, ("y", "y", None): 1}]), X)
    assert found.table() == {(True, False, None): 2, (False, False, None): 1}


def values(kind: AttributeKind, one: object, other: object, *listed: str) -> Row:
    read = read_attribute(attribute(kind, *listed))
    given = [{} if value is None else {"force": value} for value in (one, other)]
    return tuple(read(coded("A", 0, 5, "x", **said)) for said in given)  # type: ignore[arg-type]


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


def test_whom_a_mention_names_is_read_and_nobody_is_somebody_too() -> None:
    assert read_actor(coded("A", 0, 5, actor="fra")) == "fra"
    assert read_actor(coded("B", 0, 5)) == "(none)"


def filling(
    actor: str = "", value: SlotValue | None = None, at: tuple[int, int] | None = None, words: str = ""
) -> Filling:
    extents = (Extent(*at),) if at else ()
    link = Link(LinkId("l"), coded("A", 0, 5).id, RoleId("speaker"), None, None, value, extents, words)
    return Filling(link, ActorId(actor) if actor else None, value, extents, words)


def test_a_slot_is_the_set_of_its_parties() -> None:
    row = parties([[filling("fra"), filling("deu")], None, [filling("fra")], []])
    assert row == (frozenset(["fra", "deu"]), None, frozenset(["fra"]), frozenset())
    assert parties([[filling(value="implicit")]]) == (frozenset(["implicit"]),)


def test_words_that_overlap_or_read_the_same_are_the_same_party() -> None:
    def alike(first: Filling, second: Filling) -> bool:
        one, other = parties([[first], [second]])
        return one == other

    assert alike(filling(at=(10, 20), words="the two sides"), filling(at=(14, 20), words="two sides"))
    assert alike(filling(at=(10, 15), words="China"), filling(at=(22, 27), words="CHINA"))
    assert not alike(filling(at=(10, 15), words="China"), filling(at=(22, 27), words="Japan"))
    assert not alike(filling("chn", at=(10, 15), words="China"), filling(at=(10, 15), words="China"))


def test_a_third_ones_words_may_join_those_of_two() -> None:
    one, other = filling(at=(10, 14), words="both"), filling(at=(16, 21), words="sides")
    between = filling(at=(12, 18), words="th sid")
    assert len(set(parties([[one], [other]]))) == 2
    assert len(set(parties([[one], [other], [between]]))) == 1


def test_without_words_of_the_text_a_slot_says_the_same_whoever_else_fills_it() -> None:
    assert plain_parties([filling("fra"), filling(value="implicit")]) == frozenset(["fra", "implicit"])
    assert plain_parties([]) == frozenset()
    assert plain_parties([filling("fra"), filling(at=(10, 15), words="China")]) is None


def test_what_fills_a_slot_is_found_by_its_role() -> None:
    act, one = coded("A", 0, 5), filling("fra")
    assert of_role({act.id: [one]}, act, "speaker") == [one]
    assert of_role({act.id: [one]}, act, "addressee") == of_role({}, act, "speaker") == []


BY_ID = {str(label.id): label for label in BOOK}


def place(*spans: Span, coders: str = "AB") -> CodedPassage:
    (found,) = places_in([text_of(*spans, coders=coders)], CODERS[: len(coders)])
    return found


def test_labels_are_compared_where_two_found_something() -> None:
    label = values_behind(Aspect.LABEL, None, "", BY_ID, [])
    assert label(place(coded("A", 0, 5, "x"), coded("B", 0, 6, "y"))) == ("x", "y")
    assert label(place(coded("A", 0, 5, "x"))) is None
    assert label(place(coded("A", 0, 5, "x"), coded("B", 0, 5, "x"), coders="ABC")) == ("x", "x", None)


def test_an_attribute_is_compared_under_the_same_label_only() -> None:
    force = values_behind(Aspect.ATTRIBUTE, X, "force", BY_ID, [])
    assert force(place(coded("A", 0, 5, force="asks"), coded("B", 0, 5, force="urges"))) == ("asks", "urges")
    assert force(place(coded("A", 0, 5, force="asks"), coded("B", 0, 5, "y"))) == ("asks", None)


def test_a_label_without_that_attribute_is_asked_for_its_actor() -> None:
    spans = coded("A", 0, 5, "y", actor="fra"), coded("B", 0, 5, "y")
    assert values_behind(Aspect.ATTRIBUTE, Y, "actor", BY_ID, [])(place(*spans)) == ("fra", "(none)")


def test_a_slot_of_one_coders_act_says_nothing() -> None:
    slot = values_behind(Aspect.SLOT, X, "speaker", BY_ID, [{}])
    assert slot(place(coded("A", 0, 5, "x"), coded("B", 0, 5, "y"))) is None
    assert slot(place(coded("A", 0, 5), coded("B", 0, 5))) == (frozenset(), frozenset())
