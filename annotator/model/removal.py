"""What lies in the recycle bin: a document, layer, coder or label that was removed, by whom and when."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from annotator.model.ids import CoderId

RemovalId = NewType("RemovalId", str)
"""“documents/…”: the kind and the id of what was removed; no two removals of one thing are in the bin."""


class RemovedKind(StrEnum):
    """What can be removed; the value is the first word of a `RemovalId`."""

    DOCUMENT = "documents"
    LAYER = "layers"
    CODER = "coders"
    LABEL = "labels"


@dataclass(frozen=True, slots=True)
class Removal:
    """Something in the bin. `target`: its id; `content`: of a label what it was, as JSON; `coder`: who removed it."""

    kind: RemovedKind
    target: str
    coder: CoderId | None
    time: str
    content: str = ""

    @property
    def id(self) -> RemovalId:
        """The name by which it is put back."""
        return removal_id(self.kind, self.target)


def removal_id(kind: RemovedKind, target: str) -> RemovalId:
    """Return the name of something in the bin."""
    return RemovalId(f"{kind}/{target}")
