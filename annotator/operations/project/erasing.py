"""Erasing for good: what would go, in words; doing it; and which copies still hold what was erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.formats.last_export import PREFIX
from annotator.log import log_file
from annotator.model import verbs
from annotator.model.errors import NotFound
from annotator.model.ids import CoderId, DocumentId
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.atomic_files import records_of
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress, silent
from annotator.store.backups.choice import BackupChoice
from annotator.store.erasing import erasing
from annotator.store.erasing.erasing import Erased
from annotator.store.erasing.finding import FoundToErase, ToErase
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_MOST = 1_000
"""So many earlier erasures are remembered."""
UNKNOWN = (
    "What was exported, sent, printed or copied by hand, backups that were moved, those of other programs and other"
    " computers, and what others have seen, nobody can tell from here."
)
"""What no program can know."""


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What would be erased. `found`: of the rows, and of the names; `traces`: where these names stand otherwise."""

    path: Path
    wanted: ToErase
    found: tuple[FoundToErase, FoundToErase]
    traces: tuple[tuple[str, int], ...]
    backups: int
    copies: tuple[Path, ...]
    exports: tuple[Path, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it is in the project."""
        return all(one.is_nothing for one in self.found)

    def said(self) -> list[str]:
        """Return what would go, a sentence each."""
        rows, names = self.found
        sentences = [_gone(rows, names)] if not self.is_nothing else []
        if rows.shared:
            some = word_list(f"“{isolated(title)}”" for title in sorted(rows.shared))
            has = one_or_many(len(rows.shared), "has", "have")
            sentences.append(f"{some} {has} the same text, which stays there.")
        if self.traces:
            some = word_list(counted(count, what) for what, count in self.traces)
            sentences.append(f"The name stands in {some}, too, as somebody wrote it there: that stays.")
        return sentences

    def remaining(self) -> list[str]:
        """Return which copies would still hold it, a sentence each; the last one says what nobody knows."""
        return _remaining(self.copies, self.exports)


def plan(
    project: Project,
    choice: BackupChoice,
    documents: Sequence[str] = (),
    coders: Sequence[str] = (),
    with_bin: bool = False,
) -> ErasePlan:
    """Return what erasing these would take away. `documents`: titles or ids; `coders`: names or ids.

    Those that are removed, or were once called so, are meant too. Raises `NotFound`, and `NotAllowed` for whoever does
    not lead the project.
    """
    roles.refuse(project, Right.ERASE)
    titled = _named(project, Table.DOCUMENTS, documents, "document")
    people = _named(project, Table.CODERS, coders, "person")
    wanted = ToErase(titled, people)
    if with_bin:
        binned = project.erasures.in_bin()
        wanted = replace(binned, documents=binned.documents | titled, coders=people)
    rows = project.erasures.find(replace(wanted, coders=frozenset()))
    names = project.erasures.find(ToErase(coders=people))
    called = {name for some in names.names.values() for name in some}
    return ErasePlan(
        path=project.path,
        wanted=wanted,
        found=(rows, names),
        traces=tuple(project.erasures.traces(called).items()) if called else (),
        backups=len(erasing.backups_of(project.path, choice)),
        copies=tuple(erasing.copies_of(project.path, choice)),
        exports=tuple(sorted({*erasing.exports_near(project.path, PREFIX), *records_of(project).places()})),
    )


def erase(agreed: ErasePlan, person: CoderId | None, choice: BackupChoice, progress: Progress = silent) -> Erased:
    """Erase what was planned; the project is closed. Raises `BadProject`, and the project is as it was."""
    return erasing.erase(agreed.path, agreed.wanted, person or "", choice, progress)


def done_said(agreed: ErasePlan, done: Erased) -> list[str]:
    """Return what was done, and what still holds it, a sentence each."""
    rows, names = agreed.found
    sentences = [f"Erased {_gone(rows, names, is_done=True)}"] if done.copy is not None else []
    if done.copy is None:
        sentences.append("The project holds nothing of it.")
    for files, what in ((done.backups, "backup"), (done.rescues, "rescue file")):
        if files:
            sentences.append(f"It is out of {counted(len(files), what)}, too.")
    sentences += [f"{path} still holds it, since it could not be changed: {why}" for path, why in done.failed]
    words = {title for title in rows.titles if len(title) > 3} | {
        name for some in names.names.values() for name in some
    }
    return [*sentences, *_logged(words), *agreed.remaining()]


def _gone(rows: FoundToErase, names: FoundToErase, is_done: bool = False) -> str:
    kinds = (
        (Table.DOCUMENTS, "document"),
        (Table.LAYERS, "layer"),
        (Table.CODERS, "coder"),
        (Table.SPANS, "coding"),
        (Table.DECISIONS, "decision"),
        (Table.REMARKS, "remark"),
        (Table.MEMOS, "memo"),
    )
    some = [counted(len(rows.rows[table]), word) for table, word in kinds if rows.rows.get(table)]
    some += [f"the name of {counted(len(names.names), 'person', 'people')}"] if names.names else []
    labels = sum(row.startswith("labels/") for row in rows.rows.get(Table.REMOVALS, ()))
    some += [counted(labels, "label")] if labels else []
    what = word_list(some) or "what was removed"
    return f"{what}." if is_done else f"This would erase {what}, with all that the history says of it."


def _named(project: Project, table: Table, wanted: Iterable[str], what: str) -> frozenset[str]:
    if not wanted:
        return frozenset()
    known = {id: set[str]() for id in _erased(project, table)} | project.erasures.ever_called(table)
    found: set[str] = set()
    for name in wanted:
        said = name.strip().casefold()
        these = {id for id, names in known.items() if id == name or said in map(str.casefold, names)}
        if not these:
            raise NotFound(f"There is no {what} called “{name}” in this project, and never was.")
        found |= these
    return frozenset(found)


def _erased(project: Project, table: Table) -> set[str]:
    """Return the ids of what was erased before: it may be in a backup that has come since."""
    steps = project.steps(_MOST, wanted=HistoryFilter(verbs=verbs.ERASURES))
    return {id for step in steps for id in step.verb.ids(DocumentId if table == Table.DOCUMENTS else CoderId)}


def _remaining(copies: Iterable[Path], exports: Iterable[Path]) -> list[str]:
    said = [f"{path} is a copy of the project, and may hold it: erase it there, too." for path in copies]
    said += [f"Into {folder} something was exported, which may hold it." for folder in exports]
    return [*said, UNKNOWN]


def _logged(words: Iterable[str]) -> list[str]:
    """Say whether the log of errors names it."""
    log = log_file()
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [f"The log of errors, {log}, names it; delete that file."] if any(word in text for word in words) else []
