"""All documents and all pairs at once are grouped just as `annotator.model.grouping` groups each by itself."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input import grouped_rows
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.grouped_rows import NONE, RowsOfSpans
from annotator.agreement.input.passages import distinct
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import span_table
from annotator.model.grouping import grouped
from annotator.model.ids import LayerId
from annotator.model.span import Span
from tests.agreement.texts import LABELS, coded, grouped_spans, text_of, texts
from tests.examples import examples

MANY = "ABCDE"
WHO = tuple(map(LayerId, MANY))
Group = frozenset[str]


def one_by_one(found: Sequence[CodedText], coders: Sequence[LayerId]) -> set[Group]:
    """Return the groups of what these coders marked, document by document, as cases of adjudication are made."""
    every = [[span for coder in coders for span in _read(text, coder)] for text in found]
    return {frozenset(span.id for span in group) for spans in every for group in grouped(spans)}


def _read(text: CodedText, coder: LayerId) -> list[Span]:
    return list(distinct(text.spans.get(coder, ()), frozenset(LABELS)))


def made_of(
    found: Sequence[CodedText], coders: Sequence[LayerId]
) -> tuple[set[Group], dict[tuple[int, ...], set[Group]]]:
    spans = grouped_spans(found, coders).spans
    rows = RowsOfSpans(span_table(found, coders, LABELS), spans)

    def ids(of: Ints) -> set[Group]:
        assert (of != NONE).any(axis=1).all()
        return {frozenset(spans[at].id for at in row if at != NONE) for row in of.tolist()}

    return ids(rows.of_all()), {pair: ids(of) for pair, of in rows.of_pairs().items()}


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(texts(coders=MANY, most=7), max_size=3), st.integers(0, 5))
def test_all_at_once_is_one_by_one(found: list[CodedText], at_a_time: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouped_rows, "_MOST", 1 << (at_a_time * 4))
        of_all, of_pairs = made_of(found, WHO)
    assert of_all == one_by_one(found, WHO)
    for pair, groups in of_pairs.items():
        both = [WHO[at] for at in pair]
        of_both = [
            CodedText(text.length, {coder: [one for one in text.spans[coder] if one.extents] for coder in both})
            for text in found
            if set(both) <= set(text.spans)
        ]
        assert groups == one_by_one(of_both, both)
    assert set(of_pairs) == {(one, other) for other in range(5) for one in range(other)}


def test_more_coders_than_one_number_has_bits_for() -> None:
    names = tuple(LayerId(f"coder {at:03}") for at in range(100))
    spans = {name: [coded(name, at % 7, 10 + at % 5, "xyz"[at % 3])] for at, name in enumerate(names)}
    text = CodedText(30, spans)
    of_all, of_pairs = made_of([text], names)
    assert of_all == one_by_one([text], names)
    assert all(len(groups) == 1 for groups in of_pairs.values()) and len(of_pairs) == 4950


def test_places_stand_in_the_order_of_the_text() -> None:
    later, first = coded("A", 9, 12), coded("B", 0, 5)
    whole = coded("A", 0, 0)
    found = grouped_spans([text_of(), text_of(later, first, whole)], WHO[:2]).places()
    assert [place.found[0].id for place in found] == [whole.id, first.id, later.id]
    assert {place.document for place in found} == {1} and {place.present for place in found} == {(True, True)}
