"""All numbers of all coders together: part by part, and along the hierarchy of labels where there is one."""

from pathlib import Path

from annotator.operations.agreement.report.parts import by_parent, by_part
from annotator.reports.blocks import Heading, Report
from tests.operations.agreement.report.studies import WHOLE, large, report_input, tables


def test_each_part_has_a_heading_before_its_tables(tmp_path: Path) -> None:
    first, second, *_ = by_part(report_input(large(tmp_path, 3, 0), WHOLE))
    assert (first, second) == (Heading(1, "Agreement of all coders"), Heading(2, "All"))


def test_the_hierarchy_has_numbers_for_each_label_that_others_stand_below(tmp_path: Path) -> None:
    assert [*by_parent(report_input(large(tmp_path, 6, 0), WHOLE))] == []
    made = Report("", "", tuple(by_parent(report_input(large(tmp_path, 20, 3), WHOLE))))
    rows = [row[0].text for row in tables(made)[0].rows]
    assert rows == ["Topmost labels", *(f"Domain {n}, all kinds" for n in range(3))]
