"""A hub with a million documents and 500 coders, of whom each has a thousand acts; made on the server by SQL.

`python -m tests.benchmarks.hub_million 1000000` makes as many documents as is said and prints what it measures; `make
bench` takes fewer, since making a million takes minutes.
"""

import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

from annotator.hub.address import HubAddress
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer
from tests.benchmarks.figures import Figure, each, p95
from tests.benchmarks.hub_crowd import Person, acts_of, bare_connection
from tests.operations.team.hubs.hub_team import make_hub, password
from tests.postgres import Postgres

DOCUMENTS, CODERS, BY, ACTS = 200_000, 500, 2, 1_000
_P, _TIMES = "million", 300
_MAKE = """
UPDATE hub_tables.grants SET changed = now() - interval '30 days';
INSERT INTO hub_tables.strands (project, channel, sitting, person, format, top, tip, runs, bytes, changed)
    SELECT '{p}', 'document/' || i, '00000000000000aa', '', 1, 1, sha256(i::text::bytea), 1, 300,
        now() - interval '30 days' + i * interval '1 second'
    FROM generate_series(1, {documents}) i;
INSERT INTO hub_tables.runs SELECT '{p}', 'document/' || i, '00000000000000aa', 1, 1,
        convert_to(repeat(md5(i::text), 9), 'UTF8'), false, sha256(i::text::bytea)
    FROM generate_series(1, {documents}) i;
INSERT INTO hub_tables.content_uses SELECT '{p}', 'document/' || i, sha256(('t' || i)::bytea), '', 'text', ''
    FROM generate_series(1, {documents}) i;
INSERT INTO hub_tables.contents
    SELECT '{p}', '', sha256(('t' || i)::bytea), convert_to(repeat(md5(i::text), 20), 'UTF8')
    FROM generate_series(1, {documents}) i;
INSERT INTO hub_tables.members SELECT '{p}', 'k_' || k, 'c' || k, 'Coder ' || k, 'coder', 'joined'
    FROM generate_series(0, {coders} - 1) k;
INSERT INTO hub_tables.grants (project, login, channel, may_write, changed)
    SELECT '{p}', 'k_' || (i * {by} + j) % {coders}, 'document/' || i, false, now() - interval '20 days'
    FROM generate_series(1, {documents}) i, generate_series(0, {by} - 1) j ON CONFLICT DO NOTHING;
INSERT INTO hub_tables.grants (project, login, channel, may_write, changed)
    SELECT '{p}', 'k_' || k, channel, may_write, now() - interval '20 days' FROM generate_series(0, {coders} - 1) k,
        LATERAL (VALUES ('shared', false), ('coder/c' || k, true)) AS x (channel, may_write);
INSERT INTO hub_tables.strands (project, channel, sitting, person, format, top, tip, runs, bytes, changed)
    SELECT '{p}', 'coder/c' || k, lpad(s::text, 16, 'b'), 'c' || k, 1, {acts} / 10, sha256(k::text::bytea), {acts} / 10,
        {acts} * 40, now() - interval '10 days' + k * interval '1 minute' + s * interval '8 hours'
    FROM generate_series(0, {coders} - 1) k, generate_series(1, 10) s;
INSERT INTO hub_tables.runs SELECT '{p}', 'coder/c' || k, lpad(s::text, 16, 'b'), n, n,
        convert_to(repeat('x', 400), 'UTF8'), false, sha256(n::text::bytea)
    FROM generate_series(0, {coders} - 1) k, generate_series(1, 10) s, generate_series(1, {acts} / 10) n;
"""


def million(documents: int = DOCUMENTS) -> list[Figure]:
    """Return what such a hub takes for what is asked of it all day, and for a first time."""
    postgres = Postgres()
    try:
        return list(_figures(postgres, documents))
    finally:
        postgres.close()


def _figures(postgres: Postgres, documents: int) -> Iterator[Figure]:
    database, login, secret = postgres.new_database(), f"lead_{secrets.token_hex(4)}", password()
    address = make_hub(postgres, database, login, secret)
    load = f"{documents // 1000}k_documents"
    with ExitStack() as stack:
        lead = stack.enter_context(HubServer(address.with_login(login), secret))
        lead.ask("share", _P, "Million", "lead", "Lea")
        begun = time.monotonic()
        made = _MAKE.format(p=_P, documents=documents, coders=CODERS, by=BY, acts=ACTS)
        for statement in [*made.split(";\n"), "VACUUM ANALYZE"]:  # each a transaction: together they fill the log
            if statement.strip():
                postgres.execute_as_superuser(statement, database)
        print(f"{documents:,} documents made on the server in {time.monotonic() - begun:.0f} s", flush=True)
        ana = _joined(postgres, address, database, "k_1")
        coder = stack.enter_context(HubServer(ana.address, ana.password))
        bare = stack.enter_context(bare_connection(ana.address, ana.password))
        now = lead.hello(_P).now  # type: ignore[union-attr]
        plain = each(lambda: bare.execute("SELECT 1").fetchone(), _TIMES)
        for name, link in (("coder", coder), ("lead", lead)):
            new = each(_asking(link, now), _TIMES)
            yield Figure(f"hub.new_{name}", load, sorted(new)[len(new) // 2], "ms", sorted(plain)[len(plain) // 2])
            yield Figure(f"hub.new_{name}_p95", load, p95(new), "ms", p95(plain))
        runs = iter(acts_of(_P, "c1", _TIMES))
        yield Figure("hub.act", load, p95(each(lambda: coder.push(_P, [next(runs)]), _TIMES)), "ms", p95(plain))
        for name, link in (("coder", coder), ("lead", lead)):
            yield Figure(f"hub.first_{name}", load, min(each(_asking(link, None), 2)), "ms", 0)
        ((size,),) = postgres.execute_as_superuser("SELECT pg_database_size(current_database())", database)
        yield Figure("hub.database", load, size / 1e6, "MB", 0)


def _asking(link: HubServer, since: datetime | None) -> Callable[[], object]:
    return lambda: link.grown(_P, since)


def _joined(postgres: Postgres, address: HubAddress, database: str, login: str) -> Person:
    """Give one of those whom SQL made a login of the server as `hub.invite` makes it."""
    secret = password()
    sql = f"SELECT hub.make_login('{login}', '{verifier(secret)}', 'infinity')"
    postgres.execute_as_superuser(sql, database)
    return Person(address.with_login(login), secret, _P, "c1")


if __name__ == "__main__":
    for one in million(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS):
        print(f"{one.name:<22}{one.load:<18}{one.value:>10.2f}{one.floor:>10.2f} {one.unit}", flush=True)
