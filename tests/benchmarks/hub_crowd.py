"""Many people who push at once: two processes, in which each person has a thread and a connection of their own.

More processes take no more turns on two processors, and each act costs them a third more.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import psycopg

from annotator.hub.address import HubAddress
from annotator.hub.calls import RunOut
from annotator.hub.server import HubServer
from annotator.store.chain.strands import new_name
from annotator.sync.delivery import LineRun
from annotator.sync.parts import Strand, chained
from tests.postgres import Postgres

PROCESSES = 2
_PATIENCE_S = 300
LINE = b"x" * 400
"""As long as the line of an act is."""


@dataclass(frozen=True)
class Person:
    """Who pushes: where, and by which login."""

    address: HubAddress
    password: str
    origin: str
    coder: str


@dataclass(frozen=True)
class CrowdTimes:
    """`each_ms`: of every act; `rate`: acts in a second of all together; the others: processor time of an act."""

    each_ms: list[float]
    rate: float
    server_ms: float
    clients_ms: float


def pushing(people: Sequence[Person], acts: int, server: Postgres, is_bare: bool = False) -> CrowdTimes:
    """Let all push so many acts each without pause; `is_bare`: as a row into a table that has nothing else.

    The server's time includes what the first act of a connection costs, and not what signing in does.
    """
    context = multiprocessing.get_context("spawn")
    told: Queue[_Share] = context.Queue()
    barrier = context.Barrier(PROCESSES + 1)
    shares = [people[number::PROCESSES] for number in range(PROCESSES)]
    workers = [context.Process(target=_share, args=(share, acts, is_bare, barrier, told)) for share in shares]
    for one in workers:
        one.start()
    barrier.wait(_PATIENCE_S)
    before = server.cpu_ms()
    barrier.wait(_PATIENCE_S)
    served = server.cpu_ms() - before
    barrier.wait(_PATIENCE_S)  # until now all are connected
    found = [told.get(timeout=_PATIENCE_S) for _ in workers]
    for one in workers:
        one.join()
    spans = [span for one in found for span in one.spans]
    seconds = max(end for _, end in spans) - min(begun for begun, _ in spans)
    each_ms = [(end - begun) * 1e3 for begun, end in spans]
    spent = sum(one.cpu_ms for one in found)
    return CrowdTimes(each_ms, len(spans) / seconds, served / len(spans), spent / len(spans))


@dataclass
class _Share:
    """What a process found out: when each act began and ended, and its own processor time."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    cpu_ms: float = 0.0


def _share(people: Sequence[Person], acts: int, is_bare: bool, barrier: Barrier, told: "Queue[_Share]") -> None:
    share = _Share()

    def begin() -> None:
        barrier.wait(_PATIENCE_S)
        share.cpu_ms = -time.process_time() * 1e3

    def end() -> None:
        share.cpu_ms += time.process_time() * 1e3
        barrier.wait(_PATIENCE_S)
        barrier.wait(_PATIENCE_S)

    ready, done = threading.Barrier(len(people), action=begin), threading.Barrier(len(people), action=end)

    def work(one: Person) -> None:
        with _inserting(one, acts) if is_bare else _sending(one, acts) as calls:
            ready.wait(_PATIENCE_S)
            for call in calls:
                begun = time.monotonic()
                call()
                share.spans.append((begun, time.monotonic()))
            done.wait(_PATIENCE_S)

    threads = [threading.Thread(target=work, args=(one,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    told.put(share)


@contextmanager
def _sending(who: Person, acts: int) -> Iterator[list[Callable[[], object]]]:
    """Yield what hands the acts over, one after another."""

    def push(run: RunOut) -> None:
        assert not link.push(who.origin, [run])

    with HubServer(who.address, who.password) as link:
        link.hello(who.origin)
        yield [partial(push, run) for run in acts_of(who.origin, who.coder, acts)]


@contextmanager
def _inserting(who: Person, acts: int) -> Iterator[list[Callable[[], object]]]:
    with bare_connection(who.address, who.password) as connection:
        sitting = new_name()
        yield [partial(insert_bare, connection, sitting, number) for number in range(acts)]


def acts_of(origin: str, coder: str, count: int) -> list[RunOut]:
    """Return the acts of a new sitting, each a run of its own, as they are handed over one by one."""
    strand = Strand(origin, new_name(), f"coder/{coder}", coder)
    before, runs = strand.start(), list[RunOut]()
    for number in range(1, count + 1):
        hash = chained(before, LINE)
        run = LineRun(number, number, LINE, is_packed=False)
        runs.append(RunOut((strand.sitting, strand.channel), coder, strand.format, run, before, hash))
        before = hash
    return runs


def bare_connection(address: HubAddress, password: str) -> "psycopg.Connection[tuple[int]]":
    """Return a connection of psycopg itself: by TLS, as the program's are, and nothing around it."""
    return psycopg.connect(
        host=address.host,
        port=address.port,
        dbname=address.database,
        user=address.login,
        password=password,
        sslmode="require",
        autocommit=True,
    )


def insert_bare(connection: "psycopg.Connection[tuple[int]]", sitting: str, number: int) -> None:
    """Insert the line of an act into the bare table, durably, and hear of it."""
    sql = "INSERT INTO bare.lines (k, n, body) VALUES (%b, %b, %b) RETURNING n"
    connection.execute(sql, [sitting, number, LINE]).fetchone()
