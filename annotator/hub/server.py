"""A login's connection to a hub. The one module that knows psycopg, and so PostgreSQL's wire.

It is used on a thread of its own, never on the window's: a call returns when the server has answered, and gives up when
nobody wants the answer any more or none comes in time. So the connection runs in an event loop that can be left.
"""

import asyncio
import contextlib
import math
import os
import socket
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import psycopg
from psycopg.conninfo import make_conninfo

from annotator.hub.address import HubAddress
from annotator.hub.answers import is_strange
from annotator.hub.calls import CALLS, Content, Hello, HubLogin, Refusal, RunIn, RunOut, StrandAt
from annotator.hub.problems import HubProblem, NewerHub, Stopped, Unreachable, newer_hub
from annotator.hub.reaching import addresses_of, certificate_file
from annotator.hub.refusals import one_line, problem_of, strange_answer, wrong_password
from annotator.hub.scram import can_be_sent
from annotator.sync.delivery import LineRun, StrandName

R = TypeVar("R")
VERSION = 1
"""Of the hub's schema, the newest that this program knows."""
CONNECT_S, ANSWER_S = 15.0, 30.0
"""So long a connection, and the answer to a small call, are waited for."""
_SLOWEST = 20_000
"""Bytes in a second: a call that carries many is waited for as long as that takes."""
_LOOK_S = 0.05
"""So often it is looked whether the answer is still wanted. Looks are counted, not seconds: what stops this program for
a while, as a busy computer does, says nothing of the server."""
_HUNG_UP_LOOKS = 10
"""Far more than it takes to notice that one’s own end of the line is closed."""


def never() -> bool:
    """Say that nobody asked to stop."""
    return False


class HubServer:
    """Calls the hub as one login. Use it as a context manager, by one thread at a time.

    It connects at the first call, and anew where the connection was lost. `is_stopped`: asked while it waits; it may be
    set anew for each use. Every method raises `HubProblem` with one sentence, after which nothing is half done.
    """

    def __init__(self, address: HubAddress, password: str, is_stopped: Callable[[], bool] = never) -> None:
        self.address, self.is_stopped = address, is_stopped
        self._password = password
        self._connection: psycopg.AsyncConnection[tuple[Any, ...]] | None = None
        self._loop = asyncio.SelectorEventLoop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection, as far as is known."""
        return self._connection is not None and not self._connection.closed

    def close(self) -> None:
        """End the connection; nothing is waited for."""
        self._abandon()
        if not self._loop.is_closed():
            self._loop.close()

    # ---- what is asked -------------------------------------------------------------------------------------------

    def hello(self, project: str) -> Hello | None:
        """Return what the hub says to this login of a project; None where it has no part in it.

        Raises `NotAHub` and `NewerHub`.
        """
        ((version,),) = self._call("version")
        if version > VERSION:
            raise NewerHub(newer_hub(self.address.name, self._needs()))
        rows = self._call("hello", project)
        return Hello(*rows[0]) if rows else None

    def _needs(self) -> str:
        """Return the version of the program that the hub says it needs, empty where it does not."""
        with contextlib.suppress(HubProblem):
            ((needs,),) = self._call("needs")
            return str(needs)
        return ""

    def push(self, project: str, runs: Sequence[RunOut]) -> list[Refusal]:
        """Append runs to their strands, all in one transaction; return those that do not follow on what is there."""
        columns = [
            [one.name[1] for one in runs],
            [one.name[0] for one in runs],
            [one.person for one in runs],
            [one.format for one in runs],
            [one.run.first for one in runs],
            [one.run.last for one in runs],
            [one.before for one in runs],
            [one.run.body for one in runs],
            [one.run.is_packed for one in runs],
            [one.hash for one in runs],
        ]
        rows = self._call("push", project, *columns, carries=sum(len(one.run.body) for one in runs))
        return [Refusal(place - 1, top, tip) for place, top, tip in rows]

    def grown(self, project: str, since: datetime | None) -> list[StrandAt]:
        """Return the strands that changed, or came into sight, since a time by the hub's clock; None: all in sight."""
        return [StrandAt(*row) for row in self._call("grown", project, since, carries=50_000_000 if not since else 0)]

    def pull(self, project: str, wanted: Sequence[tuple[StrandName, int]], most: int, carries: int = 0) -> list[RunIn]:
        """Return runs of these strands that end behind a part each, at most so many; `carries`: some bytes of them."""
        rows = self._call("pull", project, *_places(wanted), most, carries=carries)
        return [
            RunIn(place - 1, LineRun(first, last, body, packed), hash)
            for place, first, last, body, packed, hash in rows
        ]

    def erasures(self, project: str, wanted: Sequence[tuple[StrandName, int]]) -> list[tuple[int, int, bytes]]:
        """Return of these strands, behind a part each, where a line lacks something: place, counter, its old hash."""
        rows = self._call("erasures", project, *_places(wanted))
        return [(place - 1, counter, hash) for place, counter, hash in rows]

    def lacking(self, project: str, contents: Sequence[tuple[str, str]]) -> list[int]:
        """Return which of these (channel, SHA-256) of texts and files the hub lacks, by their places from 0."""
        channels, hashes = [one for one, _ in contents], [bytes.fromhex(sha256) for _, sha256 in contents]
        return [place - 1 for (place,) in self._call("lacking", project, channels, hashes)]

    def put_contents(self, project: str, contents: Sequence[tuple[str, Content]]) -> None:
        """Put texts and files beside the strands, each with the channel whose readers may have it."""
        found = [one for _, one in contents]
        self._call(
            "put_contents",
            project,
            [channel for channel, _ in contents],
            [bytes.fromhex(one.sha256) for one in found],
            [one.kind for one in found],
            [one.name for one in found],
            [one.body for one in found],
            carries=sum(len(one.body) for one in found),
        )

    def contents(self, project: str, hashes: Iterable[str], carries: int = 0) -> Iterator[Content]:
        """Yield the texts and files with these SHA-256 that the login may have; `carries`: some bytes of them."""
        rows = self._call("contents", project, [bytes.fromhex(one) for one in hashes], carries=carries)
        yield from (Content(bytes(sha256).hex(), kind, name, bytes(body)) for sha256, kind, name, body in rows)

    def members(self, project: str) -> list[HubLogin]:
        """Return who has a part in a project: all to a lead, to others themselves."""
        return [HubLogin(*row) for row in self._call("members", project)]

    def ask(self, call: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Call one of the others of `CALLS` and return its rows."""
        return self._call(call, *arguments)

    # ---- the administrator's -------------------------------------------------------------------------------------

    def run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        return self._done(lambda connection: _rows(connection, sql, parameters), 0)

    def script(self, text: str) -> None:
        """Run a script of statements, in one transaction."""

        async def do(connection: psycopg.AsyncConnection[tuple[Any, ...]]) -> None:
            async with connection.transaction():
                await connection.execute(text.encode())

        self._done(do, 0)

    # ---- how it is asked -----------------------------------------------------------------------------------------

    def _call(self, call: str, *arguments: object, carries: int = 0) -> list[tuple[Any, ...]]:
        types = CALLS[call]
        sql = f"SELECT * FROM hub.{call}({', '.join(f'%b::{type}' for type in types)})"
        rows = self._done(lambda connection: _rows(connection, sql, arguments, binary=True), carries)
        if is_strange(call, arguments, rows):
            raise strange_answer(self.address)
        return rows

    def _done(
        self, do: Callable[[psycopg.AsyncConnection[tuple[Any, ...]]], Coroutine[Any, Any, R]], carries: int
    ) -> R:
        """Do something over the connection; one that was lost while nobody used it is made anew, once."""
        was_connected = self.is_connected
        try:
            return self._once(do, carries)
        except Unreachable:
            if not was_connected or self.is_stopped():
                raise
            return self._once(do, carries)

    def _once(
        self, do: Callable[[psycopg.AsyncConnection[tuple[Any, ...]]], Coroutine[Any, Any, R]], carries: int
    ) -> R:
        try:
            if self._connection is None or self._connection.closed:
                self._connection = self._watched(self._connect(), CONNECT_S)
            return self._watched(do(self._connection), ANSWER_S + carries / _SLOWEST)
        except psycopg.Error as error:
            if isinstance(error, psycopg.DataError) and not error.sqlstate:  # a value that Python has not
                raise strange_answer(self.address) from error
            problem = problem_of(self.address, error.sqlstate or "", one_line(str(error) or type(error).__name__))
            if isinstance(problem, Unreachable):
                self._abandon()
            raise problem from error

    async def _connect(self) -> psycopg.AsyncConnection[tuple[Any, ...]]:
        address = self.address
        # At a NUL libpq would stop reading, and what follows, whom to trust, would not hold.
        if not can_be_sent(self._password):
            raise wrong_password(self.address)
        found = await self._addresses()
        with certificate_file(address.certificate) as certificate:
            # What is said here goes before the environment's PGSSLMODE and the like.
            conninfo = make_conninfo(
                host=",".join([address.host] * len(found)),
                hostaddr=",".join(found),
                port=address.port,
                dbname=address.database,
                user=address.login,
                password=self._password,
                sslmode="verify-full",
                sslrootcert=certificate,
                require_auth="scram-sha-256",
                gssencmode="disable",
                connect_timeout=int(CONNECT_S),
                keepalives_idle=20,
                application_name="annotator",
            )
            return await psycopg.AsyncConnection.connect(conninfo, autocommit=True)

    async def _addresses(self) -> list[str]:
        try:
            return await addresses_of(self.address.host, self.address.port)
        except (OSError, UnicodeError) as error:
            name = self.address.host
            raise Unreachable(f"Nobody knows the name {name} now; check the address, or the way to the net.") from error

    def _watched(self, work: Coroutine[Any, Any, R], seconds: float) -> R:
        """Return what comes of it; raises `Stopped`, or `Unreachable` after so many seconds."""
        return self._loop.run_until_complete(self._watching(work, seconds))

    async def _watching(self, work: Coroutine[Any, Any, R], seconds: float) -> R:
        task = asyncio.ensure_future(work)
        for _ in range(math.ceil(seconds / _LOOK_S)):
            if await _is_done(task):
                return task.result()
            if self.is_stopped():
                await self._leave(task)
                raise Stopped(f"The hub {self.address.name} was not waited for.")
        await self._leave(task)
        raise Unreachable(f"The hub {self.address.name} has not answered for {round(seconds)} seconds.")

    async def _leave(self, task: "asyncio.Future[Any]") -> None:
        """End what is under way by ending its connection, so that nothing need be waited for."""
        self._hang_up()
        # It ends by itself then. Cancelled at once, psycopg would ask the server, which does not answer, to cancel.
        for _ in range(_HUNG_UP_LOOKS if self._connection is not None else 0):
            if await _is_done(task):
                break
        else:
            task.cancel()
            await asyncio.wait({task}, timeout=1)
        if task.done() and not task.cancelled():
            task.exception()  # else it would be reported as never looked at
        if self._connection is not None:
            await self._connection.close()
        self._connection = None

    def _hang_up(self) -> None:
        if self._connection is None or self._connection.closed:
            return
        with contextlib.suppress(OSError, ValueError), socket.socket(fileno=os.dup(self._connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    def _abandon(self) -> None:
        if self._connection is not None and not self._loop.is_closed():
            with contextlib.suppress(psycopg.Error, OSError):
                self._loop.run_until_complete(self._connection.close())
        self._connection = None


def _places(wanted: Sequence[tuple[StrandName, int]]) -> tuple[list[str], list[str], list[int]]:
    channels, sittings = [name[1] for name, _ in wanted], [name[0] for name, _ in wanted]
    return channels, sittings, [after for _, after in wanted]


async def _is_done(task: "asyncio.Future[Any]") -> bool:
    """Return whether something came to its end, for which it is given a moment."""
    done, _ = await asyncio.wait({task}, timeout=_LOOK_S)
    return bool(done)


async def _rows(
    connection: psycopg.AsyncConnection[tuple[Any, ...]],
    sql: str,
    parameters: Sequence[object],
    binary: bool = False,
) -> list[tuple[Any, ...]]:
    cursor = await connection.execute(sql.encode(), parameters, binary=binary)
    return await cursor.fetchall() if cursor.description else []
