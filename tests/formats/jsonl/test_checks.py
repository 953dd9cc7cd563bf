"""A line is refused where its offsets, quotes and ids contradict each other, and for nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.jsonl.checks import Ids, Wrong, check_document
from annotator.formats.jsonl.records import DocumentRecord, ExtentRecord, SpanRecord
from annotator.model.document import sha256_of
from annotator.model.span import GAP

TEXT = "France 呼吁 🕊 وقف"
_PIECES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=3)


def _document(*spans: SpanRecord) -> DocumentRecord:
    return DocumentRecord(
        id="d", title="t", metadata={}, source="", position=0, text=TEXT, text_sha256=sha256_of(TEXT), spans=list(spans)
    )


@given(_PIECES, st.booleans(), st.none() | st.sampled_from(["", "F", GAP]))
def test_a_span_stands_where_the_text_says_what_it_quotes(
    pieces: list[tuple[int, int]], is_plain: bool, other: str | None
) -> None:
    extents = [ExtentRecord(start=start, stop=max(1, stop), quote=TEXT[start:stop]) for start, stop in pieces]
    right = GAP.join(TEXT[start:stop] for start, stop in pieces)
    one = SpanRecord(
        id="s",
        label="appeal",
        start=pieces[0][0] if pieces else 0,
        stop=pieces[-1][1] if pieces else 0,
        quote=right if other is None else other,
        extents=None if is_plain and len(pieces) == 1 else extents,
        layer="Ana",
    )
    fits = (
        one.quote == right
        and all(start < stop <= len(TEXT) for start, stop in pieces)
        and all(before[1] < after[0] for before, after in pairwise(pieces))
    )
    if fits:
        check_document(_document(one), Ids(), None, "")
    else:
        with pytest.raises(Wrong, match=r"^span 1"):
            check_document(_document(one), Ids(), None, "")


def test_an_id_is_used_once_by_all_of_a_kind() -> None:
    ids = Ids()
    ids.add("span", "x")
    ids.add("link", "x")
    with pytest.raises(Wrong, match="the span id “x” is used twice in this file"):
        ids.add("span", "x")
