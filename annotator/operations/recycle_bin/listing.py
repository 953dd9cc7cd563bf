"""What lies in the recycle bin, by whom and since when, and what hung on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.removal import Removal, RemovedKind, RemovedLabel
from annotator.model.wording import counted
from annotator.store.project import Project
from annotator.store.rows.removals import HiddenSpans

KINDS: Mapping[RemovedKind, str] = {
    RemovedKind.DOCUMENT: "document",
    RemovedKind.LAYER: "layer",
    RemovedKind.CODER: "coder",
    RemovedKind.LABEL: "label",
}
"""What each kind is called."""


@dataclass(frozen=True, slots=True)
class InBin:
    """Something in the bin. `name`: what it is called; `codings` of so many `coders` hang on it, in `documents`."""

    removal: Removal
    name: str
    by: str
    codings: int
    coders: int
    documents: int

    @property
    def kind(self) -> str:
        """What it is: “document”, “label” …"""
        return KINDS[self.removal.kind]

    @property
    def held(self) -> str:
        """What hung on it, in words."""
        if not self.codings:
            return "no codings"
        of = f" of {counted(self.coders, 'coder', 'coders')}" if self.coders else ""
        said = f"{counted(self.codings, 'coding', 'codings')}{of}"
        if self.removal.kind is RemovedKind.DOCUMENT:
            return said
        return f"{said} in {counted(self.documents, 'document', 'documents')}"


def listed(project: Project) -> list[InBin]:
    """Return what lies in the bin, what was removed last first."""
    removals = project.removals.all()
    if not removals:
        return []
    spans, owners = project.removals.spans(), project.removals.coders_of_layers()
    names = {kind: project.removals.names(kind) for kind in RemovedKind}
    people = _people(project, removals)
    return [_in_bin(removal, names, people, spans, owners) for removal in removals]


def _in_bin(
    removal: Removal,
    names: Mapping[RemovedKind, Mapping[str, str]],
    people: Mapping[str, str],
    spans: HiddenSpans,
    owners: Mapping[str, str],
) -> InBin:
    if removal.kind is RemovedKind.LABEL:
        name = RemovedLabel.model_validate_json(removal.content).label.name
    else:
        name = names[removal.kind].get(removal.target, removal.target)
    held = {key: count for key, count in spans.items() if _hangs(removal, *key, owners)}
    return InBin(
        removal,
        name,
        people.get(removal.coder or "", ""),
        sum(held.values()),
        len({owners.get(layer) for _, layer, _ in held} - {None}),
        len({document for document, _, _ in held}),
    )


def _hangs(removal: Removal, document: str, layer: str, label: str, owners: Mapping[str, str]) -> bool:
    """Whether spans of a document, layer and label hang on what was removed."""
    of_kind = {
        RemovedKind.DOCUMENT: document,
        RemovedKind.LAYER: layer,
        RemovedKind.CODER: owners.get(layer),
        RemovedKind.LABEL: label,
    }
    return of_kind[removal.kind] == removal.target


def _people(project: Project, removals: list[Removal]) -> dict[str, str]:
    ids = sorted({one.coder for one in removals if one.coder})
    return {id: name for id, (name,) in project.coders.last_values(("name",), ids).items()}
