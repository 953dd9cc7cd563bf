"""A copy of a project without what is erased, verified: no page of it ever held anything else.

The rows go in a first copy. A second one is written of what is left, since the pages of the first still hold what was
deleted, and the first is removed.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from annotator.model.errors import BadProject
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.verbs.project import EmptyBin, EraseDocuments, EraseNames, Erasure
from annotator.store.backups.snapshots import reader
from annotator.store.chain.gaps import OF_STEPS, Gap, covers
from annotator.store.check import check
from annotator.store.check.schema_check import schema_problems
from annotator.store.check.soundness import is_sound
from annotator.store.connections.connecting import connect
from annotator.store.erasing.finding import FoundToErase, ToErase, find
from annotator.store.erasing.rewriting import take_out
from annotator.store.placing import discard, unfinished_name
from annotator.store.project import Project
from annotator.store.rows.codebook import Codebooks
from annotator.store.schema.migrations import is_up_to_date, migrations
from annotator.store.schema.tables import Table
from annotator.store.schema.written_by import begin_writing
from annotator.sync.settling_rules import LABELS

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class ErasedCopy:
    """A copy that is ready to take the place of its original. `found`: what went of each erasure, with its verb."""

    path: Path
    found: tuple[tuple[Erasure, FoundToErase], ...]

    @property
    def steps(self) -> int:
        """By so many steps of the history something is not said any more, at most."""
        return sum(verb.steps for verb, _ in self.found)

    def count(self, table: Table) -> int:
        """Return how many rows of a table went."""
        return sum(len(found.rows.get(table, ())) for _, found in self.found)

    @property
    def names(self) -> set[str]:
        """What the people were called whose names went."""
        return {name for _, found in self.found for some in found.names.values() for name in some}

    @property
    def shared(self) -> set[str]:
        """The titles of documents that keep a text, since it is theirs, too."""
        return set().union(*(found.shared for _, found in self.found))

    def elsewhere(self, wanted: ToErase) -> ToErase:
        """Return what is wanted of other files of the project: all that went of this one, by its ids."""
        rows = {(str(table), id) for _, found in self.found for table, ids in found.rows.items() for id in ids}
        documents = {id for table, id in rows if table == Table.DOCUMENTS}
        return ToErase(wanted.documents | documents, wanted.coders, wanted.rows | rows, wanted.is_bin)


def without(first: Path, wanted: ToErase, person: str) -> ErasedCopy | None:
    """Return a copy of what is at `first`, itself a copy of a project that nobody opens, which is used up for it.

    None where it never held anything of what is wanted. Raises `BadProject` where what is left is not sound.
    """
    second = unfinished_name(first)
    try:
        with closing(connect(first)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            _bring_up_to_date(connection, first)
            if problems := check.problems(connection, Codebooks(connection)):
                raise BadProject(f"A check finds faults in it, so nothing is erased there. {problems[0]}")
            taken = _take_all_out(connection, wanted)
        if not taken:
            return None
        _write_down(first, [verb for verb, _ in taken], person)
        with closing(connect(first)) as connection:
            connection.execute("VACUUM INTO ?", [str(second)])
        discard(first)
        _verify(second)
    except BaseException:
        discard(second)
        raise
    finally:
        discard(first)
    return ErasedCopy(second, tuple(taken))


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Give a copy of an older file the present form: only in that its history is known."""
    if not is_up_to_date(connection, path):
        if not is_sound(connection):
            raise BadProject(f"{path.name} is damaged.")
        begin_writing(connection)
        migrations.apply(connection)
        connection.execute("COMMIT")


def _take_all_out(connection: sqlite3.Connection, wanted: ToErase) -> list[tuple[Erasure, FoundToErase]]:
    """Take rows out, then names, each as an erasure of its own; return their verbs with what was found."""
    taken: list[tuple[Erasure, FoundToErase]] = []
    if not (found := find(connection, replace(wanted, coders=frozenset()))).is_nothing:
        verb = _emptied(found) if wanted.is_bin else EraseDocuments(documents=_ids(found, Table.DOCUMENTS, DocumentId))
        taken.append((_covering(verb, take_out(connection, found, len(taken))), found))
    if not (found := find(connection, ToErase(coders=wanted.coders))).is_nothing:
        names = EraseNames(coders=tuple(map(CoderId, sorted(found.names))))
        taken.append((_covering(names, take_out(connection, found, len(taken))), found))
    return taken


def _emptied(found: FoundToErase) -> Erasure:
    labels = sum(row.startswith(f"{LABELS}/") for row in found.rows.get(Table.REMOVALS, ()))
    return EmptyBin(
        documents=_ids(found, Table.DOCUMENTS, DocumentId),
        layers=_ids(found, Table.LAYERS, LayerId),
        coders=_ids(found, Table.CODERS, CoderId),
        labels=labels,
    )


def _ids(found: FoundToErase, table: Table, kind: Callable[[str], Id]) -> tuple[Id, ...]:
    return tuple(map(kind, sorted(found.rows.get(table, ()))))


def _covering(verb: Erasure, gaps: list[Gap]) -> Erasure:
    steps = sum(gap.strand == OF_STEPS for gap in gaps)
    return verb.model_copy(update={"parts": len(gaps) - steps, "steps": steps, "covers": covers(gaps)})


def _write_down(path: Path, done: list[Erasure], person: str) -> None:
    """Write the steps of the erasures, which cover the gaps."""
    with Project.open(path) as project:
        project.journal.person = person  # who need not be in an older copy
        for verb in done:
            project.note(verb)


def _verify(path: Path) -> None:
    with closing(reader(path, is_closed=True)) as connection:
        problems = [*check.problems(connection, Codebooks(connection)), *schema_problems(connection)]
    if problems:
        raise BadProject(f"What would be left is not sound, so nothing was erased. {problems[0]}")
