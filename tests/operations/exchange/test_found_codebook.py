"""What a file without a codebook says of labels that are here changes these only where something does not fit."""

from dataclasses import replace

from annotator.formats.codebooks import CodebookMaker
from annotator.model.bundle import CodedDocument
from annotator.model.ids import LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Link
from annotator.operations.codebook.merging import merge_codebooks
from annotator.operations.exchange.found_codebook import only_said
from tests.formats.bundles import CODEBOOK, document, span


def merged(**attributes: AttributeValue) -> tuple[bool, list[str]]:
    """Return whether our codebook is as it was once an appeal with these attributes came in, and its attributes."""
    maker, of = CodebookMaker(), document("d", "T", "They urged.")
    label = maker.label("appeal")
    for name, value in attributes.items():
        maker.attribute(label, name, value)
    act = replace(span("s", of, "appeal", (5, 10)), attributes=attributes)
    link = Link(LinkId("k"), SpanId("s"), RoleId(maker.role(label, "speaker")), value="implicit")
    theirs = only_said(maker.codebook("x"), CODEBOOK, [CodedDocument(of, (act,), (link,))])
    book = merge_codebooks(CODEBOOK, theirs).codebook
    appeal = book.get("appeal")
    assert appeal is not None
    return book == CODEBOOK, [attribute.id for attribute in appeal.attributes]


def test_what_fits_changes_nothing() -> None:
    assert merged(force="urges", public=True)[0]
    assert merged()[0]


def test_what_is_new_is_added() -> None:
    is_same, attributes = merged(force="urges", tone="sharp")
    assert not is_same and attributes == ["force", "public", "year", "tone"]
