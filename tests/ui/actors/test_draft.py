"""The form's draft: what is typed becomes the actor, or a sentence at the field where it is wrong."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId
from annotator.ui.actors.draft import ActorDraft, MembershipDraft, day_problem, draft_of

GROUP = ActorId("eu")
RIGHT = ActorDraft("France", ActorKind.STATE)

names = (
    st.text(st.sampled_from("aBé中ص 1"), min_size=1, max_size=6)
    .map(str.strip)
    .filter(bool)
    .map(lambda text: " ".join(text.split()))
)
dates = st.sampled_from(["", "1993", "1993-11", "1993-11-01"])
actors = st.builds(
    Actor,
    id=st.just(ActorId("fra")),
    name=names,
    kind=st.sampled_from(ActorKind),
    aliases=st.lists(names, unique=True).map(tuple),
    codes=st.dictionaries(st.sampled_from(["iso3", "cow", "cow_abb", "gtd", "eu"]), names),
    parent=st.sampled_from([None, GROUP]),
    memberships=st.lists(st.builds(Membership, group=st.just(GROUP), since=dates)).map(tuple),
)


@given(actors)
def test_an_actor_that_is_only_looked_at_stays_as_it_is(actor: Actor) -> None:
    actor = actor.model_copy(update={"aliases": tuple(one for one in actor.aliases if one != actor.name)})
    draft = draft_of(actor)
    assert draft.faults() == {} and draft.actor(actor.id) == actor


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (replace(RIGHT, name="  "), "name", "needs a name"),
        (replace(RIGHT, other_codes=("gtd",)), "codes", "“gtd” is no code; write it as scheme = code"),
        (replace(RIGHT, other_codes=("gtd = ",)), "codes", "is no code"),
        (replace(RIGHT, other_codes=("gtd = 1", "gtd=2")), "codes", "two codes of the scheme “gtd”"),
        (replace(RIGHT, other_codes=("iso3 = FRA",)), "codes", "two codes of the scheme “iso3”"),
        (replace(RIGHT, parent_typed="Atlantis"), "parent", "No actor is called “Atlantis”"),
        (replace(RIGHT, memberships=(MembershipDraft(None, "Atlantis"),)), "memberships", "“Atlantis” is no actor"),
        (replace(RIGHT, memberships=(MembershipDraft(None, "", "1993"),)), "memberships", "names no group"),
        (
            replace(RIGHT, memberships=(MembershipDraft(GROUP, "", "1.11.1993", name="EU"),)),
            "memberships",
            "EU: “1.11.1993” is no date; write it as 1993-11-01, 1993-11 or 1993.",
        ),
        (
            replace(RIGHT, memberships=(MembershipDraft(GROUP, "", "1995", "1993-11", name="EU"),)),
            "memberships",
            "EU: it ends (1993-11) before it begins (1995).",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(draft: ActorDraft, field: str, words: str) -> None:
    faults = draft.faults()
    assert list(faults) == [field] and words in faults[field] and faults[field].count(". ") == 0


def test_what_is_typed_is_tidied() -> None:
    draft = replace(
        RIGHT,
        name=" French  Republic ",
        aliases=(" La  France", "French Republic", "La France", "  "),
        codes={"iso3": " FRA ", "cow": " "},
        other_codes=("gtd =69",),
        memberships=(MembershipDraft(None), MembershipDraft(GROUP, "", "1958")),
    )
    assert draft.faults() == {}
    made = draft.actor(ActorId("fra"))
    assert (made.name, made.aliases) == ("French Republic", ("La France",))
    assert made.codes == {"iso3": "FRA", "gtd": "69"}
    assert made.memberships == (Membership(group=GROUP, since="1958"),)


def test_a_day_is_checked_as_a_membership_is() -> None:
    assert day_problem("") == day_problem("2004-05-01") == ""
    assert day_problem("May") == "“May” is no date; write it as 1993-11-01, 1993-11 or 1993."
