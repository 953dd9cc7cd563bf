"""Codebooks in files: one of any kind is looked at beside the codebook in force, loaded, or written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.codebook_files.registry import CODEBOOK_FILES, read_codebook_file, readable_extensions, written
from annotator.model.codebook import Codebook
from annotator.model.codebook_diff import changes_between
from annotator.model.description import Description
from annotator.model.errors import WouldReplace
from annotator.model.wording import counted
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.codebook import codebook as verbs
from annotator.operations.codebook import usage
from annotator.operations.codebook.fitting import fitted
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """What loading a file comes to: the codebook, what it changes, what the file loses, what codings would lose.

    `changes`, `notices`, `lost`: a sentence each.
    """

    codebook: Codebook
    changes: tuple[str, ...]
    notices: tuple[str, ...]
    lost: tuple[str, ...]


def plan(project: Project, path: Path, keeps_others: bool = False) -> CodebookPlan:
    """Look at a codebook's file beside the codebook in force; raises `BadFile` or `BadCodebook`.

    `keeps_others`: whether labels that the file lacks stay.
    """
    ours = project.codebook
    codebook, notices = beside(ours, path, keeps_others)
    codebook = verbs.as_kept(codebook, ours)
    used = sorted(project.spans.labels_in_use().items())
    gone = tuple(
        f"“{label}” would be gone, which {counted(count, 'coding has', 'codings have')}: it is refused."
        for label, count in used
        if codebook.get(label) is None
    )
    lost = (*gone, *usage.lost(project, codebook))
    return CodebookPlan(codebook, changes_between(ours, codebook), notices, lost)


@dataclass(frozen=True, slots=True)
class CodebookOffer:
    """A file before it is loaded: what it comes to, by whether labels that it lacks stay; one where it lacks none.

    `is_kept_best`: whether they should stay, since codings have them.
    """

    name: str
    plans: Mapping[bool, CodebookPlan]
    is_kept_best: bool

    def plan(self, keeps_others: bool) -> CodebookPlan:
        """Return what it comes to as chosen."""
        return self.plans.get(keeps_others) or next(iter(self.plans.values()))

    @property
    def notices(self) -> tuple[str, ...]:
        """What is lost of the file."""
        return self.plan(False).notices

    @property
    def lost(self) -> tuple[str, ...]:
        """What codings would lose either way."""
        return self.plan(True).lost


def offer(project: Project, path: Path) -> CodebookOffer:
    """Look at a codebook's file both ways; raises as `plan`."""
    plans = {keeps: plan(project, path, keeps) for keeps in (False, True)}
    if plans[False].codebook == plans[True].codebook:
        plans.pop(True)
        return CodebookOffer(path.name, plans, False)
    lacks = {label.id for label in plans[True].codebook.labels} - {label.id for label in plans[False].codebook.labels}
    is_used = not lacks.isdisjoint(project.spans.labels_in_use())
    return CodebookOffer(path.name, plans, is_used)


def readable() -> tuple[str, ...]:
    """Return the endings of the files that can be loaded."""
    return readable_extensions()


def writable() -> tuple[tuple[str, str], ...]:
    """Return the kinds in which a codebook can be written: their titles, and how their names end."""
    return tuple((kind.title, kind.extensions[0]) for kind in CODEBOOK_FILES if kind.write is not None)


def beside(ours: Codebook, path: Path, keeps_others: bool = False) -> tuple[Codebook, tuple[str, ...]]:
    """Return what there is once a file's codebook is taken beside ours, and what the file loses, a sentence each.

    Raises `BadFile` or `BadCodebook`.
    """
    from annotator.formats.refi.code_markup import label_guid  # noqa: PLC0415  (lxml is dear at the start)

    read = read_codebook_file(path)
    guids = {label.id: label_guid(label.id) for label in ours.labels}
    return fitted(ours, read, guids, keeps_others), read.notices


def load(project: Project, path: Path, keeps_others: bool = False, note: str = "") -> tuple[int, CodebookPlan]:
    """Load a codebook's file as a new version, and return its number; raises as `plan` and `codebook.save`."""
    found = plan(project, path, keeps_others)
    return verbs.save(project, found.codebook, note or f"From {path.name}"), found


def losses(codebook: Codebook, path: Path) -> tuple[str, ...]:
    """Return what a file of this name would lose of a codebook, a sentence each; raises `BadFile` or `BadCodebook`."""
    _, notices = written(codebook, path)
    return notices


def write(codebook: Codebook, path: Path, replace: bool = False, said: Description | None = None) -> tuple[str, ...]:
    """Write a codebook in the kind of file that its name ends in; return what is lost, a sentence each.

    `said`: of the dataset that it is of. Raises `BadFile`, `BadCodebook`, and `WouldReplace` for a file that is
    there unless `replace`.
    """
    data, notices = written(codebook, path, said)
    if path.exists() and not replace:
        raise WouldReplace(str(path))
    write_bytes_whole(path, data)
    return notices
