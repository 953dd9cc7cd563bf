"""Labels moved, added and taken out in a list that may still contradict itself, as one does it with arrows.

The order is that of the codebook: a flat list in which each label names its parent. What stands below a label goes
where it goes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotator.model.codebook import Label
from annotator.model.ids import LabelId

Labels = tuple[Label, ...]


def as_tree(labels: Sequence[Label]) -> list[tuple[Label, int]]:
    """Return the labels as people see them, with their depth: below their parents, retired ones after the others."""
    known = {label.id for label in labels}
    seen: set[LabelId] = set()
    children: defaultdict[LabelId | None, list[Label]] = defaultdict(list)
    for label in labels:
        children[label.parent if label.parent in known else None].append(label)

    def below(parent: LabelId | None, depth: int) -> Iterator[tuple[Label, int]]:
        for one in sorted(children[parent], key=lambda label: label.retired):
            if one.id not in seen:
                seen.add(one.id)
                yield one, depth
                yield from below(one.id, depth + 1)

    return list(below(None, 0))


def descendants(labels: Sequence[Label], id: LabelId) -> set[LabelId]:
    """Return the ids of a label and of all that stand below it."""
    found = {id}
    while more := {one.id for one in labels if one.parent in found} - found:
        found |= more
    return found


def added(labels: Labels, label: Label, after: LabelId | None) -> Labels:
    """Return the labels with a new one behind another and those below it, or last."""
    place = len(labels)
    if after is not None:
        block = descendants(labels, after)
        place = 1 + max((number for number, one in enumerate(labels) if one.id in block), default=len(labels) - 1)
    return (*labels[:place], label, *labels[place:])


def without(labels: Labels, id: LabelId) -> Labels:
    """Return the labels without one; what stood below it stands below its parent, and no role names it any more."""
    gone = next(one for one in labels if one.id == id)
    return tuple(_forgetting(one, gone) for one in labels if one.id != id)


def shifted(labels: Labels, id: LabelId, steps: int) -> Labels:
    """Return the labels with one moved up (-1) or down (1) among those that stand beside it."""
    beside = siblings(labels, id)
    place = [one.id for one in beside].index(id)
    if not 0 <= place + steps < len(beside):
        return labels
    moved = next(one for one in labels if one.id == id)
    other = beside[place + steps].id
    return placed(labels, id, moved.parent, other) if steps < 0 else _behind(labels, id, moved.parent, other)


def nested(labels: Labels, id: LabelId) -> Labels:
    """Return the labels with one made a child of the one that stands above it."""
    beside = siblings(labels, id)
    place = [one.id for one in beside].index(id)
    return _behind(labels, id, beside[place - 1].id, beside[place - 1].id) if place else labels


def lifted(labels: Labels, id: LabelId) -> Labels:
    """Return the labels with one put beside its parent, behind it."""
    moved = next(one for one in labels if one.id == id)
    parent = next((one for one in labels if one.id == moved.parent), None)
    if parent is None:
        return labels
    return _behind(labels, id, parent.parent, parent.id)


def siblings(labels: Sequence[Label], id: LabelId) -> list[Label]:
    """Return a label and those beside it, in the order in which they are seen."""
    depths = as_tree(labels)
    known = {label.id for label in labels}
    parents = {one.id: one.parent if one.parent in known else None for one in labels}
    return [one for one, _ in depths if parents[one.id] == parents[id]]


def _behind(labels: Labels, id: LabelId, parent: LabelId | None, other: LabelId) -> Labels:
    """Return the labels with one under a parent and behind another label and those below that one."""
    moving, block = descendants(labels, id), descendants(labels, other)
    last = max(number for number, one in enumerate(labels) if one.id in block - moving)
    following = next((one.id for one in labels[last + 1 :] if one.id not in moving), None)
    return placed(labels, id, parent, following)


def placed(labels: Labels, id: LabelId, parent: LabelId | None, before: LabelId | None) -> Labels:
    """Return the labels with one, and those below it, under a parent and before another label, or last."""
    block = descendants(labels, id)
    moving = [one.model_copy(update={"parent": parent}) if one.id == id else one for one in labels if one.id in block]
    staying = [one for one in labels if one.id not in block]
    place = next((number for number, one in enumerate(staying) if one.id == before), len(staying))
    return (*staying[:place], *moving, *staying[place:])


def _forgetting(label: Label, gone: Label) -> Label:
    parent = gone.parent if label.parent == gone.id else label.parent
    roles = tuple(
        role.model_copy(update={"labels": tuple(one for one in role.labels if one != gone.id)})
        if gone.id in role.labels
        else role
        for role in label.roles
    )
    return label.model_copy(update={"parent": parent, "roles": roles})
