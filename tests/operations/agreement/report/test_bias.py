"""The supplement's coders' bias: one table under the names of the report, and what has no test in a sentence."""

from dataclasses import replace
from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.formats.jsonl.study_records import LabelBiasRecord, MarginTestRecord
from annotator.model.ids import LabelId
from annotator.operations.agreement.bias_words import p_said
from annotator.operations.agreement.report.bias import bias_said, coders_bias, has_bias_tests
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


def test_the_appendix_says_which_coder_gives_which_label_more_often(tmp_path: Path) -> None:
    made = report_input(coded_table(tmp_path, many=12).project, DESIGN, True)
    each = [one for one in made.record.bias if one.aspect == "all"]
    tested = {
        (one.coders[0], one.coders[1], made.names.label(LabelId(label.label or ""))): label
        for one in each
        for label in one.labels
        if label.clustered.adjusted is not None
    }
    low = sorted((label.clustered.adjusted or 0, key) for key, label in tested.items())
    low = [(p, key) for p, key in low if p < 0.05]
    said = bias_said(made)
    assert has_bias_tests(made) and len(tested) > 2
    assert (f"of {len(tested)} tests" in said) and ("none of" in said) is not bool(low)
    for p, (first, second, name) in low[:2]:
        label = tested[first, second, name]
        assert f"{first} gave {name} {label.first_only} time" in said and p_said(p) in said


def test_that_nothing_was_found_is_not_said_to_be_proof_and_too_little_is_said_to_be_too_little(tmp_path: Path) -> None:
    few = report_input(coded_table(tmp_path, many=3).project, DESIGN)
    assert bias_said(few).endswith("cannot be tested yet.") and not has_bias_tests(few)
    assert bias_said(report_input(few.project, Design(gamma_samples=0, bias=False))) == ""
    test = MarginTestRecord(kind="t over documents", p=0.2, adjusted=0.4)
    label = LabelBiasRecord(
        label="appeal",
        first_only=5,
        second_only=3,
        both=9,
        difference=0.1,
        documents=6,
        clustered=test,
        independent=test,
    )
    one = few.record.bias[0].model_copy(update={"aspect": "all", "labels": [label]})
    made = replace(few, record=few.record.model_copy(update={"bias": [one]}))
    assert bias_said(made).endswith("p was below .05 in none of 1 test, which does not show that they do.")
