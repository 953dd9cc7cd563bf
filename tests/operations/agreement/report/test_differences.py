"""The supplement's differences: a row for each, coders under the names that the report uses, nothing without any."""

from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.comparing import compare
from annotator.operations.agreement.report.differences import differences
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import TableBlock
from tests.operations.agreement.coded import coded_table

DESIGN = Design(gamma_samples=0)


def test_there_is_a_row_for_each_difference_and_coders_are_called_as_in_the_rest(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    layers = layers_named(project, None)
    study = measure.agree(project, layers, DESIGN)
    compared = [
        compare(project, "coders=Ana,Ben", "coders=Ana,Cem", layers, DESIGN),
        compare(project, "label=appeal", "label=genre", layers, DESIGN),
    ]
    for by_name in (True, False):
        made = reliability.report_input_of(project, study, by_name, compared)
        table = next(one for one in differences(made) if isinstance(one, TableBlock))
        assert len(table.rows) == 2 and table.rows[1][-1].text == "undefined"
        assert ("Ana and Ben" in table.rows[0][0].text) is by_name
        assert ("Coder A and Coder B" in table.rows[0][0].text) is not by_name
        assert any("left out of both" in note for note in table.notes)
        assert any("undefined" in note for note in table.notes)
    assert list(differences(reliability.report_input_of(project, study))) == []
