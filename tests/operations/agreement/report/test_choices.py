"""The choices in words, how the numbers are made again, and what to cite."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.agreement.registry import BY_NAME, NAMES
from annotator.agreement.study.study import Design
from annotator.citation import as_text, software
from annotator.model.ids import LabelId
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.choices import choices_said, sources
from annotator.operations.agreement.report.folding import rows_of
from annotator.operations.agreement.report.prose import outcome_said
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import Report
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import NAMES as PEOPLE
from tests.operations.agreement.report.studies import QUICK, WHOLE, large, report_input, words_of
from tests.operations.given_units import given
from tests.projects import Desk


@pytest.mark.parametrize("unit", [one for one in UnitKind if one is not UnitKind.UNITS])
def test_every_unit_is_described_and_what_became_of_unmarked_ones(tmp_path: Path, unit: UnitKind) -> None:
    said = choices_said(report_input(large(tmp_path, 2, 0, 2), replace(QUICK, unit=unit)))
    assert said[0].startswith("The unit is") and "its value for a coder" in said[0]
    assert said[0].endswith("left out." if unit is UnitKind.SPANS else "all agree that there is nothing.")


def test_what_a_given_unit_without_a_code_is_is_said_and_stands_in_the_command(tmp_path: Path) -> None:
    table = differing(tmp_path)
    given(Desk(table.project, table.coders["Ana"], table.layers["Ana"], []))
    for uncoded, words in ((Uncoded.MISSING, "is missing for them"), (Uncoded.COUNTED, "“no code”")):
        made = report_input(table.project, replace(QUICK, unit=UnitKind.UNITS, uncoded=uncoded))
        assert choices_said(made)[0].startswith("The unit is given") and words in choices_said(made)[0]
        assert outcome_said(made, rows_of(made)).endswith(".")
        command = words_of(Report("", "", tuple(sources(made, NAMES))))
        assert ('--uncoded "no code"' in command) == (uncoded is Uncoded.COUNTED)


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    table = differing(tmp_path)
    plain = " ".join(choices_said(report_input(table.project)))
    design = replace(QUICK, labels=(LabelId("appeal"),), documents=(table.documents[0],))
    said = " ".join(choices_said(report_input(table.project, design)))
    for words in ("1 document chosen", "only these are shown: Appeal"):
        assert words in said and words not in plain


def test_labels_that_nobody_used_are_named(tmp_path: Path) -> None:
    said = " ".join(choices_said(report_input(large(tmp_path, 24, 10), WHOLE)))
    assert "none of the coders used: Domain 0, Domain 1" in said and "Domain 6, Domain 7 and 2 others." in said


def test_the_command_makes_the_same_study_and_each_source_is_cited_once(tmp_path: Path) -> None:
    made = report_input(
        large(tmp_path, 2, 0, 2), replace(QUICK, unit=UnitKind.WORDS, unmarked=Unmarked.LEFT_OUT, seed=7)
    )
    said = words_of(Report("", "", tuple(sources(made, NAMES))))
    assert 'annotator agree FILE --unit words --unmarked "left out" --seed 7' in said
    lines = said.strip().split("\n")
    assert len(lines) == len({*lines}) and all(BY_NAME[name].citation in lines for name in NAMES)
    assert as_text(software()) in lines
    few = words_of(Report("", "", tuple(sources(made, {"percent"}))))
    assert "Gwet" in few and "Krippendorff" not in few


def test_the_command_has_each_choice_that_is_not_the_usual_one(tmp_path: Path) -> None:
    project = large(tmp_path, 3, 0, 3)
    usual = words_of(Report("", "", tuple(sources(report_input(project, Design(bias=False, gamma_samples=30)), ()))))
    assert "annotator agree FILE --unit characters --unmarked counted --seed 1;" in usual
    label, document = project.codebook.labels[0].id, project.documents.all()[0].id
    design = Design(
        labels=(label,), documents=(document,), coefficients=("percent",), level=0.9, gamma_samples=0, bias=False
    )
    study = measure.agree(project, layers_named(project, [PEOPLE[0], PEOPLE[1]]), design)
    said = words_of(Report("", "", tuple(sources(reliability.report_input_of(project, study), ()))))
    options = "--coders NAME,NAME --document TITLE --coefficient percent"
    assert f"--seed 1 {options} --labels {label} --level 0.9 --gamma-samples 0;" in said
