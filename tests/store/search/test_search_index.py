"""A search finds the same with the index as by a scan of all texts, whatever happened to the project meanwhile."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import UndoBlocked, UserError
from annotator.model.searching.query import parsed
from annotator.model.searching.scanning import Scanner
from annotator.operations.documents import documents
from annotator.operations.recycle_bin.putting_back import put_back
from annotator.store.project import Project
from annotator.store.search.search_index import empty
from tests.examples import examples
from tests.projects import default_codebook

WORDS = ("peace", "Péace", "e\u0301lan", "warn", "warned", "中国", "和平", "中", "سَلَام", "سلام", "don’t", "UN", "½")
QUERIES = (
    "peace",
    "warn*",
    '"peace warn"',
    "中国",
    "国",
    "سلام",
    "peace -warn",
    "UN NEAR/2 peace",
    "/wa.n/",
    "*rned",
    "1",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), TEXTS),
        st.tuples(st.sampled_from(["remove", "put back", "undo", "redo", "forget", "complete"]), st.integers(0, 9)),
    ),
    max_size=12,
)


def by_scan(project: Project, query: str) -> list[tuple[str, list[object]]]:
    """Return the documents with their hits, by looking through all."""
    scanner = Scanner(parsed(query))  # type: ignore[arg-type]  # each asks for something
    found = [(info.id, scanner.hits(project.documents.text(info.text_sha256))) for info in project.documents.all()]
    return [(id, list(hits)) for id, hits in found if hits]


def by_index(project: Project, query: str) -> list[tuple[str, list[object]]]:
    """Return the documents with their hits, by the index."""
    asked = parsed(query)
    assert asked is not None
    scanner = Scanner(asked)
    found = [(id, scanner.hits(text)) for id, text in project.search_index.candidates(asked)]
    return [(id, list(hits)) for id, hits in found if hits]


def act(project: Project, kind: str, value: object) -> None:
    there = project.documents.all()
    match kind, value:
        case "add", list(words):
            number = len(there)
            documents.add_drafts(project, [DocumentDraft(f"Text {number}", " ".join(words) + "\n")])
        case "remove", int(number) if there:
            documents.remove(project, [there[number % len(there)].id])
        case "put back", int(number) if removed := project.removals.all():
            put_back(project, [removed[number % len(removed)].id])
        case "undo", _:
            project.undo()
        case "redo", _:
            project.redo()
        case "forget", _:
            with project._connection:
                project._connection.execute("BEGIN")
                empty(project._connection)
        case "complete", _:
            list(project.search_index.complete(at_once=2))
            assert project.search_index.missing() == 0


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_with_the_index_the_same_is_found(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("search") / "a.annot"
    with Project.create(path, default_codebook()) as project:
        for kind, value in [("add", ["peace", "warn"]), *acts]:
            try:
                act(project, kind, value)
            except (UserError, UndoBlocked):
                continue
        for query in QUERIES:
            assert by_index(project, query) == by_scan(project, query), query
    with Project.open_to_read(path, "to search it") as project:
        assert by_index(project, "peace") == by_scan(project, "peace")


def test_a_text_that_is_added_is_indexed_in_the_same_step(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot", default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft("One", "peace"), DocumentDraft("Two", "war")])
        assert project.search_index.missing() == 0
        asked = parsed("war")
        assert asked is not None
        assert [text for _, text in project.search_index.candidates(asked)] == ["war"]
