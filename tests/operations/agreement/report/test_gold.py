"""Disputes and gold: cases by kind, decisions by rule, and reasons."""

from pathlib import Path

from annotator.adjudication.cases import CaseKind
from annotator.operations.adjudication import reason_list
from annotator.operations.agreement.report.gold import disputes_and_gold
from annotator.reports.blocks import Report
from tests.operations.adjudicating import decide, differing, settle
from tests.operations.agreement.report.studies import report_input, tables, words_of


def test_cases_and_decisions_are_counted(tmp_path: Path) -> None:
    table = differing(tmp_path)
    assert len(tables(Report("", "", tuple(disputes_and_gold(report_input(table.project)))))) == 1
    settle(table)
    decide(table, CaseKind.LABEL, "take", "Ana")
    cases, rules, reasons = tables(Report("", "", tuple(disputes_and_gold(report_input(table.project)))))
    assert {row[0].text: row[2].text for row in cases.rows}["label"] == "1"
    assert {row[0].text: row[1].text for row in rules.rows} == {"unanimous": "1", "taken": "1"}
    assert [(row[0].text, row[1].text) for row in reasons.rows] == [("in words of their own", "1")]


def test_a_reason_of_the_projects_list_is_told_to_all(tmp_path: Path) -> None:
    table = differing(tmp_path)
    decide(table, CaseKind.LABEL, "take", "Ana")
    reason_list.set_reasons(table.project, ["because"])
    assert "because" in words_of(Report("", "", tuple(disputes_and_gold(report_input(table.project)))))
