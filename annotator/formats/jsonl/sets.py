"""Sets of documents and types of fields in .project.json; coders are called in filters as they are in the lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.formats.jsonl.records import DocumentSetRecord, TypedFieldRecord
from annotator.model.bundle import Bundle
from annotator.model.document_field import TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.filter_words import Term, rewritten
from annotator.model.folding import folded
from annotator.model.ids import CoderId, DocumentId, FieldId, LayerId, SetId


def called_otherwise(
    bundle: Bundle, layer: Callable[[LayerId], str], coder: Callable[[CoderId | None], str | None], named: bool
) -> Iterator[DocumentSet]:
    """Yield the sets by their ids. Where people are not `named`, they stand in the filters as in the lines."""
    known: dict[str, str] = {}
    if not named:
        known = {folded(one.name): coder(one.id) or one.name for one in bundle.coders}
        known |= {folded(one.name): layer(one.id) for one in bundle.layers}

    def change(term: Term) -> Term:
        name = known.get(folded(term.key), term.key)
        return term if folded(name) == folded(term.key) else replace(term, key=name)

    for one in sorted(bundle.document_sets, key=lambda one: one.id):
        yield one if one.filter is None else replace(one, filter=rewritten(one.filter, change))


def sets_of(records: Iterable[DocumentSetRecord], document: Callable[[str], DocumentId]) -> Iterator[DocumentSet]:
    """Yield sets as they stand; `document`: asks whether there is one with an id."""
    for one in records:
        listed = None if one.documents is None else tuple(map(document, one.documents))
        text = (one.filter or "") if listed is None else None
        yield DocumentSet(SetId(one.id), one.name, one.position, text, listed)


def fields_of(records: Iterable[TypedFieldRecord]) -> Iterator[TypedField]:
    """Yield fields that have a type as they stand."""
    for one in records:
        yield TypedField(FieldId(one.id), one.name, one.kind, tuple(one.choices), one.position)
