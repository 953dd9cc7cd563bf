"""What is read: of whom, and what is known of a document now."""

from pathlib import Path

import pytest

from annotator.operations.documents import listing
from annotator.operations.documents.documents import remove
from annotator.store.project import Project
from annotator.ui.documents.loader import DocumentListing, rows_now
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import documents_of, write_documents
from tests.ui.windows import Stage, code_as


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = write_documents(tmp_path / "documents.annot")
    code_as(made, "Ana", ("urged China", "appeal"), done=True)
    return made


def test_a_row_that_is_read_alone_is_that_of_the_whole_list(path: Path) -> None:
    with Project.open(path) as project:
        project.person = None
        rows = listing.document_rows(project)
        layers = listing.coder_layers(project)
        found = rows_now(project, rows, DocumentListing(rows, layers))
        for row in rows:
            assert found[row.info.id].info == row.info and found[row.info.id].words == row.words
            assert all(found[row.info.id].state(layer) is row.state(layer) for layer, _ in layers)
        remove(project, [rows[0].info.id], with_codings=True)
        assert rows_now(project, rows, DocumentListing(rows, layers)).keys() == {row.info.id for row in rows[1:]}


def test_what_is_listed_says_its_fields_and_what_they_say(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.session.see_others("Documents")
    desk: DocumentsWorkspace = documents_of(stage)
    found = desk.feed.listing
    assert {"date", "kind", "speaker", "language"} <= set(found.fields)
    assert found.known["kind"][0] == "readout" and found.sees_others
    assert [name for _, name in found.layers] == ["Ana", "Ben"]


def test_who_asked_to_see_others_sees_them_in_a_project_that_is_only_read(
    stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "read_only", "It can only be read.")
    stage.open(path, "Ben", asked=False, role=None)
    session = stage.window.session
    session.set_coder(next(one for one in session.coders() if one.name == "Ana"))
    session.see_others("Documents")
    desk = documents_of(stage)
    assert [name for _, name in desk.feed.listing.layers] == ["Ana", "Ben"]
    assert not desk.model.may_edit
