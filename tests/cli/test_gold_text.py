"""Coders against gold as lines of text."""

from annotator.cli.gold_text import gold_lines
from annotator.formats.jsonl.study_records import FigureRecord
from tests.cli.test_study_text import NAMES, figure, study

DETAILS = {"precision": 0.5, "recall": None, "correct": 1.0, "missed": 0.0, "spurious": 1.0}


def lines(*figures: FigureRecord, gold: str) -> list[str]:
    record = study(*figures, coders=("Gold", "Ana")).model_copy(update={"gold": gold})
    return list(gold_lines(record, NAMES, lambda one: f"{one.value}", 21))


def test_each_label_has_a_line_with_precision_recall_f1_and_counts() -> None:
    strict = figure(0.25, "f1-strict", coders=["Gold", "Ana"], details=DETAILS)
    label = figure(0.75, "f1-strict", coders=["Gold", "Ana"], details=DETAILS, label="appeal")
    said = lines(strict, label, figure(coders=["Gold", "Ana"]), gold="Gold")
    assert "Ana against Gold" in said
    assert said[-2].split() == ["All", "labels", "0.500", "–", "0.25", "1", "2"]
    assert said[-1].split() == ["Appeal", "0.500", "–", "0.75", "1", "2"]
    assert len({len(line) for line in said[-3:]}) == 1, "columns stand under their heads"


def test_nothing_is_said_where_gold_is_not_compared() -> None:
    assert lines(figure(0.25, "f1-strict", coders=["Gold", "Ana"], details=DETAILS), gold="") == []
