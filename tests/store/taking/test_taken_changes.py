"""A property: what a take-in says that it touched is what it changed, whatever a random team did and hands over."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from annotator.model.verbs.team import TakeIn
from annotator.store.chain.table_rules import RULES
from annotator.store.history.steps import Changes
from annotator.store.taking.taking import Taking
from annotator.sync.delivery import Delivery, TakeInPlan
from tests.examples import examples
from tests.teams.team import Team

Shown = dict[tuple[str, str], dict[str, Any]]
"""All rows that are shown, by table and id."""


def shown(connection: sqlite3.Connection) -> Shown:
    found: Shown = {}
    for table, rule in RULES.items():
        names = ("id", *rule.columns)
        rows = connection.execute(f"SELECT {', '.join(names)} FROM {table}")
        found |= {(table, row[0]): dict(zip(names, row, strict=True)) for row in rows}
    return found


def documents_of(key: tuple[str, str], row: dict[str, Any], others: Shown) -> str | None:
    """Return the document of a coding."""
    return row["document"] if "document" in row else others.get(("spans", row["act"]), {}).get("document")


class Judge:
    """Looks at each take-in. `told`: how many named their rows, and how many only tables."""

    def __init__(self) -> None:
        self.told = {False: 0, True: 0}

    def look(self, changes: Changes, before: Shown, after: Shown) -> None:
        differs = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self.told[changes.is_bulk] += 1
        assert {table for table, _ in differs} <= changes.rows.keys()
        if changes.is_bulk:
            return
        assert {id for _, id in differs} <= {id for ids in changes.rows.values() for id in ids}
        for key in differs:
            assert key[1] in changes.rows[key[0]]
            for rows in (before, after):
                if key in rows and (document := documents_of(key, rows[key], {**before, **after})) is not None:
                    assert document in changes.documents, (key, json.dumps(rows[key]))


@pytest.mark.parametrize("number", range(examples(60, usual=4)))
def test_what_is_said_to_be_touched_is_what_differs(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, real = Judge(), Taking.take_in

    def take_in(taking: Taking, delivery: Delivery, verb: TakeIn, is_automatic: bool = False) -> TakeInPlan:
        heard, before = list[Changes](), shown(taking._connection)
        taking._journal.listeners.append(listener := heard.append)
        try:
            plan = real(taking, delivery, verb, is_automatic)
        finally:
            taking._journal.listeners.remove(listener)
        after = shown(taking._connection)
        for changes in heard:
            judge.look(changes, before, after)
        assert heard or before == after
        return plan

    monkeypatch.setattr(Taking, "take_in", take_in)
    team = Team(tmp_path, number, moves=120)
    try:
        team.run()
    finally:
        team.close()
    assert judge.told[False] > 3
