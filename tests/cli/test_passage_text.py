"""The lines of a concordance: hits one below the other in each script, at each width."""

from pathlib import Path

import click
import pytest

from annotator.cli.columns import width
from annotator.cli.passage_text import passage_lines
from annotator.operations.documents import documents
from annotator.operations.passages.listing import ListAsked, listed
from tests.projects import make_desk

TEXTS = (
    "He urged peace. They urged\x1b[31m war and urged 🕊.",
    "乌方呼吁中方 urged 利用自身影响力。urged",
    "دعا الرئيس urged الصين إلى الحوار urged",
)


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_all_hits_begin_in_one_column(tmp_path: Path, columns: int) -> None:
    desk = make_desk(tmp_path, TEXTS)
    documents.rename(desk.project, desk.documents[0].id, "A title that is much longer than its column is wide " * 2)
    lines = list(passage_lines(listed(desk.project, "urged", ListAsked()), columns))
    assert len(lines) == 7
    begins = {width(click.unstyle(line.partition("\x1b[1murged")[0])) for line in lines}
    assert len(begins) == 1 and all("\x1b[31" not in line for line in lines)
    assert all(width(click.unstyle(line)) <= columns for line in lines)


def test_headings_stand_over_what_says_them(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China", "appeal")
    desk.code("undertook to help", "commitment")
    lines = list(passage_lines(listed(desk.project, "", ListAsked(group="label")), 100))
    assert [line for line in lines if "(1)" in line] == [
        "\x1b[1mAppeal (1)\x1b[0m",
        "\x1b[1mCommitment (1)\x1b[0m",
    ]
    assert lines[2] == "" and "urged China" in lines[1] and "Ana" in lines[1]
