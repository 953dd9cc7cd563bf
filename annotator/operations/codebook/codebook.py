"""Changing the codebook: each saved change is a version."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypeVar

from annotator.model import codebook_reading
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CodebookVersionId, LabelId, new_id
from annotator.model.names import tidied, usable_name
from annotator.model.removal import RemovedKind, removal_id
from annotator.model.verbs import codebook as verbs
from annotator.model.wording import counted
from annotator.operations.atomic_files import bytes_of, write_whole
from annotator.operations.codebook.renaming import follow_names
from annotator.resources import resource
from annotator.store.clock import now
from annotator.store.project import Project

Part = TypeVar("Part", Label, Attribute, Role)


def save(project: Project, codebook: Codebook, note: str = "", id: CodebookVersionId | None = None) -> int:
    """Make a codebook the one in force and return its number; the same codebook again makes no version.

    `id`: that of the version, where something names it already. New names are kept without what nobody sees of them.
    Raises `NotAllowed` where it lacks a label that spans have, and for a new name of which nothing is left.
    """
    current = project.codebooks.current()
    codebook = as_kept(codebook, current.codebook)
    if codebook == current.codebook:
        return current.number
    return _save(project, codebook, current, (current.id,), note, id)


def bring_together(
    project: Project,
    codebook: Codebook,
    versions: Iterable[CodebookVersionId],
    note: str = "",
    *,
    ours: CodebookVersion,
) -> int:
    """Make a codebook the one in force that was made from several versions, and return its number; raises as `save`.

    `versions`: those beside `ours`. It is a version of its own even where it is like one of them.
    """
    return _save(project, as_kept(codebook, ours.codebook), ours, (ours.id, *versions), note)


def _save(
    project: Project,
    codebook: Codebook,
    before: CodebookVersion,
    parents: tuple[CodebookVersionId, ...],
    note: str,
    id: CodebookVersionId | None = None,
) -> int:
    for name in _names(codebook) - _names(before.codebook):
        usable_name(name, "label, attribute or role")
    known = {str(label.id) for label in codebook.labels}
    for label, count in sorted(project.spans.labels_in_use().items()):
        if label not in known:
            have = counted(count, "span has; relabel it", "spans have; relabel them")
            raise NotAllowed(f"The new codebook has no label “{label}”, which {have} first.")
    _refuse_without(project, known)
    version = _version(project, project.codebooks.next_number(), codebook, note, id, parents)
    with project.transact(verbs.ChangeCodebook(version=version.number)):
        project.codebooks.add([version])
        follow_names(project, before.codebook, codebook, {})
        _take_out_of_bin(project, known)
    return version.number


def _refuse_without(project: Project, known: Collection[str]) -> None:
    """Raise `NotAllowed` where codings in the recycle bin have a label that would be gone, but is not removed."""
    removed = {one.target for one in project.removals.all() if one.kind is RemovedKind.LABEL}
    for label, count in sorted(project.removals.labels().items()):
        if label not in removed and label not in known:
            have = counted(count, "coding in the recycle bin has", "codings in the recycle bin have")
            raise NotAllowed(
                f"The new codebook has no label “{label}”, which {have}; remove the label with its codings."
            )


def _take_out_of_bin(project: Project, known: Iterable[str]) -> None:
    """Show the codings of labels that were removed and are in the codebook again."""
    there = (removal_id(RemovedKind.LABEL, label) for label in known)
    if back := [id for id in there if project.removals.get(id) is not None]:
        project.removals.take(back)


def as_kept(codebook: Codebook, before: Codebook) -> Codebook:
    """Return a codebook as it is kept after another one: new names as those of coders are, `names.tidied`."""
    known = _names(before)

    def named(part: Part) -> Part:
        name = part.name if part.name in known else tidied(part.name) or part.name
        return part if name == part.name else part.model_copy(update={"name": name})

    def kept(label: Label) -> Label:
        roles = (
            role.model_copy(update={"attributes": tuple(map(named, role.attributes))}) if role.attributes else role
            for role in label.roles
        )
        parts = {"attributes": tuple(map(named, label.attributes)), "roles": tuple(map(named, roles))}
        is_same = (parts["attributes"], parts["roles"]) == (label.attributes, label.roles)
        return named(label if is_same else label.model_copy(update=parts))

    labels = tuple(map(kept, codebook.labels))
    return codebook if labels == codebook.labels else codebook.model_copy(update={"labels": labels})


def _names(codebook: Codebook) -> set[str]:
    found = set()
    for label in codebook.labels:
        found |= {label.name, *(one.name for one in label.attributes), *(one.name for one in label.roles)}
        found |= {one.name for role in label.roles for one in role.attributes}
    return found


def labels_named(project: Project, names: Iterable[str]) -> tuple[LabelId, ...]:
    """Return the labels with these ids or, failing that, names, whatever their capitals, each once.

    Raises `NotFound`.
    """
    codebook = project.codebook
    by_name = {label.name.casefold(): label.id for label in reversed(codebook.labels)}
    by_id = {label.id.casefold(): label.id for label in reversed(codebook.labels)}
    found: dict[LabelId, None] = {}
    for name in names:
        exact, folded = codebook.get(name), name.casefold()
        id = exact.id if exact else by_id.get(folded) or by_name.get(folded)
        if id is None:
            raise no_label(project, name)
        found[id] = None
    return tuple(found)


def no_label(project: Project, name: str) -> NotFound:
    """Return what is said of a label that the codebook lacks."""
    known = ", ".join(label.id for label in project.codebook.labels) or "none yet"
    return NotFound(f"There is no label “{name}” in the codebook; its labels are: {known}.")


def adopt(project: Project, codebook: Codebook, number: int, id: CodebookVersionId | None = None) -> CodebookVersionId:
    """Make the codebook of another copy of the project the one in force, under the number that it has there.

    Return its id here: that which it has there (`id`), unless the project has this codebook under that number already.
    For a project that holds nothing else yet: its one version, which nothing refers to, gives way.
    """
    current = project.codebooks.current()
    if (current.number, current.codebook) == (number, codebook):
        return current.id
    is_begun = len(project.codebooks.all()) > 1
    at = max(number, project.codebooks.next_number()) if is_begun else number
    with project.transact(verbs.TakeOverCodebook(version=at)):
        if not is_begun:
            project.codebooks.clear()
        version = _version(project, at, codebook, "Imported", id, (current.id,) if is_begun else ())
        project.codebooks.add([version])
        _take_out_of_bin(project, [label.id for label in codebook.labels])
    return version.id


def adopt_history(project: Project, versions: Iterable[CodebookVersion]) -> None:
    """Make all versions of the codebook of another copy of the project its own, whose only one gives way.

    For a project that holds nothing else yet.
    """
    wanted = sorted(versions, key=lambda version: version.number)
    if wanted != project.codebooks.all():
        with project.transact(verbs.TakeOverCodebook(version=wanted[-1].number)):
            project.codebooks.clear()
            project.codebooks.add(wanted)


def _version(
    project: Project,
    number: int,
    codebook: Codebook,
    note: str,
    id: CodebookVersionId | None,
    parents: tuple[CodebookVersionId, ...],
) -> CodebookVersion:
    new = id or CodebookVersionId(new_id())
    return CodebookVersion(new, number, codebook, note, project.person, now(), parents)


def default_codebook() -> Codebook:
    """Return the codebook with which new projects begin: appeal, commitment, warning, actor."""
    return read_codebook(resource("codebook.json"))


def read_codebook(path: Path) -> Codebook:
    """Read a codebook; raises `BadFile` or `BadCodebook`."""
    return codebook_reading.read_codebook(bytes_of(path), path.name)


def codebook_of_file(path: Path) -> tuple[Codebook, tuple[str, ...]]:
    """Read a codebook in a file of any kind; return it, and what of the file has no place here, a sentence each.

    Raises `BadFile` or `BadCodebook`.
    """
    if path.suffix.lower() in ("", ".json"):
        return read_codebook(path), ()
    from annotator.formats.codebook_files.registry import read_codebook_file  # noqa: PLC0415  (asked for seldom)

    read = read_codebook_file(path)
    return read.codebook, read.notices


def write_codebook(project: Project, path: Path) -> None:
    """Write the codebook in force as JSON; raises `BadFile`."""
    write_whole(path, project.codebook.to_json())
