"""Coders' bias in words: nothing is lost on the way into records, and numbers read as in print."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.bias.margin_tests import TestKind
from annotator.agreement.study.study import Aspect, Design
from annotator.formats.jsonl.study_records import MarginTestRecord
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.bias_words import (
    ANY_LABEL,
    alone_said,
    label_name,
    p_said,
    part_title,
    points,
)
from annotator.operations.agreement.bias_words import (
    test_said as said_of_test,
)
from annotator.operations.people.people import layers_named
from tests.operations.agreement.coded import coded_table


def test_a_project_has_the_bias_of_each_pair_under_its_names(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    study = measure.agree(project, layers_named(project, None), Design(gamma_samples=0))
    record, names = reliability.as_record(project, study), reliability.called(project, study)
    assert {tuple(one.coders) for one in record.bias} == {("Ana", "Ben"), ("Ana", "Cem"), ("Ben", "Cem")}
    for made, one in zip(study.bias, record.bias, strict=True):
        assert [label.first_only for label in one.labels] == [label.first_only for label in made.margins.labels]
        assert [label.clustered.p for label in one.labels] == [label.clustered.p for label in made.margins.labels]
        assert f"{one.units} unit" in part_title(one)
    found = next(one for one in record.bias if one.aspect == Aspect.FOUND)
    assert label_name(found.labels[0], names) == ANY_LABEL
    first, second = found.labels[0].first_only, found.labels[0].second_only
    assert alone_said(found.labels[0], found.coders).startswith(f"Ana gave it {first} time")
    assert f"Ben {second} time" in alone_said(found.labels[0], found.coders)


def test_the_dataset_card_has_none_since_it_asks_for_few_numbers(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    found = reliability.agreement_of(project)
    assert isinstance(found, dict) and found["bias"] == []


@pytest.mark.parametrize(
    ("p", "said"), [(None, "–"), (0.0341, ".034"), (0.0004, "< .001"), (0.9999, "1"), (1.0, "1"), (0.25, ".250")]
)
def test_p_reads_as_in_print(p: float | None, said: str) -> None:
    assert p_said(p) == said


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_smaller_p_never_reads_as_a_larger_one(one: float, other: float) -> None:
    low, high = sorted((one, other))
    order = [0.0 if said.startswith("<") else float(said) for said in (p_said(low), p_said(high))]
    assert order == sorted(order)


def test_a_difference_has_its_sign_and_nothing_has_none() -> None:
    assert [points(0.0321), points(-0.004), points(-0.0001)] == ["+3.2", "\u22120.4", "0.0"]


def test_a_test_is_said_with_its_statistic() -> None:
    def record(kind: TestKind, **given: float | int | None) -> MarginTestRecord:
        return MarginTestRecord.model_validate({"kind": kind.value, "p": 0.2, **given})

    assert said_of_test(record(TestKind.T, statistic=-2.414, df=9)) == "t(9) = \u22122.41"
    assert said_of_test(record(TestKind.HOTELLING, statistic=3.1, df=2, other_df=8)) == "F(2, 8) = 3.10"
    assert said_of_test(record(TestKind.STUART_MAXWELL, statistic=11.957, df=3)) == "χ²(3) = 11.96"
    assert said_of_test(record(TestKind.EXACT)) == "exact binomial"
    assert said_of_test(record(TestKind.T, p=None)) == ""
