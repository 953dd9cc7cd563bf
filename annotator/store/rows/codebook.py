"""The codebook's versions: each saved codebook is kept whole, the highest number is in force.

Two copies that saved apart have two versions of one number; of these the higher id is in force until both are brought
together. Whatever has the highest number is built on by no other, since who saves takes the next number.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion, heads_of, number_in, version_names
from annotator.model.errors import BadProject, UndoBlocked
from annotator.model.ids import CodebookVersionId
from annotator.store.history.steps import Step
from annotator.store.rows.rows import TableRows, from_json, to_json
from annotator.store.sqlite_errors import RESTORE

_TOUCHED = "SELECT step, coalesce(after, before) AS row FROM changes WHERE table_name = 'codebook_versions'"


_DONE = {"undo": "undone", "redo": "redone", "revert": "reverted"}


class Codebooks(TableRows):
    """All versions of the project's codebook."""

    name = "codebook_versions"
    columns = ("id", "number", "codebook", "note", "coder", "time", "parents")

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._latest: tuple[str, CodebookVersion] | None = None
        self._names: tuple[int, dict[tuple[str, ...], str]] = -1, {}

    def current(self) -> CodebookVersion:
        """Return the version in force; a project has one from the start, and `BadProject` is raised if it is gone."""
        # Asked for at each key press: what a version holds never changes, so its id is enough to know it again.
        found = self._connection.execute(
            "SELECT id FROM codebook_versions ORDER BY number DESC, id DESC LIMIT 1"
        ).fetchone()
        if found is None:
            raise BadProject(f"The project has no codebook any more. {RESTORE}")
        (id,) = found
        if self._latest is None or self._latest[0] != id:
            self._latest = id, self._versions("ORDER BY number DESC, id DESC LIMIT 1")[0]
        return self._latest[1]

    def all(self) -> list[CodebookVersion]:
        """Return all versions, oldest first."""
        return self._versions("ORDER BY number, id")

    def last_names(self) -> Mapping[tuple[str, ...], str]:
        """Return what all labels that there ever were are called, or were last, and their attributes and roles.

        By (label,), (label, "attributes", attribute) and (label, "roles", role). Versions that were undone count too.
        """
        (step,) = self._connection.execute(f"SELECT coalesce(max(step), 0) FROM ({_TOUCHED})").fetchone()
        if self._names[0] != step:
            query = f"SELECT json_extract(row, '$.codebook') FROM ({_TOUCHED} ORDER BY number)"
            bodies = (from_json(body) for (body,) in self._connection.execute(query))
            names = {key: name for body in bodies for key, name in _names_in(body)}
            self._names = step, names
        return self._names[1]

    def before(self, number: int, parents: Sequence[str] = ()) -> Codebook | None:
        """Return the codebook from which a version was made, None for the first.

        `parents`: the versions that it names; else it is the one with the number before.
        """
        first = self.get_many(map(CodebookVersionId, parents[:1]))
        if first:
            return next(iter(first.values()))
        query = "SELECT codebook FROM codebook_versions WHERE number < ? ORDER BY number DESC, id DESC LIMIT 1"
        row = self._connection.execute(query, [number]).fetchone()
        return Codebook.from_json(row[0], "an earlier codebook") if row else None

    def next_number(self) -> int:
        """Return the number of the next version: one that none ever had, also none that was undone."""
        query = f"SELECT coalesce(max(json_extract(row, '$.number')), 0) FROM ({_TOUCHED})"
        return max(int(self._connection.execute(query).fetchone()[0]), self.current().number) + 1

    def refuse_gaps(self, step: Step, kind: str) -> None:
        """Raise `UndoBlocked` where a step that was just undone, redone or reverted does not fit the codebook any more.

        Others may have built on a version that it took away: by a later version, by codings and decisions that were
        made under it. Or it brings codings back whose label has gone since.
        """
        touched = self._touched_by(step.number)
        if not touched:
            self._refuse_unknown(step, kind)
            return
        there = self.numbers()
        problem = None
        if max((there[id] for id in there.keys() - touched), default=0) > max(touched.values()):
            problem = "the codebook has been changed since"
        elif named := self._coded_under(touched.keys() - there, step.number):
            problem = f"codings or decisions were made under that version since ({named:,})"
        elif (label := self._unknown_label()) is not None:
            problem = f"there are codings with the label “{label}”, which the codebook would not have"
        elif self._has_doubled_slot(step.number):
            problem = "slots have been filled since that would hold two parties and take one"
        if problem:
            remedy = "; change the codebook itself instead" if kind == "undo" else ""
            raise UndoBlocked(f"cannot be {_DONE[kind]}: {problem}{remedy}.")

    def _refuse_unknown(self, step: Step, kind: str) -> None:
        query = (
            "SELECT DISTINCT label FROM spans JOIN changes ON row = spans.id WHERE step = ? AND table_name = 'spans'"
        )
        labels = [label for (label,) in self._connection.execute(query, [step.number])]
        codebook = self.current().codebook if labels else None
        if codebook is not None and (gone := [label for label in labels if codebook.get(label) is None]):
            raise UndoBlocked(f"cannot be {_DONE[kind]}: the codebook has no label “{gone[0]}” any more.")

    def _touched_by(self, step: int) -> dict[str, int]:
        query = f"SELECT json_extract(row, '$.id'), json_extract(row, '$.number') FROM ({_TOUCHED} AND step = ?)"
        return dict(self._connection.execute(query, [step]).fetchall())

    def _coded_under(self, gone: set[str], step: int) -> int:
        """Return how many spans and decisions name versions that are gone, beside those that the step itself wrote."""
        marks = ", ".join("?" * len(gone))
        counted = (
            f"SELECT count(*) FROM {table} WHERE codebook_version IN ({marks})"
            f" AND id NOT IN (SELECT row FROM changes WHERE step = ? AND table_name = '{table}')"
            for table in ("spans", "decisions")
        )
        return sum(self._connection.execute(query, [*gone, step]).fetchone()[0] for query in counted)

    def _unknown_label(self) -> str | None:
        known = {label.id for label in self.current().codebook.labels}
        used = self._connection.execute(
            "SELECT DISTINCT label FROM (SELECT DISTINCT layer, label FROM spans) ORDER BY label"
        )
        return next((label for (label,) in used if label not in known), None)

    def _has_doubled_slot(self, step: int) -> bool:
        """Whether parties of a label that was removed came back into slots that others fill by now."""
        run = self._connection.execute
        if not run("SELECT 1 FROM changes WHERE step = ? AND table_name = 'removals'", [step]).fetchone():
            return False
        several = {(of.id, role.id) for of in self.current().codebook.labels for role in of.roles if role.several}
        slots = run(
            "SELECT DISTINCT label, role FROM links JOIN spans ON spans.id = act GROUP BY act, role HAVING count(*) > 1"
        )
        return any(slot not in several for slot in slots)

    def numbers(self) -> dict[CodebookVersionId, int]:
        """Return the number of each version by its id, the oldest first."""
        return dict(self._connection.execute("SELECT id, number FROM codebook_versions ORDER BY number, id").fetchall())

    def number_of(self, version: CodebookVersionId) -> int:
        """Return the number of a version, 0 where nobody knows it."""
        return self.numbers().get(version) or number_in(version)

    def names(self) -> dict[CodebookVersionId, str]:
        """Return what each version is called, by its id: its number, with a letter where two have the same."""
        return version_names(self.numbers().items())

    def name_of(self, version: CodebookVersionId) -> str:
        """Return what a version is called, empty where nobody knows it."""
        number = number_in(version)
        return self.names().get(version) or (f"{number}" if number else "")

    def heads(self) -> list[CodebookVersion]:
        """Return the versions from which none was made, the one in force last."""
        return heads_of(self.all())

    def get_many(self, ids: Iterable[CodebookVersionId]) -> dict[CodebookVersionId, Codebook]:
        """Return those of the versions that there are, by id."""
        wanted = set(ids)
        rows = self._connection.execute("SELECT id, number, codebook FROM codebook_versions ORDER BY number")
        return {id: Codebook.from_json(body, f"version {number}") for id, number, body in rows if id in wanted}

    def add(self, versions: Iterable[CodebookVersion]) -> None:
        """Insert versions."""
        self.insert(
            (
                *(one.id, one.number, one.codebook.model_dump_json(exclude_defaults=True)),
                *(one.note, one.coder, one.time, to_json(one.parents)),
            )
            for one in versions
        )

    def clear(self) -> None:
        """Delete all versions; within the same step another must be added."""
        self._connection.execute("DELETE FROM codebook_versions")

    def _versions(self, order: str) -> list[CodebookVersion]:
        return [
            CodebookVersion(
                *(id, number, Codebook.from_json(body, f"codebook version {number}"), note, coder, time),
                tuple(from_json(parents)),
            )
            for id, number, body, note, coder, time, parents in self._select(order)
        ]


def _names_in(codebook: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of a codebook's labels, attributes and roles, be it one that no reader would take any more.

    Those of the attributes of its roles come first: the label's own of one id is the later.
    """
    for label in codebook.get("labels", ()):
        yield (label["id"],), label["name"]
        of_slots = (one for role in label.get("roles", ()) for one in role.get("attributes", ()))
        yield from (((label["id"], "attributes", one["id"]), one["name"]) for one in of_slots)
        for kind in ("attributes", "roles"):
            yield from (((label["id"], kind, one["id"]), one["name"]) for one in label.get(kind, ()))
