"""What a layer of a bundle has in a document, taken in more than once."""

from annotator.model.coder import Assignment, State
from annotator.model.ids import DocumentId
from annotator.operations.exchange.bundle_import import import_bundle
from tests.operations.desks import Table
from tests.operations.exchange.zoes_work import ZOES, bundle


def test_done_stays_done_whatever_a_copy_says(table: Table) -> None:
    document = table.documents[0]
    import_bundle(table.project, bundle(assignments=(Assignment(layer=ZOES, document=DocumentId("d"), done=True),)))
    import_bundle(table.project, bundle(assignments=(Assignment(layer=ZOES, document=DocumentId("d")),)))
    assert table.project.assignments.states(ZOES) == {document: State.DONE}
