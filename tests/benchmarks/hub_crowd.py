"""Many people who push at once: a few processes, in which each person has a thread and a connection of their own."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import psycopg

from annotator.hub.address import HubAddress
from annotator.hub.calls import RunOut
from annotator.hub.server import HubServer
from annotator.store.chain.strands import new_name
from annotator.sync.delivery import LineRun
from annotator.sync.parts import Strand, chained

PROCESSES = 5
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
    """`each_ms`: of every act; `rate`: acts in a second of all together."""

    each_ms: list[float]
    rate: float


def pushing(people: Sequence[Person], acts: int, is_bare: bool = False) -> CrowdTimes:
    """Let all push so many acts each without pause; `is_bare`: as a row into a table that has nothing else."""
    context = multiprocessing.get_context("spawn")
    told: Queue[list[tuple[float, float]]] = context.Queue()
    barrier = context.Barrier(PROCESSES)
    shares = [people[number::PROCESSES] for number in range(PROCESSES)]
    workers = [context.Process(target=_share, args=(share, acts, is_bare, barrier, told)) for share in shares]
    for one in workers:
        one.start()
    spans = [span for _ in workers for span in told.get(timeout=300)]
    for one in workers:
        one.join()
    seconds = max(end for _, end in spans) - min(begun for begun, _ in spans)
    return CrowdTimes([(end - begun) * 1e3 for begun, end in spans], len(spans) / seconds)


def _share(
    people: Sequence[Person], acts: int, is_bare: bool, barrier: Barrier, told: "Queue[list[tuple[float, float]]]"
) -> None:
    spans: list[tuple[float, float]] = []

    def together() -> None:
        barrier.wait(120)

    ready = threading.Barrier(len(people), action=together)
    work = _insert if is_bare else _push
    threads = [threading.Thread(target=work, args=(one, acts, ready.wait, spans)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    told.put(spans)


def _push(who: Person, acts: int, ready: Callable[[], object], spans: list[tuple[float, float]]) -> None:
    with HubServer(who.address, who.password) as link:
        link.hello(who.origin)
        runs = iter(acts_of(who.origin, who.coder, acts))
        ready()
        for run in runs:
            begun = time.monotonic()
            assert not link.push(who.origin, [run])
            spans.append((begun, time.monotonic()))


def _insert(who: Person, acts: int, ready: Callable[[], object], spans: list[tuple[float, float]]) -> None:
    with bare_connection(who.address, who.password) as connection:
        sitting = new_name()
        ready()
        for number in range(acts):
            begun = time.monotonic()
            insert_bare(connection, sitting, number)
            spans.append((begun, time.monotonic()))


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
