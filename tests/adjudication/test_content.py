"""Two spans have the same content exactly where they say the same, whoever said it and however surely."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.content import attributes_of, content_of, filled
from annotator.adjudication.slots import slots_of
from annotator.model.ids import ActorId, CodebookVersionId, LayerId, SpanId
from tests.adjudication.builders import Coded, coded_layers, link, span


@given(coded_layers(), st.data())
def test_who_said_it_notes_and_doubts_and_the_order_of_what_was_said_change_nothing(
    coded: Coded, data: st.DataObject
) -> None:
    spans = {one.id: one for found in coded.layers.values() for one in found}
    slots = slots_of(spans, coded.links)
    for one in spans.values():
        fillings = slots.get(one.id, ())
        backwards = dict(reversed(list(one.attributes.items())))
        version = CodebookVersionId("v9")
        elsewhere = replace(one, id=SpanId("x"), layer=LayerId("Z"), quote="…", codebook_version=version)
        other = replace(elsewhere, note="?", doubt=True, attributes=backwards)
        same = content_of(other, data.draw(st.permutations(fillings)))
        assert same == content_of(one, fillings) and hash(same) == hash(content_of(one, fillings))


@given(coded_layers())
def test_contents_are_equal_only_where_label_extents_attributes_actor_and_slots_are(coded: Coded) -> None:
    spans = {one.id: one for found in coded.layers.values() for one in found}
    slots = slots_of(spans, coded.links)

    def said(id: SpanId) -> tuple[object, ...]:
        one, fillings = spans[id], slots.get(id, ())
        parties = {(filling.link.role, filling.who) for filling in fillings}
        return one.label, one.extents, dict(one.attributes), one.actor, parties

    for first in spans:
        for second in spans:
            contents = [content_of(spans[id], slots.get(id, ())) for id in (first, second)]
            assert (contents[0] == contents[1]) is (said(first) == said(second))


def test_choices_have_no_order_and_a_flag_is_no_number() -> None:
    one, other = span("A1", 0, 5, means=["aid", "talks"]), span("B1", 0, 5, means=["talks", "aid"])
    assert content_of(one) == content_of(other)
    assert content_of(span("A1", 0, 5, force=1)) != content_of(span("B1", 0, 5, force=True))
    assert attributes_of(span("A1", 0, 5, force=1)) != attributes_of(span("B1", 0, 5, force="1"))
    assert attributes_of(one) != attributes_of(replace(one, actor=ActorId("fra")))


def test_an_act_without_a_party_says_the_same_as_one_that_was_never_asked_for_any() -> None:
    assert content_of(span("A1", 0, 5), ()) == content_of(span("B1", 0, 5)) and filled(()) == filled([])
    (fillings,) = slots_of({}, [link("l", "A1", value="implicit")]).values()
    assert content_of(span("A1", 0, 5), fillings) != content_of(span("A1", 0, 5))
