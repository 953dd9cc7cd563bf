"""How good each coder is, as rows."""

from pathlib import Path

from annotator.agreement.posterior.truth import TOO_FEW_CODERS, Model
from annotator.model.ids import LabelId
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.agreement.accuracy import accuracy_rows
from tests.operations.adjudication.test_posterior import NAMES, WARNING, crowd


def test_a_label_has_accuracy_recall_and_precision_of_each_coder(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    found = estimate(table.project, [table.layers[name] for name in NAMES])
    (warning, *parts) = accuracy_rows(table.project, found)
    assert (warning.title, warning.model, warning.undefined) == ("Warning", Model.DAWID_SKENE, "")
    assert len(warning.accuracy) == len(warning.recall) == len(warning.precision) == 3
    # The third was made the poor one.
    assert min(range(3), key=lambda at: warning.accuracy[at].value) == 2
    assert {row.title for row in parts} <= {"Warning · Force", "Warning · Speaker"}
    assert all(not row.recall and not row.precision for row in parts)


def test_rows_are_of_the_labels_that_are_asked_for(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    found = estimate(table.project, [table.layers[name] for name in NAMES])
    assert accuracy_rows(table.project, found, [LabelId("appeal")]) == []
    assert accuracy_rows(table.project, found, [WARNING]) == accuracy_rows(table.project, found)


def test_where_nothing_can_be_told_the_row_says_why(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1, NAMES[:2])
    found = estimate(table.project, [table.layers[name] for name in NAMES[:2]])
    (warning, *_) = accuracy_rows(table.project, found)
    assert (warning.undefined, warning.accuracy, warning.recall) == (TOO_FEW_CODERS, (), ())
