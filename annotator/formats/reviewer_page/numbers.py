"""The numbers of a dataset, each with the places that it was counted on: what the page leads from.

Of a number that is no count, such as a coefficient, the places are those of which it speaks, where coders differ first.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.formats.reviewer_page.places import Coding, ShownPlace
from annotator.model.codebook import Codebook

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
    counting = _PlaceCounting(places)
    yield from counting.section("Labels", lambda coding: [names.get(coding.span.label, coding.span.label)])
    yield from counting.section(
        "Attributes",
        lambda coding: [
            f"{names.get(coding.span.label, coding.span.label)}, {name}: {words}" for name, words in coding.said
        ],
    )
    yield from counting.section("Parties", lambda coding: [f"{role}: {who}" for role, who in coding.slots])
    yield from counting.section("Actors", lambda coding: [coding.actor] if coding.actor else [])
    yield from counting.of_places("Documents", lambda place: titles[place.document])
    yield from counting.of_places("How it was decided", lambda place: place.rule)
    yield from counting.of_places("Reasons", lambda place: place.reason)
    yield from _agreement(places, names, agreement)


class _PlaceCounting:
    def __init__(self, places: Sequence[ShownPlace]) -> None:
        self._places = places
        self._gold = any(place.rule for place in places)

    def section(self, section: str, keys: Callable[[Coding], Iterable[str]]) -> Iterator[Number]:
        """Yield how often each key is said of gold; where nothing was decided, of whatever was coded."""
        found: dict[str, list[int]] = {}
        for number, place in enumerate(self._places):
            for coding in place.gold:
                for key in keys(coding):
                    found.setdefault(key, []).append(number)
        yield from _greatest(section, found)

    def of_places(self, section: str, key: Callable[[ShownPlace], str]) -> Iterator[Number]:
        """Yield how many places have each key that is not empty."""
        found: dict[str, list[int]] = {}
        for number, place in enumerate(self._places):
            if said := key(place):
                found.setdefault(said, []).append(number)
        yield from _greatest(section, found)


def _greatest(section: str, found: Mapping[str, list[int]]) -> Iterator[Number]:
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for title, numbers in ordered[:_MOST]:
        yield Number(section, title, f"{len(numbers):,}", tuple(dict.fromkeys(numbers)))


def _agreement(places: Sequence[ShownPlace], names: Mapping[Any, str], agreement: Any) -> Iterator[Number]:
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
            f"Agreement: {figure['aspect']}",
            " · ".join(
                filter(
                    None,
                    (
                        names.get(label, label) if label else "all labels",
                        part,
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
