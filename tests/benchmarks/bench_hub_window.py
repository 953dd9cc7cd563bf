"""The window while a hub hangs, is killed or answers late, and while what others did is taken in beside one who codes.

`hub_window.act`: from the key to all painted that it asks for, the step durable; `hub_window.turn`: the most that
the event loop did by itself between two acts. Both are processor time of the window's thread, and behind `.wall` wall
clock, with what else the machine does and what is waited for the file. The floor is the same with a hub that is as it
should be and has nothing new. `hub_window.held`: so long a piece of what is taken in holds the file.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

from annotator.model.verbs.team import TakeIn
from annotator.store.taking.taking import Taking
from annotator.sync.delivery import Delivery, TakeInPlan
from annotator.ui.kit import theme, themes
from tests.benchmarks.figures import Figure, p95
from tests.benchmarks.hub_load import HubLoad, hub_desk
from tests.benchmarks.hub_window import HubWindow, Turns, hub_window
from tests.benchmarks.taking_load import delivery_of
from tests.operations.team.hubs.hub_team import HubMember
from tests.server_place import what_lacks

TEXTS, CODED_S, TAKEN = 100, 5, (1, 300, 5_000)
LATE_S = float(os.environ.get("HUB_LATE_S", "2"))
"""So late a hub answers; 30 in the environment for the whole of what is asked."""


def figures() -> list[Figure]:
    """Return the figures of the window; none, and why, where no server can be started."""
    if reason := what_lacks():
        print(f"hub_window: not measured: {reason}")
        return []
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, themes.LIGHT)
    with hub_desk(TEXTS) as desk:
        dan = desk.join("Dan")
        with hub_window(desk) as at:
            at.in_step()
            at.code(_for(2))  # fonts and the like are loaded at their first use
            alone = at.code(_for(CODED_S))
            found = [*_troubled(at, alone), *_taken(desk, dan, at, alone)]
        dan.project.close()
    del app
    return found


def _troubled(at: HubWindow, alone: Turns) -> Iterator[Figure]:
    def late() -> None:
        at.slow.delay(LATE_S)

    for name, begin, seconds in (
        ("hangs", at.slow.hang, CODED_S),
        ("killed", at.slow.refuse, CODED_S),
        (f"late_{LATE_S:g}s", late, max(CODED_S, 2.5 * LATE_S)),
    ):
        at.in_step()
        begin()
        at.link.exchange_now()
        yield from _told(name, at.code(_for(seconds)), alone)
    at.in_step()


def _taken(desk: HubLoad, dan: HubMember, at: HubWindow, alone: Turns) -> Iterator[Figure]:
    """What others did comes to the hub by another copy, and to the window by itself."""
    for acts in TAKEN:
        strand = desk.strand(acts)
        dan.project.taking.take_in(delivery_of(dan.project, [strand], desk.people["Ana"]), TakeIn())
        dan.exchange()
        at.link.exchange_now()
        with _holding() as held:
            yield from _told(f"takes_{acts}", at.code(lambda: at.link.is_busy), alone)
        yield Figure("hub_window.held", f"takes_{acts}", p95(held), "ms", 0)


def _for(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() < until


def _told(load: str, turns: Turns, alone: Turns) -> Iterator[Figure]:
    for name, found, floor, reduce in (
        ("act", turns.acts, alone.acts, p95),
        ("turn", turns.others, alone.others, max),
    ):
        yield Figure(f"hub_window.{name}", load, reduce(found.cpu), "ms", reduce(floor.cpu))
        yield Figure(f"hub_window.{name}.wall", load, reduce(found.wall), "ms", reduce(floor.wall))


@contextmanager
def _holding() -> Iterator[list[float]]:
    """Yield how long each piece that is taken in meanwhile held the file, in ms of its thread."""
    held, real = list[float](), Taking.take_in

    def take_in(taking: Taking, delivery: Delivery, verb: TakeIn, is_automatic: bool = False) -> TakeInPlan:
        begun = time.thread_time_ns()
        plan = real(taking, delivery, verb, is_automatic)
        held.append((time.thread_time_ns() - begun) / 1e6)
        return plan

    with patch.object(Taking, "take_in", take_in):
        yield held
