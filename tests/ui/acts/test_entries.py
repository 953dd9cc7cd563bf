"""What a row offers, in which order, and what Enter would take; what is typed into a row of a type."""

from dataclasses import replace

import pytest

from annotator.acts.finding import ActorIndex
from annotator.acts.offers import Offer
from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Role
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId
from annotator.model.role_kinds import Takes
from annotator.ui.acts.entries import kind_entries, lit_at_first, party_entries, value_entries
from annotator.ui.acts.rows import CardRow, Fill
from annotator.ui.acts.values import typed_value

INDEX = ActorIndex(
    Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE) for name in ("Implicia", "France", "Chad", "China")
)
NEAR = [
    Offer("France", "French President", actor=ActorId("france"), is_supported=True),
    Offer("the sides", "the sides"),
    Offer("the sides", "the sides"),
]
VALUES = [Offer("implicit", value="implicit"), Offer("from the document", value="document")]
ROLE = Role(id=RoleId("speaker"), name="Speaker", several=True, required=True)
CONTENT = CardRow("role:content", "Content", Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE))
SPEAKER = CardRow("role:speaker", "Speaker", ROLE, required=True, several=True)


def attribute(kind: AttributeKind, *values: str) -> Attribute:
    return Attribute(id=AttributeId("one"), name="One", kind=kind, values=values)


def titles(query: str, row: CardRow = SPEAKER, words: Offer | None = None) -> list[str]:
    return [entry.title for entry in party_entries(row, [*NEAR, *VALUES], INDEX, query, words)]


def test_the_nearest_stand_first_the_values_last_and_alike_ones_once() -> None:
    assert titles("") == ["France", "the sides", "implicit", "from the document"]


def test_typing_filters_the_text_the_register_and_the_values_and_offers_a_new_actor() -> None:
    assert titles("ch") == ["Chad", "China", "New actor “ch”…"]
    assert titles("french") == ["France", "New actor “french”…"]
    assert titles("fr") == ["France", "France", "from the document", "New actor “fr”…"]
    assert titles("president") == ["France", "New actor “president”…"]
    assert titles("rance") == ["New actor “rance”…"]
    assert titles("impl") == ["Implicia", "implicit", "New actor “impl”…"]


def test_a_value_that_is_typed_whole_comes_before_a_name_that_begins_so() -> None:
    index = ActorIndex([Actor(id=ActorId("x"), name="Collective Security", kind=ActorKind.ORGANISATION)])
    found = party_entries(SPEAKER, [Offer("collective", value="collective")], index, "collective")
    assert [entry.title for entry in found] == ["collective", "Collective Security", "New actor “collective”…"]


def test_words_that_are_selected_stand_first_and_what_is_in_the_slot_before_all() -> None:
    row = CardRow(SPEAKER.id, "Speaker", SPEAKER.part, several=True, fills=(Fill("Chad", LinkId("l")),))
    found = party_entries(row, NEAR, INDEX, "", Offer("some words", "some words"))
    assert [entry.title for entry in found][:3] == ["Chad", "“some words”", "France"]
    assert found[0].is_in and found[0].link == "l"


def test_nothing_is_registered_before_the_register_is_read() -> None:
    assert party_entries(SPEAKER, [], None, "somebody") == []


def test_enter_takes_whom_the_text_says_in_an_open_row_and_nothing_in_one_that_is_filled() -> None:
    entries = party_entries(SPEAKER, [*NEAR, *VALUES], INDEX, "")
    assert lit_at_first(SPEAKER, entries, "") == 0
    filled = CardRow(SPEAKER.id, "Speaker", SPEAKER.part, several=True, fills=(Fill("Chad"),))
    inside = party_entries(filled, [*NEAR, *VALUES], INDEX, "")
    assert lit_at_first(filled, inside, "") == -1
    assert lit_at_first(filled, inside, "", again=True) == 1
    # What may stay empty is not filled by a key too many, and whoever is only near is not guessed.
    assert lit_at_first(replace(SPEAKER, required=False), entries, "") == -1
    unsure = [replace(NEAR[0], is_supported=False), *NEAR[1:]]
    assert lit_at_first(SPEAKER, party_entries(SPEAKER, [*unsure, *VALUES], INDEX, ""), "") == -1
    rest = Offer("use its influence", "use its influence", is_supported=True)
    assert lit_at_first(CONTENT, party_entries(CONTENT, [rest, *VALUES], INDEX, ""), "") == 0
    # A value is no guess: it is taken only if it was chosen.
    assert lit_at_first(SPEAKER, party_entries(SPEAKER, VALUES, INDEX, ""), "") == -1
    assert lit_at_first(SPEAKER, party_entries(SPEAKER, VALUES, INDEX, "im"), "im") == 0
    assert lit_at_first(SPEAKER, [], "x") == -1


def test_the_value_that_the_words_point_to_stands_first_and_is_lit() -> None:
    kind = attribute(AttributeKind.ORDINAL, "invites", "urges", "demands")
    kind = kind.model_copy(update={"cues": {"urges": {"en": ("urged",)}}})
    hinted = CardRow("attribute:one", "One", kind, passage="urged them to talk")
    entries = value_entries(hinted, "")
    assert [entry.value for entry in entries] == ["urges", "invites", "demands"]
    assert lit_at_first(hinted, entries, "") == 0
    plain = CardRow("attribute:one", "One", kind)
    assert lit_at_first(plain, value_entries(plain, ""), "") == -1
    assert [entry.value for entry in value_entries(plain, "d")] == ["demands"]


def test_a_flag_is_yes_or_no_and_a_new_actor_a_group_unless_it_is_said() -> None:
    assert [entry.value for entry in value_entries(CardRow("f", "F", attribute(AttributeKind.FLAG)), "")] == [
        "yes",
        "no",
    ]
    assert next(entry.kind for entry in kind_entries("X", "")) is ActorKind.NON_STATE
    assert {entry.kind for entry in kind_entries("X", "")} == set(ActorKind)
    assert [entry.kind for entry in kind_entries("X", "off")] == [ActorKind.OFFICE]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (AttributeKind.NUMBER, " 12 ", 12),
        (AttributeKind.NUMBER, "3,5", 3.5),
        (AttributeKind.NUMBER, "-0.25", -0.25),
        (AttributeKind.DATE, "2023-04-06", "2023-04-06"),
        (AttributeKind.DATE, "20230406", "2023-04-06"),
        (AttributeKind.TEXT, " two  words ", "two words"),
        (AttributeKind.TEXT, "  ", None),
        (AttributeKind.DATE, "", None),
    ],
)
def test_what_is_typed_is_read_as_the_attribute_s_type(kind: AttributeKind, text: str, value: object) -> None:
    assert typed_value(attribute(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (AttributeKind.NUMBER, "many", "“many” is no number; write it as 12 or 3.5."),
        (AttributeKind.NUMBER, "1,2,3", "“1,2,3” is no number; write it as 12 or 3.5."),
        (AttributeKind.NUMBER, "inf", "“inf” is no value of “One”; expected: a number."),
        (AttributeKind.DATE, "2023-02-30", "“2023-02-30” is no date; write year, month and day, as 2023-04-06."),
        (AttributeKind.DATE, "April", "“April” is no date; write year, month and day, as 2023-04-06."),
    ],
)
def test_what_is_not_gets_a_sentence(kind: AttributeKind, text: str, sentence: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        typed_value(attribute(kind), text)
    assert str(refused.value) == sentence


def test_who_stands_in_the_text_by_name_is_one_line_and_by_other_words_two() -> None:
    by_name = Offer("France", "France", actor=ActorId("france"))
    assert [one.title for one in party_entries(SPEAKER, [by_name], INDEX, "fra")] == ["France", "New actor “fra”…"]
    assert titles("fra")[:2] == ["France", "France"], "“French President”, and the actor without words"
