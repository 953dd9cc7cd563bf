"""A document is found by what a table calls it, and not where two are called so."""

from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.exchange.known_documents import KnownDocuments
from annotator.store.project import Project


def test_a_document_is_found_by_id_text_title_and_file(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.annot", Codebook(), "P") as project:
        texts = {"Speech  One": "a/b/one.txt", "two": "two.txt", "Twice": "x.txt", "twice": "y.txt"}
        drafts = [DocumentDraft(title, f"{title}.", {}, file) for title, file in texts.items()]
        added, _ = documents.add_drafts(project, drafts)
        known = KnownDocuments(project)
        one = added[0]
        for name in (one.id, one.text_sha256, "Speech  One", "speech one", "one.txt", "one", "a/b/one.txt", "ONE.TXT"):
            found = known.find(name)
            assert found is not None and found.text == "Speech  One.", name
        assert known.find("", "nothing", "two") is not None
        assert known.find("TWICE") is None and known.find("") is None
        exact = known.find("Twice")
        assert exact is not None and exact.title == "Twice"
