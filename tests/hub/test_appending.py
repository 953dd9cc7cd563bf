"""Two connections that push the same strands, in any order, again and again: each strand ends as one chain."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.hub.plain_hub import PROJECT, Asking, PlainHub, Rows, Run

CHANNEL = "coder/ana"


def _runs(lots: random.Random, sitting: str, word: str = "") -> list[Run]:
    """Return a chain of runs of random lengths."""
    found, first = [], 1
    for _ in range(lots.randint(3, 12)):
        last = first + lots.choice([0, 0, 1, 7])
        found.append(Run(CHANNEL, "ana", first, last, sitting, word))
        first = last + 1
    return found


class Model:
    """What a hub has to hold after pushes, and to answer."""

    def __init__(self) -> None:
        self.held: dict[str, list[Run]] = {}

    def push(self, runs: list[Run]) -> Rows:
        missed = []
        for place, run in enumerate(runs, 1):
            held = self.held.get(run.sitting, [])
            if run.first == (held[-1].last if held else 0) + 1 and (not held or run.word == held[-1].word):
                self.held[run.sitting] = [*held, run]
            else:
                missed.append((place, run.sitting))
        return [(place, *self._end(sitting)) for place, sitting in missed]

    def _end(self, sitting: str) -> tuple[int, bytes | None]:
        held = self.held.get(sitting, [])
        return (held[-1].last, held[-1].hash_at(held[-1].last)) if held else (0, None)


def _held(asker: Asking, sittings: list[str]) -> dict[str, list[tuple[int, int, bytes]]]:
    rows = asker.ask("pull", PROJECT, [CHANNEL] * len(sittings), sittings, [0] * len(sittings), 10**6)
    found: dict[str, list[tuple[int, int, bytes]]] = {}
    for place, first, last, body, _, _ in rows:
        found.setdefault(sittings[place - 1], []).append((first, last, bytes(body)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_pushes_in_any_order_answer_and_end_as_the_rule_says(plain_hub: PlainHub, seed: int) -> None:
    lots = random.Random(seed)
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    connections = [ana, plain_hub.sign_in(ana.login)]
    sittings = ["a", "b", "c"]
    # Of each strand two histories: whichever comes first stands, and nothing of the other.
    pool = [run for sitting in sittings for word in ("", "", "other") for run in _runs(lots, sitting, word)]
    model = Model()
    for _ in range(60):
        if lots.random() < 0.5:
            some = lots.choices(pool, k=lots.randint(1, 8))
        else:
            start = lots.randrange(len(pool))
            some = pool[start : start + lots.randint(1, 8)]
        assert lots.choice(connections).push(*some) == model.push(some)
    assert _held(ana, sittings) == {
        sitting: [(run.first, run.last, run.body) for run in runs] for sitting, runs in model.held.items()
    }
    assert ana.channels() == {CHANNEL: sum(runs[-1].last for runs in model.held.values())}


def test_pushes_at_once_end_in_one_chain(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    sittings = [f"s{number}" for number in range(8)]
    chains = {
        (sitting, word): _runs(random.Random(sitting), sitting, word) for sitting in sittings for word in ("x", "y")
    }

    def pushing(word: str) -> None:
        lots = random.Random(word)
        mine = plain_hub.sign_in(ana.login)
        for _ in range(25):
            order = lots.sample(sittings, len(sittings))  # strands in another order each time: none waits for ever
            mine.push(*(run for sitting in order for run in chains[sitting, word]))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(pushing, word) for word in ("x", "y", "x", "y")]:
            done.result()
    held = _held(ana, sittings)
    for sitting in sittings:
        assert held[sitting] in [
            [(run.first, run.last, run.body) for run in chains[sitting, word]] for word in ("x", "y")
        ]
    strands = plain_hub.owner.run("SELECT sitting, runs, bytes FROM hub_tables.strands ORDER BY sitting")
    assert strands == [(one, len(held[one]), sum(len(body) for _, _, body in held[one])) for one in sittings]
