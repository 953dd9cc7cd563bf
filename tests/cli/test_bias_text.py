"""Coders' bias as lines: who gave what alone, one table a pair, and a footnote where there is no test."""

from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.cli.bias_text import bias_lines
from annotator.formats.jsonl.study_records import StudyRecord
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.study_names import StudyNames
from annotator.operations.people.people import layers_named
from tests.operations.agreement.coded import coded_table


def found(tmp_path: Path, coders: list[str] | None = None) -> tuple[StudyRecord, StudyNames]:
    project = coded_table(tmp_path).project
    study = measure.agree(project, layers_named(project, coders), Design(gamma_samples=0))
    return reliability.as_record(project, study), reliability.called(project, study)


def test_each_pair_has_its_labels_with_counts_and_tests(tmp_path: Path) -> None:
    record, names = found(tmp_path, ["Ana", "Cem"])
    why: list[str] = []
    lines = list(bias_lines(record, names, lambda sentence: why.append(sentence) or "[1]"))  # type: ignore[func-returns-value]
    assert any("the one to quote" in line for line in lines)
    of_label = next(one for one in record.bias if one.aspect == "all").labels[0]
    row = next(line for line in lines if line.startswith(names.label(None if of_label.label is None else "appeal")))  # type: ignore[arg-type]
    assert f"{of_label.first_only}" in row.split() and f"{of_label.second_only}" in row.split()
    assert sum(line.startswith("All labels at once") for line in lines) == len(record.bias) - 1
    assert all(len(line) < 140 for line in lines if not line.startswith("Coders"))


def test_names_are_cut_before_alone_and_labels_without_a_difference_are_left_out(tmp_path: Path) -> None:
    record, names = found(tmp_path, ["Ana", "Cem"])
    long = [one.model_copy(update={"coders": ["Ana Müller-Okoro of the desk", "张伟"]}) for one in record.bias]
    even = [
        one.model_copy(
            update={"labels": [label.model_copy(update={"first_only": 0, "second_only": 0}) for label in one.labels]}
        )
        for one in long
    ]
    lines = list(bias_lines(record.model_copy(update={"bias": long}), names, lambda sentence: "[1]"))
    head = next(line for line in lines if "p, textbook" in line)
    assert "Ana Mülle… alone" in head and "张伟 alone" in head
    lines = list(bias_lines(record.model_copy(update={"bias": even}), names, lambda sentence: "[1]"))
    assert not any(line.startswith("Appeal") for line in lines) and any(line.startswith("Any label") for line in lines)


def test_of_many_pairs_single_labels_are_left_to_the_json(tmp_path: Path) -> None:
    record, names = found(tmp_path)
    twice = [one.model_copy(update={"coders": [f"{name} again" for name in one.coders]}) for one in record.bias]
    lines = list(bias_lines(record.model_copy(update={"bias": [*record.bias, *twice]}), names, lambda sentence: "[1]"))
    assert not any(line.startswith("Appeal") for line in lines)
    assert sum(line.startswith("Any label") for line in lines) == 6


def test_where_no_bias_was_looked_for_nothing_is_said(tmp_path: Path) -> None:
    record, names = found(tmp_path)
    assert list(bias_lines(record.model_copy(update={"bias": []}), names, str)) == []
