"""Units: the one conversion from spans to what the coefficients compare.

For characters a text is cut at every boundary of every span; between two cuts nothing changes, so that each piece
is one unit whose weight is its number of characters. A unit's value for a coder is the set of labels that this coder
put there: a coder's own spans that overlap or repeat each other add nothing to it. The empty set is "looked at and
left unmarked", None is "did not take part in this document".
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Protocol

from annotator.model.geometry import Extents
from annotator.model.ids import LabelId, LayerId

Value = Hashable
"""A category. None is not one: it stands for a missing value."""

Row = tuple[Value | None, ...]
"""What each coder said of a unit, in the order of the coders."""

Table = Mapping[Row, int]
"""Units with the same row added up: row -> weight. A weight of 3 is the same as three units of weight 1."""

LabelSet = frozenset[str]


class Coded(Protocol):
    """What is read of a span. Extents are tidied; none of them means a label on the whole document."""

    @property
    def label(self) -> LabelId:
        """The id of its label."""

    @property
    def extents(self) -> Extents:
        """Where it is."""


class CodedSpan(NamedTuple):
    """The least that is a coded span."""

    label: LabelId
    extents: Extents


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document as coded: `length` in characters, `spans` by layer, for the layers that took part and no other."""

    length: int
    spans: Mapping[LayerId, Sequence[Coded]]


class Unit(NamedTuple):
    """A piece of text (or a document) that each coder treated alike throughout."""

    weight: int
    values: tuple[LabelSet | None, ...]


class UnitKind(StrEnum):
    """What is compared."""

    CHARACTERS = "characters"
    DOCUMENTS = "documents"


def character_units(text: CodedText, coders: Sequence[LayerId], labels: frozenset[str] | None = None) -> Iterator[Unit]:
    """Yield the pieces of a text in order; labels that are not in `labels`, and on the whole document, are left out."""
    values: list[LabelSet | None] = [frozenset() if coder in text.spans else None for coder in coders]
    # How many of a coder's spans with a label are open here: it is set as long as one is.
    counts: list[dict[str, int]] = [{} for _ in coders]
    done = 0
    for position, changes in groupby(sorted(_boundaries(text, coders, labels)), key=itemgetter(0)):
        if position > done:
            yield Unit(position - done, tuple(values))
            done = position
        touched = set()
        for _, column, step, label in changes:
            open_spans = counts[column]
            open_spans[label] = open_spans.get(label, 0) + step
            if not open_spans[label]:
                del open_spans[label]
            touched.add(column)
        for column in touched:
            values[column] = frozenset(counts[column])
    if text.length > done:
        yield Unit(text.length - done, tuple(values))


def _boundaries(
    text: CodedText, coders: Sequence[LayerId], labels: frozenset[str] | None
) -> Iterator[tuple[int, int, int, str]]:
    for column, coder in enumerate(coders):
        for span in text.spans.get(coder, ()):
            if labels is None or span.label in labels:
                for start, stop in span.extents:
                    if max(0, start) < min(stop, text.length):
                        yield max(0, start), column, 1, span.label
                        yield min(stop, text.length), column, -1, span.label


def document_units(text: CodedText, coders: Sequence[LayerId], labels: frozenset[str] | None = None) -> Iterator[Unit]:
    """Yield the document as one unit: the labels that each coder put on the whole of it."""
    values: list[LabelSet | None] = []
    for coder in coders:
        found = text.spans.get(coder)
        wide = None if found is None else frozenset[str](span.label for span in found if not span.extents)
        values.append(wide if wide is None or labels is None else wide & labels)
    yield Unit(1, tuple(values))


UNITS: Mapping[UnitKind, Callable[[CodedText, Sequence[LayerId], frozenset[str] | None], Iterator[Unit]]] = {
    UnitKind.CHARACTERS: character_units,
    UnitKind.DOCUMENTS: document_units,
}


def tally(units: Iterable[tuple[int, Row]]) -> Counter[Row]:
    """Add up the weights of units with the same values."""
    table: Counter[Row] = Counter()
    for weight, values in units:
        table[values] += weight
    return table


def only(table: Table, columns: Sequence[int]) -> Counter[Row]:
    """Return the table of some of the coders, without the units in which none of them took part."""
    chosen = tally((weight, tuple(row[column] for column in columns)) for row, weight in table.items())
    chosen.pop((None,) * len(columns), None)
    return chosen


def marked(table: Table, labels: Iterable[LabelId]) -> dict[LabelId, Counter[Row]]:
    """Return for each label whether each coder put it there, from a table of label sets.

    Most units have few of the labels, so only those are gone through, and what is left over has none of them.
    """
    found: dict[LabelId, Counter[Row]] = {label: Counter() for label in labels}
    without: Counter[Row] = Counter()
    for row, weight in table.items():
        sets = [value if isinstance(value, frozenset) else None for value in row]
        unmarked = tuple(None if value is None else False for value in sets)
        without[unmarked] += weight
        for label in frozenset[LabelId]().union(*(value for value in sets if value)):
            if label in found:
                found[label][tuple(None if value is None else label in value for value in sets)] += weight
                found[label][unmarked] -= weight
    for counts in found.values():
        counts.update(without)
    return {label: +counts for label, counts in found.items()}
