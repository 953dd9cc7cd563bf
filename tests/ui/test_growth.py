"""What a key costs does not grow with the project: counted on projects of 1,000 and of 50,000 spans.

Half of them stand in one document, at which all is played, and the history is as many times as long.
"""

import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from annotator.model.verbs import VERBS
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.background.tasks import Task
from annotator.ui.commands.key_table import TABLE
from tests.costs import TENTH, Counted, counted
from tests.growth import elsewhere
from tests.growth.elsewhere import GROWS
from tests.growth.load import Layout, make_load
from tests.growth.plans import too_short, unlike
from tests.growth.plays import BY_POLICY, CODING, DECIDING, Hand, Play, press
from tests.ui.adjudication.desks import look
from tests.ui.windows import Stage

FEW, MANY = Layout(20), Layout(1_000)


@dataclass
class Played:
    """What each key took by its name, the verbs of the history, and searches by too few columns."""

    took: Mapping[str, Counted]
    verbs: set[str]
    too_short: list[str]


@pytest.fixture
def background(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """While it is not set, no work in the background begins: what comes of it is not the key's."""
    may_begin, work = threading.Event(), Task._work

    def begin(task: Task) -> None:
        may_begin.wait()
        work(task)

    monkeypatch.setattr(Task, "_work", begin)
    may_begin.set()
    return may_begin


def _played(
    stage: Stage, background: threading.Event, path: Path, layout: Layout, than: Mapping[str, Counted]
) -> Played:
    """Play all on a project of this layout; `than`: what it is not to take more than."""
    make_load(path, layout)
    stage.window.resize(900, 600)
    stage.open(path, "Ana")
    stage.window.session._watch.stop()
    hand = Hand(stage, layout, background)
    stage.window.page.show_document(hand.document)
    hand.rest()
    took: dict[str, Counted] = {}
    for play in CODING:
        took |= _counted(hand, play, than)
    look(stage, QueueView("document"))
    hand.rest()
    for play in DECIDING:
        took |= _counted(hand, play, than)
    connection = stage.window.session.project.journal._connection
    verbs = {verb for (verb,) in connection.execute("SELECT DISTINCT verb FROM steps")}
    statements = unlike(one for each in took.values() for one in each.statements)
    found = Played(took, verbs, _too_short(connection, statements))
    stage.window.session.close()
    return found


def _counted(hand: Hand, play: Play, than: Mapping[str, Counted]) -> dict[str, Counted]:
    """Return what the keys of a play take in a second round, since what is done first may load something.

    In the first, where that is not more than it is to be.
    """
    for is_first in (True, False):
        found: dict[str, Counted] = {}
        play.ready(hand)
        for name, key in play.walk.items():
            hand.rest()
            pressed = partial(press, hand, key)
            if is_first and not than:
                pressed()
            else:
                found[name] = counted(pressed, hand.project.journal._connection)
        hand.put_back()
        if than and not any(_is_too_much(name, each, than) for name, each in found.items()):
            break
    return found


def _is_too_much(name: str, took: Counted, than: Mapping[str, Counted]) -> bool:
    return took.is_more_than(than[name], GROWS[name][1] if name in GROWS else TENTH)


def _too_short(connection: sqlite3.Connection, statements: list[str]) -> list[str]:
    """Return what searches by too few columns, also once SQLite knows how often each value is there."""
    found = [each for one in statements for each in too_short(connection, one)]
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        copy.execute("ANALYZE")
        return found + [each for one in statements for each in too_short(copy, one)]


def test_no_key_costs_more_with_fifty_times_as_many_spans(
    stage: Stage, background: threading.Event, tmp_path: Path
) -> None:
    assert FEW.spans == 1_000 and MANY.spans == 50_000
    few = _played(stage, background, tmp_path / "few.annot", FEW, {})
    many = _played(stage, background, tmp_path / "many.annot", MANY, few.took)
    more = {name: each for name, each in many.took.items() if _is_too_much(name, each, few.took)}
    told = {name: (few.took[name].numbers, each.numbers) for name, each in more.items()}
    assert told == {}, "this grows with the project"
    asking_more = {name for name, each in many.took.items() if each.steps > TENTH * few.took[name].steps}
    assert asking_more <= {BY_POLICY}, "SQLite goes through more in a larger project"
    assert few.too_short == many.too_short == []
    assert VERBS.keys() - many.verbs - elsewhere.VERBS.keys() == set(), "play these verbs, or say why not"


def test_each_command_is_played_or_it_is_said_why_not() -> None:
    played = {name for play in (*CODING, *DECIDING) for name in play.walk}
    ids = {row.id for row in TABLE}
    assert sorted(ids - played - elsewhere.COMMANDS.keys()) == [], "play these, or say why not"
    assert sorted(elsewhere.COMMANDS.keys() - ids) == sorted(elsewhere.COMMANDS.keys() & played) == []
    assert sorted(elsewhere.VERBS.keys() - VERBS.keys()) == sorted(GROWS.keys() - played) == []


def test_a_search_by_fewer_columns_than_there_are_conditions_is_found(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE spans (id PRIMARY KEY, layer, document, label, start) WITHOUT ROWID")
        connection.execute("CREATE INDEX spans_by_layer ON spans (layer, label, document)")
        connection.execute("CREATE INDEX spans_by_document ON spans (document, layer, start)")
        where = "SELECT id FROM spans WHERE document = 'd' AND layer = 'l' AND start = 3 AND label = 'x, = y'"
        assert too_short(connection, where) != [] == too_short(connection, where.replace(" label", " +label"))
        assert too_short(connection, f"SELECT 1 WHERE EXISTS ({where})") != []
        assert too_short(connection, "UPDATE spans SET label = 'z' WHERE id = 'a' AND layer = 'l'") == []
        assert unlike([where, where.replace("= 3", "= 4"), "SELECT 1"]) == [where.replace("= 3", "= 4"), "SELECT 1"]
