"""Texts that came in otherwise are indexed, and stopped at any time what was done stays; a search finds the same."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import Cancelled
from annotator.operations.documents import documents
from annotator.operations.passages import index_upkeep
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.index_upkeep import keep_up
from annotator.store.connections.connecting import connect
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import default_codebook

LENGTH = 1000


def unindexed(path: Path, number: int) -> None:
    """Make a project of an older version: no text of it is indexed."""
    with Project.create(path, default_codebook()) as project:
        texts = [f"peace {'talks ' * (at % 3)}{at} ".ljust(LENGTH, "x") for at in range(number)]
        documents.add_drafts(project, [DocumentDraft(f"{at}", text) for at, text in enumerate(texts)])
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
        connection.execute("DELETE FROM indexed_texts")


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 12), st.integers(0, 12))
def test_it_may_be_stopped_after_any_part(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, number: int, stops_after: int
) -> None:
    path = tmp_path_factory.mktemp("kept") / "a.annot"
    unindexed(path, number)
    monkeypatch.setattr(index_upkeep, "AT_ONCE", 2 * LENGTH)

    def stop(done: int, total: int, text: str) -> None:
        if done > stops_after:
            raise Cancelled("Stopped.")

    with Project.open(path) as project:
        before = list(PassageSearch(project, "“peace talks”").lines())
        try:
            assert keep_up(project, stop) == number <= stops_after
        except Cancelled:
            assert number > stops_after
            assert 0 <= project.search_index.missing() < number
        assert list(PassageSearch(project, "“peace talks”").lines()) == before
        assert project.check() == []
        left = project.search_index.missing()
        assert keep_up(project) == left and keep_up(project) == 0
        assert list(PassageSearch(project, "“peace talks”").lines()) == before


def test_a_synced_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    unindexed(tmp_path / "Dropbox" / "a.annot", 2)
    with Project.open(tmp_path / "Dropbox" / "a.annot") as project:
        assert keep_up(project) == 0
        assert project.search_index.missing() == 2
