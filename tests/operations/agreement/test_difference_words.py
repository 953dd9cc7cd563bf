"""Differences in words: both numbers, what lies between them, what is said where there is none."""

from annotator.formats.jsonl.study_records import DifferenceRecord, FigureRecord, IntervalRecord
from annotator.operations.agreement.difference_words import difference_lines
from annotator.operations.agreement.study_names import StudyNames
from tests.projects import default_codebook

NAMES = StudyNames({str(label.id): label for label in default_codebook().labels})
WHY = "Too little to disagree about."


def figure(value: float | None, label: str, *coders: str) -> FigureRecord:
    interval = IntervalRecord(low=-0.1, high=0.9, level=0.95) if value is not None else None
    return FigureRecord(
        aspect="all",
        label=label,
        coders=list(coders),
        coefficient="alpha-nominal",
        title="",
        value=value,
        undefined="" if value is not None else "Nothing varies.",
        n=9,
        documents=9,
        interval=interval,
    )


def record(value: float | None, low: float | None, high: float | None, why: str = "") -> DifferenceRecord:
    return DifferenceRecord(
        first=figure(0.8, "warning", "Ana", "Ben"),
        second=figure(None if value is None else 0.5, "appeal", "Ana", "Cem"),
        first_said="label=warning; since=2024-03-01",
        second_said="label=appeal",
        value=value,
        low=low,
        high=high,
        level=0.95,
        method="documents left out",
        shared=12,
        why=why,
    )


def test_lines_say_both_numbers_and_what_lies_between_them() -> None:
    assert list(difference_lines([record(0.3, -0.004, 0.61)], NAMES)) == [
        "Warning, Ana and Ben, since=2024-03-01: α 0.800 [−0.10, 0.90]",
        "Appeal, Ana and Cem: α 0.500 [−0.10, 0.90]",
        "    difference 0.300 [0.00, 0.61]",
        "    Interval: documents left out; 12 documents shared.",
    ]


def test_where_there_is_no_interval_or_no_difference_the_reason_stands() -> None:
    assert list(difference_lines([record(0.3, None, None, WHY)], NAMES))[2:] == ["    difference 0.300", f"    {WHY}"]
    lines = list(difference_lines([record(None, None, None, "Undefined.")], NAMES))
    assert lines[1:] == ["Appeal, Ana and Cem: α undefined", "    Undefined."]


def test_of_many_comparisons_some_are_said_to_miss() -> None:
    many = [record(0.3, -0.1, 0.61)] * 40
    assert list(difference_lines(many, NAMES))[-1].startswith("Of 40 such intervals some 2 miss")
    assert list(difference_lines([], NAMES)) == []
