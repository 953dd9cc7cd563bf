"""A property: whatever others hold, all that Ana can call and read answers the same, letter by letter.

Asked is all that there is: each call of the hub with random arguments, each table and view of the server, and each of
its functions that she may call and whose answer is not made of its arguments alone.
"""

import hashlib
import random
from collections.abc import Iterator

import psycopg
import pytest

from annotator.hub.calls import CALLS
from tests.hub.plain_hub import PROJECT, Asking, PlainHub, Run, call_of, digest, verifier
from tests.postgres import Postgres

DOCUMENTS = [f"d{number}" for number in range(6)]
SITTINGS = ["sitting-1", "sitting-2", "sitting-3"]
TEXTS = [f"The text of {document}.".encode() for document in DOCUMENTS]
HASHES = [hashlib.sha256(text).digest() for text in TEXTS]
CHANNELS = [
    *("shared", "coder/ana", "coder/ben", "gold", "lead", "*", "", "coder/nobody"),
    *(f"{kind}/{document}" for kind in ("document", "released") for document in DOCUMENTS),
]
PEOPLE = ["k_ana", "k_ben", "k_lea", "k_ada", "k_nobody", "hub_door"]
CLOCKS = {
    *("clock_timestamp", "statement_timestamp", "transaction_timestamp", "now", "timeofday", "age", "random"),
    *("gen_random_uuid", "uuidv4", "uuidv7", "inet_client_port", "note_restored"),
}
"""What says something else each time that it is asked, of the clock, by lot or of the connection."""
NOT_ASKED = {"pg_sleep", "pg_sleep_for", "pg_sleep_until", "set_config", "setseed"}

Probe = tuple[str, str, tuple[object, ...] | None]
"""Its name, a statement, its arguments."""


def _values(kind: str, lots: random.Random) -> object:
    """Return an argument of a call by its type."""
    match kind:
        case "text[]":
            return lots.choices([*CHANNELS, *SITTINGS, "ana", "ben", "text", None], k=2)
        case "int[]":
            return lots.choices([0, 1, 2, 3, 500, 2**31 - 1, None], k=2)
        case "bytea[]":
            known = [digest(lots.random()), b"", *HASHES, *(Run("coder/ben", "ben", 1, 3).hash_at(n) for n in range(4))]
            return lots.choices([*known, None], k=2)
        case "boolean[]":
            return [True, False]
        case "int":
            return lots.choice([-1, 0, 1, 5, 1000])
        case "timestamptz":
            return lots.choice([None, "2020-01-01", "2099-01-01"])
        case _:
            return lots.choice(
                [PROJECT, PROJECT, PROJECT, *PEOPLE, "ana", "coder", "lead", verifier("x"), "document/d1"]
            )


def _well_made(call: str, lots: random.Random) -> tuple[object, ...]:
    """Return arguments in which each list says what belongs there, and the project is the one that there is."""
    channels, sittings = lots.choices(CHANNELS, k=3), lots.choices(SITTINGS, k=3)
    runs = [
        Run(channel, lots.choice(["ana", "ben"]), lots.randint(1, 3), 3, sitting)
        for channel, sitting in zip(channels, sittings, strict=True)
    ]
    hashes = lots.choices(HASHES, k=3)
    match call:
        case "pull" | "erasures":
            return (PROJECT, channels, sittings, [0, 1, 2], *[99][: call == "pull"])
        case "push":
            columns = [(run.channel, run.sitting, run.person, 1, run.first, run.last) for run in runs]
            ends = [(run.hash_at(run.first - 1), run.body, False, run.hash_at(run.last)) for run in runs]
            return (PROJECT, *map(list, zip(*columns, strict=True)), *map(list, zip(*ends, strict=True)))
        case "lacking":
            return (PROJECT, channels, hashes)
        case "contents":
            return (PROJECT, HASHES)
        case _:
            return tuple(_values(kind, lots) if place else PROJECT for place, kind in enumerate(CALLS[call]))


def _calls(lots: random.Random) -> Iterator[Probe]:
    for call, kinds in CALLS.items():
        for _ in range(6):
            yield call, call_of(call), tuple(_values(kind, lots) for kind in kinds)
            yield call, call_of(call), _well_made(call, lots)


def _tables(owner: Asking) -> Iterator[Probe]:
    query = (
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'v', 'm', 'S') ORDER BY 1"
    )
    for (name,) in owner.run(query):
        yield name, f"SELECT t.*, t::text FROM {name} t", None


def _functions(owner: Asking, ana: str) -> Iterator[Probe]:
    query = (
        "SELECT p.proname, p.oid::regproc::text, p.proargtypes::regtype[]::text[] FROM pg_proc p"
        " WHERE has_function_privilege(%s, p.oid, 'EXECUTE') AND p.provolatile <> 'i' AND p.prokind = 'f'"
        " AND p.pronamespace <> 'hub'::regnamespace AND NOT EXISTS ("
        "   SELECT FROM unnest(p.proargtypes) a JOIN pg_type t ON t.oid = a WHERE t.typtype = 'p') ORDER BY p.oid"
    )
    [(runs,)] = owner.run("SELECT 'hub_tables.runs'::regclass::oid")
    known = {
        "oid": [f"{runs}::oid", "10"],
        "regclass": [f"{runs}::regclass"],
        "name": ["'hub'", "'k_ben'", "current_database()"],
        "text": ["'hub_tables.runs'", "'k_ben'", "'runs'", "'SELECT 1'"],
        **{kind: ["0", "1"] for kind in ("integer", "bigint", "smallint")},
    }
    for name, function, kinds in owner.run(query, [ana]):
        if name not in NOT_ASKED:
            for place in range(3):
                values = [
                    f"({known.get(kind, ['NULL'])[place % len(known.get(kind, ['NULL']))]})::{kind}" for kind in kinds
                ]
                yield name, f"SELECT {function}({', '.join(values)})::text", None
                if not kinds:
                    break


def _answer(ana: Asking, probe: Probe, told: list[str]) -> str:
    """Return all that Ana hears; what she does is taken back."""
    told.clear()
    try:
        with ana.connection.transaction(force_rollback=True):
            # Not of the server's own tables: what is thought of their sizes can be printed, and remains.
            ana.run(f"SET LOCAL debug_print_plan = {'on' if ' FROM hub' in probe[1] else 'off'}")
            rows = ana.run(probe[1], probe[2])
            if probe[0] == "hello":
                rows = [row[:6] + row[7:] for row in rows]  # but the time
        return f"{rows} {told}"
    except psycopg.Error as error:
        said = error.diag
        return repr((said.sqlstate, said.message_primary, said.message_detail, said.message_hint, said.context, told))


def _hidden(hub: PlainHub, lea: Asking, ben: Asking, lots: random.Random, given: set[str]) -> None:
    """Do something that Ana must not notice."""
    hers = [document for document in DOCUMENTS if document not in given]
    match lots.randrange(9):
        case 0:
            ben.push(*(Run("coder/ben", "ben", 1, lots.randint(1, 400), lots.choice(SITTINGS)) for _ in range(9)))
        case 1:
            channels = ["gold", "lead", *(f"{kind}/{one}" for kind in ("document", "released") for one in hers)]
            lea.push(
                *(Run(lots.choice(channels), "lea", 1, lots.randint(1, 9), lots.choice(SITTINGS)) for _ in range(20))
            )
        case 2:
            lea.put(f"document/{lots.choice(hers)}", lots.choice(TEXTS))
        case 3:
            lea.ask("grant_channels", PROJECT, ben.login, [f"document/{lots.choice(DOCUMENTS)}"])
        case 4:
            lea.ask("put_keys", PROJECT, ["ben"], [digest(lots.random())])
        case 5:
            lea.ask(
                "note_erased", PROJECT, ["coder/ben"], ["sitting-1"], [lots.randint(1, 99)], [digest(lots.random())]
            )
        case 6:
            lea.ask("change_role", PROJECT, "k_ada", lots.choice(["coder", "adjudicator", "lead"]))
        case 7:
            lea.ask(
                "invite", PROJECT, f"k_new{lots.randrange(10**9)}", verifier("x"), lots.choice("xyz"), "New", "coder", 3
            )
        case _:
            hub.owner.run(lots.choice(["ANALYZE", "VACUUM", "CHECKPOINT"]))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_others_hold_ana_hears_the_same(postgres: Postgres, hub_database: str, seed: int) -> None:
    lots = random.Random(seed)
    hub = PlainHub(postgres, hub_database)
    try:
        lea = hub.lead()
        ana, ben = hub.joined(lea, "ana"), hub.joined(lea, "ben")
        hub.joined(lea, "ada", "adjudicator")
        given = set(lots.sample(DOCUMENTS, 2))
        lea.ask("grant_channels", PROJECT, ana.login, [f"document/{one}" for one in given])
        lea.push(*(Run(f"document/{one}", "lea", 1, 2) for one in given), Run("shared", "lea", 1, 5))
        ana.push(*(Run("coder/ana", "ana", 1, lots.randint(1, 9), sitting) for sitting in SITTINGS[:2]))

        told: list[str] = []
        ana.connection.add_notice_handler(lambda said: told.append(f"{said.message_primary} {said.message_detail}"))
        ana.run("SET client_min_messages = log")
        probes = [*_calls(lots), *_tables(hub.owner), *_functions(hub.owner, ana.login)]
        assert len(probes) > 700
        first, again = ([_answer(ana, probe, told) for probe in probes] for _ in range(2))
        moving = {probe[0] for probe, one, two in zip(probes, first, again, strict=True) if one != two}
        assert moving <= CLOCKS

        for _ in range(30):
            _hidden(hub, lea, ben, lots, given)
        for probe, before in zip(probes, again, strict=True):
            if probe[0] not in CLOCKS:
                assert _answer(ana, probe, told) == before, probe
    finally:
        hub.close()
