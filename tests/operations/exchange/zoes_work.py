"""The work of Zoë on a table's first document, as it would come from another project."""

from dataclasses import replace
from typing import Any

from annotator.model.actor import Actor, ActorKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.document import Document, sha256_of
from annotator.model.ids import ActorId, CoderId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, Span
from tests.operations.desks import BOOK, TEXT

ZOES = LayerId("layer-z")


def span(id: str, start: int, stop: int, label: str = "actor", layer: LayerId = ZOES) -> Span:
    return Span(SpanId(id), layer, DocumentId("d"), LabelId(label), (Extent(start, stop),), TEXT[start:stop])


def bundle(*spans: Span, **changes: Any) -> Bundle:
    """Return the work of Zoë on the first document of the table, as it would come from another project."""
    document = Document(DocumentId("d"), "Readout", TEXT, sha256_of(TEXT))
    of_document = {key: changes.pop(key) for key in ("links", "decisions", "assignments") if key in changes}
    plain = Bundle(
        BOOK,
        [CodedDocument(document, spans, **of_document)],
        (Coder(id=CoderId("zoe"), name="Zoë", pseudonym="coder-1"),),
        (Layer(id=ZOES, name="Zoë", kind=LayerKind.CODER, coder=CoderId("zoe")),),
    )
    return replace(plain, **changes)


def link(id: str, act: str, role: str = "addressee", party: str | None = None, value: Any = None) -> Link:
    return Link(LinkId(id), SpanId(act), RoleId(role), SpanId(party) if party else None, None, value)


def actor(id: str, parent: str | None = None) -> Actor:
    return Actor(id=ActorId(id), name=id, kind=ActorKind.STATE, parent=ActorId(parent) if parent else None)
