"""Coding: what is done to the spans of a layer, and to the slots of acts."""

from collections.abc import Sequence
from typing import ClassVar, TypedDict

from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, LayerId, RoleId, SpanId
from annotator.model.span import Span
from annotator.model.verbs.verb import Verb


class AtSpan(Verb):
    """Something done to one span. `label`: its own, as it was then or became."""

    is_coding: ClassVar[bool] = True

    document: DocumentId
    layer: LayerId
    span: SpanId
    label: LabelId

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The span."""
        return (self.span,)


class AtSpans(Verb):
    """Something done to spans at once. `labels`: those that they had, each once."""

    is_coding: ClassVar[bool] = True

    documents: tuple[DocumentId, ...]
    layers: tuple[LayerId, ...]
    spans: tuple[SpanId, ...]
    labels: tuple[LabelId, ...]

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The spans."""
        return self.spans


class SpanFacts(TypedDict):
    """What a verb says of the span that it is done to."""

    document: DocumentId
    layer: LayerId
    span: SpanId
    label: LabelId


def at_span(span: Span) -> SpanFacts:
    """Return the facts of a verb at one span: `Doubt(**at_span(span), on=True)`."""
    return {"document": span.document, "layer": span.layer, "span": span.id, "label": span.label}


class SpansFacts(TypedDict):
    """What a verb says of the spans that it is done to."""

    documents: tuple[DocumentId, ...]
    layers: tuple[LayerId, ...]
    spans: tuple[SpanId, ...]
    labels: tuple[LabelId, ...]


def at_spans(spans: Sequence[Span]) -> SpansFacts:
    """Return the facts of a verb at several spans."""
    return {
        "documents": tuple(dict.fromkeys(span.document for span in spans)),
        "layers": tuple(dict.fromkeys(span.layer for span in spans)),
        "spans": tuple(span.id for span in spans),
        "labels": tuple(dict.fromkeys(span.label for span in spans)),
    }


class Code(AtSpan):
    """A passage or a document was coded. `actor`: whom it mentions."""

    actor: ActorId | None = None


class MoveEdge(AtSpan):
    """A span got other extents."""


class Relabel(AtSpans):
    """Spans got another label."""

    label: LabelId


class CodePassages(AtSpans):
    """Passages that a search found were coded with one label."""

    label: LabelId


class RelabelPassages(AtSpans):
    """Codings that a search found got another label."""

    label: LabelId


class SetOnPassages(AtSpans):
    """An attribute of codings that a search found was set, or removed."""

    attribute: AttributeId


class NotePassages(AtSpans):
    """The note of codings that a search found was written, or removed."""


class Confirm(AtSpans):
    """Spans were said to be right under the codebook of this version."""

    version: int


class Delete(AtSpans):
    """Spans were deleted."""


class WriteNote(AtSpan):
    """The note of a span was written, or removed."""


class Doubt(AtSpan):
    """A span was marked as in doubt, or was no more."""

    on: bool


class SetAttribute(AtSpan):
    """An attribute of a span was set, or removed."""

    attribute: AttributeId


class SetSlotValue(AtSpan):
    """What is said of a party in a slot of an act was set, or removed."""

    role: RoleId
    attribute: AttributeId


class SetActor(AtSpan):
    """A passage was said to mention an actor, or nobody in particular."""

    actor: ActorId | None


class FillSlot(AtSpan):
    """A slot of an act was filled: with a span, an actor, a passage or a value."""

    role: RoleId
    party: SpanId | None = None
    actor: ActorId | None = None


class FillAs(AtSpan):
    """The empty slots of an act were filled as those of another."""

    other: SpanId


class EmptySlot(AtSpan):
    """A party was taken out of a slot."""

    role: RoleId


class RegisterAndFill(AtSpan):
    """An actor was registered, and a slot filled with it."""

    role: RoleId
    actor: ActorId


class RegisterMentioned(AtSpan):
    """An actor was registered that a passage mentions."""

    actor: ActorId


class AcceptMentions(Verb):
    """Mentions that were offered were coded. `spans`: those that were made or got their actor."""

    is_coding: ClassVar[bool] = True

    document: DocumentId
    layer: LayerId
    mentions: int
    spans: tuple[SpanId, ...] = ()

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The spans."""
        return self.spans


class ImportOwn(Verb):
    """Codings of a coder came into their copy from files. `files`: their names; `documents`: in which so many `spans`
    are new; `layers`: in which.
    """

    is_coding: ClassVar[bool] = True

    files: tuple[str, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    layers: tuple[LayerId, ...] = ()
    spans: int = 0


class OfferMentions(Verb):
    """Mentions of registered actors are offered from now on, or are no more."""

    on: bool


class CodePunctuation(Verb):
    """The punctuation that ends a sentence is coded with its words from now on, or is no more."""

    on: bool


class MarkDone(Verb):
    """A document was said to be coded in a layer, or not to be after all."""

    is_coding: ClassVar[bool] = True

    document: DocumentId
    layer: LayerId
    done: bool
