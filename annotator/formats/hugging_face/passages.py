"""Passages of a row by their places, and relations between them, as datasets have them.

An object has a beginning and an end, or several pairs under `offsets` (BigBIO: https://github.com/bigscience-workshop/
biomedical), a label under one of the usual names, perhaps its words, its id and more. Relations name their ends by id
or by the number of the passage (SpERT: https://github.com/lavis-nlp/spert).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.formats.details import is_value
from annotator.formats.flat_reading import BROKEN, SaidPiece, SaidRelation, piece_of
from annotator.formats.hugging_face.columns import (
    LABELS,
    STARTS,
    STOPS,
    first_of,
    objects_of,
    passage_columns,
    text_column,
    tokens_of,
)
from annotator.formats.hugging_face.features import Names
from annotator.formats.json_files import Record, objects, whole, words
from annotator.formats.json_text import json_text
from annotator.formats.losses import Losses
from annotator.model.span import AttributeValue, Extent

_QUOTES = ("text", "value", "word", "surface", "quote", "span", "mention", "entity_text", "span_text")
_ENDS = (
    ("head", "tail"), ("head", "child"), ("arg1_id", "arg2_id"), ("from_id", "to_id"), ("source", "target"),
    ("arg1", "arg2"), ("subject", "object"),
)  # fmt: skip
_NAMES = ("type", "label", "relation", "name")
_TELLING = 5
"""So many passages tell whether places count tokens, of rows that have a text as well."""
_IDS = ("id", "entity_id", "mention_id")


class FilePassages:
    """What the rows of a file have in common: their columns of passages, and what places in these count.

    `are_of_tokens`: where there is no text, or none that is as long as the places say; `is_inclusive`: whether ranges
    of tokens name their last one, as where one begins where it ends, and none ends behind the last token.
    """

    def __init__(self, rows: Sequence[Record]) -> None:
        self.columns = {name for row in rows for name in passage_columns(row)}
        self.are_of_tokens, self.is_inclusive, count = True, False, 0
        is_behind = has_text = False
        for row in rows:
            tokens = tokens_of(row)
            has_text |= text_column(row) is not None or "passages" in row
            for start, stop in self._ends(row) if self.columns else ():
                count += 1
                is_behind |= tokens is not None and stop >= len(row[tokens])
                self.are_of_tokens &= tokens is not None and stop <= len(row[tokens])
                self.is_inclusive |= start == stop
        self.is_inclusive &= not is_behind
        if not has_text:
            self.are_of_tokens = True
        elif count < _TELLING:
            self.are_of_tokens = False

    def _ends(self, row: Record) -> Iterator[tuple[int, int]]:
        for name in self.columns & row.keys():
            for one in objects_of(row[name]):
                start, stop = _ends(one)
                if start is not None and stop is not None:
                    yield start, stop


@dataclass(frozen=True, slots=True)
class RowPassages:
    """What stands in a column. `places`: of tokens, where places count these; `is_inclusive`: whether to the last."""

    said: Any
    names: Names
    column: str
    places: Sequence[Extent]
    is_inclusive: bool

    def pieces(self, losses: Losses, place: str) -> Iterator[SaidPiece]:
        """Yield the passages; one without a label or a place is counted."""
        for number, one in enumerate(objects_of(self.said)):
            piece = self._piece(number, one)
            if piece is None:
                losses.add(BROKEN, place)
            else:
                yield piece

    def _piece(self, number: int, one: Record) -> SaidPiece | None:
        key = first_of(one, LABELS)
        label = self._named(key, one[key]) if key is not None else None
        label = label[0] if isinstance(label, list) else label
        ranges = [found for pair in _ranges(one) if (found := self._placed(*pair)) is not None]
        if not ranges:
            return None
        quote = first_of({name: value for name, value in one.items() if name != key}, _QUOTES)
        said = None if quote is None or self.places else one[quote]
        said = " ".join(map(str, said)) if isinstance(said, list) else said
        id = first_of(one, _IDS)
        made = piece_of(words(one[id]) if id is not None else f"{number}", label, *ranges[0], said)
        if made is not None:
            made.more = tuple(ranges[1:])
            made.quote = made.quote if len(ranges) == 1 else None
            made.attributes = self._attributes(one, key, quote if said is not None else None, id)
        return made

    def _placed(self, start: int | None, stop: int | None) -> tuple[int, int] | None:
        if start is None or stop is None or not self.places:
            return None if start is None or stop is None else (start, stop)
        stop += self.is_inclusive
        if not 0 <= start < stop <= len(self.places):
            return None
        return self.places[start].start, self.places[stop - 1].stop

    def _named(self, key: str, value: Any) -> Any:
        names = self.names.get(f"{self.column}.{key}", ())
        if type(value) is int and 0 <= value < len(names):
            return names[value]
        return value

    def _attributes(self, one: Record, *taken: str | None) -> dict[str, AttributeValue]:
        """Return what else is said of a passage; objects, as of a knowledge base, as JSON."""
        known = (*taken, *STARTS, *STOPS, "offsets", "length")
        said = ((name, value) for name, value in one.items() if name not in known and value not in (None, "", []))
        named = ((name, self._named(name, value)) for name, value in said)
        return {name: value if is_value(value) else json_text(value) for name, value in named}


def relations_of(row: Record, names: Names) -> Iterator[SaidRelation]:
    """Yield the relations of a row, also those whose ends are not there."""
    for one in objects_of(row.get("relations")):
        ends = next((pair for pair in _ENDS if all(name in one for name in pair)), None)
        key = first_of(one, _NAMES)
        if ends is None or key is None:
            yield SaidRelation("", "", "")
            continue
        known, value = names.get(f"relations.{key}", ()), one[key]
        name = known[value] if type(value) is int and 0 <= value < len(known) else words(value)
        yield SaidRelation(words(one[ends[0]]), words(one[ends[1]]), name)


def text_of_passages(row: Record) -> str:
    """Return the text whose parts a row has with their places in it, as BigBIO does."""
    text = ""
    for one in objects(row.get("passages")):
        said = one.get("text")
        part = " ".join(map(str, said)) if isinstance(said, list) else words(said)
        start = next((start for start, _ in _ranges(one) if start is not None), len(text) + bool(text))
        if start >= len(text) and start - len(text) < len(part) + 1000:
            text = text.ljust(start) + part
        else:
            text += f" {part}"
    return text


def _ranges(one: Record) -> Iterator[tuple[int | None, int | None]]:
    offsets = one.get("offsets")
    if isinstance(offsets, list):
        for pair in offsets:
            if isinstance(pair, list) and len(pair) == len("se"):
                yield whole(pair[0]), whole(pair[1])
        return
    yield _ends(one)


def _ends(one: Record) -> tuple[int | None, int | None]:
    start, stop = first_of(one, STARTS), first_of(one, STOPS)
    return whole(one[start]) if start is not None else None, whole(one[stop]) if stop is not None else None
