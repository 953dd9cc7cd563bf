import csv
import io
from pathlib import Path

import pytest
from lxml import html

from annotator.model.errors import BadFile
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.report_files import KINDS, check_name, save_report

REPORT = ImportReport(
    documents=["First <b>", "文"],
    repeated=[(f"t{n}", "First <b>") for n in range(190)],
    failed=["bad.docx: it is damaged; save it again."],
    notices=["first.pdf: Running heads were left out: “=SUM(1)”."],
    files=[("first.pdf", "First <b>"), ("=2.txt", "文")],
)


@pytest.mark.parametrize("ending", KINDS)
def test_all_of_a_report_is_in_its_file(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report{ending}"
    save_report(REPORT, out, "Talks")
    text = out.read_text("utf-8-sig")
    if ending == ".html":
        text = "".join(map(str, html.fromstring(text.encode()).itertext()))
        assert "Talks, " in text
    for said in ("bad.docx", "it is damaged; save it again.", "Running heads were left out", "First <b>", "文", "t189"):
        assert said in text


def test_a_table_has_a_row_for_each_thing_and_no_formula(tmp_path: Path) -> None:
    save_report(REPORT, tmp_path / "r.csv", "Talks")
    header, *rows = csv.reader(io.StringIO((tmp_path / "r.csv").read_text("utf-8-sig")))
    assert header == ["what", "file", "document", "words"]
    assert len(rows) == 1 + 1 + 2 + 190
    assert not any(cell.startswith("=") for row in rows for cell in row)


@pytest.mark.parametrize("ending", KINDS)
def test_an_empty_report_can_be_saved(tmp_path: Path, ending: str) -> None:
    save_report(ImportReport(), tmp_path / f"r{ending}", "Talks")
    assert (tmp_path / f"r{ending}").stat().st_size


def test_a_name_that_says_no_kind_is_refused(tmp_path: Path) -> None:
    for name in ("report", "report.docx"):
        with pytest.raises(BadFile, match=r"\.txt, \.csv, \.html"):
            check_name(tmp_path / name)
