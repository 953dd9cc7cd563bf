"""A table of counts as CSV: what it shows, and nothing that a spreadsheet would run."""

import csv
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.operations.passages.count_file import write_counts
from annotator.operations.passages.counting import CountTable, PassageMeasure, counted
from annotator.operations.passages.grouping import PassageGroup
from tests.projects import make_desk


def test_the_file_says_what_the_table_shows_with_its_totals(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China", "appeal")
    desk.code("China undertook to help", "commitment")
    write_counts(counted(desk.project, "", "label", "document"), "Label", tmp_path / "counts.csv")
    with (tmp_path / "counts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Label", "Document 1", "all"],
            ["Appeal", "1", "1"],
            ["Commitment", "1", "1"],
            ["all", "2", "2"],
        ]
    write_counts(counted(desk.project, "", "label", measure=PassageMeasure.SHARE), "Label", tmp_path / "share.csv")
    share = (tmp_path / "share.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert float(share.removeprefix("Appeal,")) == pytest.approx(100 * 11 / len(desk.documents[0].text))


def test_names_are_guarded_and_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    row = PassageGroup("=SUM(A1)", "x")
    table = CountTable([row], [], {(row, None): 1}, {row: 1}, {}, 1)
    write_counts(table, "Label", tmp_path / "a.csv")
    assert "'=SUM(A1)" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    with pytest.raises(BadFile):
        write_counts(table, "Label", tmp_path / "nowhere" / "a.csv")
