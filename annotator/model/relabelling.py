"""A codebook in which labels are merged into one, one is split, or one stands elsewhere; and where the spans go."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from annotator.model.codebook import Codebook, Label
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import LabelId
from annotator.model.widening import Following, widened

Strays = Mapping[LabelId, Collection[str]]
"""The attributes that spans have, by the label that they have now; also such that the codebook knows no more."""


def known(codebook: Codebook, label: LabelId) -> Label:
    """Return a label; raises `NotFound`."""
    found = codebook.get(label)
    if found is None:
        raise NotFound(f"The codebook has no label “{label}”.")
    return found


def merged(
    codebook: Codebook, keep: LabelId, others: Sequence[LabelId], strays: Strays
) -> tuple[Codebook, dict[LabelId, Following]]:
    """Return the codebook in which `others` are one with `keep`, and what becomes of their spans.

    `keep` keeps what it says of itself; it gains their attributes, roles, examples and counterparts. Labels below
    them, and roles that they fill, are `keep`'s then. Raises `NotAllowed` for labels that cannot be one.
    """
    kept, following = known(codebook, keep), dict[LabelId, Following]()
    gone = dict.fromkeys(others)
    if not gone or keep in gone:
        raise NotAllowed(f"Choose other labels to merge into “{kept.name}”.")
    for id in gone:
        other = known(codebook, id)
        if other.scope is not kept.scope:
            raise NotAllowed(f"“{other.name}” and “{kept.name}” cannot be one: passages have one, documents the other.")
        if kept.heading and not other.heading:
            raise NotAllowed(f"“{kept.name}” is a heading, with which nothing is coded; merge it into “{other.name}”.")
        kept, following[id] = widened(kept, other, strays.get(id, ()), optional=True, strict=True)
        theirs = (following[id].counterpart(one) for one in other.counterparts)
        counterparts = (*kept.counterparts, *(one for one in theirs if one not in kept.counterparts))
        examples = tuple(dict.fromkeys((*kept.examples, *other.examples)))
        kept = kept.model_copy(update={"counterparts": counterparts, "examples": examples})
    kept = kept.model_copy(update={"parent": _parent_beyond(codebook, kept, gone)})
    left = (kept if label.id == keep else label for label in codebook.labels if label.id not in gone)
    return codebook.with_labels(_instead(label, gone, keep) for label in left), following


def divided(
    codebook: Codebook, label: LabelId, into: Sequence[Label], strays: Strays
) -> tuple[Codebook, dict[LabelId, Following]]:
    """Return the codebook in which new labels stand behind `label`, and what becomes of the spans that get them.

    Each can say what `label` can; roles that `label` fills are filled by them too. Raises `NotAllowed` for labels that
    are there already, or that are put on something else.
    """
    old, following, made = known(codebook, label), dict[LabelId, Following](), []
    for new in into:
        if codebook.get(new.id) is not None:
            raise NotAllowed(f"There is a label “{new.id}” already; the parts of “{old.name}” need ids of their own.")
        if new.scope is not old.scope:
            raise NotAllowed(f"“{new.name}” cannot be a part of “{old.name}”: one is for passages, one for documents.")
        wide, following[new.id] = widened(new, old, strays.get(label, ()))
        theirs = tuple(following[new.id].counterpart(one) for one in old.counterparts)
        made.append(wide if wide.counterparts else wide.model_copy(update={"counterparts": theirs}))
    labels = [one for label in codebook.labels for one in ([label, *made] if label is old else [label])]
    return codebook.with_labels(_also(one, label, [new.id for new in made]) for one in labels), following


def moved(codebook: Codebook, label: LabelId, parent: LabelId | None, before: LabelId | None) -> Codebook:
    """Return the codebook with a label, and those below it, under another parent and before another label, or last."""
    found, below = known(codebook, label), _with_descendants(codebook, label)
    for other in (parent, before):
        if other is not None and known(codebook, other).id in below:
            raise NotAllowed(f"“{found.name}” cannot be moved below or before itself or a label that is below it.")
    block = [found.model_copy(update={"parent": parent}) if one is found else one for one in codebook.labels]
    moving, staying = [one for one in block if one.id in below], [one for one in block if one.id not in below]
    place = next((place for place, one in enumerate(staying) if one.id == before), len(staying))
    return codebook.with_labels([*staying[:place], *moving, *staying[place:]])


def _with_descendants(codebook: Codebook, label: LabelId) -> set[LabelId]:
    found = {label}
    while more := {one.id for one in codebook.labels if one.parent in found} - found:
        found |= more
    return found


def _parent_beyond(codebook: Codebook, label: Label, gone: Collection[LabelId]) -> LabelId | None:
    """Return the parent of a label when those that are gone were one with it: the one above the topmost of them."""
    parent = at = label.parent
    while at is not None:
        above = known(codebook, at).parent
        if at in gone:
            parent = above
        at = above
    return parent


def _instead(label: Label, gone: Collection[LabelId], keep: LabelId) -> Label:
    parent = keep if label.parent in gone else label.parent
    roles = (
        role.model_copy(update={"labels": tuple(dict.fromkeys(keep if one in gone else one for one in role.labels))})
        for role in label.roles
    )
    return label.model_copy(update={"parent": parent, "roles": tuple(roles)})


def _also(label: Label, named: LabelId, new: Iterable[LabelId]) -> Label:
    roles = (
        role.model_copy(update={"labels": tuple(dict.fromkeys((*role.labels, *new)))}) if named in role.labels else role
        for role in label.roles
    )
    return label.model_copy(update={"roles": tuple(roles)})
