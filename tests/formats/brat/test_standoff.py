"""The lines of an .ann file: each record as what it is, and a broken one named with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.brat.reading import read
from annotator.formats.brat.references import Reference
from annotator.formats.brat.standoff import BratEvent, Standoff, parse
from annotator.formats.format import ReadOptions
from annotator.model.errors import BadFile
from annotator.model.span import Extent
from tests.formats.brat.test_brat import only, pair
from tests.shared_data import shared


@pytest.mark.parametrize(
    "record",
    [
        "T1 Gene 4 7 Foo",
        "X1\tGene",
        "E1\tGene",
        "R1\tPart",
        "A1\tx",
        "T1\tG -1 2\tx",
    ],
)
def test_a_broken_record_is_named_with_its_line(tmp_path: Path, record: str) -> None:
    with pytest.raises(BadFile, match=r"^x\.ann: line 2: "):
        read(pair(tmp_path, "The Foo.", "T9\tGene 4 7\tFoo", record), ReadOptions())


def test_a_mark_crlf_records_and_returns_in_quotes_do_not_matter(tmp_path: Path) -> None:
    path = pair(tmp_path, "A\rB c", "T1\tGene 0 3\tA\rB\r", "#1\tAnnotatorNotes T1\tn\r", mark="\ufeff")
    (span,) = only(read(path, ReadOptions())).spans
    assert (span.quote, span.note) == ("A\nB", "n")


def test_a_return_inside_a_quote_does_not_end_the_record(tmp_path: Path) -> None:
    record = (shared("fixtures/issue_vectors") / "brat_1169_crlf_in_ann.ann").read_bytes()
    (tmp_path / "x.ann").write_bytes(record)
    (tmp_path / "x.txt").write_bytes(b"Date")
    bundle = read(tmp_path, ReadOptions())
    assert not only(bundle).spans
    assert bundle.notices[0].startswith("1 annotation is left out, since its place is not in the text")


def parsed(*lines: str) -> Standoff:
    into = Standoff()
    parse("\n".join(lines), "x.ann", into)
    return into


def test_each_kind_of_record_is_told_by_its_letter() -> None:
    found = parsed(
        *("T1\tAppeal 0 5;7 9\turged to", "T2\tActor 3 4", "E1\tBind:T1 Theme:T2  Cause:E1"),
        *("R1\tspeaker Arg1:T1 Arg2:T2", "A1\tForce T1 strong words", "M1\tNegation E1"),
        *("#1\tAnnotatorNotes T1\ta note", "#2\tOther T1\tx", "*\tEquiv T1 T2", "N1\tReference T1 Wiki:1\tx"),
    )
    first, second = found.textbounds["T1"], found.textbounds["T2"]
    assert (first.quote, second.quote, second.line) == ("urged to", None, 2)
    assert found.textbounds["T1"].fragments == (Extent(0, 5), Extent(7, 9))
    assert found.events == {"E1": BratEvent("Bind", "T1", (("Theme", "T2"), ("Cause", "E1")))}
    assert found.relations == [("speaker", "T1", "T2")]
    assert found.attributes == [("Force", "T1", "strong words"), ("Negation", "E1", "")]
    assert found.notes == [("T1", "a note")]
    assert found.others == {"#": 1, "*": 1}
    assert found.references == [Reference("T1", "Wiki", "1", "x")]


def test_what_stands_behind_an_id_is_a_piece_of_text_or_nothing() -> None:
    found = parsed("T1\tA 0 1\tx", "E1\tA:T1", "E2\tA:T9")
    assert [found.textbound_of(id) for id in ("T1", "E1", "E2", "R1")] == ["T1", "T1", None, None]


@pytest.mark.parametrize("lines", [("T1\tA 0 1\tx", "T1\tA 2 3\ty"), ("T1\tA 0 1\tx", "E1\tA:T1", "E1\tB:T1")])
def test_an_id_is_used_once(lines: tuple[str, ...]) -> None:
    with pytest.raises(BadFile, match=rf"^x\.ann: line {len(lines)}: the id [TE]1 is used twice"):
        parsed(*lines)


@given(st.text(st.sampled_from("TERA#*N1\t :;\u2028\rb"), max_size=30))
def test_any_line_is_a_record_or_refused_with_its_number(line: str) -> None:
    try:
        found = parsed("", line)
    except BadFile as error:
        assert str(error).startswith("x.ann: line 2: ") and "\n" not in str(error)
    else:
        said = [*found.textbounds, *found.events, *found.relations, *found.attributes, *found.notes]
        assert len(said) + sum(found.others.values()) == bool(line.strip())
