"""A key press in the filter of the register: the search, the list with its layout, what is said below it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from annotator.acts.finding import ActorIndex, folded
from annotator.model.actor import Actor
from annotator.model.ids import ActorId
from annotator.model.register import read_register
from annotator.resources import resource
from annotator.store.rows.actors import Uses
from annotator.ui.actors.list_panel import RegisterPanel
from annotator.ui.actors.loader import RegisterView
from tests.benchmarks.figures import Figure, cpu_each, p95

TYPED = (
    "n",
    "na",
    "nat",
    "nation",
    "f",
    "fr",
    "fra",
    "united k",
    "中",
    "中国",
    "الصين",
    "к",
    "китай",
    "office",
    "zzz",
    "",
)
COUNT = 5000


def make_actors(count: int = COUNT) -> list[Actor]:
    """Return so many actors with the names of the shipped ones, numbered from the second round on."""
    some = read_register(resource("actors.json").read_bytes(), "actors.json")
    rounds = -(-count // len(some))
    return [
        one.model_copy(
            update={"id": ActorId(f"{one.id}-{number}"), "name": f"{one.name} {number}" if number else one.name}
        )
        for number in range(rounds)
        for one in some
    ][:count]


def figures() -> list[Figure]:
    """Return the figure of the filter."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    actors = make_actors()
    panel = RegisterPanel()
    panel.resize(280, 800)
    panel.show()
    used = {actor.id: Uses(spans=1) for actor in actors[::7]}
    panel.show_view(RegisterView(ActorIndex(actors), used))
    app.processEvents()
    spent = [time for _ in range(5) for typed in TYPED for time in cpu_each(partial(press, panel, typed), 1)]
    texts = [folded(" ".join((actor.name, *actor.aliases))) for actor in actors]
    floor = [time for typed in TYPED for time in cpu_each(look_through(texts, folded(typed)), 5)]
    panel.close()
    return [Figure("actors.list_filter", "5k", p95(spent), "ms", p95(floor))]


def press(panel: RegisterPanel, typed: str) -> None:
    """Type in place of what stands in the filter, up to where the list can be painted."""
    panel.filter.setText(typed)
    panel.list.executeDelayedItemsLayout()


def look_through(texts: list[str], typed: str) -> Callable[[], object]:
    """Return the least that a search can do: look for what is typed in each text."""
    return lambda: [text for text in texts if typed in text]
