"""What a layer that is delivered again has otherwise: found out by comparing, said in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.codebook import Codebook
from annotator.model.coder import Layer
from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.documents.rereading_words import shortened

SLOTS = "slots"
"""What is otherwise of an act whose slots are filled otherwise."""


@dataclass(frozen=True, slots=True)
class ChangedSpan:
    """A coding as it is here and as it was delivered. `fields`: what is otherwise, in words."""

    before: Span
    after: Span
    fields: tuple[str, ...]


@dataclass(slots=True)
class LayerUpdate:
    """A layer of the project beside a delivery of it. `is_whole`: the delivery says that it holds all of the layer;
    `is_applied`: the layer becomes what it says.

    `gone`: codings that stand here and not in the delivery; removed only of a whole one. `later`: those that were
    changed here since they came in, and would be overwritten. `done`, `reopened`: documents. `binned`: codings that lie
    in the recycle bin here. `titles`: of documents that are done or open again, which may be new with the delivery.
    `relabelled`: those whose label the codebook has no more, which keep what they have here.
    """

    layer: Layer
    is_whole: bool
    is_applied: bool = False
    new: list[Span] = field(default_factory=list)
    changed: list[ChangedSpan] = field(default_factory=list)
    gone: list[Span] = field(default_factory=list)
    later: list[Span] = field(default_factory=list)
    done: list[DocumentId] = field(default_factory=list)
    reopened: list[DocumentId] = field(default_factory=list)
    other: int = 0
    binned: int = 0
    titles: dict[DocumentId, str] = field(default_factory=dict)
    relabelled: int = 0

    @property
    def overwrites(self) -> bool:
        """Whether it changes or takes away what is here, which somebody is to be asked about."""
        return bool(self.changed or (self.gone and self.is_whole) or self.reopened or self.other)

    def __bool__(self) -> bool:
        """Whether the delivery has anything otherwise."""
        return bool(self.new or self.changed or self.gone or self.done or self.reopened or self.other)


def counts(update: LayerUpdate) -> dict[str, object]:
    """Return how much a delivery has otherwise, for other programs."""
    return {
        "layer": update.layer.name,
        "applied": update.is_applied,
        "new": len(update.new),
        "changed": len(update.changed),
        "deleted": len(update.gone) if update.is_whole else 0,
        "done": len(update.done),
        "reopened": len(update.reopened),
        "other": update.other,
    }


def summary(update: LayerUpdate) -> str:
    """Return how much a delivery has otherwise: “161 codings are new, 30 changed, 9 deleted; 6 documents are done”."""
    parts = [
        (len(update.new), "new"),
        (len(update.changed), "changed"),
        (len(update.gone) if update.is_whole else 0, "deleted"),
    ]
    said = [f"{count:,} {what}" for count, what in parts if count]
    if said:
        first = next(count for count, _ in parts if count)
        said[0] = said[0].replace(" ", one_or_many(first, " coding is ", " codings are "), 1)
    rest = []
    if update.done:
        rest.append(counted(len(update.done), "document is done", "documents are done"))
    if update.reopened:
        rest.append(counted(len(update.reopened), "document is open again", "documents are open again"))
    if update.other:
        rest.append(counted(update.other, "other thing differs", "other things differ"))
    whole = "; ".join([", ".join(said), *rest] if said else rest)
    return f"{isolated(update.layer.name)}: {whole or 'nothing is otherwise'}."


def notes(update: LayerUpdate) -> Iterator[str]:
    """Yield what is to be known before it is taken, a sentence each."""
    name = isolated(update.layer.name)
    if update.later:
        said = counted(len(update.later), "coding of it was", "codings of it were")
        yield f"{name}: {said} changed here since; the update overwrites that."
    if update.gone and not update.is_whole:
        said = counted(len(update.gone), "coding stands", "codings stand")
        yield f"{name}: {said} here and not in the file, which does not say that it holds the whole layer; they stay."
    if update.binned:
        said = counted(update.binned, "coding lies", "codings lie")
        yield f"{name}: {said} in the recycle bin here, and {one_or_many(update.binned, 'stays', 'stay')} there."
    if update.relabelled:
        said = counted(update.relabelled, "coding has a label", "codings have labels")
        yield f"{name}: {said} that the codebook has no more; what they have here stays."


def lines(update: LayerUpdate, codebook: Codebook, titles: Mapping[DocumentId, str]) -> Iterator[str]:
    """Yield what is otherwise, one by one: the list that is shown before it is taken."""
    later = {span.id for span in update.later}
    mark = " (changed here since)"
    for changed in update.changed:
        what = word_list(changed.fields)
        end = mark if changed.before.id in later else ""
        yield f"changed: {_said(changed.before, codebook)}{_otherwise(changed, codebook)}: {what}{end}"
    for span in update.gone if update.is_whole else ():
        yield f"deleted: {_said(span, codebook)}{mark if span.id in later else ''}"
    for span in update.new:
        yield f"new: {_said(span, codebook)}"
    titles = {**titles, **update.titles}
    yield from (f"open again: “{isolated(titles.get(id, id))}”" for id in update.reopened)
    yield from (f"done: “{isolated(titles.get(id, id))}”" for id in update.done)


def _said(span: Span, codebook: Codebook) -> str:
    return (
        f"{_label(span, codebook)} “{shortened(span.quote)}”"
        if span.quote
        else f"{_label(span, codebook)} (whole text)"
    )


def _otherwise(changed: ChangedSpan, codebook: Codebook) -> str:
    before, after = changed.before, changed.after
    is_same = (before.label, before.quote) == (after.label, after.quote)
    return "" if is_same else f" → {_said(after, codebook)}"


def _label(span: Span, codebook: Codebook) -> str:
    found = codebook.get(span.label)
    return isolated(found.name if found else span.label)
