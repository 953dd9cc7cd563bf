"""A CAS as WebAnno TSV 3.3: the rows of its tokens and of the parts of these that annotations begin or end in.

A sentence goes on to where the next begins, so that no character of the text is lost but a line end between two, which
a reader fills in. What begins or ends between tokens stands at the next one; where exactly says a feature of our own.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.formats.losses import Loss, Losses, Part
from annotator.formats.uima import own
from annotator.formats.uima.cas import DOCUMENT_METADATA, SENTENCE, TOKEN, Cas, FeatureStructure, FeatureValue, FsRef
from annotator.formats.uima.tsv_cells import EMPTY, NOTHING, escaped, escaped_text
from annotator.model.span import Extent
from annotator.model.text import TextIndex

BLANK = Loss("1 span of blanks alone is left out", "{n} spans of blanks alone are left out")
EMPTY_VALUE = Loss("1 value that is empty is left out", "{n} values that are empty are left out", Part.ATTRIBUTES)

_NO_LAYER = (DOCUMENT_METADATA, TOKEN, SENTENCE, own.METADATA, own.LAYER)
_UNWRITTEN = (own.ID, own.SLOTS)


@dataclass(slots=True)
class _Row:
    """A token or a part of it, with what stands there by type."""

    number: str
    place: Extent
    held: dict[str, list[FeatureStructure]] = field(default_factory=dict)


class TsvWriter:
    """Writes a CAS; `title`: of its document, for losses."""

    def __init__(self, cas: Cas, losses: Losses, title: str) -> None:
        (text,) = cas.texts.values()
        self._cas, self._losses, self._title = cas, losses, title
        self._text, self._index = text.text, TextIndex(text.text)
        self._tokens = [self._extent(one) for one in cas.structures.values() if one.type == TOKEN]
        self._sentences = list(self._cut())
        self._spans = [one for one in cas.structures.values() if self._is_written(one)]
        self._rows = self._with_parts()
        self._ids = self._numbered()
        held = [(span.id, row.number) for row in self._all() for spans in row.held.values() for span in spans]
        self._first = dict(reversed(held))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        layers = self._layers()
        yield "#FORMAT=WebAnno TSV 3.3\n"
        for type, features in layers.items():
            yield f"#T_SP={type}|{'|'.join(_declared(type, feature) for feature in features)}\n"
        yield "\n"
        for (start, stop), rows in zip(self._sentences, self._rows, strict=True):
            piece = self._text[start:stop]
            if stop < len(self._text):
                piece = piece.removesuffix("\n")  # which a reader fills in
            yield "\n"
            yield from (f"#Text={escaped_text(line)}\n" for line in piece.split("\n"))
            for row in rows:
                yield self._line(row, layers)

    def _is_written(self, one: FeatureStructure) -> bool:
        if one.begin is None or one.type in _NO_LAYER:
            return False
        place = self._extent(one)
        first, stop = self._covered(place)
        if first >= stop:
            self._losses.add(BLANK, f"in “{self._title}” at [{place.start}, {place.stop})")
            return False
        exact = Extent(max(place.start, self._tokens[first].start), min(place.stop, self._tokens[stop - 1].stop))
        if exact != place and own.PIECES not in one.features:
            one.features[own.PIECES] = f"{one.begin}-{one.end}"
        return True

    def _covered(self, place: Extent) -> tuple[int, int]:
        """Return the first token that a place covers in part, and one past the last."""
        first = bisect_right(self._tokens, place.start, key=lambda token: token.stop)
        return first, bisect_left(self._tokens, place.stop, key=lambda token: token.start)

    def _cut(self) -> Iterator[Extent]:
        """Yield the sentences, each from its first token to that of the next."""
        begins = [token.start for token in self._tokens]
        wanted = sorted(self._extent(one).start for one in self._cas.structures.values() if one.type == SENTENCE)
        starts = {begins[at] for start in wanted if (at := bisect_left(begins, start)) < len(begins)}
        edges = [0, *sorted(starts - {begins[0]} if begins else starts), len(self._text)]
        yield from (Extent(*pair) for pair in pairwise(edges))

    def _with_parts(self) -> list[list[_Row]]:
        """Return the rows of each sentence: a token, and behind it the parts of it that are spoken of."""
        parts: dict[int, dict[Extent, list[FeatureStructure]]] = {}
        for span in self._spans:
            start, stop = self._extent(span)
            for at in range(*self._covered(Extent(start, stop))):
                token = self._tokens[at]
                part = Extent(max(start, token.start), min(stop, token.stop))
                parts.setdefault(at, {}).setdefault(part, []).append(span)
        rows, at = list[list[_Row]](), 0
        for number, sentence in enumerate(self._sentences, 1):
            own_rows, inside = list[_Row](), 0
            while at < len(self._tokens) and self._tokens[at].start < sentence.stop:
                inside += 1
                own_rows += self._rows_of(f"{number}-{inside}", self._tokens[at], parts.get(at, {}))
                at += 1
            rows.append(own_rows)
        return rows

    def _rows_of(self, number: str, token: Extent, parts: dict[Extent, list[FeatureStructure]]) -> Iterator[_Row]:
        yield _Row(number, token, _by_type(parts.get(token, ())))
        inner = sorted((part for part in parts if part != token), key=lambda part: (part.start, -part.stop))
        for count, part in enumerate(inner, 1):
            yield _Row(f"{number}.{count}", part, _by_type(parts[part]))

    def _numbered(self) -> dict[int, int]:
        """Return the disambiguation ids of those that need one: longer than a row, stacked, or meant by a slot."""
        seen: set[int] = set()
        needed = {target for span in self._spans for _, target in self._targets(span)}
        for row in self._all():
            for held in row.held.values():
                needed.update(span.id for span in held if len(held) > 1 or span.id in seen)
                seen.update(span.id for span in held)
        order = [span.id for span in self._spans if span.id in needed]
        return {id: number for number, id in enumerate(order, 1)}

    def _targets(self, span: FeatureStructure) -> Iterator[tuple[str, int]]:
        slots = span.features.get(own.SLOTS)
        for ref in slots if isinstance(slots, list) else ():
            link = self._cas.structures[ref.id] if isinstance(ref, FsRef) else None
            target = link.ref("target") if link is not None else None
            if link is not None and target is not None:
                yield str(link.features["role"]), target

    def _layers(self) -> dict[str, list[str]]:
        """Return the features of each type that is there, those that have a value."""
        layers: dict[str, set[str]] = {}
        for span in self._spans:
            features = layers.setdefault(span.type, set())
            features.update(name for name, value in span.features.items() if name != own.ID and value != "")
            features.difference_update({own.SLOTS} if not list(self._targets(span)) else ())
        for span in self._spans:
            if list(self._targets(span)):
                layers[span.type].add(own.SLOTS)
            for name, value in span.features.items():
                if value == "" and name not in _UNWRITTEN:
                    self._losses.add(EMPTY_VALUE, f"{name} in “{self._title}”")
        return {type: sorted(layers[type]) for type in sorted(layers)}

    def _line(self, row: _Row, layers: dict[str, list[str]]) -> str:
        start, stop = row.place
        offsets = f"{self._index.to_qt(start)}-{self._index.to_qt(stop)}"
        cells = [row.number, offsets, escaped_text(self._text[start:stop])]
        for type, features in layers.items():
            held = row.held.get(type, [])
            for feature in features or [""]:
                if feature == own.SLOTS:
                    cells += self._slot_cells(held)
                else:
                    said = "|".join(self._value(span, feature) for span in held)
                    cells.append(said or EMPTY)
        return "\t".join(cells) + "\t\n"

    def _value(self, span: FeatureStructure, feature: str) -> str:
        value = span.features.get(feature)
        said = NOTHING if value is None or value == "" else escaped(_words(value))
        return f"{said}{self._id(span)}"

    def _slot_cells(self, held: list[FeatureStructure]) -> list[str]:
        roles, whom = list[str](), list[str]()
        for span in held:
            targets = [(role, id) for role, id in self._targets(span) if id in self._first]
            roles.append((";".join(escaped(role) for role, _ in targets) or NOTHING) + self._id(span))
            whom.append(";".join(f"{self._first[id]}[{self._ids[id]}]" for _, id in targets) or EMPTY)
        return ["|".join(roles) or EMPTY, "|".join(whom) or EMPTY]

    def _id(self, span: FeatureStructure) -> str:
        return f"[{self._ids[span.id]}]" if span.id in self._ids else ""

    def _all(self) -> list[_Row]:
        return [row for rows in self._rows for row in rows]

    def _extent(self, one: FeatureStructure) -> Extent:
        return Extent(self._index.from_qt(one.begin or 0), self._index.from_qt(one.end or 0))


def _by_type(spans: Iterable[FeatureStructure]) -> dict[str, list[FeatureStructure]]:
    held: dict[str, list[FeatureStructure]] = {}
    for span in spans:
        held.setdefault(span.type, []).append(span)
    return held


def _declared(type: str, feature: str) -> str:
    """Return a feature as the head says it: a slot with its type of links and whom it may mean."""
    if feature != own.SLOTS:
        return feature
    return f"ROLE_{type}:{own.SLOTS}_{type}SlotsLink|uima.tcas.Annotation"


def _words(value: FeatureValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
