"""What lies in the recycle bin: a document, layer, coder or label that was removed, by whom and when.

A document that was read anew is hidden in the same way, by a removal that names the version in its place: it lies in no
bin, and stays with its document. What was merged into something else leaves a mark of the same kind, by which what
others did meanwhile is found: it lies in no bin either.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from pydantic import BaseModel, ConfigDict

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import CoderId, DocumentId, LabelId, RoleId

RemovalId = NewType("RemovalId", str)
"""“documents/…”: the kind and the id of what was removed; no two removals of one thing are in the bin."""


_REPLACED_BY = "replaced_by"
_MERGED_INTO = "merged_into"


class RemovedKind(StrEnum):
    """What can be removed; the value is the first word of a `RemovalId`."""

    DOCUMENT = "documents"
    LAYER = "layers"
    CODER = "coders"
    LABEL = "labels"
    ACTOR = "actors"


@dataclass(frozen=True, slots=True)
class Removal:
    """Something in the bin. `target`: its id; `content`: of a label what it was, as JSON; `coder`: who removed it.

    Of an earlier version of a document `content` names the later one, and `coder` is who read it anew; of what was
    merged into something else it names that.
    """

    kind: RemovedKind
    target: str
    coder: CoderId | None
    time: str
    content: str = ""

    @property
    def id(self) -> RemovalId:
        """The name by which it is put back."""
        return removal_id(self.kind, self.target)

    @property
    def replacement(self) -> DocumentId | None:
        """The version that took the place of a document, None for what was removed."""
        return replacement_in(self.content) if self.kind is RemovedKind.DOCUMENT else None

    @property
    def successor(self) -> str | None:
        """The id of what it was merged into, None for what was removed."""
        found = json.loads(self.content or "{}").get(_MERGED_INTO)
        return None if found is None else str(found)

    @property
    def is_in_bin(self) -> bool:
        """Whether somebody removed it, and may put it back."""
        return self.replacement is None and self.successor is None


def merged(kind: RemovedKind, target: str, into: str, coder: CoderId | None, time: str) -> Removal:
    """Return the mark that something was merged into another of its kind."""
    return Removal(kind, target, coder, time, json.dumps({_MERGED_INTO: into}))


def replaced(document: DocumentId, by: DocumentId, coder: CoderId | None, time: str) -> Removal:
    """Return what hides a document that a later version took the place of."""
    return Removal(RemovedKind.DOCUMENT, document, coder, time, json.dumps({_REPLACED_BY: by}))


def replacement_in(content: str) -> DocumentId | None:
    """Return the document that the content of a removal names, None where it names none."""
    values = json.loads(content or "{}")
    return DocumentId(values[_REPLACED_BY]) if _REPLACED_BY in values else None


def removal_id(kind: RemovedKind, target: str) -> RemovalId:
    """Return the name of something in the bin."""
    return RemovalId(f"{kind}/{target}")


class RemovedLabel(BaseModel):
    """A label as it was, the labels that stood before it, the nearest first, and the roles that it could fill."""

    model_config = ConfigDict(frozen=True)

    label: Label
    behind: tuple[LabelId, ...] = ()
    fills: tuple[tuple[LabelId, RoleId], ...] = ()


def without_label(codebook: Codebook, label: Label) -> tuple[Codebook, RemovedLabel]:
    """Return the codebook without a label that no other stands below, and the label as it is put back."""
    fills = tuple((one.id, role.id) for one in codebook.labels for role in one.roles if label.id in role.labels)
    place = codebook.labels.index(label)
    behind = tuple(one.id for one in reversed(codebook.labels[:place]))
    kept = (_filled(one, label.id, ()) for one in codebook.labels if one.id != label.id)
    return codebook.with_labels(kept), RemovedLabel(label=label, behind=behind, fills=fills)


def with_label(codebook: Codebook, removed: RemovedLabel) -> Codebook:
    """Return the codebook with a label where it was, as far as that is there: its parent, its neighbours, its key.

    Where another label has its name it is called “NAME (2)”.
    """
    there = {one.id for one in codebook.labels}
    names = {one.name.casefold() for one in codebook.labels}
    keys = {one.key for one in codebook.labels}
    old = removed.label
    label = old.model_copy(
        update={
            "name": numbered(old.name, names),
            "key": "" if old.key in keys else old.key,
            "parent": old.parent if old.parent in there else None,
            "roles": tuple(
                role.model_copy(update={"labels": tuple(one for one in role.labels if one in there or one == old.id)})
                for role in old.roles
            ),
        }
    )
    before = next((one for one in removed.behind if one in there), None)
    place = 0 if before is None else [one.id for one in codebook.labels].index(before) + 1
    others = [_filled(one, old.id, [role for of, role in removed.fills if of == one.id]) for one in codebook.labels]
    return codebook.with_labels([*others[:place], label, *others[place:]])


def numbered(name: str, taken: Collection[str]) -> str:
    """Return a name, or where one of `taken` (small letters) is the same, the name with a number: “NAME (2)”."""
    others = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *others) if one.casefold() not in taken)


def _filled(label: Label, by: LabelId, roles: Collection[str]) -> Label:
    """Return a label of whose roles those in `roles` can be filled by a label, and the others cannot."""
    changed = []
    for role in label.roles:
        others = tuple(one for one in role.labels if one != by)
        changed.append(role.model_copy(update={"labels": (*others, by) if role.id in roles else others}))
    return label.model_copy(update={"roles": tuple(changed)}) if tuple(changed) != label.roles else label
