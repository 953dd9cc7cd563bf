"""A codebook of a file beside the one in force: which labels are the same, and what there is once it is taken.

A label is the one with the same identity, else the same id, name or external code. What the file does not say of it
stays, such as attributes that a spreadsheet has no column for, so that loading a file takes nothing away unnoticed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_rules import slug_for
from annotator.model.ids import LabelId


def fitted(ours: Codebook, read: ReadCodebook, guid_of: Mapping[LabelId, str], keeps_others: bool) -> Codebook:
    """Return the codebook that there is once a file's is taken; raises `BadCodebook` where there can be none.

    `guid_of`: the identities of our labels in files. `keeps_others`: whether labels that the file lacks stay.
    """
    if read.is_whole and not keeps_others:
        return read.codebook
    same = same_labels(ours, read, guid_of)
    ids = _ids(ours, read, same)
    labels = [_joined(one, ours.get(same.get(one.id, "")), read.fields, ids) for one in read.codebook.labels]
    if keeps_others:
        taken = {label.id for label in labels}
        labels += [label for label in ours.labels if label.id not in taken]
    return ours.with_labels(_with_parents(_with_one_key_each(labels)))


def same_labels(ours: Codebook, read: ReadCodebook, guid_of: Mapping[LabelId, str]) -> dict[LabelId, LabelId]:
    """Return which label of ours each of theirs is, of those that are there; no two of theirs are the same one."""
    by_guid = {guid: id for id, guid in guid_of.items()}
    by_name = {label.name.casefold(): label.id for label in reversed(ours.labels)}
    by_code = {label.code: label.id for label in reversed(ours.labels) if label.code}
    ways = (
        lambda label: by_guid.get(read.guids.get(label.id, "")),
        lambda label: label.id if ours.get(label.id) is not None else None,
        lambda label: by_name.get(label.name.casefold()),
        lambda label: by_code.get(label.code) if label.code else None,
    )
    found: dict[LabelId, LabelId] = {}
    for way in ways:
        for label in read.codebook.labels:
            same = way(label)
            if label.id not in found and same is not None and same not in found.values():
                found[label.id] = same
    return found


def _ids(ours: Codebook, read: ReadCodebook, same: Mapping[LabelId, LabelId]) -> dict[LabelId, LabelId]:
    """Return the ids of their labels once they are ours: a new one gets none that a label of ours has."""
    taken = {label.id for label in ours.labels} | set(same.values())
    ids: dict[LabelId, LabelId] = {}
    for label in read.codebook.labels:
        own = same.get(label.id) or (label.id if label.id not in taken else None)
        ids[label.id] = own or LabelId(slug_for(label.name, frozenset(taken)))
        taken.add(ids[label.id])
    return ids


def _joined(theirs: Label, ours: Label | None, fields: frozenset[str], ids: Mapping[LabelId, LabelId]) -> Label:
    """Return a label of theirs as ours: what the file says of it, and the rest as it was."""
    said: dict[str, Any] = {name: getattr(theirs, name) for name in fields & set(Label.model_fields)}
    said["id"] = ids[theirs.id]
    said["parent"] = ids.get(theirs.parent) if theirs.parent else None
    said["roles"] = tuple(
        role.model_copy(update={"labels": tuple(ids[one] for one in role.labels if one in ids)})
        for role in theirs.roles
    )
    if ours is None:
        return theirs.model_copy(update=said)
    if "parent" not in fields:
        said.pop("parent")
    if "roles" not in fields:
        said.pop("roles")
    joined = _with_possible_counterparts(ours.model_copy(update=said))
    return joined.model_copy(update={"key": ""}) if joined.heading else joined


def _with_possible_counterparts(label: Label) -> Label:
    """Return a label without counterparts that hang on values which its attributes have no more."""
    values = {attribute.id: set(attribute.values) for attribute in label.attributes}
    left = tuple(
        one
        for one in label.counterparts
        if all(values.get(id, set()).issuperset(said) for id, said in one.when.items())
    )
    return label if len(left) == len(label.counterparts) else label.model_copy(update={"counterparts": left})


def _with_one_key_each(labels: Iterable[Label]) -> Iterator[Label]:
    """Yield labels of which no two have one key: the first has it."""
    taken: set[str] = set()
    for label in labels:
        yield label.model_copy(update={"key": ""}) if label.key in taken else label
        taken |= {label.key} if label.key else set()


def _with_parents(labels: Iterable[Label]) -> list[Label]:
    """Return labels that stand below no label that is gone, and name none in their roles."""
    every = list(labels)
    there = {label.id for label in every}
    return [
        label.model_copy(
            update={
                "parent": label.parent if label.parent in there else None,
                "roles": tuple(
                    role.model_copy(update={"labels": tuple(one for one in role.labels if one in there)})
                    for role in label.roles
                ),
            }
        )
        for label in every
    ]
