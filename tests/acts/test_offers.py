"""What is offered for a slot, and how an act reads as a sentence."""

from dataclasses import replace

from annotator.acts.acts import Act, acts_of
from annotator.acts.mentions import Mention
from annotator.acts.offers import offers
from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import Extent, Link, Span

TEXT = "The French President urged China to use its influence. Later Moscow replied."
ACTOR = LabelId("actor")
SPEAKER = Role(id=RoleId("speaker"), name="Speaker", required=True, labels=(ACTOR,))
ADDRESSEE = Role(id=RoleId("addressee"), name="Addressee", required=True, several=True, labels=(ACTOR,))
CONTENT = Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE)
FORCE = Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("calls on", "urges"))
BOOK = Codebook(
    labels=(
        Label(id=LabelId("appeal"), name="Appeal", roles=(SPEAKER, ADDRESSEE, CONTENT), attributes=(FORCE,)),
        Label(id=ACTOR, name="Actor", names_actors=True),
    )
)
REGISTER = {
    ActorId(id): Actor(id=ActorId(id), name=name, kind=ActorKind.STATE)
    for id, name in (("fra", "France"), ("chn", "China"), ("rus", "Russia"), ("usa", "United States"))
}


def span(quote: str, label: str = "actor", actor: str | None = None) -> Span:
    start = TEXT.index(quote)
    extents = (Extent(start, start + len(quote)),)
    known = ActorId(actor) if actor else None
    return Span(SpanId(quote), LayerId("a"), DocumentId("d"), LabelId(label), extents, quote, actor=known)


ACT = replace(span("urged China to use its influence", "appeal"), attributes={"force": "urges"})
FRENCH, CHINA, MOSCOW = span("French President", actor="fra"), span("China"), span("Moscow", actor="rus")


def act(*links: Link, of: Span = ACT) -> Act:
    return acts_of(BOOK, [of, FRENCH, CHINA, MOSCOW], links)[0]


def link(role: str, id: str = "1", **party: object) -> Link:
    return Link(LinkId(id), ACT.id, RoleId(role), **party)  # type: ignore[arg-type]


def test_the_nearest_party_is_offered_first_and_the_values_last() -> None:
    offered = offers(act(), SPEAKER, [ACT, MOSCOW, CHINA, FRENCH], [], REGISTER, TEXT)
    assert [one.name for one in offered] == [
        *("France", "China", "Russia"), "implicit", "collective", "unclear", "from the document",
    ]  # fmt: skip


def test_what_fills_a_slot_already_comes_later_or_not_at_all() -> None:
    known = act(link("speaker", span=FRENCH.id))
    assert [one.name for one in offers(known, ADDRESSEE, [FRENCH, CHINA, MOSCOW], [], REGISTER, TEXT)][:3] == [
        *("China", "Russia", "France"),
    ]
    assert "France" not in [one.name for one in offers(known, SPEAKER, [FRENCH, CHINA], [], REGISTER, TEXT)]


def test_mentions_are_offered_where_no_span_is_and_for_each_actor_that_they_may_mean() -> None:
    at = TEXT.index("China")
    mention = Mention(at, at + 5, (ActorId("chn"), ActorId("usa")))
    offered = offers(act(), ADDRESSEE, [FRENCH], [mention], REGISTER, TEXT)
    assert [(one.name, one.quote, one.actor) for one in offered[:3]] == [
        ("China", "China", "chn"), ("United States", "China", "usa"), ("France", "French President", "fra"),
    ]  # fmt: skip
    assert offered[0].extents == (Extent(at, at + 5),)
    assert [one.is_ambiguous for one in offered[:3]] == [True, True, False]
    alone = Mention(0, 3, (ActorId("usa"),))
    ranked = offers(act(), ADDRESSEE, [], [mention, alone], REGISTER, TEXT)
    assert [one.name for one in ranked[:2]] == ["China", "United States"], "an exact name comes before an alias"
    either = Mention(at, at + 5, (ActorId("rus"), ActorId("usa")))
    ranked = offers(act(), ADDRESSEE, [], [either, alone], REGISTER, TEXT)
    assert [one.name for one in ranked[:2]] == ["United States", "Russia"], "who is named beyond doubt comes first"
    assert [one.name for one in offers(act(), ADDRESSEE, [FRENCH, CHINA], [mention], REGISTER, TEXT)][:2] == [
        *("China", "France"),
    ]


def test_a_slot_for_a_passage_is_offered_the_rest_of_the_clause_and_values() -> None:
    first, *others = offers(act(), CONTENT, [FRENCH, CHINA], [], REGISTER, TEXT)
    assert (first.quote, first.is_supported) == ("use its influence", True) and all(one.value for one in others)
    filled = act(link("content", extents=first.extents, quote=first.quote))
    assert all(one.value for one in offers(filled, CONTENT, [FRENCH, CHINA], [], REGISTER, TEXT))


def test_an_actor_is_offered_once_by_the_nearest_mention() -> None:
    twice = replace(MOSCOW, id=SpanId("again"), extents=(Extent(0, 3),))
    offered = offers(act(), ADDRESSEE, [twice, MOSCOW, CHINA], [], REGISTER, TEXT)
    parties = [(one.name, one.span) for one in offered if one.value is None]
    assert parties == [("China", CHINA.id), ("Russia", MOSCOW.id)]


def supported(act: Act, role: Role, text: str = TEXT) -> list[str]:
    found = offers(act, role, [FRENCH, CHINA, MOSCOW], [], REGISTER, text)
    return [one.name for one in found if one.is_supported]


def test_only_whom_the_words_say_is_supported() -> None:
    assert supported(act(), SPEAKER) == ["France"] and supported(act(), ADDRESSEE) == ["China"]
    assert supported(act(link("speaker", span=CHINA.id)), ADDRESSEE) == [], "nobody speaks to themselves"
    assert supported(act(link("speaker", value="implicit")), SPEAKER) == []


def test_words_that_were_coded_once_are_known_again_where_they_stand_again() -> None:
    text = f"{TEXT} The French President warned Moscow of isolation."
    at = text.index("warned")
    later = replace(ACT, id=SpanId("later"), extents=(Extent(at, len(text) - 1),), quote=text[at:-1])
    assert supported(act(of=later), SPEAKER, text) == ["France"]
    assert supported(act(of=later), ADDRESSEE, text) == ["Russia"]


def test_the_nearest_name_is_no_evidence() -> None:
    text = "Talks on peace in Ukraine, with calls to resume negotiations with China."
    at = text.index("calls")
    calls = replace(ACT, extents=(Extent(at, len(text) - 1),), quote=text[at:-1])
    pairs = (("Ukraine", "ukr"), ("China", "chn"))
    named = [Mention(text.index(one), text.index(one) + len(one), (ActorId(id),)) for one, id in pairs]
    register = {**REGISTER, ActorId("ukr"): Actor(id=ActorId("ukr"), name="Ukraine", kind=ActorKind.STATE)}
    for role in (SPEAKER, ADDRESSEE):
        assert not any(one.is_supported for one in offers(act(of=calls), role, [], named, register, text))
