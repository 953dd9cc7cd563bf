"""What the process that reads workbooks answers, here without one."""

import io
import json
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from annotator.readers.workbook_rows import answer_for, cell_text, serve
from tests.readers.samples import ods, row, xlsx, zipped


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("words", "words"),
        (True, "true"),
        (3.0, "3"),
        (-2.5, "-2.5"),
        (1e300, "1e+300"),
        (date(2023, 9, 21), "2023-09-21"),
        (datetime(2023, 9, 21), "2023-09-21"),
        (datetime(2023, 9, 21, 9, 5), "2023-09-21T09:05:00"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
        ("\ud800", "\ufffd"),
    ],
)
def test_cells_are_written_as_a_table_in_csv_has_them(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_empty_rows_are_passed_over_and_what_is_no_workbook_is_damaged() -> None:
    assert answer_for(xlsx(row("a") + row(" ") + row(1.0)))["sheets"] == [("Sheet1", [["a"], ["1"]])]
    assert answer_for(b"PK nothing") == {"error": "damaged"}


@pytest.mark.parametrize("data", [ods(["a"], ["b"]), xlsx(row("a") + row("b"))], ids=["ods", "xlsx"])
def test_xml_that_ends_too_early_is_damaged_and_not_read_for_ever(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = next(one for one in members if one in ("content.xml", "xl/worksheets/s1.xml"))
    for length in range(1, len(members[name]), 20):
        answer = answer_for(zipped({**members, name: members[name][:length]}))
        assert answer == {"error": "damaged"} or name != "content.xml"


def test_requests_are_answered() -> None:
    data, answers = xlsx(row("a")), io.BytesIO()
    serve(io.BytesIO(len(data).to_bytes(8, "big") + b"p" + data), answers, limited=False)
    assert json.loads(answers.getvalue()[8:])["sheets"] == [["Sheet1", [["a"]]]]
