"""What kept searches call a label or an attribute follows its name."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.codebook import Attribute, Codebook
from annotator.model.document_filter import FIELD, KEYS
from annotator.model.filter_words import Term
from annotator.model.folding import folded
from annotator.model.ids import AttributeId, LabelId
from annotator.model.searching.terms import LABEL_KEYS, SEARCH_KEYS, with_named
from annotator.store.project import Project


def follow_names(project: Project, before: Codebook, after: Codebook, into: Mapping[LabelId, LabelId]) -> None:
    """Let kept searches ask for labels and attributes by their names of now.

    `into`: which labels became which, where labels were merged; they may have been asked for by name, id or code.
    """
    there = {label.id: label for label in after.labels}
    labels = {
        folded(label.name): there[label.id].name
        for label in before.labels
        if label.id in there and there[label.id].name != label.name
    }
    for label in before.labels:
        if label.id in into and into[label.id] in there:
            called = (label.name, label.id, label.code)
            labels |= {folded(name): there[into[label.id]].name for name in called if name}
    attributes = _renamed_attributes(before, after)

    new = _called(after) - _called(before) - {*KEYS, *SEARCH_KEYS, *_people(project)}

    def change(term: Term) -> Term:
        if folded(term.key) in new:  # it asked for a field of the documents
            return replace(term, key=f"{FIELD}{term.key}")
        key = attributes.get(folded(term.key))
        return with_named(term, LABEL_KEYS, labels) if key is None else replace(term, key=key)

    if labels or attributes or new:
        project.kept_searches.rewrite(change)


def _renamed_attributes(before: Codebook, after: Codebook) -> dict[str, str]:
    """Return the keys that ask for attributes now, by the old names that no attribute has any more."""
    there, taken = _attributes(after), _called(after)
    return {
        folded(one.name): there[id].id if folded(there[id].name) in SEARCH_KEYS else there[id].name
        for id, one in _attributes(before).items()
        if id in there and folded(one.name) not in {*taken, *SEARCH_KEYS}
    }


def _attributes(codebook: Codebook) -> dict[tuple[LabelId, AttributeId], Attribute]:
    return {(label.id, one.id): one for label in codebook.labels for one in label.attributes}


def _called(codebook: Codebook) -> set[str]:
    """Return the keys that ask for attributes, without case."""
    return {folded(name) for one in _attributes(codebook).values() for name in (one.id, one.name)}


def _people(project: Project) -> set[str]:
    """Return the keys that ask how far somebody is."""
    names = [*(one.name for one in project.coders.all()), *(one.name for one in project.layers.all())]
    return set(map(folded, names))
