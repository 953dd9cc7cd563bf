"""Two versions of the codebook that were saved apart, side by side: label by label and field by field.

What only one of them changed since the version that both were made from is proposed as it is there; what both changed
is open, until somebody says which holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_version import CodebookVersion, parents_of
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId
from annotator.operations.codebook.joining_versions import join_versions
from annotator.store.project import Project

Place = tuple[str, str]
"""A label's id, empty for the codebook itself, and a field of it; empty: the label as a whole. One of the attributes or
roles is a field of its own, such as “attributes/force”."""
_ITEMS = ("attributes", "roles")
_ABSENT = object()


class VersionSide(StrEnum):
    """Which of the two."""

    FIRST = "a"
    SECOND = "b"


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What is otherwise in two versions. `proposed`: the side that alone changed it, None where both did."""

    place: Place
    title: str
    first: str
    second: str
    proposed: VersionSide | None


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """Two versions beside each other, and what they were both made from. `names`: what they are called."""

    first: CodebookVersion
    second: CodebookVersion
    base: Codebook | None
    names: tuple[str, str]


def two_heads(project: Project) -> TwoVersions | None:
    """Return two versions from which none was made, the one in force first; None where there is one alone."""
    versions = project.codebooks.all()
    heads = project.codebooks.heads()
    if len(heads) < 2:
        return None
    first, second = heads[-1], heads[-2]
    names = project.codebooks.names()
    return TwoVersions(first, second, _common(versions, first.id, second.id), (names[first.id], names[second.id]))


def _common(versions: Sequence[CodebookVersion], *ids: CodebookVersionId) -> Codebook | None:
    """Return the latest version from which all of these were made."""
    parents, by_id = parents_of(versions), {one.id: one for one in versions}

    def ancestors(id: CodebookVersionId) -> set[CodebookVersionId]:
        found, waiting = set[CodebookVersionId](), [id]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += parents[one]
        return found

    shared = set.intersection(*map(ancestors, ids))
    return max((by_id[id] for id in shared), key=lambda one: (one.number, one.id)).codebook if shared else None


def differences(two: TwoVersions) -> list[VersionDifference]:
    """Return what is otherwise, in the order of the labels of the first."""
    first, second, base = (_parts(book) for book in (two.first.codebook, two.second.codebook, two.base or Codebook()))
    found = []
    for place in dict.fromkeys([*first, *second]):
        one, other = first.get(place, _ABSENT), second.get(place, _ABSENT)
        if one == other or (place[1] and (((place[0], "") in first) != ((place[0], "") in second))):
            continue  # what a label has goes with the label
        was = base.get(place, _ABSENT) if two.base is not None else None
        proposed = VersionSide.SECOND if one == was else VersionSide.FIRST if other == was else None
        tell = _said if place[1] else _there
        found.append(VersionDifference(place, _title(two, place), tell(one), tell(other), proposed))
    return found


def brought_together(two: TwoVersions, chosen: Mapping[Place, VersionSide]) -> Codebook:
    """Return the codebook that has what was chosen; raises `BadCodebook` where there can be no such codebook."""
    first, second = two.first.codebook, two.second.codebook
    order = [*first.labels, *(label for label in second.labels if first.get(label.id) is None)]
    fields = [name for name in Codebook.model_fields if name != "labels"]
    values = {name: getattr(second if chosen.get(("", name)) is VersionSide.SECOND else first, name) for name in fields}
    labels = [_label(first.get(one.id), second.get(one.id), chosen) for one in order]
    return Codebook(**values).with_labels(label for label in labels if label is not None)


def save_together(project: Project, two: TwoVersions, chosen: Mapping[Place, VersionSide]) -> int:
    """Make the codebook of what was chosen the one in force, made from both, and return its number.

    Raises `NotAllowed` where something is still open, `BadCodebook`, and as saving does.
    """
    still = [one for one in differences(two) if one.place not in chosen]
    if still:
        raise NotAllowed(f"Say first which holds of “{still[0].title}”.")
    return join_versions(project, brought_together(two, chosen), (two.first.id, two.second.id))


def _label(first: Label | None, second: Label | None, chosen: Mapping[Place, VersionSide]) -> Label | None:
    if first is None or second is None:
        label = first or second
        assert label is not None
        wants_first = chosen.get((label.id, ""), VersionSide.FIRST) is VersionSide.FIRST
        return first if wants_first else second
    values: dict[str, Any] = {}
    for name in Label.model_fields:
        if name in _ITEMS:
            values[name] = tuple(_items(first, second, name, chosen))
        else:
            values[name] = getattr(second if chosen.get((first.id, name)) is VersionSide.SECOND else first, name)
    return first.model_copy(update=values)


def _items(first: Label, second: Label, name: str, chosen: Mapping[Place, VersionSide]) -> Iterator[Any]:
    ours, theirs = ({one.id: one for one in getattr(label, name)} for label in (first, second))
    for id in dict.fromkeys([*ours, *theirs]):
        side = chosen.get((first.id, f"{name}/{id}"), VersionSide.FIRST)
        found = (theirs if side is VersionSide.SECOND else ours).get(id)
        if found is not None:
            yield found


def _parts(book: Codebook) -> dict[Place, Any]:
    """Return a codebook in the parts that are chosen one by one."""
    found: dict[Place, Any] = {("", name): getattr(book, name) for name in Codebook.model_fields if name != "labels"}
    for label in book.labels:
        found[label.id, ""] = True
        for name in Label.model_fields:
            if name in _ITEMS:
                found.update({(label.id, f"{name}/{one.id}"): one for one in getattr(label, name)})
            elif name != "id":
                found[label.id, name] = getattr(label, name)
    return found


def _title(two: TwoVersions, place: Place) -> str:
    id, field = place
    label = two.first.codebook.get(id) or two.second.codebook.get(id)
    whose = label.name if label is not None else "The codebook"
    kind, _, item = field.partition("/")
    if not item:
        return f"{whose}: {field}" if field else whose
    there = [one for book in (two.first, two.second) for one in _named(book.codebook.get(id), kind, item)]
    return f"{whose}: {kind[:-1]} {there[0] if there else item}"


def _named(label: Label | None, kind: str, id: str) -> Iterable[str]:
    return (one.name for one in getattr(label, kind) if one.id == id) if label is not None else ()


def _there(value: Any) -> str:
    return "no such label" if value is _ABSENT else "the label is there"


def _said(value: Any) -> str:
    """Return a value of the codebook on a line."""
    if value is _ABSENT:
        return "not there"
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, BaseModel):
        told = value.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
        return "; ".join(f"{name}: {_said(each)}" for name, each in told.items())
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_said(each)}" for name, each in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value)) or "none"
    return "none" if value in (None, "") else str(value)
