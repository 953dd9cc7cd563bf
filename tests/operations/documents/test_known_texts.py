"""A table whose texts are documents already: only gaps are filled, and of two rows with one text neither counts."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.verbs.project import AddDocuments
from annotator.operations.documents import documents, fields, known_texts
from annotator.store.project import Project
from tests.examples import examples

COLUMNS = ("text", "a", "b")
VALUES = st.dictionaries(st.sampled_from(["a", "b", "A"]), st.sampled_from(["x", "y", "", None, 3]), max_size=2)


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with Project.create(tmp_path / "p.annot", Codebook()) as made:
        yield made


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(here=st.lists(VALUES, max_size=3), rows=st.lists(st.tuples(st.integers(0, 4), VALUES), max_size=5))
def test_only_gaps_are_filled_by_rows_that_are_alone_with_their_text(
    project: Project, here: list[dict[str, Any]], rows: list[tuple[int, dict[str, Any]]]
) -> None:
    with project.transact(AddDocuments()):
        documents.remove(project, [one.id for one in project.documents.all()], with_codings=True)
        start = project.documents.next_position() + project.journal.count() * 10
        drafts = [DocumentDraft(f"{at}", f"{start} {at}", values) for at, values in enumerate(here)]
        made, _ = documents.add_drafts(project, drafts)
    table = [DocumentDraft("row", f"{start} {at}", values, columns=COLUMNS) for at, values in rows]
    before = {one.id: dict(one.metadata) for one in project.documents.all()}
    found = known_texts.learnable(project, table)
    texts = [at for at, values in rows if values]
    assert all(texts.count(int(one.info.title)) == 1 for one in found)
    known_texts.take_over(project, "t.csv", found)
    for document in made:
        now = project.documents.info(document.id).metadata
        assert all(now[name] == value for name, value in before[document.id].items() if value not in (None, ""))
    assert known_texts.learnable(project, table) == []


def test_what_it_would_tell_is_said_with_the_fields(project: Project) -> None:
    documents.add_drafts(project, [DocumentDraft("One", "one", {"country": "France"}), DocumentDraft("Two", "two")])
    fields.define_field(project, "year", FieldKind.NUMBER)
    rows = [
        DocumentDraft("r", "one", {"Country": "FR", "speaker": "He", "year": "soon"}, columns=COLUMNS),
        DocumentDraft("r", "two", {"year": "2023"}, columns=COLUMNS),
        DocumentDraft("r", "three", {"year": "2024"}, columns=COLUMNS),
    ]
    found = known_texts.learnable(project, rows)
    assert [one.fields for one in found] == [{"speaker": "He"}, {"year": "2023"}]
    said = known_texts.known_table(Path("folder/t.csv"), found).sentence
    assert said == (
        "t.csv: 2 texts of it are here already, and their documents lack what its columns “speaker”, “year” would tell."
    )
    assert known_texts.learnable(project, [DocumentDraft("r", "one", {"speaker": "He"})]) == [], (
        "of a file that is no table"
    )
