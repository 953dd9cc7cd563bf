"""What lies in the recycle bin, by whom and since when, and what hung on it, as far as a person may see that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model.errors import NotFound
from annotator.model.ids import CoderId
from annotator.model.removal import Removal, RemovedKind, RemovedLabel
from annotator.model.wording import counted
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.store.project import Project

KINDS: Mapping[RemovedKind, str] = {
    RemovedKind.DOCUMENT: "document",
    RemovedKind.LAYER: "layer",
    RemovedKind.CODER: "coder",
    RemovedKind.LABEL: "label",
}
"""What each kind is called."""


@dataclass(frozen=True, slots=True)
class InBin:
    """Something in the bin. `number`: 1 was removed last; `by`: who removed it, empty for nobody in particular.

    `codings` of so many `coders` in so many `documents` hang on it; `is_own`: those of the viewer alone are counted.
    `is_others`: it is somebody else's, so that for such a viewer nothing is counted.
    """

    number: int
    removal: Removal
    name: str
    by: str
    codings: int
    coders: int
    documents: int
    is_own: bool = False
    is_others: bool = False

    @property
    def kind(self) -> str:
        """What it is: “document”, “label” …"""
        return KINDS[self.removal.kind]

    @property
    def held(self) -> str:
        """What hung on it, in words."""
        if self.is_others:
            return "what was coded is not shown"
        if not self.codings:
            return "no coding of yours" if self.is_own else "no codings"
        if self.is_own:
            said = f"{counted(self.codings, 'coding')} of yours"
        elif self.coders and self.removal.kind in (RemovedKind.DOCUMENT, RemovedKind.LABEL):
            said = f"{counted(self.codings, 'coding')} of {counted(self.coders, 'coder')}"
        else:
            said = counted(self.codings, "coding")
        is_one = self.removal.kind is RemovedKind.DOCUMENT
        return said if is_one else f"{said} in {counted(self.documents, 'document')}"

    def has(self, words: str) -> bool:
        """Whether all of these words stand in what is listed of it, whatever their capitals."""
        text = " ".join((self.kind, self.name, self.by, self.removal.time, self.held)).casefold()
        return all(word in text for word in words.casefold().split())


def listed(project: Project, eyes: CoderId | None = None) -> list[InBin]:
    """Return what lies in the bin, what was removed last first.

    `eyes`: somebody who does not see what others coded, and so not how much that is; whoever may not put it back
    either does not see that somebody else's layer was removed.
    """
    removals = project.removals.all()
    if not removals:
        return []
    owners = project.removals.coders_of_layers()
    spans = {
        key: count for key, count in project.removals.spans().items() if eyes is None or owners.get(key[1]) == eyes
    }
    names = {kind: project.removals.names(kind) for kind in RemovedKind}
    people = _people(project, removals)
    may_all = eyes is None or not roles.why_not(project, Right.BIN, eyes)
    found = []
    for number, removal in enumerate(removals, 1):
        is_others = eyes is not None and _is_of_another(removal, owners, eyes)
        if may_all or not is_others:
            one = _in_bin(number, removal, names, people, spans, owners)
            found.append(replace(one, is_own=eyes is not None, is_others=is_others))
    return found


def chosen(in_bin: Sequence[InBin], words: Sequence[str]) -> list[InBin]:
    """Return what these numbers or names of the list mean; raises `NotFound` for what none or several are called."""
    found = []
    for word in words:
        meant = [one for one in in_bin if str(one.number) == word]
        meant = meant or [one for one in in_bin if one.name.casefold() == word.strip().casefold()]
        if len(meant) != 1:
            what = "Several things in the recycle bin are" if meant else "Nothing in the recycle bin is"
            raise NotFound(f"{what} called “{word}”; give the number that stands before it in the list.")
        found += meant
    return list(dict.fromkeys(found))


def _is_of_another(removal: Removal, owners: Mapping[str, str], eyes: CoderId) -> bool:
    if removal.kind is RemovedKind.LAYER:
        return owners.get(removal.target) != eyes
    return removal.kind is RemovedKind.CODER


def _in_bin(
    number: int,
    removal: Removal,
    names: Mapping[RemovedKind, Mapping[str, str]],
    people: Mapping[str, str],
    spans: Mapping[tuple[str, str, str], int],
    owners: Mapping[str, str],
) -> InBin:
    if removal.kind is RemovedKind.LABEL:
        name = RemovedLabel.model_validate_json(removal.content).label.name
    else:
        name = names[removal.kind].get(removal.target, removal.target)
    held = {key: count for key, count in spans.items() if _hangs(removal, *key, owners)}
    return InBin(
        number,
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
