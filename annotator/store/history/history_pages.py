"""The history page by page, narrowed by person, document, verb and time; a page costs what it holds and skips."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.store.history.steps import STEP, Step, step_of


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which steps are wanted; all where nothing is said.

    `person`: a coder's id, empty for nobody in particular. `document`: the id of one that a step touched. `verbs`:
    their ids. `since`, `until`: UTC, ISO 8601 to the second, the second one excluded.
    """

    person: str | None = None
    document: str | None = None
    verbs: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


ALL_STEPS = HistoryFilter()


def page(
    connection: sqlite3.Connection, limit: int, before: int | None = None, wanted: HistoryFilter = ALL_STEPS
) -> list[Step]:
    """Return the latest steps that are wanted, newest first; of those with a smaller number than `before`."""
    conditions, parameters = ["1"], list[object]()
    for condition, values in _conditions(before, wanted):
        conditions.append(condition)
        parameters += values
    query = f"{STEP} WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?"
    return [step_of(row) for row in connection.execute(query, [*parameters, limit])]


def people(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all who did a step, and an empty one where nobody in particular did some."""
    return [person for (person,) in connection.execute("SELECT DISTINCT person FROM steps ORDER BY person")]


# What a step touched its facts say; of others, such as those of older versions, the rows that it changed do.
_IN_DOCUMENT = """(instr(facts, ?1) OR EXISTS (
    SELECT 1 FROM changes WHERE step = iif(kind = 'do', steps.number, target)
    AND (row = ?1 OR instr(coalesce(after, before), ?1))))"""


def _conditions(before: int | None, wanted: HistoryFilter) -> Iterator[tuple[str, Sequence[object]]]:
    # First, since it has the number 1 in the query.
    if wanted.document is not None:
        yield _IN_DOCUMENT, [wanted.document]
    if before is not None:
        yield "number < ?", [before]
    if wanted.person is not None:
        yield "person = ?", [wanted.person]
    if wanted.verbs:
        yield f"verb IN ({', '.join('?' * len(wanted.verbs))})", wanted.verbs
    if wanted.since:
        yield "time >= ?", [wanted.since]
    if wanted.until:
        yield "time < ?", [wanted.until]
