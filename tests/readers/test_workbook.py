"""Workbooks: which sheets are read, and what is said of the others."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile, NeedsColumn
from annotator.readers.registry import read_bytes
from tests.readers.samples import ods, row, xlsx, zipped


def read(*sheets: str, **chosen: str) -> list[DocumentDraft]:
    return read_bytes("a.xlsx", xlsx(*sheets), **chosen)


def test_a_row_is_a_document_and_the_other_columns_are_metadata() -> None:
    first, second = read(row("id", "title", "text", "votes") + row(1, "A", "x\ny", 2.5) + row(2, "B", "z", 12))
    assert (first.title, first.text, first.metadata) == ("A", "x\ny", {"id": "1", "votes": "2.5"})
    assert (second.title, second.text, second.metadata) == ("B", "z", {"id": "2", "votes": "12"})
    assert first.columns[0] == "text"


def test_sheets_with_the_same_column_are_read_and_others_named() -> None:
    drafts = read(row("text") + row("x"), row("a remark") + row("or two"), row("text") + row("y"))
    assert [(draft.text, draft.metadata["sheet"]) for draft in drafts] == [("x", "Sheet1"), ("y", "Sheet3")]
    assert drafts[0].notices == ("Sheets left out: “Sheet2”.",)


def test_a_sheet_before_the_one_with_the_texts_is_passed_over() -> None:
    (draft,) = read(row("a", "b") + row("c", "d"), row("text") + row("x"))
    assert (draft.text, draft.metadata) == ("x", {})


def test_a_workbook_without_a_plain_text_column_asks_for_it() -> None:
    with pytest.raises(NeedsColumn) as asked:
        read(row("a", "b") + row("c", "d"))
    assert asked.value.columns == ("a", "b")
    assert read(row("a", "b") + row("c", "d"), text_column="b")[0].text == "d"


def test_a_spreadsheet_of_calc_is_read_with_its_dates() -> None:
    kind = 'office:value-type="date" office:date-value="2023-09-21"'
    day = f"<table:table-cell {kind}><text:p>21/9</text:p></table:table-cell>"
    (draft,) = read_bytes("a.ods", ods(["text", "date"], ["x", day]))
    assert (draft.text, draft.metadata) == ("x", {"date": "2023-09-21"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx(""), "its sheets have no rows under a header"),
        (xlsx(row("text")), "its sheets have no rows under a header"),
        (xlsx(row("text", "n") + row("", 1)), "the column “text” has no text in any row"),
        (
            xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "cells|memory",
        ),
        (zipped({"xl/workbook.xml": bytes(40_000_000)}), "is packed more than 200 to 1"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_bytes("a.xlsx", data)


def test_a_cell_that_is_repeated_without_end_is_refused() -> None:
    kind = 'office:value-type="string" table:number-columns-repeated="16384"'
    cell = f"<table:table-cell {kind}><text:p>x</text:p></table:table-cell>"
    data = ods(["text"], *[[cell]] * 3000)
    with pytest.raises(BadFile, match=r"more cells than|memory"):
        read_bytes("a.ods", data)
