"""Sets of documents, kept searches and types of fields in .project.json.

Coders are called in filters and searches as they are in the lines.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.formats.jsonl.records import DocumentSetRecord, TypedFieldRecord
from annotator.model.bundle import Bundle
from annotator.model.document_field import TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.filter_words import Term, rewritten, with_key
from annotator.model.folding import folded
from annotator.model.ids import CoderId, DocumentId, FieldId, LayerId, SetId
from annotator.model.kept_search import KeptSearch
from annotator.model.searching.terms import rewritten as search_rewritten
from annotator.model.searching.terms import with_person


def called_in_lines(
    bundle: Bundle, layer: Callable[[LayerId], str], coder: Callable[[CoderId | None], str | None], named: bool
) -> dict[str, str]:
    """Return what the lines call coders and layers, by their names without case; nothing where they are `named`."""
    if named:
        return {}
    known = {folded(one.name): coder(one.id) or one.name for one in bundle.coders}
    return known | {folded(one.name): layer(one.id) for one in bundle.layers}


def called_otherwise(bundle: Bundle, called: Mapping[str, str]) -> Iterator[DocumentSet]:
    """Yield the sets by their ids, with the people in their filters as in the lines."""

    def change(term: Term) -> Term:
        return with_key(term, term.key, _in_lines(term.key, called))

    for one in sorted(bundle.document_sets, key=lambda one: one.id):
        yield one if one.filter is None else replace(one, filter=rewritten(one.filter, change))


def searches_called(bundle: Bundle, called: Mapping[str, str]) -> Iterator[KeptSearch]:
    """Yield the kept searches by their ids, with the people whom they ask for as in the lines."""

    def change(term: Term) -> Term:
        for name in (term.key, term.value):
            term = with_person(term, name, _in_lines(name, called))
        return term

    for one in sorted(bundle.kept_searches, key=lambda one: one.id):
        yield replace(one, search=search_rewritten(one.search, change))


def _in_lines(name: str, called: Mapping[str, str]) -> str:
    other = called.get(folded(name), name)
    return name if folded(other) == folded(name) else other


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
