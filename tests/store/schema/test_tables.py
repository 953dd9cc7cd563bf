"""Rows and back: what is asked of the tables one noun at a time."""

from pathlib import Path

import pytest

from annotator.model.errors import NotFound
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_the_journaled_tables_of_a_new_project_are_those_that_can_be_named(desk: Desk) -> None:
    found = desk.project._connection.execute(
        "SELECT tbl_name FROM sqlite_master WHERE sql LIKE '%INSERT INTO changes%'"
    )
    assert {name for (name,) in found} == set(Table)


def test_what_is_not_there_is_said(desk: Desk) -> None:
    for table in (
        *(desk.project.documents, desk.project.coders, desk.project.layers, desk.project.actors, desk.project.spans),
    ):
        with pytest.raises(NotFound):
            table.get("gone")
    assert desk.project.coders.named("nobody") is None and desk.project.layers.named("nobody") is None
    assert desk.project.releases.of_document("gone") is None and desk.project.recode_samples.of_layer("gone") is None
    assert desk.project.practice_results.get(desk.layer.id, "gone") is None
