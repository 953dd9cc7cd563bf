"""CSV: a line a span, safe in a spreadsheet, and the quotes recoverable."""

import csv
import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.format import WriteOptions, Written
from annotator.formats.tables.csv_spans import FORMAT
from annotator.model.bundle import Bundle
from tests.examples import examples
from tests.formats.bundles import bundles, numbers_of, sample_bundle
from tests.formats.contract import FormatContract
from tests.formats.other_readers import Reader, misread


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, dataclasses.replace(options, replace=True))


class TestCsv(FormatContract):
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


def test_excel_sees_that_it_is_utf_8(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.csv", WriteOptions())
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument_id,")


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
