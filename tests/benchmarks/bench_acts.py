"""Acts and actors: a key in the filter of a large register, the card of an act in a large document, mentions in a text.

`actors.filter` is a key pressed in a slot of the real window until what fits is painted, over a plain look through the
folded names alone; `actors.card` the key that opens the card, over one query for the spans around. `mentions.find` is
what the thread beside the window does for a text, over `str.count` of as many aliases as take no second.
"""

import random
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.acts.finding import ActorIndex, folded
from annotator.acts.mentions import MentionFinder
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.ui.acts.card import ActCard
from annotator.ui.acts.field import RowField
from tests.benchmarks.desk import Desk, desk, settle
from tests.benchmarks.figures import Figure, Spent, each, milliseconds, p95, timed, without_garbage
from tests.benchmarks.load import make_text

ACTORS, ALIASES = 5_000, 10_000
_TYPED = ("a", "e", "s", "st", "ter", "un", "mo", "p", "lan", "d")
_LETTERS = "aeiourstlnmdpk"


def figures() -> list[Figure]:
    """Return the figures of all loads."""
    app = QApplication.instance() or QApplication([])
    found = [*_filtered(), *_found()]
    del app
    return found


def register(actors: int, aliases: int, seed: int = 3) -> list[Actor]:
    """Return so many actors with so many aliases in all, made of syllables, a code each."""
    rng = random.Random(seed)

    def name() -> str:
        return " ".join(
            "".join(rng.choices(_LETTERS, k=rng.randint(3, 8))).capitalize() for _ in range(rng.randint(1, 3))
        )

    return [
        Actor(
            id=ActorId(f"actor-{number}"),
            name=f"{name()} {number}",
            kind=ActorKind.STATE,
            aliases=tuple(name() for _ in range(aliases // actors)),
            codes={"iso3": f"x{number:04d}"},
        )
        for number in range(actors)
    ]


def _filtered() -> list[Figure]:
    actors = register(ACTORS, ACTORS * 8)
    keys = [folded(name) for actor in actors for name in (actor.name, *actor.aliases)]
    floor = p95(each(lambda: [key for key in keys if key.startswith("st")], 50))
    built = milliseconds(lambda: ActorIndex(actors), 3)
    with desk(make_text(1_000_000), 10_000) as place, without_garbage():
        project = place.window.session.project
        with project.transact(Told(sentence="Load")):
            project.actors.add(actors)
        opened, query = _opened(place)
        typing = _typed(place, _TYPED)
    return [
        Figure("actors.index", "5k", built, "ms", floor),
        Figure("actors.filter", "5k", p95(typing.cpu), "ms", floor),
        Figure("actors.filter.wall", "5k", p95(typing.wall), "ms", floor),
        Figure("actors.card", "1mb_10k", p95(opened.cpu), "ms", query),
    ]


def _opened(place: Desk) -> tuple[Spent, float]:
    """Return what opening the card of an act takes, and a query for the spans around it."""
    window, total = place.window, Spent([], [])
    window.show_document(place.large)
    settle(window)
    session = window.session
    assert session.layer is not None
    document = session.project.documents.info(place.large).id
    span = session.run(annotate.add_span, document, session.layer.id, [(500_000, 500_040)], "appeal")
    assert span is not None
    layer = session.layer.id
    query = milliseconds(lambda: session.project.spans.beginning_in(document, layer, 497_000, 503_000), 10)
    for _ in range(30):
        window.coding.shown.go_to(span.id)
        window.reader.setFocus()
        _wait(place)
        spent = timed(lambda: (QTest.keyClick(window.reader, Qt.Key.Key_Return), window.repaint()), 1)
        total.cpu.extend(spent.cpu)
        total.wall.extend(spent.wall)
        assert window.coding.acts.card.popup.isVisible(), "the card is not open"
        window.coding.shown.select(None)
    window.coding.shown.go_to(span.id)
    window.coding.acts.open()
    _wait(place)
    return total, query


def _typed(place: Desk, words: Sequence[str]) -> Spent:
    """Return what each letter takes that is typed in the first slot, until the list is painted."""
    card, total = place.window.coding.acts.card, Spent([], [])
    line = card.lines["role:speaker"].field
    line.setFocus()
    for word in [*words] * 3:
        line.clear()
        for letter in word:
            spent = timed(partial(_press, card, line, letter), 1)
            total.cpu.extend(spent.cpu)
            total.wall.extend(spent.wall)
            assert len(card.popup.model.items) > 1, "nothing matches"
    return total


def _press(card: ActCard, line: RowField, letter: str) -> None:
    QTest.keyClicks(line, letter)
    card.popup.repaint()
    line.repaint()


def _found() -> list[Figure]:
    actors = register(ALIASES // 4, ALIASES - ALIASES // 4)
    text = _naming(make_text(1_000_000), [alias for actor in actors for alias in actor.aliases])
    finder = MentionFinder(actors)
    aliases = [alias for actor in actors for alias in actor.aliases][:400]
    floor = milliseconds(lambda: [text.count(alias) for alias in aliases], 1) * ALIASES / len(aliases)
    return [Figure("mentions.find", "10k_aliases_1mb", milliseconds(lambda: finder.find(text), 5), "ms", floor)]


def _naming(text: str, names: Sequence[str]) -> str:
    """Return a text as long, in which somebody is named about every hundred characters."""
    rng, pieces, length = random.Random(5), [], 0
    for at in range(0, len(text), 100):
        pieces.append(f"{text[at : at + 100]} {rng.choice(names)} ")
        length += len(pieces[-1])
        if length >= len(text):
            break
    return "".join(pieces)[: len(text)]


def _wait(place: Desk) -> None:
    settle(place.window)
    while place.window.session.tasks.busy or place.window.coding.shown.sentences.is_telling:
        QApplication.processEvents()
