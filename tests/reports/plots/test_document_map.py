"""Marks along texts: each in its lane, at its place, said with its number."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Rect
from annotator.reports.plots.document_map import DocumentMapPlot, DrawnDocument, DrawnMark, document_map
from tests.reports.plots.samples import NAMES

LANES = (("Appeal", "#0072B2"), ("Warning", "#D55E00"))
SHARES = st.floats(0, 1)
MARKS = st.builds(
    lambda lane, ends, number: DrawnMark(lane, min(ends), max(ends), number),
    st.integers(0, 1),
    st.tuples(SHARES, SHARES),
    st.integers(1, 9),
)
DOCUMENTS = st.lists(
    st.builds(lambda title, marks: DrawnDocument(title, marks, sum(m.number for m in marks)), NAMES, st.lists(MARKS)),
    min_size=1,
    max_size=5,
)


@given(DOCUMENTS)
def test_marks_stand_in_order_of_their_places_within_their_row_and_lane(documents: list[DrawnDocument]) -> None:
    drawing = document_map(DocumentMapPlot(documents, LANES), width=640)
    assert set(drawing.cells) == {(r, m) for r, one in enumerate(documents) for m in range(len(one.marks))}
    found = {shape.at: shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.at is not None}
    for (row, place), box in found.items():
        mark = documents[row].marks[place]
        assert box.fill == LANES[mark.lane][1]
        assert box.left >= 0 and box.left + box.width <= drawing.width
        for (other_row, other_place), other in found.items():
            other_mark = documents[other_row].marks[other_place]
            if row < other_row:
                assert box.top + box.height <= other.top
            if mark.start <= other_mark.start and mark.stop <= other_mark.stop:
                assert box.left + box.width <= other.left + other.width + 3.001


def test_a_mark_is_said_with_its_text_its_label_and_how_many_stand_there() -> None:
    data = DocumentMapPlot([DrawnDocument("A text", [DrawnMark(1, 0.25, 0.5, 2)], 2)], LANES)
    assert document_map(data).tips == {(0, 0): "A text, Warning, at 25%: 2 passages"}
    assert document_map(data).summary == "Where 2 passages stand in 1 text."
    assert document_map(DocumentMapPlot([], LANES)).summary == "No passage is found that could stand in a text."
