"""Keys that a table and the documents offer by themselves: all columns, fields and parts of names are tried.

A key is as good as the number of documents that it finds one row for, each row for one document. Names are cut where
many of them are cut alike (`AND_78_2023` in three), and each part that says the same as a column widens the key.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from annotator.model.document import DocumentInfo
from annotator.model.joining.keys import key_form, stem_of
from annotator.model.joining.matching import (
    JoinKey,
    KeyForms,
    KeyPair,
    MetadataTable,
    Origin,
    document_forms,
    row_forms,
)

Heartbeat = Callable[[], object]
"""Called between pieces of the work; raises `Cancelled` where nobody wants it any more."""

_MOST_COLUMNS, _MOST_FIELDS = 60, 40
_BEGINNINGS, _COLUMNS_EACH, _LONGEST_KEY = 8, 3, 4
_OF_NAMES = 5
"""One of so many names, at least, is made by a pattern that is tried."""
_BETWEEN = regex.compile(r"[_\-\s.,;–—()\[\]]+")
_RUNS = regex.compile(r"(\p{L}+)(\p{Nd}+)|(\p{Nd}+)(\p{L}+)")
_RANK = {one: rank for rank, one in enumerate((Origin.TEXT, Origin.FILE, Origin.TITLE, Origin.FIELD, Origin.PART))}


@dataclass(frozen=True, slots=True)
class KeyProposal:
    """A key, and how many documents it finds a row for."""

    key: JoinKey
    matched: int


@dataclass(slots=True)
class _KeyCandidate:
    """A pair that may be (part of) a key: its forms on both sides; `cover`: documents whose form the column has."""

    pair: KeyPair
    ours: KeyForms
    theirs: KeyForms
    cover: int


@dataclass(slots=True)
class _Trial:
    """Pairs tried together."""

    candidates: list[_KeyCandidate] = field(default_factory=list)
    matched: int = 0

    def takes(self, other: _KeyCandidate) -> bool:
        """Whether another pair can be added: of another part of the document and another column."""
        mine = [one.pair for one in self.candidates]
        return all(
            (one.origin, one.name) != (other.pair.origin, other.pair.name) and one.column != other.pair.column
            for one in mine
        )


def proposals(
    documents: Sequence[DocumentInfo], table: MetadataTable, heartbeat: Heartbeat = lambda: None, most: int = 4
) -> list[KeyProposal]:
    """Return the keys that find a row for some documents, the best first; nothing where none does."""
    columns = _Columns(table, documents)
    found: dict[tuple[KeyPair, ...], KeyProposal] = {}
    for pattern, origins in _sides(documents):
        candidates = _candidates(documents, columns, pattern, origins, heartbeat)
        for trial in _trials(candidates, heartbeat):
            one = _proposal(trial, pattern)
            known = found.get(one.key.pairs)
            if known is None or known.matched < one.matched:
                found[one.key.pairs] = one
    return sorted(found.values(), key=_goodness)[:most]


def _goodness(one: KeyProposal) -> tuple[object, ...]:
    pairs = one.key.pairs
    of_parts = sum(pair.origin is Origin.PART for pair in pairs)
    alike = sum(pair.origin is Origin.FIELD and key_form(pair.name) == key_form(pair.column) for pair in pairs)
    # Several parts that agree are surer than a field, which may say the same as a column by an earlier join.
    least = max(_RANK[Origin.TITLE if pair.origin is Origin.PART and of_parts > 1 else pair.origin] for pair in pairs)
    # Each part of a name that agrees makes the key surer; of fields one does.
    return (-one.matched, least, -of_parts, len(pairs) - of_parts, -alike, [*map(str, pairs)])


class _Columns:
    """The forms of a table's columns, each made once."""

    def __init__(self, table: MetadataTable, documents: Sequence[DocumentInfo]) -> None:
        self.table = table
        self.names = table.columns[:_MOST_COLUMNS]
        self._lengths = {document.length for document in documents}
        self._plain: dict[str, KeyForms] = {}
        self._sets: dict[tuple[Origin, str], set[str]] = {}

    def forms(self, origin: Origin, column: str) -> KeyForms:
        """Return the forms of a column as they are compared with this origin."""
        if origin is Origin.TEXT:
            texts = [cell if self._is_text(cell) else None for cell in self.table.cells(column)]
            texts_alone = MetadataTable("", (column,), tuple((text,) for text in texts))
            return row_forms(texts_alone, KeyPair(Origin.TEXT, column)) if any(texts) else [""] * len(texts)
        if origin is Origin.FILE and any(char in cell for cell in self._texts(column) for char in "./\\"):
            return row_forms(self.table, KeyPair(Origin.FILE, column))
        if column not in self._plain:
            self._plain[column] = row_forms(self.table, KeyPair(Origin.TITLE, column))
        return self._plain[column]

    def values(self, origin: Origin, column: str) -> set[str]:
        """Return the forms that stand in a column."""
        kind = origin if origin in (Origin.TEXT, Origin.FILE) else Origin.TITLE
        if (kind, column) not in self._sets:
            self._sets[kind, column] = {*self.forms(kind, column)} - {""}
        return self._sets[kind, column]

    def _texts(self, column: str) -> Iterator[str]:
        return (cell for cell in self.table.cells(column) if isinstance(cell, str))

    def _is_text(self, cell: object) -> bool:
        # Line ends of two characters are one in the document's text.
        return isinstance(cell, str) and len(cell) - cell.count("\r\n") - cell.startswith("\ufeff") in self._lengths


def _sides(documents: Sequence[DocumentInfo]) -> Iterator[tuple[str, list[tuple[Origin, str]]]]:
    """Yield what of the documents may be a key: without a pattern, and with each that their names are made by."""
    fields = [(Origin.FIELD, name) for name in fields_of(documents)[:_MOST_FIELDS]]
    yield "", [(Origin.TEXT, ""), (Origin.FILE, ""), (Origin.TITLE, ""), *fields]
    for pattern, parts in patterns_of(documents):
        yield pattern, [*((Origin.PART, part) for part in parts), *fields]


def fields_of(documents: Sequence[DocumentInfo]) -> list[str]:
    """Return the fields that documents have, those of most documents first."""
    counts = Counter(name for document in documents for name in document.metadata)
    return [name for name, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]


def patterns_of(documents: Sequence[DocumentInfo]) -> list[tuple[str, list[str]]]:
    """Return the patterns by which many names are made, each with its parts, which are numbered.

    Files of several makers lie in one folder: those of one need not be most of them.
    """
    names = [stem_of(document.source) or document.title for document in documents]
    titles = [document.title for document in documents]
    shapes: dict[tuple[str, ...], None] = {}
    for some in (names, titles):
        for way in (_cuts, _cuts_at_one, _cuts_of_runs):
            counts = Counter(shape for name in some if (shape := way(name)))
            shapes |= dict.fromkeys(
                shape for shape, count in counts.most_common(2) if count >= max(2, len(some) / _OF_NAMES)
            )
    return [_pattern(shape) for shape in list(shapes)[:4]]


def _cuts(name: str) -> tuple[str, ...]:
    """Return what stands between the parts of a name."""
    return tuple(match[0] for match in _BETWEEN.finditer(name) if match.start() > 0 and match.end() < len(name))[:7]


def _cuts_at_one(name: str) -> tuple[str, ...]:
    """Return what stands between the parts of a name that is cut at underscores, or else at hyphens, alone."""
    return next((cuts for one in "_-" if (cuts := (one,) * min(name.count(one), 7))), ())


def _cuts_of_runs(name: str) -> tuple[str, ...]:
    """Return the widths of the two parts of a name of letters and digits: `USA2023`."""
    runs = _RUNS.fullmatch(name)
    return tuple(f":{len(run)}" for run in runs.groups() if run) if runs else ()


def _pattern(shape: tuple[str, ...]) -> tuple[str, list[str]]:
    if shape[0].startswith(":"):
        return "".join(f"{{{number}{width}}}" for number, width in enumerate(shape, 1)), ["1", "2"]
    parts = [str(number) for number in range(1, len(shape) + 2)]
    written = "".join(f"{{{part}}}{then}" for part, then in zip(parts, (*shape, ""), strict=True))
    return written, parts


def _candidates(
    documents: Sequence[DocumentInfo],
    columns: _Columns,
    pattern: str,
    origins: list[tuple[Origin, str]],
    heartbeat: Heartbeat,
) -> list[_KeyCandidate]:
    found: list[_KeyCandidate] = []
    for origin, name in origins:
        heartbeat()
        (ours,) = document_forms(documents, JoinKey((KeyPair(origin, "", name),), pattern))
        counts = Counter(form for form in ours if form)
        covers = ((sum(counts[one] for one in _both(counts, columns, origin, at)), at) for at in columns.names)
        best = sorted(((cover, at) for cover, at in covers if cover), key=lambda each: (-each[0], each[1]))
        # One that is called like the field comes in however little it covers.
        like = [each for each in best[_COLUMNS_EACH:] if key_form(each[1]) == key_form(name)]
        for cover, at in [*best[:_COLUMNS_EACH], *like]:
            found.append(_KeyCandidate(KeyPair(origin, at, name), ours, columns.forms(origin, at), cover))
    return found


def _both(counts: Counter[str], columns: _Columns, origin: Origin, column: str) -> set[str]:
    values = columns.values(origin, column)
    return counts.keys() & values


def _trials(candidates: list[_KeyCandidate], heartbeat: Heartbeat) -> Iterator[_Trial]:
    """Yield single pairs and the keys that grow out of the best of them, as long as another pair finds more."""
    singles = []
    for one in candidates:
        heartbeat()
        singles.append(_Trial([one], _matched([one])))
    by_cover = sorted(singles, key=lambda trial: -trial.candidates[0].cover)[:_BEGINNINGS]
    by_match = sorted(singles, key=lambda trial: -trial.matched)[:_BEGINNINGS]
    yield from (trial for trial in singles if trial.matched)
    for trial in {id(trial): trial for trial in (*by_cover, *by_match)}.values():
        grown = _grown(trial, candidates, heartbeat)
        if grown.matched:
            yield _widened(grown, candidates, heartbeat)


def _grown(trial: _Trial, candidates: list[_KeyCandidate], heartbeat: Heartbeat) -> _Trial:
    while len(trial.candidates) < _LONGEST_KEY:
        heartbeat()
        wider = [[*trial.candidates, one] for one in candidates if trial.takes(one)]
        tried = [_Trial(some, _matched(some)) for some in wider]
        best = max(tried, key=lambda each: each.matched, default=trial)
        if best.matched <= trial.matched:
            break
        trial = best
    return trial


def _widened(trial: _Trial, candidates: list[_KeyCandidate], heartbeat: Heartbeat) -> _Trial:
    """Return a key of parts of names with the other parts that say the same as a column."""
    if all(one.pair.origin is not Origin.PART for one in trial.candidates):
        return trial
    for one in candidates:
        heartbeat()
        if one.pair.origin is Origin.PART and trial.takes(one):
            some = [*trial.candidates, one]
            if _matched(some) == trial.matched:
                trial = _Trial(some, trial.matched)
    return trial


def _matched(candidates: list[_KeyCandidate]) -> int:
    """Return for how many documents the pairs together find one row, each for one document."""
    ours = Counter(key for key in zip(*(one.ours for one in candidates), strict=True) if all(key))
    single = {key for key, count in ours.items() if count == 1}
    theirs = Counter(key for key in zip(*(one.theirs for one in candidates), strict=True) if key in single)
    return sum(count == 1 for count in theirs.values())


def _proposal(trial: _Trial, pattern: str) -> KeyProposal:
    """Return a key whose pattern names its parts after the columns; those that are no part of it have no name."""
    pairs = [one.pair for one in trial.candidates]
    parts = sorted((one for one in pairs if one.origin is Origin.PART), key=lambda one: int(one.name))
    if not parts:
        return KeyProposal(JoinKey(tuple(pairs)), trial.matched)
    names = {one.name: _as_part(one.column) for one in parts}
    written = regex.sub(r"\{(\d+)((?::\d+)?)\}", lambda found: f"{{{names.get(found[1], '')}{found[2]}}}", pattern)
    named = [KeyPair(Origin.PART, one.column, names[one.name]) for one in parts]
    others = [one for one in pairs if one.origin is not Origin.PART]
    return KeyProposal(JoinKey((*named, *others), written), trial.matched)


def _as_part(column: str) -> str:
    """Return the name of a column as that of a part, in which braces and colons mean something."""
    return " ".join(regex.sub(r"[{}:]", " ", column).split()) or "part"
