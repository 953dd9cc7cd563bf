"""Tables that tell of documents: the same out of each kind of file, and a sentence for what is none."""

import json
from pathlib import Path

import pytest

from annotator.model.errors import BadFile, NotFound
from annotator.model.joining.matching import MetadataTable
from annotator.readers.metadata_table import EXTENSIONS, read_metadata_table, table_in
from annotator.readers.source import SourceFile
from tests.readers.samples import docx, ods, p, pdf, row, xlsx
from tests.shared_data import shared

CSV = "file,country,year\na.txt,Côte d’Ivoire,2023\n,,\nb.txt, البرازيل ,\n"
COLUMNS = ("file", "country", "year")
ROWS = (("a.txt", "Côte d’Ivoire", "2023"), ("b.txt", "البرازيل", None))


def read(name: str, data: bytes | str, sheet: str = "") -> MetadataTable:
    """Return the table in a file of this name."""
    return table_in(SourceFile(name, data.encode() if isinstance(data, str) else data), sheet)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", CSV.encode()),
        ("a.csv", CSV.replace(",", ";").encode("utf-16")),
        ("a.tsv", CSV.replace(",", "\t").encode("utf-8-sig")),
        ("a.xlsx", xlsx(row(*COLUMNS) + row("a.txt", "Côte d’Ivoire", 2023) + row("b.txt", " البرازيل ", ""))),
        ("a.ods", ods(list(COLUMNS), ["a.txt", "Côte d’Ivoire", "2023"], ["b.txt", "البرازيل", ""])),
        ("a.jsonl", "\n".join(json.dumps(dict(zip(COLUMNS, one, strict=True))) for one in ROWS)),
        ("a.json", json.dumps([dict(zip(COLUMNS, one, strict=True)) for one in ROWS])),
    ],
)
def test_a_table_is_the_same_out_of_each_kind_of_file(name: str, data: bytes | str) -> None:
    found = read(name, data)
    assert (found.columns, found.rows) == (COLUMNS, ROWS)


def test_values_of_json_stay_what_they_are() -> None:
    found = read("a.json", '[{"n": 1.5, "l": ["a"], "b": true}, {"n": null, "o": {}}]')
    assert found.columns == ("n", "l", "b", "o") and found.rows == ((1.5, ["a"], True, None), (None, None, None, {}))


def test_a_workbook_has_sheets_and_what_stands_above_the_header_is_passed_over() -> None:
    above = row("Speakers of the session") + row("iso", "who") + row("FRA", "x")
    data = xlsx(above, "", row("a", "b") + row("c", "d"))
    first = read("a.xlsx", data)
    assert (first.columns, first.sheet, first.sheets) == (("iso", "who"), "Sheet1", ("Sheet1", "Sheet3"))
    assert first.notices == ("Passed over above the header: “Speakers of the session”.",)
    assert read("a.xlsx", data, "Sheet3").columns == ("a", "b")
    with pytest.raises(NotFound, match="no sheet “Sheet2” with rows in it; choose one of “Sheet1”, “Sheet3”"):
        read("a.xlsx", data, "Sheet2")


def test_columns_without_a_cell_are_none_and_cells_of_dates_are_days() -> None:
    assert read("a.csv", "a,b,\nx,y,\n").columns == ("a", "b")
    kind = 'office:value-type="date" office:date-value="2023-09-21"'
    day = f"<table:table-cell {kind}><text:p>21/9</text:p></table:table-cell>"
    assert read("a.ods", ods(["k", "date"], ["x", day])).rows == (("x", "2023-09-21"),)


WORDS = "token,pos\n" + "".join(f"word{number},N\n" for number in range(30))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", "", "the file is empty"),
        ("a.csv", "a,b\n", "no rows under its header"),
        ("a.csv", "a,b\n,\n , \n", "no rows under its header"),
        ("a.csv", "2023,78\n2022,77\n", "no names of columns"),
        ("a.csv", "a\nb\n", "single column"),
        ("a.csv", WORDS, "table of words"),
        ("a.csv", 'a,b\n"x,y\n', "is broken"),
        ("a.csv", "a,b\nx,y,z\n", "has 3 cells, the header 2"),
        ("a.xlsx", xlsx(""), "no rows under a header"),
        ("a.xlsx", b"PK\x03\x04xl/workbook.xml", "zip archive"),
        ("a.pdf", pdf(["Words"]), "it is no table but of the kind “PDF”"),
        ("a.csv", docx(p("Words")), "it is no table but of the kind “Word”"),
        ("a.html", "<html><table><tr><td>a</td></tr></table>", "XML or a web page"),
        ("a.json", '{"a": [1', "not JSON"),
        ("a.csv", "document_id,layer,coder,span_id,label,start,stop,quote\n1,2,3,4,5,6,7,8\n", "table of spans"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_what_is_no_table_of_documents_is_refused_in_a_sentence(name: str, data: bytes | str, words: str) -> None:
    with pytest.raises(BadFile, match=words) as refused:
        read(name, data)
    assert str(refused.value).startswith(f"{name}: ") and str(refused.value).count(". ") == 0


def test_a_table_of_labels_or_of_names_of_files_tells_of_documents_too() -> None:
    rows = "".join(f"d{number}.txt,x\n" for number in range(40))
    assert len(read("a.csv", "document,label\n" + rows).rows) == 40
    assert len(read("a.csv", "document,form\n" + rows).rows) == 40


def test_a_file_is_read_from_the_disk_or_not(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("land,n\nÖsterreich,1\n".encode("cp1252"))
    assert read_metadata_table(path, encoding="cp1252").rows == (("Österreich", "1"),)
    with pytest.raises(BadFile, match="no such file"):
        read_metadata_table(tmp_path / "b.csv")
    assert {".csv", ".tsv", ".xlsx", ".ods", ".xls", ".jsonl"} <= {*EXTENSIONS}


@pytest.mark.parametrize("folder", ["evil", "doccano", "prodigy", "label_studio", "conll"])
def test_every_file_of_others_is_a_table_or_refused_in_a_sentence(folder: str) -> None:
    files = [path for path in sorted(shared(f"fixtures/{folder}").rglob("*")) if path.is_file()]
    assert files
    for path in files:
        try:
            found = read_metadata_table(path)
        except BadFile as error:
            assert str(error).endswith(".") and "\n" not in str(error), path
        else:
            assert found.rows and all(len(row) == len(found.columns) > 1 for row in found.rows), path
