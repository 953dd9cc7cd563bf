"""Coded texts for the tests, written short and drawn at random."""

from collections.abc import Sequence
from itertools import count

from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.grouped_spans import GroupedSpans
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.span_table import span_table
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, Extent, Span, tidy

A, B, C = LayerId("A"), LayerId("B"), LayerId("C")
CODERS = (A, B, C)
X, Y, Z = LabelId("x"), LabelId("y"), LabelId("z")
LABELS = (X, Y, Z)
LENGTH = 30
_numbers = count()


def coded(
    layer: str,
    start: int,
    stop: int,
    label: str = "x",
    *more: tuple[int, int],
    actor: str | None = None,
    **attributes: AttributeValue,
) -> Span:
    """Return a span with an id of its own; an empty range is a label on the whole document."""
    extents = tidy([(start, stop), *more]) if stop else ()
    id = SpanId(f"{layer}{next(_numbers):08}")
    named = ActorId(actor) if actor else None
    return Span(id, LayerId(layer), DocumentId("d"), LabelId(label), extents, "", attributes, actor=named)


def text_of(*spans: Span, coders: str = "AB", length: int = LENGTH, units: Sequence[tuple[int, int]] = ()) -> CodedText:
    """Return a text that these coders coded; `coders`: a letter each."""
    found: dict[LayerId, list[Span]] = {LayerId(coder): [] for coder in coders}
    for span in spans:
        found[span.layer].append(span)
    return CodedText(length, found, [Extent(*unit) for unit in units])


def grouped_spans(found: Sequence[CodedText], coders: Sequence[LayerId] = CODERS) -> GroupedSpans:
    """Return the spans of these coders, of the labels here, grouped."""
    return GroupedSpans(found, coders, LABELS, span_table(found, coders, LABELS))


def places_in(found: Sequence[CodedText], coders: Sequence[LayerId] = CODERS) -> list[CodedPassage]:
    """Return the places of texts."""
    return grouped_spans(found, coders).places()


@st.composite
def texts(draw: st.DrawFn, coders: str = "ABC", most: int = 5, all_of_them: bool = False) -> CodedText:
    """Draw a text that some of the coders coded, with units that do not cover all of it."""
    one = st.tuples(
        st.sampled_from(coders),
        st.integers(0, LENGTH - 1),
        st.integers(0, 12),
        st.sampled_from("xyz"),
        st.sampled_from([(), ((25, 28),)]),
    )
    who = coders if all_of_them else "".join(draw(st.lists(st.sampled_from(coders), unique=True)))
    spans = [
        coded(coder, start, min(start + size, LENGTH) if size else 0, label, *(more if size else ()))
        for coder, start, size, label, more in draw(st.lists(one, max_size=most * max(1, len(who))))
        if coder in who
    ]
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=8)))
    return text_of(*spans, coders=who, units=list(zip(edges[::2], edges[1::2], strict=False)))
