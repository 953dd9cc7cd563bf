"""Spans as arrays: what they say is what the spans say, read one by one."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.model.ids import LabelId, LayerId
from tests.agreement.marked import Text, span, table
from tests.agreement.texts import CODERS, LABELS, LENGTH, X, texts

Line = tuple[int, int, int, tuple[tuple[int, int], ...]]


@given(st.lists(texts(), max_size=3))
def test_the_arrays_say_what_each_span_says_each_once_a_coder(found: list[CodedText]) -> None:
    made = span_table(found, CODERS, LABELS)
    expected: list[Line] = []
    for number, text in enumerate(found):
        for column, coder in enumerate(CODERS):
            distinct = dict.fromkeys((one.label, one.extents) for one in text.spans.get(coder, ()))
            expected += [
                (number, column, LABELS.index(label), tuple((one.start, one.stop) for one in extents))
                for label, extents in distinct
            ]
    begins = made.begins.tolist()
    assert begins == [number * LENGTH for number in range(len(found))] and made.documents == len(found)
    read: list[Line] = []
    for at, (number, column, label) in enumerate(
        zip(made.document.tolist(), made.coder.tolist(), made.label.tolist(), strict=True)
    ):
        mine = made.span == at
        pieces = zip(made.piece_start[mine].tolist(), made.piece_stop[mine].tolist(), strict=True)
        read.append((number, column, label, tuple((a - begins[number], b - begins[number]) for a, b in pieces)))
    assert read == expected
    for at, (number, _, _, parts) in enumerate(expected):
        assert made.size[at] == sum(stop - start for start, stop in parts)
        if parts:
            assert made.start[at] == begins[number] + parts[0][0] and made.stop[at] == begins[number] + parts[-1][1]
    assert made.present.tolist() == [[coder in text.spans for coder in CODERS] for text in found]


@given(st.lists(texts(), max_size=3))
def test_two_spans_have_one_place_just_if_they_have_the_same_extents_in_the_same_document(
    found: list[CodedText],
) -> None:
    made = span_table(found, CODERS, LABELS)
    where: dict[int, object] = {}
    for at, place in enumerate(made.place.tolist()):
        mine = made.span == at
        extents = tuple(made.piece_start[mine].tolist()), tuple(made.piece_stop[mine].tolist())
        # A label on the whole document has a place of its own.
        here = (int(made.document[at]), extents, int(made.label[at]) if not made.size[at] else None)
        assert where.setdefault(place, here) == here
    assert len(set(map(repr, where.values()))) == len(where)


def test_what_lies_beyond_the_end_of_a_text_is_cut_off() -> None:
    made = table([Text(10, {LayerId("0"): [span("x", (2, 4), (8, 15)), span("x", (12, 14))]})], coders=1)
    assert (made.piece_start.tolist(), made.piece_stop.tolist(), made.size.tolist()) == ([2, 8], [4, 10], [4, 0])


def test_labels_that_were_not_asked_for_and_coders_who_were_not_are_left_out() -> None:
    text = Text(10, {LayerId("0"): [span("x", (0, 2)), span("y", (3, 4))], LayerId("9"): [span("x", (0, 2))]})
    made = span_table([text], [LayerId("0")], [X])
    assert (made.labels, made.label.tolist(), made.coder.tolist()) == ((LabelId("x"),), [0], [0])
    none = span_table([], CODERS, LABELS)
    assert none.present.shape == (0, 3) and none.documents == 0 and len(none.span) == 0
