"""Coders against gold in the supplement."""

from pathlib import Path

from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.gold_scores import coders_against_gold
from annotator.operations.agreement.report.prose import design_said
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import Report
from tests.operations.adjudicating import settle
from tests.operations.agreement.coded import coded_table
from tests.operations.agreement.report.studies import QUICK, report_input, tables, words_of


def test_each_coder_has_a_table_with_precision_recall_and_f1(tmp_path: Path) -> None:
    table = coded_table(tmp_path)
    assert list(coders_against_gold(report_input(table.project))) == []
    settle(table, "majority")
    layers = layers_named(table.project, ["Gold", "Ana", "Ben"], with_gold=True)
    made = reliability.report_input_of(table.project, measure.agree(table.project, layers, QUICK))
    report = Report("", "", tuple(coders_against_gold(made)))
    found = tables(report)
    assert [one.caption for one in found] == ["Coder A against Gold.", "Coder B against Gold."]
    heads = [cell.text for cell in found[0].header[0]]
    assert heads[1:4] == [f"{name}, same extents and label" for name in ("Precision", "Recall", "F1")]
    assert [row[0].text for row in found[0].rows] == ["All labels", "Appeal", "Warning"]
    assert "Gold is the reference" in words_of(report)
    assert "Two coders were compared with gold in eight of 10 documents" in design_said(made)
