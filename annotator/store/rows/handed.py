"""Whose copy a file is, the keys of copies, and what was handed to whom; see `schema/team_tables.py`.

No step writes here: nobody takes back what has left the house.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotator.model.ids import CoderId
from annotator.store.rows.rows import together
from annotator.sync.delivery import StrandName


class CopyOwner(NamedTuple):
    """Whose copy a file is. `key`: what their packets are signed with; `made`: when; `name`: of the project."""

    person: CoderId
    key: bytes
    made: str
    name: str


class HandedOut(NamedTuple):
    """A packet or copy that was written. `person`: for whom, empty for the whole copies; `acts`: parts in it."""

    person: str
    name: str
    time: str
    acts: int


class Handed:
    """What left this file, and with what it is signed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute

    def owner(self) -> CopyOwner | None:
        """Return whose copy this is; None for a whole one."""
        found = self._run("SELECT person, key, made, name FROM copy").fetchone()
        return CopyOwner(CoderId(found[0]), bytes(found[1]), *found[2:]) if found else None

    def become_copy(self, of: CopyOwner) -> None:
        """Be the copy of a coder from now on."""
        self._run("INSERT INTO copy (id, person, key, made, name) VALUES (1, ?, ?, ?, ?)", list(of))

    def keys(self) -> dict[str, list[bytes]]:
        """Return the keys that this copy has, by whose they are; those among whole copies by the empty name."""
        found: dict[str, list[bytes]] = {}
        owner = self.owner()
        if owner is not None:
            found[owner.person] = [owner.key]
        for coder, key in self._run("SELECT coder, key FROM keys ORDER BY coder, key"):
            found.setdefault(coder, []).append(bytes(key))
        return found

    def add_key(self, coder: str, key: bytes) -> None:
        """Keep the key of a coder's copy."""
        self._run("INSERT OR IGNORE INTO keys (coder, key) VALUES (?, ?)", [coder, key])

    def sent(self, person: str) -> dict[StrandName, int]:
        """Return up to which counter a person was handed each strand."""
        rows = self._run(
            "SELECT sitting, channel, counter FROM sent JOIN strands ON strands.id = strand WHERE sent.person = ?",
            [person],
        )
        return {(sitting, channel): counter for sitting, channel, counter in rows}

    def put_sent(self, person: str, vector: Mapping[StrandName, int]) -> None:
        """Note up to which counters a person has strands from now on; of others it stays as it was."""
        with together(self._connection):
            self._connection.executemany(
                "INSERT OR REPLACE INTO sent (person, strand, counter)"
                " SELECT ?, id, ? FROM strands WHERE sitting = ? AND channel = ?",
                ([person, counter, *name] for name, counter in vector.items()),
            )

    def forget_sent(self, person: str, names: Iterable[StrandName]) -> None:
        """Note that a person has nothing of these strands: what was sent was lost."""
        with together(self._connection):
            self._connection.executemany(
                "DELETE FROM sent WHERE person = ?"
                " AND strand = (SELECT id FROM strands WHERE sitting = ? AND channel = ?)",
                ([person, *name] for name in names),
            )

    def waiting(self) -> dict[str, int]:
        """Return how many parts are held and do not count, by the reason as it is stored."""
        return dict(self._run("SELECT reason, count(*) FROM waiting GROUP BY reason ORDER BY reason"))

    def packets(self) -> list[HandedOut]:
        """Return the packets and copies that were written, in their order."""
        return [HandedOut(*row) for row in self._run("SELECT person, name, time, acts FROM packets ORDER BY id")]

    def add_packet(self, packet: HandedOut) -> None:
        """Note that a packet was written."""
        self._run("INSERT INTO packets (person, name, time, acts) VALUES (?, ?, ?, ?)", list(packet))
