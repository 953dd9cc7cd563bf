"""The supplement's coders' bias: one table under the names of the report, and what has no test in a sentence."""

from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.operations.agreement.report.bias import coders_bias
from annotator.reports.blocks import Heading, Listing, Paragraph, TableBlock
from tests.operations.agreement.coded import coded_table
from tests.operations.agreement.report.studies import report_input

DESIGN = Design(gamma_samples=0)


def test_there_is_one_table_with_the_labels_of_each_pair(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    for by_name in (True, False):
        made = report_input(project, DESIGN, by_name)
        blocks = list(coders_bias(made))
        (table,) = [one for one in blocks if isinstance(one, TableBlock)]
        groups = [one[0].text for one in table.rows if table.is_group(one)]
        assert len(groups) == len(made.record.bias)
        assert any("Ana and Ben" in group for group in groups) is by_name
        shown = sum(label.first_only + label.second_only > 0 for one in made.record.bias for label in one.labels)
        at_once = sum(one.aspect != "found" for one in made.record.bias)
        assert len(table.rows) == len(groups) + shown + at_once
        assert isinstance(blocks[0], Heading) and isinstance(blocks[-1], Listing)


def test_what_has_no_test_over_documents_stands_in_a_sentence(tmp_path: Path) -> None:
    made = report_input(coded_table(tmp_path, many=3).project, DESIGN, True)
    said = [one.runs[0].text for one in coders_bias(made) if isinstance(one, Paragraph)]
    assert any(one.startswith("Without a p over documents:") and "fewer than" in one for one in said)
    # A label may be in several parts, each for a reason of its own.
    assert any("Ana and Ben, which label)" in one for one in said)


def test_a_study_without_bias_has_no_section(tmp_path: Path) -> None:
    made = report_input(coded_table(tmp_path).project, Design(gamma_samples=0, bias=False))
    assert list(coders_bias(made)) == []
