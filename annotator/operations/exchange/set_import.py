"""Sets of documents, kept searches and types of fields of a bundle, taken into a project.

It keeps its own of the same names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.model.document_field import TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.folding import folded
from annotator.model.ids import CoderId, DocumentId
from annotator.model.kept_search import KeptSearch
from annotator.store.project import Project


def take_sets(project: Project, sets: Iterable[DocumentSet], documents: Mapping[DocumentId, DocumentId]) -> int:
    """Add the sets that are new; return how many the project has otherwise. `documents`: their ids here."""
    there = project.document_sets.all()
    names, ids = {folded(one.name): one for one in there}, {one.id: one for one in there}
    other, new = 0, list[DocumentSet]()
    for one in sorted(sets, key=lambda one: one.position):
        listed = one.documents
        mine = one if listed is None else replace(one, documents=_mapped(listed, documents))
        known = ids.get(one.id) or names.get(folded(one.name))
        if known is None:
            new.append(replace(mine, position=one.position if not there else len(there) + len(new)))
            names[folded(one.name)] = mine
        else:
            other += (known.filter, known.documents) != (mine.filter, mine.documents)
    project.document_sets.add(new)
    return other


def _mapped(listed: Iterable[DocumentId], documents: Mapping[DocumentId, DocumentId]) -> tuple[DocumentId, ...]:
    return tuple(dict.fromkeys(documents[id] for id in listed if id in documents))


def take_searches(project: Project, searches: Iterable[KeptSearch], coders: Mapping[str, CoderId]) -> int:
    """Add the kept searches that are new; return how many the project has otherwise. `coders`: their ids here."""
    there = project.kept_searches.all()
    names, ids = {(one.coder, folded(one.name)): one for one in there}, {one.id: one for one in there}
    other, new = 0, list[KeptSearch]()
    for one in sorted(searches, key=lambda one: one.position):
        if one.coder is not None and one.coder not in coders:
            continue
        mine = one if one.coder is None else replace(one, coder=coders[one.coder])
        known = ids.get(one.id) or names.get((mine.coder, folded(one.name)))
        if known is None:
            before = sum(held.coder == mine.coder for held in (*there, *new))
            new.append(mine if not there else replace(mine, position=before))
            names[mine.coder, folded(one.name)] = mine
        else:
            other += known.search != one.search
    project.kept_searches.add(new)
    return other


def take_fields(project: Project, fields: Iterable[TypedField]) -> int:
    """Add the types of fields that have none; return how many fields have another type in the project."""
    there = project.document_fields.all()
    names, ids = {folded(one.name): one for one in there}, {one.id for one in there}
    other, new = 0, list[TypedField]()
    for one in sorted(fields, key=lambda one: one.position):
        known = names.get(folded(one.name))
        if known is None and one.id not in ids:
            new.append(replace(one, position=one.position if not there else len(there) + len(new)))
            names[folded(one.name)] = one
        else:
            other += known is None or (known.kind, known.choices) != (one.kind, one.choices)
    project.document_fields.add(new)
    return other
