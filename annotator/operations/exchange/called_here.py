"""What the things of a bundle are called in the project, and what codings become by that.

Each part of an import fills in what it takes: labels, people and their layers, actors, documents.
"""

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.bundle import Bundle
from annotator.model.decision import Decision
from annotator.model.ids import ActorId, CodebookVersionId, CoderId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.removal import RemovedKind
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.widening import Following
from annotator.operations.exchange.version_import import VersionImport
from annotator.store.project import Project
from annotator.sync.following import MergeMark, followed

SpanIds = dict[str, SpanId]
"""What the spans of a bundle are called in the project; a span that the project has otherwise is not among them."""


class CalledHere:
    """Names of a bundle, each with that of the project."""

    def __init__(self, project: Project, bundle: Bundle) -> None:
        self.labels: dict[str, LabelId] = {}
        self.following: dict[str, Following] = {}
        """What becomes of the codings of a label."""
        self.merged: Mapping[str, LabelId] = {}
        """What labels of theirs were merged into here."""
        self.coders: dict[str, CoderId] = {}
        self.layers: dict[str, LayerId] = {}
        self.actors: dict[ActorId, ActorId] = {}
        self.documents: dict[DocumentId, DocumentId] = {}
        self.codebook_version: CodebookVersionId | None = None
        """The version of the codebook that spans count as coded under; None: the one that they name themselves."""
        self.versions = VersionImport(project, bundle, self.coder)

    def coder(self, coder: CoderId | None) -> CoderId | None:
        """Return who somebody is here; None for who is not here."""
        return self.coders.get(coder) if coder else None

    def actor(self, actor: ActorId | None) -> ActorId | None:
        """Return which actor one is here."""
        return None if actor is None else self.actors.get(actor, actor)

    def span(self, span: Span, document: DocumentId) -> Span:
        """Return a span as it stands in a document of the project, but for its id."""
        layer, label = self.layers.get(span.layer, span.layer), self.labels.get(span.label, span.label)
        attributes, actor = self._attributes(span), self.actor(span.actor)
        version = self.codebook_version or self.versions.of(span.codebook_version)
        was = (span.document, span.layer, span.label, span.actor, span.codebook_version)
        # What comes into an empty project is called there as it was.
        if attributes is span.attributes and (document, layer, label, actor, version) == was:
            return span
        extents, quote, note, doubt = span.extents, span.quote, span.note, span.doubt
        return Span(
            span.id, layer, document, label, extents, quote, attributes, note, doubt, actor, version, span.moved_from
        )

    def _attributes(self, span: Span) -> Mapping[str, AttributeValue]:
        return found.span(span).attributes if (found := self.following.get(span.label)) else span.attributes

    def link(self, link: Link, label: str, act: SpanId, party: SpanId | None) -> Link:
        """Return a link between these spans; `label`: what its act has in the bundle."""
        same = following.link(link) if (following := self.following.get(label)) else link
        return replace(same, act=act, span=party, actor=self.actor(link.actor))

    def decision(self, decision: Decision, document: DocumentId, ids: Mapping[str, SpanId]) -> Decision:
        """Return a decision as it stands in a document of the project; `ids`: what its spans are called here."""
        labels = {span.id: span.label for span in decision.candidates}
        here = decision.with_spans(lambda span: replace(self.span(span, document), id=ids.get(span.id, span.id)))
        return replace(
            here,
            document=document,
            absent=tuple(self.layers.get(layer, LayerId(layer)) for layer in decision.absent),
            gold=tuple(ids.get(span, span) for span in decision.gold),
            coder=self.coder(decision.coder),
            codebook_version=self.versions.of(decision.codebook_version),
            links=tuple(
                self.link(link, labels[link.act], ids.get(link.act, link.act), None) for link in decision.links
            ),
        )


def merged_here(project: Project, kind: RemovedKind) -> dict[str, str]:
    """Return what was merged into what in the project, by ids."""
    marks = project.removals.marks(kind)
    return followed(MergeMark((0, one.time, one.id), one.target, one.successor or "") for one in marks)
