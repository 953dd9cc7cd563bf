"""What may be chosen from in a search: labels, actors, people, values of force, fields; read in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.acts.acts import forces_of
from annotator.model.codebook import Label
from annotator.model.coder import LayerKind
from annotator.model.wording import isolated
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.passages.conditions import KEYS
from annotator.operations.passages.grouping import GroupField, fields
from annotator.operations.passages.names import EVERYBODY, GOLD, OWN, SearchNames
from annotator.operations.progress import Progress
from annotator.store.project import Project

_YES_OR_NO = {
    "doubt": "in doubt",
    "note": "with a note",
    "stale": "coded before their label changed",
    "disputed": "on which coders differ",
}
_TYPED = {
    "actor": "with an actor anywhere",
    "to-groups": "to an actor, or a group it is in",
    "by-groups": "by an actor, or a group it is in",
    "decided": "gold that was decided so",
    "overlaps": "overlapping a label",
    "inside": "inside a label",
    "sentence": "in a sentence with a label",
    "paragraph": "in a paragraph with a label",
    "near": "near a label, as in near:warning/5",
}
"""Conditions that wait for their value."""


@dataclass(frozen=True, slots=True)
class SearchOffers:
    """`actors`: names with their aliases; `people`: as one writes them behind `coder:`, with what is said of each.

    `force`: the key of the attribute that says how strong an act is, empty where none does, and `forces` its values.
    `groupings`: by what lines may be grouped. `further`: conditions without a field, by what they are called.
    """

    labels: Sequence[Label] = ()
    actors: Sequence[tuple[str, Sequence[str]]] = ()
    people: Sequence[tuple[str, str]] = ()
    force: str = ""
    force_name: str = ""
    forces: Sequence[str] = ()
    groupings: Sequence[GroupField] = ()
    further: Mapping[str, str] = field(default_factory=dict)


def offers_of(project: Project, progress: Progress) -> SearchOffers:
    """Read what a search may name, as far as whoever is at work may see it."""
    names = SearchNames(project)
    labels = names.codebook.labels
    force = next((one for label in labels for one in forces_of(label)), None)
    of_force = names.attributes(force.id).values() if force is not None else ()
    groupings = fields(project)
    return SearchOffers(
        labels,
        [(actor.name, actor.aliases) for actor in seen_actors(project)],
        _people(names),
        force.id if force is not None else "",
        force.name if force is not None else "",
        list(dict.fromkeys(value for one in of_force for value in one.values)),
        groupings,
        _further(names, groupings, force.id if force is not None else ""),
    )


def _people(names: SearchNames) -> Sequence[tuple[str, str]]:
    kinds = {layer.kind for layer in names.layers}
    found = [(OWN, "yours")] if names.project.person is not None else []
    if LayerKind.GOLD in kinds:
        found.append((GOLD, "gold"))
    if names.sees_others:
        found.append((EVERYBODY, "all coders"))
    return found + [(layer.name, layer.name) for layer in names.layers if layer.kind is LayerKind.CODER]


def _further(names: SearchNames, groupings: Sequence[GroupField], force: str) -> Mapping[str, str]:
    """Return what else may be asked: a whole condition, or a key that waits for its value behind the colon."""
    found = {f"{key}:yes": said for key, said in _YES_OR_NO.items() if key in KEYS}
    found |= {"to:": "without an addressee", "by:": "without a speaker"}
    found |= {f"{key}:…": said for key, said in _TYPED.items() if key in KEYS}
    own = {"label", "by", "by-state", "to", "to-state", "coder", "document", "year", "month", force}
    found |= {f"{_quoted(one.key)}:…": isolated(one.name) for one in groupings if one.key not in own}
    return found | {"title:…": "title", "in:…": "words in a passage, sentence, paragraph"}


def _quoted(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"'
