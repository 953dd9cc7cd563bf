"""Workbooks: the tables of CSV a sheet each, with types, and nothing that runs."""

import dataclasses
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from python_calamine import load_workbook

from annotator.formats import writing
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.registry import format_for
from annotator.formats.tables.options import RowsAre, TableOptions
from annotator.formats.tables.xlsx import FORMAT
from annotator.model.bundle import Bundle
from annotator.model.document import Document, sha256_of
from annotator.model.errors import BadFile
from tests.examples import examples
from tests.formats.bundles import bundles, sample_bundle
from tests.formats.contract import ReadableContract
from tests.formats.tables.test_csv_spans import said
from tests.readers import samples


class TestXlsx(ReadableContract):
    name = "xlsx"


def write(bundle: Bundle, out: Path, own: TableOptions | None = None) -> Written:
    return writing.write(FORMAT, bundle, out, WriteOptions(names=True, own=own, replace=True))


def read(path: Path) -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(path, ReadOptions())


@settings(max_examples=examples(15), deadline=None)
@given(bundle=bundles())
def test_any_workbook_of_ours_comes_back_as_it_was(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "x.xlsx")
        assert said(read(Path(folder) / "x.xlsx")) == said(bundle)


def test_texts_that_no_cell_holds_stand_in_a_sheet_of_their_own(tmp_path: Path) -> None:
    bundle = sample_bundle()
    first, *others = bundle.documents
    text = first.document.text + "🕊 and so on " * 9000
    longer = dataclasses.replace(first.document, text=text, text_sha256=sha256_of(text))
    bundle = dataclasses.replace(bundle, documents=[dataclasses.replace(first, document=longer), *others])
    write(bundle, tmp_path / "x.xlsx")
    assert said(read(tmp_path / "x.xlsx")) == said(bundle)
    cells = [
        cell
        for name in load_workbook(str(tmp_path / "x.xlsx")).sheet_names
        for row in load_workbook(str(tmp_path / "x.xlsx")).get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells if isinstance(cell, str)) <= 32_767


def test_numbers_are_numbers_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.xlsx")
    sheet = load_workbook(str(tmp_path / "x.xlsx")).get_sheet_by_name("spans").to_python()
    header, *rows = sheet
    by_id = {row[header.index("span_id")]: dict(zip(map(str, header), row, strict=True)) for row in rows}
    assert by_id["s-05"]["start"] == 7.0 and by_id["s-03"]["attr_year"] == 2023.0
    assert by_id["s-04"]["note"] == "=SUM(A1)"
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part for part in parts.values())
    assert b"quotePrefix" in parts["xl/styles.xml"]


def test_the_hidden_sheet_may_be_gone(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.xlsx")
    look = load_workbook(str(tmp_path / "x.xlsx"))
    assert {one.name for one in look.sheets_metadata if "Visible" not in str(one.visible)} or look.sheet_names
    assert "annotator" in look.sheet_names


def test_a_line_a_document_and_label_is_known_again(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "x.xlsx", TableOptions(rows=RowsAre.DOCUMENTS))
    assert format_for(tmp_path / "x.xlsx") is FORMAT
    assert [one.id for coded in read(tmp_path / "x.xlsx").documents for one in coded.spans] == ["s-08"]


class _Known:
    def find(self, *called: str) -> Document | None:
        return None


def test_a_workbook_of_another_program_is_read_by_what_its_columns_mean(tmp_path: Path) -> None:
    cells = samples.row("text", "annotator", "label") + samples.row("They met.", "ana", "Meeting")
    (tmp_path / "x.xlsx").write_bytes(samples.xlsx(cells))
    assert format_for(tmp_path / "x.xlsx") is FORMAT
    (coded,) = read(tmp_path / "x.xlsx").documents
    assert (coded.document.text, [one.label for one in coded.spans]) == ("They met.", ["meeting"])


def test_a_workbook_of_texts_or_words_is_not_taken_for_codings(tmp_path: Path) -> None:
    texts = samples.row("text", "date") + samples.row("They met.", "2020-01-01")
    words = samples.row("token", "label") + samples.row("They", "O") * 40
    for cells in (texts, words):
        (tmp_path / "x.xlsx").write_bytes(samples.xlsx(cells))
        assert format_for(tmp_path / "x.xlsx") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x"])
def test_what_is_no_workbook_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(BadFile):
        read(tmp_path / "x.xlsx")


def test_the_same_bundle_gives_the_same_bytes_whenever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(sample_bundle(), tmp_path / "a.xlsx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.xlsx").read_bytes())) as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
