"""By its type it is known what a fact is, and which ids a verb is about."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from annotator.model import verbs
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.verbs.coding import Code, Relabel, SetActor
from annotator.model.verbs.verb import Told, Verb
from tests.model.any_verbs import IDS, any_verbs


@given(any_verbs())
def test_each_id_among_the_facts_is_of_one_kind_and_told_by_it(verb: Verb) -> None:
    facts = json.loads(verb.model_dump_json())
    expected: list[str] = []
    for name, fact in facts.items():
        if verb.kind_of(name) in IDS and fact is not None:
            expected += fact if isinstance(fact, list) else [fact]
    assert sorted(id for kind in IDS for id in verb.ids(kind)) == sorted(expected)


@pytest.mark.parametrize("verb", verbs.VERBS.values())
def test_each_fact_is_an_id_a_number_or_a_word_and_never_something_without_a_kind(verb: type[Verb]) -> None:
    for name in verb.model_fields:
        kind: Callable[..., Any] = verb.kind_of(name)
        assert kind in IDS or isinstance(getattr(kind, "__supertype__", kind), type)


def test_ids_stand_in_the_order_of_the_facts_one_or_several_or_none() -> None:
    one = Code(document=DocumentId("d"), layer=LayerId("l"), span=SpanId("s"), label=LabelId("a"))
    assert (one.ids(SpanId), one.ids(DocumentId), one.ids(ActorId)) == (("s",), ("d",), ())
    spans, labels = (SpanId("t"), SpanId("s")), (LabelId("b"),)
    several = Relabel(documents=(DocumentId("d"),), layers=(), spans=spans, labels=labels, label=LabelId("a"))
    assert (several.ids(SpanId), set(several.ids(LabelId)), several.ids(LayerId)) == (("t", "s"), {"a", "b"}, ())
    assert SetActor.kind_of("actor") is ActorId and Relabel.kind_of("spans") is SpanId


def test_a_sentence_in_the_place_of_a_verb_is_about_nothing() -> None:
    told = Told(sentence="Code as Appeal")
    assert told.passages == () and all(told.ids(kind) == () for kind in IDS)
