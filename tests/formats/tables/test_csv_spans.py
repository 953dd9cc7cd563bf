"""CSV: a line a span, safe in a spreadsheet, and the quotes recoverable."""

import csv
import dataclasses
import operator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.tables.csv_spans import DOCUMENTS_FILE, FACTS_FILE, FORMAT, SLOTS_FILE
from annotator.formats.tables.options import CsvTableOptions, RowsAre
from annotator.model.bundle import Bundle
from annotator.model.codebook import CodingUnit
from annotator.model.errors import BadFile
from annotator.model.span import tidy
from tests.examples import examples
from tests.formats.bundles import GOLD, bundles, full_bundles, numbers_of, sample_bundle
from tests.formats.contract import ReadableContract
from tests.formats.other_readers import Reader, misread


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, dataclasses.replace(options, replace=True))


class TestCsv(ReadableContract):
    name = "csv"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_span_is_a_line_with_its_attributes_roles_and_decision(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    rows = {row["span_id"]: row for row in rows_of(tmp_path / "x.csv")}
    assert len(rows) == 13
    appeal = rows["s-05"]
    assert (appeal["quote"], appeal["start"], appeal["stop"], appeal["extents"]) == ("urged China", "7", "18", "7 18")
    assert (appeal["attr_force"], appeal["attr_public"], appeal["attr_year"]) == ("calls on", "0", "")
    assert (appeal["role_speaker"], appeal["role_addressee"]) == ("France", "European Union")
    assert (appeal["decision_rule"], appeal["decision_reason"]) == ("taken", "The verb and its object.")
    assert rows["s-03"]["extents"] == "7 12;21 28"
    assert (rows["s-08"]["start"], rows["s-08"]["extents"]) == ("", "")
    assert rows["s-04"]["note"] == "'=SUM(A1)"


def test_coders_appear_by_pseudonym_unless_names_are_asked_for(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    assert "Souza" not in (tmp_path / "x.csv").read_text(encoding="utf-8")
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions(names=True))
    assert {row["coder"] for row in rows_of(tmp_path / "x.csv")} == {"Ana Souza", "Ben Ötker", ""}


@settings(max_examples=examples(30), deadline=None)
@given(bundle=bundles())
def test_quotes_and_notes_come_back_exactly(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "x.csv", WriteOptions())
        rows = rows_of(Path(folder) / "x.csv")
    bare = {row["span_id"]: (row["quote"].removeprefix("'"), row["note"].removeprefix("'")) for row in rows}
    spans = [span for coded in bundle.documents for span in coded.spans]
    assert bare == {span.id: (span.quote, span.note) for span in spans}


@settings(max_examples=examples(20), deadline=None)
@given(bundle=bundles())
def test_pandas_and_r_read_the_lines_back_by_their_defaults(reader: Reader, bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "x.csv", WriteOptions(names=True))
        assert misread(Path(folder) / "x.csv", reader, numbers_of(bundle)) == []


def test_a_line_says_on_which_pages_the_passage_stands_where_there_are_pages(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    found = {row["span_id"]: (row["page"], row["last_page"]) for row in rows_of(tmp_path / "x.csv")}
    assert found["s-02"] == ("1", "1") and found["s-07"] == ("3", "3") and found["s-03"] == ("1", "2")
    assert found["s-08"] == found["s-11"] == ("", ""), "a label on the whole document, a text without pages"


def test_a_line_says_which_unit_a_span_is_where_units_are_given_and_comes_back(tmp_path: Path) -> None:
    bundle = sample_bundle()
    book = bundle.codebook.model_copy(update={"unit": CodingUnit.SENTENCE})
    write(dataclasses.replace(bundle, codebook=book), tmp_path / "x.csv", WriteOptions(names=True))
    rows = {row["span_id"]: row for row in rows_of(tmp_path / "x.csv")}
    assert list(rows["s-01"])[-2:] == ["unit", "last_unit"] and {row["unit"] for row in rows.values()} <= {
        "",
        "1",
        "2",
        "3",
    }
    (units,) = (coded.units for coded in bundle.documents if coded.units)
    inside = next(row for row in rows.values() if row["document_id"] == "doc-1" and row["unit"] == "3")
    assert units[2].start <= int(inside["stop"]) and rows["s-08"]["unit"] == ""
    assert len([span for coded in read(tmp_path / "x.csv").documents for span in coded.spans]) == len(rows)
    write(bundle, tmp_path / "y.csv", WriteOptions())
    assert "unit" not in rows_of(tmp_path / "y.csv")[0]


def test_a_new_line_may_say_its_unit_in_place_of_offsets_and_units_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    bundle = sample_bundle()
    book = bundle.codebook.model_copy(update={"unit": CodingUnit.SENTENCE})
    path, beside = tmp_path / "x.csv", tmp_path / "x.documents-table.csv"
    write(dataclasses.replace(bundle, codebook=book), path, WriteOptions(names=True))
    (cut,) = (coded for coded in bundle.documents if coded.units)
    rows = rows_of(path)
    new = {"document_id": cut.document.id, "layer": rows[0]["layer"], "label": rows[0]["label"]}
    lines = [{**new, "unit": "2", "last_unit": "3"}, {**new, "unit": "3"}, {**new, "unit": "99"}, {**new, "unit": "²"}]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(rows[0])).writerows(lines)
    back = read(path)
    known = {span.id for coded in bundle.documents for span in coded.spans}
    made = [span for coded in back.documents for span in coded.spans if span.id not in known]
    assert sorted(span.extents for span in made) == [tidy(cut.units[1:3]), cut.units[2:3]]
    assert any("2 " in one and "left out" in one for one in back.notices)
    beside.write_text(beside.read_text("utf-8").replace(";40 ", ";39 "), "utf-8", newline="")
    back = read(path)
    assert not any(coded.units for coded in back.documents) and any("do not fit" in one for one in back.notices)


def read(path: Path) -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(path, ReadOptions())


def said(bundle: Bundle) -> list[object]:
    """Return what a table carries of documents, spans and slots."""
    by_id = operator.attrgetter("id")
    return [
        (
            dataclasses.replace(coded.document, source_file=None),
            sorted((dataclasses.replace(one, moved_from=None) for one in coded.spans), key=by_id),
            sorted(coded.links, key=by_id),
            coded.pages,
            coded.units,
            coded.split,
        )
        for coded in bundle.documents
    ]


def test_our_own_table_comes_back_as_it_was(tmp_path: Path) -> None:
    bundle = sample_bundle()
    write(bundle, tmp_path / "x.csv", WriteOptions(names=True))
    back = read(tmp_path / "x.csv")
    assert said(back) == said(bundle)
    assert (back.codebook, back.coders, back.layers) == (bundle.codebook, bundle.coders, bundle.layers)
    assert {one.id: one for one in back.actors} == {one.id: one for one in bundle.actors}
    assert not back.notices


@settings(max_examples=examples(40), deadline=None)
@given(bundle=bundles())
def test_any_table_of_ours_comes_back_as_it_was(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "x.csv", WriteOptions())
        assert said(read(Path(folder) / "x.csv")) == said(bundle)


@settings(max_examples=examples(20), deadline=None)
@given(bundle=full_bundles())
def test_what_the_losses_do_not_name_comes_back(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        losses = write(bundle, Path(folder) / "x.csv", WriteOptions()).notices
        back = list(read(Path(folder) / "x.csv").documents)
    kept = {attribute.id for label in bundle.codebook.labels for attribute in label.attributes}
    named = any("not in the codebook" in loss for loss in losses)
    for before, after in zip(bundle.documents, back, strict=True):
        spans = {str(one.id): one for one in after.spans}
        for span in before.spans:
            lost = {name for name in span.attributes if name not in kept}
            assert not lost or named
            assert spans[span.id].attributes == {k: v for k, v in span.attributes.items() if k not in lost}


def test_a_row_that_is_gone_is_gone_and_a_new_one_has_an_id(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    header, first, _, *others = (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()
    new = first.replace(",s-06,", ",,").replace(",0,6,1,1,0 6,France,", ",,,,,13 18,China,")
    assert new != first
    (tmp_path / "x.csv").write_text("\n".join([header, first, new, *others]) + "\n", "utf-8")
    spans = {one.id: one for coded in read(tmp_path / "x.csv").documents for one in coded.spans}
    assert len(spans) == 13 and "s-08" not in spans
    (made,) = [one for id, one in spans.items() if not id.startswith("s-")]
    assert (made.quote, made.label) == ("China", "actor")


def test_a_passage_that_a_spreadsheet_moved_is_mended_by_its_quote_or_said(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "x.csv", WriteOptions())
    text = (tmp_path / "x.csv").read_text("utf-8-sig")
    (tmp_path / "x.csv").write_text(text.replace(",0,6,1,1,0 6,France,", ",2,8,1,1,2 8,France,"), "utf-8")
    back = read(tmp_path / "x.csv")
    assert {str(one.id): one for coded in back.documents for one in coded.spans}["s-06"].start == 0
    assert any("moved" in notice for notice in back.notices)


def test_without_what_stands_beside_the_spans_have_no_text(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions(own=CsvTableOptions(beside=False)))
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["x.csv"]
    with pytest.raises(BadFile, match="texts that it speaks of"):
        read(tmp_path / "x.csv")


def test_losses_are_other_ones_without_what_stands_beside(tmp_path: Path) -> None:
    losses = write(sample_bundle(), tmp_path / "x.csv", WriteOptions(own=CsvTableOptions(beside=False))).notices
    assert any("The texts of 4 documents" in loss for loss in losses)
    assert any("Where the pages of" in loss for loss in losses)


def test_a_table_of_a_document_and_label_a_line_counts_passages(tmp_path: Path) -> None:
    write(sample_bundle((GOLD,)), tmp_path / "x.csv", WriteOptions(own=CsvTableOptions(rows=RowsAre.DOCUMENTS)))
    rows = [(row["document_id"], row["label"], row["of"], row["spans"]) for row in rows_of(tmp_path / "x.csv")]
    assert ("doc-1", "appeal", "passages", "1") in rows and ("doc-1", "joint", "document", "") in rows
    assert ("doc-4", "", "", "") in rows, "a document without labels is there"
    back = read(tmp_path / "x.csv")
    assert [one.id for coded in back.documents for one in coded.spans] == ["s-08"]
    assert any("count passages" in notice for notice in back.notices)


def test_what_stands_beside_is_written_and_read_along(tmp_path: Path) -> None:
    written = write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    assert set(written.files) == {"x.csv", *(f"x{ending}" for ending in (DOCUMENTS_FILE, SLOTS_FILE, FACTS_FILE))}
