"""What records say of a document: where it stands, however they count, and what hangs on what."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.brat.reading import read
from annotator.formats.format import ReadOptions
from annotator.model.document import canonical
from annotator.model.span import Extent
from tests.examples import examples
from tests.formats.brat.test_brat import only, pair
from tests.shared_data import shared

PIECES = st.lists(st.sampled_from(["a", "bc ", "\r\n", "\n", "\r", "𠮷", "é", "\u2028"]), min_size=1, max_size=20)


@settings(max_examples=examples(150), deadline=None)
@given(pieces=PIECES, mark=st.booleans(), way=st.sampled_from(["file", "server", "utf-16"]), data=st.data())
def test_offsets_are_understood_however_they_count(
    pieces: list[str], mark: bool, way: str, data: st.DataObject
) -> None:
    raw = "".join(pieces)
    text = canonical(raw)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    # The piece of the file up to a canonical position.
    ends = [
        length for length in range(len(raw) + 1) if not (raw[:length].endswith("\r") and raw[length:].startswith("\n"))
    ]
    before = [raw[: ends[position]] for position in (start, stop)]
    ways: dict[str, Callable[[str], int]] = {
        "file": len,
        "server": lambda piece: len(canonical(piece)),
        "utf-16": lambda piece: len(piece.encode("utf-16-le")) // 2,
    }
    count = ways[way]
    first, last = count(before[0]), count(before[1])
    shown = text[start:stop].replace("\n", " ")
    with TemporaryDirectory() as folder:
        # The whole text as a second record leaves no doubt about the way of counting.
        whole = f"T2\tAll 0 {count(raw)}\t{text.replace(chr(10), ' ')}"
        path = pair(Path(folder), ("\ufeff" if mark else "") + raw, f"T1\tPart {first} {last}\t{shown}", whole)
        coded = only(read(path, ReadOptions()))
    assert coded.document.text == text
    assert coded.spans[1].quote == text
    # brat shows a line end as a blank, so that of two blank characters side by side either may be meant.
    assert coded.spans[0].quote.replace("\n", " ").replace("\u2028", " ") == shown.replace("\u2028", " ")


@pytest.mark.parametrize(("start", "told"), [(6, False), (5, True)])
def test_a_crlf_that_counts_one_is_told(tmp_path: Path, start: int, told: bool) -> None:
    path = pair(tmp_path, "One.\r\nTwo.", f"T1\tN {start} {start + 3}\tTwo")
    bundle = read(path, ReadOptions())
    assert only(bundle).spans[0].extents == (Extent(5, 8),)
    assert [("CRLF as one" in notice) for notice in bundle.notices] == [True] * told


def test_a_quote_that_is_not_the_text_is_looked_for_near_by_and_else_in_doubt(tmp_path: Path) -> None:
    path = pair(tmp_path, "The Foo and Bar.", "T1\tGene 4 7\tBar", "T2\tGene 0 3\tThe", "T3\tGene 4 7\tBaz")
    bundle = read(path, ReadOptions())
    moved, whole, doubtful = only(bundle).spans
    assert (moved.quote, whole.quote, doubtful.quote) == ("Bar", "The", "Foo")
    assert (moved.doubt, doubtful.doubt) == (False, True)
    assert doubtful.note == "The file quotes: Baz"
    assert len(bundle.notices) == 2


def test_a_passage_in_a_slot_is_no_span_and_one_that_fills_none_is(tmp_path: Path) -> None:
    path = pair(
        tmp_path, "France urges all.", "T1\tappeal 7 12\turges", "T2\tSlotPassage 0 6\tFrance",
        "T3\tSlotPassage 13 16\tall", "R1\tspeaker Arg1:T1 Arg2:T2", "N1\tReference T2 actor.state:fra\tFrance",
        "N2\tReference T1 slot.addressee:collective\tcollective", "N3\tReference T1 Wikipedia:5\tFoo",
        "N4\tReference T9 slot.addressee:collective\tcollective",
    )  # fmt: skip
    bundle = read(path, ReadOptions())
    coded = only(bundle)
    assert [span.quote for span in coded.spans] == ["urges", "all"]
    assert [(link.role, link.quote, link.value) for link in coded.links] == [
        ("speaker", "France", None),
        ("addressee", "", "collective"),
    ]
    assert [actor.name for actor in bundle.actors] == ["France"]
    assert coded.links[0].actor == bundle.actors[0].id
    assert len(bundle.notices) == 2


def test_published_offset_vectors_slice_right(tmp_path: Path) -> None:
    vectors = json.loads((shared("fixtures/issue_vectors") / "offset_issues.json").read_text(encoding="utf-8"))
    for vector in vectors["vectors"]:
        for unit in ("code_points", "utf16"):
            spans = [span for span in vector.get("spans", []) if unit in span]
            records = [
                f"T{n}\tA {span[unit][0]} {span[unit][1]}\t{canonical(span['quote']).replace(chr(10), ' ')}"
                for n, span in enumerate(spans, 1)
            ]
            coded = only(read(pair(tmp_path, vector["text"], *records), ReadOptions()))
            assert [one.quote for one in coded.spans] == [canonical(span["quote"]) for span in spans]
