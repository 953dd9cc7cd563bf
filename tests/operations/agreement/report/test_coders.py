"""Who coded what: a column for each coder, or where they are many, a row."""

from pathlib import Path

from annotator.operations.agreement.report.coders import coders_and_counts
from annotator.reports.blocks import Report
from tests.operations.agreement.report.studies import WHOLE, headings, large, report_input, tables


def test_few_coders_have_columns_and_many_have_rows_with_the_same_counts(tmp_path: Path) -> None:
    for coders in (2, 8, 9):
        made = report_input(large(tmp_path, 3, 0, coders), WHOLE)
        report = Report("", "", tuple(coders_and_counts(made)))
        (table,) = tables(report)
        assert headings(report) == ["Design", "Coders and counts"]
        heads = [cell.text for cell in (table.header[0][1:] if coders < 9 else [row[0] for row in table.rows])]
        assert heads == made.record.coders == [f"Coder {letter}" for letter in "ABCDEFGHI"[:coders]]
        counted = sum(int(row[-1].text) for row in table.rows if coders > 8 or row[0].text.startswith("Spans"))
        whose = made.record.coders if coders > 8 else made.record.coders[-1:]
        assert counted == sum(counts[coder] for counts in made.record.spans.values() for coder in whose)
