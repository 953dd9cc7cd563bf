"""What brat's offsets count is found out from the quotes."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.brat.offsets import counting_for, extents_of
from annotator.formats.brat.reading import read
from annotator.formats.brat.standoff import TextBound
from annotator.formats.format import ReadOptions
from annotator.model.document import canonical
from annotator.model.errors import BadFile
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


def test_a_quote_that_is_not_the_text_refuses_the_document_and_no_other(tmp_path: Path) -> None:
    pair(tmp_path, "The Foo.", "T1\tGene 4 7\tBar", name="bad")
    pair(tmp_path, "The Foo.", "T1\tGene 4 7\tFoo", name="good")
    bundle = read(tmp_path, ReadOptions())
    assert only(bundle).document.title == "good"
    assert bundle.notices[0].startswith(
        "Left out: bad.ann: line 1: the quote is “Bar”, but the text has “Foo” at [4, 7); "
    )


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


def record(extent: tuple[int, int], quote: str | None, line: int = 1) -> TextBound:
    return TextBound("A", (Extent(*extent),), quote, "x.ann", line)


def test_the_documented_way_is_taken_where_several_fit() -> None:
    counting = counting_for("aaa\r\naaa", [record((0, 3), "aaa")])
    assert (counting.name, extents_of(record((5, 8), "aaa"), counting)) == ("", [Extent(4, 7)])


def test_the_first_record_that_fits_nowhere_is_named_with_its_line_and_both_texts() -> None:
    with pytest.raises(BadFile, match=r"^x\.ann: line 7: the quote is “Bar”, but the text has “Foo” at \[4, 7\)"):
        counting_for("The Foo.", [record((0, 3), "The", 6), record((4, 7), "Bar", 7)])
    with pytest.raises(BadFile, match=r"line 3: \[4, 99\) is no range of the text, which has 8 characters"):
        counting_for("The Foo.", [record((4, 99), None, 3)])


def test_a_range_without_a_character_is_left_out() -> None:
    assert extents_of(record((2, 2), ""), counting_for("abc", [])) == []


@settings(max_examples=examples(40))
@given(first=st.integers(0, 60), last=st.integers(0, 60), raw=st.sampled_from(["Foo\r\nBar", "\ufeffFoo 𠮷", "Foo"]))
def test_places_that_are_damaged_are_a_sentence_however_they_are_counted(first: int, last: int, raw: str) -> None:
    with pytest.raises(BadFile, match=r"^x\.ann: line 1: "):
        counting_for(raw, [record((first, last), "not in the text")])
