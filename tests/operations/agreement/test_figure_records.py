"""A figure is told under the names of its coders, with all its numbers."""

from pathlib import Path

from annotator.operations.agreement import measure
from annotator.operations.agreement.figure_records import figure_record
from annotator.operations.people.people import layers_named
from tests.operations.agreement.report.studies import QUICK, large


def test_coders_are_called_by_their_columns_and_numbers_stay(tmp_path: Path) -> None:
    project = large(tmp_path, 4, 0)
    study = measure.agree(project, layers_named(project, None), QUICK)
    for one in study.figures:
        told = figure_record(one, ["A", "B", "C"])
        assert told.coders == ["ABC"[column] for column in one.coders]
        assert (told.value, told.n, told.documents) == (one.result.value, one.result.n, one.result.documents)
