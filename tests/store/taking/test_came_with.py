"""What came with a step is read out alone, from runs that hold more."""

from pathlib import Path

from annotator.store.chain.strands import stored_runs
from annotator.store.taking.came_with import _runs, strands_of_step
from tests.projects import Desk, make_desk


def coded(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    for _ in range(4):
        desk.code("urged China")
        desk.project.undo()
    return desk


def test_a_step_of_ones_own_brought_no_strand(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    assert list(strands_of_step(desk.project._connection, desk.project.journal.latest())) == []


def test_lines_between_two_counters_are_those_of_the_strand(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    connection = desk.project._connection
    query = "SELECT strand, max(counter) FROM parts GROUP BY strand ORDER BY 2 DESC LIMIT 1"
    strand, end = connection.execute(query).fetchone()
    lines = [run.body for run in stored_runs(connection, strand)]
    for first in range(1, end + 1):
        for last in range(first, end + 2):
            found = [line for run in _runs(connection, strand, first, last) for line in run.lines()]
            assert found == lines[first - 1 : last]
    assert end == len(lines) > 5
