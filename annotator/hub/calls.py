"""What is asked of a hub and what it answers: the calls of `resources/hub` by name, their arguments and rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from annotator.sync.delivery import LineRun, StrandName

CALLS: Mapping[str, tuple[str, ...]] = {
    "version": (),
    "needs": (),
    "hello": ("text",),
    "push": (
        *("text", "text[]", "text[]", "text[]", "int[]", "int[]", "int[]"),
        *("bytea[]", "bytea[]", "boolean[]", "bytea[]"),
    ),
    "grown": ("text", "timestamptz"),
    "pull": ("text", "text[]", "text[]", "int[]", "int"),
    "erasures": ("text", "text[]", "text[]", "int[]"),
    "lacking": ("text", "text[]", "bytea[]"),
    "put_contents": ("text", "text[]", "bytea[]", "text[]", "text[]", "bytea[]"),
    "contents": ("text", "bytea[]"),
    "members": ("text",),
    "grants_of": ("text", "text"),
    "grant_channels": ("text", "text", "text[]"),
    "share": ("text", "text", "text", "text"),
    "invite": ("text", "text", "text", "text", "text", "text", "int"),
    "join": ("text", "text"),
    "revoke": ("text", "text"),
    "leave": ("text",),
    "change_role": ("text", "text", "text"),
    "name_person": ("text", "text", "text"),
    "put_keys": ("text", "text[]", "bytea[]"),
    "keys": ("text",),
    "note_restored": ("text", "int"),
    "erase_runs": ("text", "text[]", "text[]", "int[]", "int[]", "bytea[]", "boolean[]"),
    "note_erased": ("text", "text[]", "text[]", "int[]", "bytea[]"),
    "drop_contents": ("text", "text[]"),
    "size": ("text",),
}
"""The functions of the schema `hub`, with the types of their arguments."""


class HubLogin(NamedTuple):
    """Somebody's part in a project. `role`: “lead”, “adjudicator”, “coder”.

    `state`: “invited”, “joined”, “revoked”, “left”; `since`: when that came.
    """

    login: str
    coder: str
    name: str
    role: str
    state: str
    since: datetime

    @property
    def is_in(self) -> bool:
        """Whether they can be revoked, since they are invited or have joined."""
        return self.state in ("invited", "joined")


class Hello(NamedTuple):
    """What the hub says to who signs in. `restored`: how often it was put back from a backup; `now`: its clock.

    `part_bytes`: larger a part may not be.
    """

    project: str
    login: str
    coder: str
    role: str
    state: str
    restored: int
    now: datetime
    part_bytes: int

    @property
    def is_whole(self) -> bool:
        """Whether the login sees, and may write, all channels."""
        return self.role in ("lead", "adjudicator")


class StrandAt(NamedTuple):
    """Up to where the hub has a strand. `tip`: the hash of part `top`; `bytes`: of its lines as they are kept."""

    channel: str
    sitting: str
    person: str
    format: int
    top: int
    tip: bytes
    bytes: int
    changed: datetime

    @property
    def name(self) -> StrandName:
        """Sitting and channel."""
        return self.sitting, self.channel


class RunOut(NamedTuple):
    """A run that is handed over. `before`, `hash`: those of the part before its first, and of its last."""

    name: StrandName
    person: str
    format: int
    run: LineRun
    before: bytes
    hash: bytes


class Refusal(NamedTuple):
    """A run that was not appended, by its place from 0, with what the hub has of its strand; top 0: nothing."""

    place: int
    top: int
    tip: bytes


class RunIn(NamedTuple):
    """A run that came: of which of the strands that were asked for, from 0. `hash`: of its last part, as said."""

    place: int
    run: LineRun
    hash: bytes


class Content(NamedTuple):
    """A text or a source file beside the strands; `kind`: “text” or “file”; of a text the body is UTF-8."""

    sha256: str
    kind: str
    name: str
    body: bytes
