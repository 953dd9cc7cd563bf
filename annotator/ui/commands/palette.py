"""What the palette finds: commands, documents, actors and labels, on one line; a sign before it asks for one kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.document import DocumentInfo
from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.label_choices import title_of
from annotator.ui.kit.fuzzy_match import fold, score
from annotator.ui.kit.picker import PickItem

COMMAND, DOCUMENT, ACTOR, LABEL = "command", "document", "actor", "label"
SIGNS = {">": COMMAND, "@": ACTOR, "#": LABEL}
LEGEND = "commands, documents, actors, labels in one line   > commands only   @ actors   # labels"
_LEAST = 2
"""Letters from which on more than commands is looked for, where no sign asks for it."""
_MOST = 60
"""Lines that are shown of documents, actors and labels: who has more types another letter."""


class FoundItem:
    """A line of the palette with what it is found by."""

    def __init__(self, kind: str, item: PickItem, also: Sequence[str] = ()) -> None:
        """`also`: what else it is called."""
        self.kind, self.item, self._also = kind, item, also
        self._words = fold(" ".join((item.title, *also)))

    def fits(self, terms: Iterable[str]) -> bool:
        """Whether each of these, folded, stands in what it is called."""
        return all(term in self._words for term in terms)

    def pointed(self, query: str) -> tuple[float, PickItem]:
        """Return its points and its line, which says the other name where only that one fits."""
        points = score(query, self.item.title)
        if points is not None:
            return points, self.item
        named = [(score(query, name) or 0.0, name) for name in self._also]
        points, name = max(named, key=lambda pair: pair[0])
        # Several words, of which each stands in another name: found, and none of these is the one.
        title = f"{self.item.title}, “{name}”" if points else self.item.title
        return points - 0.5, replace(self.item, title=title)


def found_items(
    actions: ActionSet,
    documents: Sequence[DocumentInfo],
    actors: Iterable[Actor],
    labels: Iterable[Label],
    codes: bool = False,
) -> list[FoundItem]:
    """Return all that can be found; the ids of lines that are no commands begin with their kind and a colon.

    `codes`: whether taking a label codes, since something is selected.
    """
    commands = [FoundItem(COMMAND, item) for item in actions.pick_items()]
    return [*commands, *_documents(documents), *_actors(actors), *_labels(labels, "Code as " if codes else "")]


def _documents(documents: Sequence[DocumentInfo]) -> Iterator[FoundItem]:
    for info in documents:
        yield FoundItem(DOCUMENT, PickItem(f"{DOCUMENT}:{info.id}", info.title, group=DOCUMENT))


def _actors(actors: Iterable[Actor]) -> Iterator[FoundItem]:
    for actor in actors:
        yield FoundItem(ACTOR, PickItem(f"{ACTOR}:{actor.id}", actor.name, group=ACTOR), actor.aliases)


def _labels(labels: Iterable[Label], doing: str) -> Iterator[FoundItem]:
    for label in labels:
        title = doing + title_of(label)
        item = PickItem(f"{LABEL}:{label.id}", title, "", label.key, label.colour, label.cue, group=LABEL)
        yield FoundItem(LABEL, item, (label.name, *([label.code] if label.code else ())))


def finder(items: Sequence[FoundItem]) -> Callable[[str], list[PickItem]]:
    """Return what finds lines by what was typed: those that can be chosen first, the best first among them."""

    def find(typed: str) -> list[PickItem]:
        query, wanted = typed.strip(), SIGNS.get(typed.strip()[:1])
        query = query[1:].strip() if wanted is not None else query
        commands = _best(query, [one.item for one in items if one.kind == COMMAND]) if wanted in (None, COMMAND) else []
        if wanted == COMMAND or (wanted is None and len(query) < _LEAST):
            return [item for _, item in commands]
        terms = fold(query).split()
        kinds = (wanted,) if wanted is not None else (DOCUMENT, ACTOR, LABEL)
        others = [one for one in items if one.kind in kinds and one.fits(terms)]
        pointed = [one.pointed(query) for one in others[: 20 * _MOST]]
        pointed = sorted(pointed, key=lambda pair: -pair[0])[:_MOST]
        return [item for _, item in sorted([*commands, *pointed], key=_first)]

    return find


def _best(query: str, items: Sequence[PickItem]) -> list[tuple[float, PickItem]]:
    scored = [(score(query, f"{item.title} {item.group}".rstrip()), item) for item in items]
    return sorted(((points, item) for points, item in scored if points is not None), key=_first)


def _first(pair: tuple[float, PickItem]) -> tuple[bool, float]:
    points, item = pair
    return not item.enabled, -points
