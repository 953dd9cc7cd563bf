"""The hubs that a copy has joined, and what each of them may lack; see `schema/hub_tables.py`.

No step writes here. What a hub may lack is noted by triggers, with whatever writes a part; here it is asked for, and
what a hub has is taken out. So a hub that was told all is not asked about strands that have not grown.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotator.model.errors import NotFound
from annotator.store.chain.strands import strands_named
from annotator.store.clock import now
from annotator.store.rows.rows import together
from annotator.sync.delivery import StrandName

_END = (
    "max(coalesce((SELECT last FROM segments WHERE segments.strand = outbox.strand ORDER BY segments.first DESC"
    " LIMIT 1), 0), coalesce((SELECT counter FROM parts WHERE parts.strand = outbox.strand ORDER BY counter DESC"
    " LIMIT 1), 0))"
)


class HubRow(NamedTuple):
    """A hub that this copy has joined; its columns are said in `schema/hub_tables.py`."""

    id: int
    url: str
    certificate: str
    added: str
    since: str
    witness: str
    restored: int
    handed_over: str
    step: int


class OutboxRow(NamedTuple):
    """Parts `first` to `end` of a strand that a hub may lack. `number`: of the strand, in this file."""

    number: int
    sitting: str
    channel: str
    person: str
    first: int
    end: int


class Hubs:
    """The hubs of one open project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute

    def all(self) -> list[HubRow]:
        """Return the hubs in the order in which they were joined."""
        return [HubRow(*row) for row in self._run(f"SELECT {', '.join(HubRow._fields)} FROM hubs ORDER BY id")]

    def get(self, id: int) -> HubRow:
        """Return a hub; raises `NotFound`."""
        found = next((one for one in self.all() if one.id == id), None)
        if found is None:
            raise NotFound("This copy is not joined to that hub any more.")
        return found

    def add(self, url: str, certificate: str = "") -> int:
        """Join a hub, which may lack all that is here, and return its id. `url`: with the login, and no password."""
        with together(self._connection):
            values = [url, certificate, now()]
            made = self._run("INSERT INTO hubs (url, certificate, added) VALUES (?, ?, ?)", values)
            id = int(made.lastrowid or 0)
            self.lacks_all(id)
        return id

    def put(
        self,
        id: int,
        *,
        url: str | None = None,
        certificate: str | None = None,
        since: str | None = None,
        witness: str | None = None,
        restored: int | None = None,
        handed_over: str | None = None,
        step: int | None = None,
    ) -> None:
        """Note something of a hub; what is None stays as it is."""
        self._run(
            "UPDATE hubs SET url = coalesce(?, url), certificate = coalesce(?, certificate),"
            " since = coalesce(?, since), witness = coalesce(?, witness), restored = coalesce(?, restored),"
            " handed_over = coalesce(?, handed_over), step = coalesce(?, step) WHERE id = ?",
            [url, certificate, since, witness, restored, handed_over, step, id],
        )

    def remove(self, id: int) -> None:
        """Know a hub no more; the work stays as it is."""
        with together(self._connection):
            self._run("DELETE FROM outbox WHERE hub = ?", [id])
            self._run("DELETE FROM hubs WHERE id = ?", [id])

    def outbox(
        self, id: int, *, channel: str | None = None, after: int = 0, most: int | None = None
    ) -> list[OutboxRow]:
        """Return what a hub may lack, in the order of the strands' numbers.

        `channel`: of this one alone; `after`: of strands with larger numbers; `most`: so many strands at most.
        """
        rows = self._run(
            f"SELECT * FROM (SELECT outbox.strand AS number, sitting, channel, person, outbox.first AS first, {_END}"
            " AS until FROM outbox JOIN strands ON strands.id = outbox.strand"
            " WHERE hub = ?1 AND outbox.strand > ?2 AND channel = coalesce(?3, channel))"
            " WHERE until >= first ORDER BY number LIMIT ?4",
            [id, after, channel, -1 if most is None else most],
        )
        return [OutboxRow(*row) for row in rows]

    def waiting(self, id: int, *, channel: str | None = None) -> int:
        """Return how many acts a hub may lack. `channel`: of this one alone, for a coder's copy that of its coder."""
        (found,) = self._run(
            f"SELECT coalesce(sum(max(until - first + 1, 0)), 0) FROM (SELECT outbox.first AS first, {_END} AS until"
            " FROM outbox JOIN strands ON strands.id = outbox.strand"
            " WHERE hub = ?1 AND channel = coalesce(?2, channel))",
            [id, channel],
        ).fetchone()
        return int(found)

    def sent(self, id: int, up_to: Mapping[StrandName, int]) -> None:
        """Note that a hub has strands up to these counters; what is written meanwhile waits for it all the same."""
        with together(self._connection):
            counters = list(self._numbered(up_to))
            self._connection.executemany(
                "UPDATE outbox SET first = ?2 + 1 WHERE hub = ?3 AND strand = ?1 AND first <= ?2",
                ((number, counter, id) for number, counter in counters),
            )
            self._connection.executemany(
                f"DELETE FROM outbox WHERE hub = ? AND strand = ? AND first > {_END}",
                ((id, number) for number, _ in counters),
            )

    def lacks(self, id: int, first: Mapping[StrandName, int]) -> None:
        """Note that a hub lacks the parts of strands from these counters on; strands that are not here are left out."""
        with together(self._connection):
            self._connection.executemany(
                "INSERT INTO outbox (hub, strand, first) VALUES (?, ?, ?)"
                " ON CONFLICT (hub, strand) DO UPDATE SET first = excluded.first WHERE excluded.first < first",
                ((id, *one) for one in self._numbered(first)),
            )

    def lacks_all(self, id: int) -> None:
        """Note that a hub may lack all that is here."""
        self._run("INSERT OR REPLACE INTO outbox (hub, strand, first) SELECT ?, id, 1 FROM strands", [id])

    def _numbered(self, of: Mapping[StrandName, int]) -> Iterator[tuple[int, int]]:
        """Yield the numbers of strands that are here, with what is said of each."""
        for number, strand in strands_named(self._connection, of):
            yield number, of[strand.sitting, strand.channel]


def forget_hubs(connection: sqlite3.Connection) -> None:
    """Let a file that is somebody else's, or of another time, be joined to no hub; no login stays in its pages."""
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("DELETE FROM outbox")
    connection.execute("DELETE FROM hubs")
