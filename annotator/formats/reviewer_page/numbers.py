"""The numbers of a dataset, each with the places that it was counted on: what the page leads from.

Of a number that is no count, such as a coefficient, the places are those of which it speaks, where coders differ first.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.formats.reviewer_page.places import Coding, ShownPlace
from annotator.model.codebook import Codebook

_ASPECTS = {
    "all": "everything at once",
    "found": "whether something is there",
    "boundary": "where it begins and ends",
    "label": "which label it has",
    "act": "who does what towards whom",
    "dyad": "acts by source and target",
    "attribute": "attributes",
    "slot": "who fills slots",
    "slot value": "what is said of parties",
}
"""What coders agree on, by the study's words for it."""
_MOST = 400
"""So many numbers of a section are shown, the greatest first: pairs of actors can be thousands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number. `places`: by their numbers, in the order in which they are shown; `more`: its interval."""

    section: str
    title: str
    value: str
    places: tuple[int, ...]
    more: str = ""


def numbers_of(
    places: Sequence[ShownPlace], titles: Sequence[str], codebook: Codebook, agreement: Any
) -> Iterator[Number]:
    """Yield the numbers, section by section. `titles`: of the documents; `agreement`: a `StudyRecord`, or None."""
    names = {label.id: label.name for label in codebook.labels}
    parts = part_names(codebook)
    counting = _PlaceCounting(places)
    yield from counting.section("Labels", lambda coding: [names.get(coding.span.label, coding.span.label)])

    def said(coding: Coding) -> list[str]:
        label = names.get(coding.span.label, coding.span.label)
        return [f"{label}, {parts.get(id, id)}: {words}" for id, words in coding.said]

    yield from counting.section("Attributes", said)
    yield from counting.section("Parties", lambda coding: [f"{parts.get(id, id)}: {who}" for id, who in coding.slots])
    yield from counting.section("Actors", lambda coding: [coding.actor] if coding.actor else [])
    yield from counting.of_places("Documents", lambda place: titles[place.document])
    if any(place.rule for place in places):
        yield from counting.of_places("How it was decided", _decided)
    yield from counting.of_places("Reasons", lambda place: place.reason)
    yield from _agreement(places, names, parts, agreement)


def part_names(codebook: Codebook) -> dict[str, str]:
    """Return what attributes and roles are called, by id."""
    attributes = {str(one.id): one.name for label in codebook.labels for one in label.attributes}
    return attributes | {str(role.id): role.name for label in codebook.labels for role in label.roles}


def _decided(place: ShownPlace) -> str:
    return place.rule or ("gold without a decision" if place.gold else "not decided")


class _PlaceCounting:
    def __init__(self, places: Sequence[ShownPlace]) -> None:
        self._places = places
        self._has_gold = any(place.gold for place in places)

    def section(self, section: str, keys: Callable[[Coding], Iterable[str]]) -> Iterator[Number]:
        """Yield how often each key is said of gold; where nothing was decided, of whatever was coded."""
        found: dict[str, dict[Hashable, int]] = {}
        for number, place in enumerate(self._places):
            for coding in place.gold if self._has_gold else place.candidates:
                for key in keys(coding):
                    found.setdefault(key, {})[coding.span.id] = number
        yield from _greatest(section, found)

    def of_places(self, section: str, key: Callable[[ShownPlace], str]) -> Iterator[Number]:
        """Yield how many places have each key that is not empty."""
        found: dict[str, dict[Hashable, int]] = {}
        for number, place in enumerate(self._places):
            if said := key(place):
                found.setdefault(said, {})[number] = number
        yield from _greatest(section, found)


def _greatest(section: str, found: Mapping[str, Mapping[Hashable, int]]) -> Iterator[Number]:
    """Yield the greatest numbers. `found`: by title, the place of each thing that is counted, which counts once."""
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for title, numbers in ordered[:_MOST]:
        yield Number(section, title, f"{len(numbers):,}", tuple(sorted(set(numbers.values()))))


def _agreement(
    places: Sequence[ShownPlace], names: Mapping[Any, str], called: Mapping[str, str], agreement: Any
) -> Iterator[Number]:
    """Yield the figures of a study that have a value, each with the places that it speaks of."""
    if not isinstance(agreement, dict):
        return
    everybody = set(agreement.get("coders", ()))
    parts = {name for place in places for one in place.candidates for name, _ in (*one.said, *one.slots)}
    known: dict[Hashable, tuple[int, ...]] = {}
    figures = [figure for figure in agreement.get("figures", ()) if figure.get("value") is not None]
    aspects = list(dict.fromkeys(figure["aspect"] for figure in figures))
    for figure in sorted(figures, key=lambda figure: aspects.index(figure["aspect"])):
        label, part, coders = figure["label"], figure["part"], frozenset(figure["coders"])
        key = (label, part, coders)
        if key not in known:
            among = coders if coders < everybody else frozenset()
            known[key] = tuple(_spoken_of(places, label, part if part in parts else "", among))
        interval = figure.get("interval") or {}
        low, high = interval.get("low"), interval.get("high")
        yield Number(
            f"Agreement: {_ASPECTS.get(figure['aspect'], figure['aspect'])}",
            " · ".join(
                filter(
                    None,
                    (
                        names.get(label, label) if label else "all labels",
                        called.get(part, part),
                        " and ".join(figure["coders"]) if coders < everybody else "",
                        figure["title"],
                    ),
                )
            ),
            f"{figure['value']:.3f}",
            known[key],
            f"{low:.3f} to {high:.3f}" if low is not None and high is not None else "",
        )


def _spoken_of(places: Sequence[ShownPlace], label: str | None, part: str, coders: frozenset[str]) -> list[int]:
    """Return the places of which a figure speaks: where one of its coders said what it is about."""

    def concerns(coding: Coding) -> bool:
        said = {name for name, _ in (*coding.said, *coding.slots)} if part else set()
        return (label is None or coding.span.label == label) and (not part or part in said)

    found = [
        number
        for number, place in enumerate(places)
        if any(concerns(one) and (not coders or one.layer in coders) for one in place.candidates)
    ]
    return sorted(found, key=lambda number: not places[number].differs)
