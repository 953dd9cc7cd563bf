"""The hub: 100,000 acts that go over and come, one act, many people at once, and a million documents on the server.

The server is one of this run's own on this machine, with TLS and `fsync`, so client and server share its processors.
Floors are the same bytes by COPY into a table that has nothing else and by SELECT out of it, one row by `INSERT …
RETURNING`, and `SELECT 1`, over connections of the same kind. All in wall clock, of which a machine that does other
work takes its share, but for taking in.
"""

import time
from collections.abc import Iterator, Sequence

from annotator.hub.calls import RunIn
from annotator.hub.server import HubServer
from annotator.operations.progress import silent
from annotator.operations.team.hubs import outgoing_parts
from annotator.store.chain.strands import new_name
from annotator.sync.delivery import StrandName
from tests.benchmarks.figures import Figure, each, p95
from tests.benchmarks.hub_crowd import Person, acts_of, bare_connection, insert_bare, pushing
from tests.benchmarks.hub_load import HubLoad, hub_desk
from tests.benchmarks.hub_million import million
from tests.operations.team.hubs.hub_team import HubMember
from tests.server_place import what_lacks

ACTS, ONE_BY_ONE, PEOPLE, EACH = 100_000, 300, 50, 60
_ROWS, _TIMES = 2_000, 3
_BARE = """
CREATE SCHEMA bare;
GRANT USAGE ON SCHEMA bare TO PUBLIC;
CREATE TABLE bare.lines (k text, n integer, body bytea);
GRANT ALL ON bare.lines TO PUBLIC;
"""


def figures() -> list[Figure]:
    """Return the figures of the hub; none, and why, where no server can be started."""
    if reason := what_lacks():
        print(f"hub: not measured: {reason}")
        return []
    with hub_desk() as desk:
        desk.postgres.execute_as_superuser(_BARE, desk.database)
        dan = desk.join("Dan")
        found = [*_carried(desk, dan), *_by_many(desk)]
        dan.project.close()
    return [*found, *million()]


def _carried(desk: HubLoad, dan: HubMember) -> Iterator[Figure]:
    """100,000 acts from the lead's file to the hub and into another: as they are packed, and as single lines."""
    packed = desk.strand(ACTS)
    desk.take(packed)
    yield from _over_and_back(desk, "100k_packed", packed.name)
    begun = time.process_time()
    done = dan.exchange()
    assert done.taken == ACTS
    yield Figure("hub.take_in", "100k_packed", (time.process_time() - begun) * 1e3, "ms", 0)
    open_one = desk.write_open(packed)
    yield from _over_and_back(desk, "100k_open", (open_one.sitting, open_one.channel))


def _over_and_back(desk: HubLoad, load: str, name: StrandName) -> Iterator[Figure]:
    """What the real program takes for handing over, and its connection for fetching; of both the best of a few."""
    project, hub = desk.lead.project, desk.lead.hub
    with desk.lead.link() as link:
        member = link.hello(project.origin)
        assert member is not None
        handed = each(lambda: outgoing_parts.hand_over(project, hub, link, member, silent), 1)
        runs = _pulled(link, project.origin, name)
        assert runs[-1].run.last >= ACTS
        pulled = each(lambda: _pulled(link, project.origin, name), _TIMES)
    copied, read = _floors(desk, runs)
    yield Figure("hub.push", load, min(handed), "ms", copied)
    yield Figure("hub.pull", load, min(pulled), "ms", read)
    yield Figure("hub.wire", load, sum(len(one.run.body) for one in runs) / 1e6, "MB", 0)
    yield Figure("hub.size", load, _size_of(desk, name) / 1e6, "MB", sum(len(one.run.body) for one in runs) / 1e6)


def _pulled(link: HubServer, origin: str, name: StrandName) -> list[RunIn]:
    runs, after = list[RunIn](), 0
    while some := link.pull(origin, [(name, after)], _ROWS):
        runs += some
        after = some[-1].run.last
    return runs


def _floors(desk: HubLoad, runs: Sequence[RunIn]) -> tuple[float, float]:
    """Return what COPY takes for the same bytes, and SELECT for reading them, in ms."""
    with bare_connection(desk.lead_address, desk.lead.password) as connection:

        def copy() -> None:
            with connection.cursor().copy("COPY bare.lines FROM STDIN (FORMAT BINARY)") as to:
                to.set_types(["text", "int4", "bytea"])
                for one in runs:
                    to.write_row((mark, one.run.first, one.run.body))

        def read() -> None:
            connection.execute("SELECT n, body FROM bare.lines WHERE k = %b", [mark], binary=True).fetchall()

        mark = new_name()
        return min(each(copy, 1)), min(each(read, _TIMES))


def _size_of(desk: HubLoad, name: StrandName) -> int:
    """Return how many bytes the server keeps of a strand; its shares of pages that are not full are not counted."""
    of = f"FROM hub_tables.runs r WHERE sitting = '{name[0]}' AND channel = '{name[1]}'"
    ((size,),) = desk.postgres.execute_as_superuser(f"SELECT sum(pg_column_size(r.*)) {of}", desk.database)
    return int(size)


def _by_many(desk: HubLoad) -> Iterator[Figure]:
    """One act after another of one person, and of fifty at once."""
    people = list(_people(desk))
    with HubServer(people[0].address, people[0].password) as link:
        link.hello(people[0].origin)
        runs = iter(acts_of(people[0].origin, people[0].coder, ONE_BY_ONE))
        one = p95(each(lambda: link.push(people[0].origin, [next(runs)]), ONE_BY_ONE))
    with bare_connection(people[0].address, people[0].password) as connection:
        numbers, sitting = iter(range(ONE_BY_ONE)), new_name()
        bare = p95(each(lambda: insert_bare(connection, sitting, next(numbers)), ONE_BY_ONE))
    yield Figure("hub.act", "one", one, "ms", bare)
    yield Figure("hub.act_more", "one", max(one - bare, 0), "ms", 0)
    crowd, floor = pushing(people, EACH, desk.postgres), pushing(people, EACH, desk.postgres, is_bare=True)
    yield Figure("hub.act", f"{PEOPLE}_people", p95(crowd.each_ms), "ms", p95(floor.each_ms))
    yield Figure("hub.between_acts", f"{PEOPLE}_people", 1e3 / crowd.rate, "ms", 1e3 / floor.rate)
    yield Figure("hub.server_cpu", f"{PEOPLE}_people", crowd.server_ms, "ms", floor.server_ms)
    yield Figure("hub.clients_cpu", f"{PEOPLE}_people", crowd.clients_ms, "ms", floor.clients_ms)


def _people(desk: HubLoad) -> Iterator[Person]:
    origin = desk.lead.project.origin
    for number in range(PEOPLE):
        with desk.login(f"k_{number:03}", f"coder-{number}") as link:
            yield Person(link.address, link._password, origin, f"coder-{number}")
