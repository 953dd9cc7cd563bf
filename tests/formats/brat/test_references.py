"""An actor and a value come back from their records."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.brat.references import (
    Reference,
    can_be_named,
    line_of,
    mention,
    party_actor,
    slot_actor,
    slot_value,
)
from annotator.formats.brat.standoff import Standoff, parse
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId


@given(kind=st.sampled_from(list(ActorKind)), name=st.sampled_from(["France", "法国", "the  two\tof them", "a:b"]))
def test_an_actor_is_read_as_it_is_written(kind: ActorKind, name: str) -> None:
    actor = Actor(id=ActorId("a-1"), name=name, kind=kind)
    standoff = Standoff()
    said = [mention("T1", actor), slot_actor("T1", "speaker", actor), slot_value("T2", "speaker", "implicit")]
    said.append(party_actor("T3", "speaker", actor))
    parse("\n".join(line_of(number, one) for number, one in enumerate(said, 1)), "x.ann", standoff)
    back = standoff.references
    assert [one.role for one in back] == ["", "speaker", "speaker", "speaker"]
    assert [one.is_beside for one in back] == [False, False, False, True]
    expected = actor.model_copy(update={"name": " ".join(name.split())})
    assert [one.actor() for one in back] == [expected, expected, None, expected]
    assert all(one.is_of_ours for one in back)


def test_what_others_refer_to_is_none_of_ours() -> None:
    assert not Reference("T1", "Wikipedia", "5", "Foo").is_of_ours
    assert Reference("T1", "Wikipedia", "5", "Foo").actor() is None


def test_an_id_of_several_words_has_no_record() -> None:
    assert not can_be_named(None)
    assert not can_be_named(Actor(id=ActorId("a b"), name="A", kind=ActorKind.STATE))
