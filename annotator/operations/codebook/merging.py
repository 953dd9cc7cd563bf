"""Two codebooks made one: ours, widened by what only theirs has. Nothing of ours is changed or lost.

An attribute that has other values in theirs and cannot be one with ours stands beside it, under an id of its own.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import LabelId
from annotator.model.widening import Following, widened


class Merged(NamedTuple):
    """The codebook that came of two. `ids`: their labels -> ours; `following`: what becomes of spans with them."""

    codebook: Codebook
    ids: dict[str, LabelId]
    following: dict[str, Following]
    notices: list[str]


def merge_codebooks(ours: Codebook, theirs: Codebook, said: Mapping[str, LabelId | None] | None = None) -> Merged:
    """Return our codebook with the labels, attributes and roles that only theirs has.

    A label is the same if its id is, else if its name is and no other of theirs is that label; `said`: which it is
    instead, None for a new one. A key that is taken is dropped.

    Raises `BadCodebook` where there can be no such codebook.
    """
    merged = Merged(ours, _same_labels(ours, theirs, said or {}), {}, [])
    labels = {label.id: label for label in ours.labels}
    for label in theirs.labels:
        known = labels.get(merged.ids[label.id])
        new = _with_ids(label, merged.ids)
        labels[new.id] = _without_taken_key(new, labels) if known is None else _widened(known, label, new, merged)
    return merged._replace(codebook=ours.with_labels(labels.values()))


def without(codebook: Codebook, gone: Collection[LabelId]) -> Codebook:
    """Return a codebook without some labels; what names them names them no more."""
    if not gone:
        return codebook
    labels = (
        label.model_copy(
            update={
                "parent": None if label.parent in gone else label.parent,
                "roles": tuple(
                    role.model_copy(update={"labels": tuple(one for one in role.labels if one not in gone)})
                    for role in label.roles
                ),
            }
        )
        for label in codebook.labels
        if label.id not in gone
    )
    return codebook.with_labels(labels)


def renamed(codebook: Codebook, ids: Mapping[str, LabelId]) -> Codebook:
    """Return a codebook whose labels are called by other ids, wherever they are named."""
    return codebook.with_labels(_with_ids(label, ids) for label in codebook.labels)


def with_labels_of(ours: Codebook, theirs: Codebook) -> Codebook:
    """Return our codebook with the labels that only theirs has; what both have stays as it is."""
    labels = {label.id: label for label in ours.labels}
    for label in theirs.labels:
        if label.id not in labels:
            labels[label.id] = _without_taken_key(label, labels)
    return ours.with_labels(labels.values())


def _same_labels(ours: Codebook, theirs: Codebook, said: Mapping[str, LabelId | None]) -> dict[str, LabelId]:
    here = {label.id for label in ours.labels}
    ids: dict[str, LabelId] = {label.id: label.id for label in theirs.labels}
    taken = here & ids.keys()
    for label in theirs.labels:
        if label.id in said:
            same = said[label.id]
            free = (LabelId(f"{label.id}-{number}") for number in range(2, len(here) + len(ids) + 3))
            new = label.id if label.id not in here else next(id for id in free if id not in here and id not in ids)
            ids[label.id] = new if same is None else same
            taken.add(ids[label.id])
        elif label.id not in here:
            name = label.name.casefold()
            named = (one.id for one in ours.labels if one.name.casefold() == name and one.id not in taken)
            ids[label.id] = next(named, label.id)
            taken.add(ids[label.id])
    return ids


def _with_ids(label: Label, ids: Mapping[str, LabelId]) -> Label:
    roles = tuple(
        role.model_copy(update={"labels": tuple(dict.fromkeys(ids[one] for one in role.labels))})
        for role in label.roles
    )
    parent = None if label.parent is None else ids[label.parent]
    return label.model_copy(update={"id": ids[label.id], "parent": parent, "roles": roles})


def _without_taken_key(label: Label, labels: Mapping[LabelId, Label]) -> Label:
    is_taken = any(other.key == label.key for other in labels.values())
    return label.model_copy(update={"key": ""}) if is_taken else label


def _widened(ours: Label, theirs: Label, mapped: Label, merged: Merged) -> Label:
    wide, merged.following[theirs.id] = widened(ours, mapped, optional=True)
    for old, new in merged.following[theirs.id].attributes.items():
        merged.notices.append(
            f"“{ours.name}” has other values for “{old}” in the project; those of the import are under “{new}”."
        )
    first, here = _first_party(theirs), _first_party(wide)
    if first and here and merged.following[theirs.id].roles.get(first, first) != here:
        merged.notices.append(
            f"The first slot of “{ours.name}”, which says who acts, is “{here}” in the project and “{first}” in the "
            "import; put the slots in order in the codebook."
        )
    attributes = tuple(_learnt(ours.attribute(one.id), one) for one in wide.attributes)
    roles = tuple(_learnt_role(ours.role(one.id), one) for one in wide.roles)
    return wide.model_copy(update={"attributes": attributes, "roles": roles})


def _first_party(label: Label) -> str | None:
    return next((role.id for role in label.parties), None)


def _learnt_role(ours: Role | None, wide: Role) -> Role:
    """Return our role, which asks of its parties what only theirs does, too."""
    if ours is None or ours.attributes == wide.attributes:
        return ours or wide
    attributes = tuple(_learnt(ours.attribute(one.id), one) for one in wide.attributes)
    return ours.model_copy(update={"attributes": attributes})


def _learnt(ours: Attribute | None, wide: Attribute) -> Attribute:
    """Return our attribute with the values that only theirs has, and what theirs says of those."""
    if ours is None:
        return wide
    new = set(wide.values) - set(ours.values)
    texts = {
        "meanings": {**ours.meanings, **{value: said for value, said in wide.meanings.items() if value in new}},
        "cues": {**ours.cues, **{value: words for value, words in wide.cues.items() if value in new}},
    }
    return ours.model_copy(update={"values": wide.values, "when": wide.when, **texts})
