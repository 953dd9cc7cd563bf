"""The facts that verbs of coding take from spans."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Span
from annotator.model.verbs.coding import AcceptMentions, Confirm, Delete, Doubt, at_span, at_spans

SPANS = st.builds(
    Span,
    id=st.uuids().map(lambda id: SpanId(str(id))),
    layer=st.sampled_from([LayerId("ana"), LayerId("ben")]),
    document=st.sampled_from([DocumentId("one"), DocumentId("two")]),
    label=st.sampled_from([LabelId("appeal"), LabelId("warning")]),
    extents=st.just(()),
    quote=st.just(""),
)


@given(SPANS)
def test_what_is_done_to_one_span_says_where_it_stands(span: Span) -> None:
    verb = Doubt(**at_span(span), on=True)
    assert (verb.document, verb.layer, verb.span, verb.label) == (span.document, span.layer, span.id, span.label)
    assert verb.passages == (span.id,)


@given(st.lists(SPANS, max_size=5))
def test_what_is_done_to_several_names_each_span_in_their_order_and_each_place_once(spans: list[Span]) -> None:
    for verb in (Delete(**at_spans(spans)), Confirm(**at_spans(spans), version=2)):
        assert verb.passages == verb.spans == tuple(span.id for span in spans)
        for found, every in (
            (verb.documents, [span.document for span in spans]),
            (verb.layers, [span.layer for span in spans]),
            (verb.labels, [span.label for span in spans]),
        ):
            assert set(found) == set(every) and len(found) == len(set(found))
            assert not every or found[0] == every[0]


def test_mentions_that_were_accepted_stand_where_their_spans_do() -> None:
    verb = AcceptMentions(document=DocumentId("d"), layer=LayerId("l"), mentions=2)
    assert verb.passages == ()
    assert verb.model_copy(update={"spans": (SpanId("s"), SpanId("t"))}).passages == ("s", "t")
