"""Two codebooks made one: ours, widened by what only theirs has. Nothing of ours is changed or lost."""

from annotator.model.codebook import Attribute, AttributeKind, Codebook, Label
from annotator.model.ids import LabelId

_LISTED = (AttributeKind.CHOICE, AttributeKind.CHOICES)
"""Kinds whose list of values can grow; an ordinal's cannot, since nobody knows where in its order a value belongs."""


def merge_codebooks(ours: Codebook, theirs: Codebook) -> tuple[Codebook, dict[str, LabelId]]:
    """Return our codebook with the labels, attributes and roles that only theirs has, and their ids -> ids in it.

    A label is the same if its id or its name is. A key that is taken is dropped.
    """
    labels = {label.id: label for label in ours.labels}
    by_name = {label.name.casefold(): label.id for label in ours.labels}
    ids: dict[str, LabelId] = {
        label.id: label.id if label.id in labels else by_name.get(label.name.casefold(), label.id)
        for label in theirs.labels
    }
    for label in theirs.labels:
        known = labels.get(ids[label.id])
        labels[ids[label.id]] = _added(label, labels, ids) if known is None else _widened(known, label)
    merged = ours.model_copy(update={"labels": tuple(labels.values())})
    return Codebook.model_validate(merged.model_dump()), ids


def _added(label: Label, labels: dict[LabelId, Label], ids: dict[str, LabelId]) -> Label:
    is_taken = any(other.key == label.key for other in labels.values())
    parent = None if label.parent is None else ids[label.parent]
    return label.model_copy(update={"key": "" if is_taken else label.key, "parent": parent})


def _widened(ours: Label, theirs: Label) -> Label:
    attributes = {one.id: one for one in ours.attributes}
    for one in theirs.attributes:
        attributes[one.id] = _longer(attributes[one.id], one) if one.id in attributes else one
    roles = {one.id for one in ours.roles}
    added = (one for one in theirs.roles if one.id not in roles)
    return ours.model_copy(update={"attributes": tuple(attributes.values()), "roles": (*ours.roles, *added)})


def _longer(ours: Attribute, theirs: Attribute) -> Attribute:
    if ours.kind not in _LISTED or theirs.kind not in _LISTED:
        return ours
    return ours.model_copy(update={"values": tuple(dict.fromkeys((*ours.values, *theirs.values)))})
