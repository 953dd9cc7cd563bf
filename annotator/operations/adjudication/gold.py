"""The gold layer: a verdict becomes its spans and links, with a decision behind them.

What is written is whole: a gold span names no span of a coder, so that it stays when theirs change.
"""

from collections.abc import Iterator, Sequence

from annotator.adjudication import decisions as verdicts
from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Gold, Verdict
from annotator.adjudication.slots import link_as_it_was
from annotator.model.asking import kept_values
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.coder import Layer, LayerKind
from annotator.model.decision import Decision, laid_out
from annotator.model.errors import NotAllowed
from annotator.model.ids import DecisionId, DocumentId, LayerId, LinkId, SpanId, new_id
from annotator.model.span import Link, Span, quote_of
from annotator.operations.people import people
from annotator.store.clock import now
from annotator.store.project import Project

_LONGEST_QUOTE = 60


def gold_layer(project: Project) -> Layer:
    """Return the gold layer, made where the project has none yet."""
    found = project.layers.gold()
    if found is None:
        found = Layer(id=project.gold_id, name=people.free_layer_name(project, "Gold"), kind=LayerKind.GOLD)
        project.layers.add([found])
    return found


def decisions_about(project: Project, cases: Sequence[Case], book: CaseBook | None = None) -> list[Decision]:
    """Return the decisions about any of the spans of some cases of one document.

    `book` spares a look at all the decisions of the document; one that is behind the project is not believed.
    """
    document = cases[0].document
    # A book is believed only if nothing at all was written since it was read, by this step neither.
    if book is not None and book.document == document and project.journal.touched_since(book.as_of, 0) is not None:
        found = {made.id: made for case in cases for made in book.decisions_about(case)}
        return list(found.values())
    candidates = {span.id for case in cases for span in case.candidates}
    known = project.decisions.of_document(document)
    return [made for made in known if any(span.id in candidates for span in made.candidates)]


def orphaned(project: Project, document: DocumentId) -> list[Decision]:
    """Return the decisions of a document that had candidates of which none is left, of persons and of policies."""
    known = [made for made in project.decisions.of_document(document) if made.candidates]
    present = {span.id for span in project.spans.of_document(document)} if known else set()
    return verdicts.orphaned(present, known)


def orphaned_by_policy(project: Project, document: DocumentId) -> list[Decision]:
    """Return those that a policy made: its gold goes with the spans that it came of, unlike that of a person."""
    return [made for made in orphaned(project, document) if made.rule.by_policy]


def remove(project: Project, decisions: Sequence[Decision]) -> None:
    """Take decisions out, with the gold spans that came of them and their links."""
    gold = [span for decision in decisions for span in decision.gold]
    project.links.delete(link.id for link in project.links.of_spans(gold))
    project.spans.delete(gold)
    project.decisions.delete(decision.id for decision in decisions)


def record(
    project: Project,
    document: DocumentId,
    choice: Verdict,
    reason: str,
    cases: Sequence[Case] = (),
    absent: Sequence[LayerId] = (),
) -> Decision:
    """Write the gold that a verdict says, and the decision with its candidates and their slots as they are now.

    `cases`: what is decided, none for what no coder marked; `absent`: the layers that have nothing in any of them.
    Take out before what this replaces. Raises `NotAllowed` where the gold of another decision has the same label and
    extents.
    """
    text, version = project.documents.get(document).text, project.codebooks.current()
    spans = _write_gold(project, document, choice.golds, text, version)
    candidates = [span for case in cases for span in case.candidates]
    fillings = (filling for case in cases for span in case.candidates for filling in case.slots_of(span))
    decision = Decision(
        id=DecisionId(new_id()),
        document=document,
        rule=choice.rule,
        candidates=laid_out([case.candidates for case in cases]) if len(cases) > 1 else tuple(candidates),
        absent=tuple(absent),
        gold=tuple(span.id for span in spans),
        reason=reason.strip(),
        coder=project.person,
        time=now(),
        codebook_version=version.id,
        links=tuple(link_as_it_was(filling) for filling in fillings),
    )
    project.decisions.add([decision])
    return decision


def _write_gold(
    project: Project, document: DocumentId, golds: Sequence[Gold], text: str, version: CodebookVersion
) -> list[Span]:
    """Write gold with its slots, and return its spans in the same order; raises as `record`."""
    layer = gold_layer(project).id
    spans = [
        Span(
            id=SpanId(new_id()),
            layer=layer,
            document=document,
            label=made.label,
            extents=made.extents,
            quote=quote_of(text, made.extents),
            attributes=dict(made.attributes),
            actor=made.actor,
            codebook_version=version.id,
        )
        for made in golds
    ]
    _make_room(project, document, spans)
    project.spans.add(spans)
    project.links.add(
        link
        for span, made in zip(spans, golds, strict=True)
        for link in _gold_links(span, made, version.codebook, text)
    )
    return spans


def _make_room(project: Project, document: DocumentId, spans: Sequence[Span]) -> None:
    """Take out what a policy left where these gold spans are to be; refuse them where other gold stands there."""
    if not _twins(project, spans):
        return
    remove(project, orphaned_by_policy(project, document))
    for twin in _twins(project, spans):
        label = project.codebook.get(twin.label)
        raise NotAllowed(
            f"{_place(twin)} is in gold as “{label.name if label else twin.label}” already, by another decision;"
            " take that one back first, or choose another label or passage."
        )


def _twins(project: Project, spans: Sequence[Span]) -> list[Span]:
    return [one for span in spans for one in project.spans.beginning_with(span) if one.extents == span.extents]


def _place(span: Span) -> str:
    words = " ".join(span.quote.split())
    short = words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"
    return f"“{short}” ({span.start}–{span.stop})" if span.extents else "The whole document"


def _gold_links(span: Span, made: Gold, codebook: Codebook, text: str) -> Iterator[Link]:
    """Yield the links of a gold span: the slots that its label has, written out."""
    label = codebook.get(span.label)
    for slot in made.slots:
        # A party that is a label on the whole document has no words, and perhaps no actor: there is nothing to write.
        is_known = slot.actor is not None or slot.value is not None or slot.extents
        role = label.role(slot.role) if label is not None else None
        if is_known and role is not None:
            quote, said = quote_of(text, slot.extents), kept_values(role.attributes, slot.attributes)
            yield Link(LinkId(new_id()), span.id, role.id, None, slot.actor, slot.value, slot.extents, quote, said)
