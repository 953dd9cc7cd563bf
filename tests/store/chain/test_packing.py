"""Packing moves the parts of a strand into segments and changes none of them."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.store.chain.packing import FEWEST, pack
from annotator.store.project import Project
from tests.projects import Desk, make_desk
from tests.store.chain.test_strands import lines_of, many


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_packing_changes_no_line_and_a_strand_goes_on_after_it(desk: Desk) -> None:
    span = desk.code("urged China")
    for number in range(FEWEST):
        annotate.set_note(desk.project, span.id, f"{number}")
    many(desk, 200)  # a large one stands between
    for number in range(FEWEST):
        annotate.set_note(desk.project, span.id, f"again {number}")
    before = lines_of(desk.project)
    assert pack(desk.project._connection) == 2 * FEWEST + 1
    assert lines_of(desk.project) == before and pack(desk.project._connection) == 0
    annotate.set_note(desk.project, span.id, "after")
    assert sum(map(len, lines_of(desk.project).values())) == sum(map(len, before.values())) + 1
    assert desk.project.check() == []
    desk.project.undo()
    assert desk.project.check() == []


def test_closing_a_file_that_was_written_packs_it(desk: Desk) -> None:
    span = desk.code("urged China")
    for number in range(FEWEST):
        annotate.set_note(desk.project, span.id, f"{number}")
    before = lines_of(desk.project)
    desk.project.close()
    with Project.open(desk.project.path) as again:
        assert again._connection.execute("SELECT max(last) FROM segments").fetchone()[0] == FEWEST + 1
        assert lines_of(again) == before and again.check() == []
