"""A list of passages as a file: whatever is in it, all of it is there, and nothing of it runs."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from annotator.formats.tables.csv_text import bare
from annotator.model.errors import BadFile, WouldReplace
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.passages.citing import WHOLE
from annotator.operations.passages.listing import ListAsked, listed
from annotator.operations.passages.reporting import KINDS, passages_csv, report_of, save_passages, table_rows
from annotator.reports.blocks import Heading, Paragraph
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import Desk, make_desk

ALL = ListAsked(longest=WHOLE, with_names=False)
FORMULA = "=HYPERLINK(A1) he said.\n+1 was his answer."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    documents.set_metadata(made.project, made.documents[0].id, {"date": "2022-03-01"})
    span = made.code("urged China", "appeal")
    annotate.set_note(made.project, span.id, "=why")
    annotate.set_doubt(made.project, span.id, True)
    made.code("undertook to help", "commitment")
    return made


@settings(max_examples=examples(15, usual=3), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_kind_of_file_has_every_passage(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("written") / "a.annot") as project:
        found = listed(project, "", ListAsked(group="label", longest=WHOLE, with_names=False))
        header, *rows = table_rows(found)
        for kind in KINDS.values():
            assert kind.render(found)
        read = list(csv.reader(io.StringIO(passages_csv(found).removeprefix("\ufeff"), newline="")))
        assert read[0] == header and len(read) == len(rows) + 1
        for line, row in zip(read[1:], rows, strict=True):
            assert [bare(cell) for cell in line] == ["" if cell is None else str(cell) for cell in row]
        blocks = report_of(found).blocks
        assert sum(isinstance(one, Paragraph) for one in blocks) == len(rows)
        assert sum(isinstance(one, Heading) for one in blocks) == len(found.sections)


def test_a_report_has_quotes_under_headings_with_their_sources(desk: Desk) -> None:
    found = listed(desk.project, "", ListAsked(group="label", longest=WHOLE, with_names=False))
    text = KINDS[".md"].render(found).decode("utf-8")
    assert text.startswith("# 2 passages\n")
    assert text.index("## Appeal (1)") < text.index("“urged China”") < text.index("## Commitment (1)")
    assert "Document 1, 2022-03-01 · " in text and "· coder-1 · in doubt · Note: =why" in text
    assert "Ana" not in text


def test_nothing_in_a_table_runs(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, (FORMULA,))
    found = listed(desk.project, "/(?m)^.*$/", ALL)
    for cell in csv.reader(io.StringIO(passages_csv(found))).__next__():
        assert not cell.startswith(("=", "+"))
    rows = list(csv.DictReader(io.StringIO(passages_csv(found).removeprefix("\ufeff"))))
    assert [row["quote"] for row in rows] == ["'=HYPERLINK(A1) he said.", "'+1 was his answer."]
    book = KINDS[".xlsx"].render(found)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[7] for row in sheet] == ["quote", "=HYPERLINK(A1) he said.", "+1 was his answer."]


def test_the_same_list_gives_the_same_bytes(desk: Desk) -> None:
    found = listed(desk.project, "", ALL)
    for ending, kind in KINDS.items():
        assert kind.render(found) == kind.render(found), ending


def test_what_is_there_is_replaced_only_where_that_is_said(desk: Desk, tmp_path: Path) -> None:
    found, path = listed(desk.project, "", ALL), tmp_path / "a.CSV"
    save_passages(found, path)
    before = path.read_bytes()
    with pytest.raises(WouldReplace):
        save_passages(listed(desk.project, "second", ALL), path)
    assert path.read_bytes() == before
    save_passages(listed(desk.project, "second", ALL), path, replace=True)
    assert path.read_bytes() != before
    with pytest.raises(BadFile, match=r"written as \.csv, \.xlsx"):
        save_passages(found, tmp_path / "a.pdf")
    shutil.copy(desk.project.path, tmp_path / "other.csv")
    with pytest.raises(BadFile, match="it is a project"):
        save_passages(found, tmp_path / "other.csv", replace=True)


def test_it_says_of_how_many_it_lists_the_first(desk: Desk) -> None:
    text = KINDS[".md"].render(listed(desk.project, "", ListAsked(most=1))).decode("utf-8")
    assert "Listed: 1 of 2 passages." in text
