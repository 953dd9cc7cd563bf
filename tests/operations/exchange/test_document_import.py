"""Documents of a bundle: matched by their texts, and never by their ids."""

from dataclasses import replace

from annotator.model.bundle import CodedDocument
from annotator.model.document import Document, sha256_of
from annotator.operations.exchange.bundle_import import import_bundle
from tests.operations.desks import Table
from tests.operations.exchange.zoes_work import bundle


def test_a_document_id_that_means_another_text_here_is_not_taken(table: Table) -> None:
    other = Document(table.documents[0], "Other", "other", sha256_of("other"), position=2**40)
    import_bundle(table.project, replace(bundle(), documents=[CodedDocument(other)]))
    titles = [(info.title, info.position) for info in table.project.documents.all()]
    assert titles == [("Readout", 0), ("بيان", 1), ("Other", 2)]
