"""Which labels stand beside which: overlapping, inside, in one sentence or paragraph, or some words away.

A cell is how many passages of the row's label have at least one of the column's label so near, in the same layer. It is
the number of lines of the search of both, as in `label=appeal near=warning/5`, by the very rule of that condition.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotator.model.codebook import Label
from annotator.model.errors import BadSearch
from annotator.model.filter_words import FilterSign, Term
from annotator.model.ids import LabelId, LayerId
from annotator.model.searching.scanning import Within
from annotator.model.searching.terms import NEAR
from annotator.model.span import Span
from annotator.model.wording import isolated, word_list
from annotator.operations.passages.beside import PLACES, Meets, near
from annotator.operations.passages.coded import SearchedText
from annotator.operations.passages.counting import CountTable
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import PassageGroup, grouping
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near is beside. `key`: as a search asks for it; `words`: how many may stand between, for `near` alone."""

    key: str
    words: int | None = None

    @property
    def meets(self) -> Meets:
        """The rule of it."""
        return PLACES[self.key][0] if self.words is None else near(self.words)

    def term(self, label: Label) -> Term:
        """Return what asks a search for passages that stand so near a label."""
        return Term(label.id if self.words is None else f"{label.id}/{self.words}", self.key, FilterSign.IS)


def nearness(words: str) -> Nearness:
    """Return what a word means: “sentence”, “near” or “near/5”, …; raises `BadSearch`."""
    key, slash, number = words.strip().partition("/")
    if key in PLACES and not slash:
        return Nearness(key)
    if key == "near" and (not slash or (number.isascii() and number.isdigit())):
        return Nearness(key, int(number) if slash else NEAR)
    there = word_list([*(f"“{one}”" for one in PLACES), "“near/5” (at most five words away)"], "or")
    raise BadSearch(f"“{isolated(words)}” says not what stands beside a passage; it may be {there}.")


def co_occurrences(project: Project, search: str, beside: Nearness, progress: Progress = silent) -> CountTable:
    """Count for the passages that a search finds which labels stand beside them; raises `BadSearch`.

    Rows: labels of the passages; columns: labels beside them. Of a column, the total is of the passages of all rows.
    """
    found = PassageSearch(project, search, of_codings=True)
    documents, layers = found.documents(), frozenset(found.layers)
    rows, columns, total = Counter[LabelId](), Counter[LabelId](), 0
    cells = Counter[tuple[LabelId, LabelId]]()
    for document, lines in groupby(found.lines(progress), key=lambda line: line.document):
        text = _TextAround(SearchedText(project, documents[document], layers), beside)
        for line in lines:
            assert line.span is not None and line.label is not None
            there = text.labels_beside(text.spans[line.span])
            total += 1
            rows[line.label] += 1
            columns.update(there)
            cells.update((line.label, label) for label in there)
    return _table(project, beside, (rows, columns, cells), total)


_Counts = tuple[Counter[LabelId], Counter[LabelId], Counter[tuple[LabelId, LabelId]]]


def _table(project: Project, beside: Nearness, counts: _Counts, total: int) -> CountTable:
    rows, columns, cells = counts
    labels = project.codebook.labels
    by_label = dict(zip((label.id for label in labels), grouping(project, "label").order, strict=True))
    across = {label.id: PassageGroup(label.name, str(beside.term(label))) for label in labels}
    return CountTable(
        [group for label, group in by_label.items() if rows[label]],
        [group for label, group in across.items() if columns[label]],
        {(by_label[row], across[column]): float(number) for (row, column), number in cells.items()},
        {by_label[row]: float(number) for row, number in rows.items()},
        {across[column]: float(number) for column, number in columns.items()},
        float(total),
    )


class _TextAround:
    """The codings of a document in the order of the text, so that what is near one is found without a look at each."""

    def __init__(self, text: SearchedText, beside: Nearness) -> None:
        self._text, self._beside, self._meets = text, beside, beside.meets
        self.spans = {span.id: span for span in text.spans}
        by_layer: dict[LayerId, list[Span]] = {}
        for span in text.spans:
            if span.extents:
                by_layer.setdefault(span.layer, []).append(span)
        self._layers = {layer: _PlacedRow(spans) for layer, spans in by_layer.items()}

    def labels_beside(self, one: Span) -> set[LabelId]:
        """Return the labels of what stands beside a coding, each once."""
        found: set[LabelId] = set()
        if one.extents:
            for other in self._candidates(one, self._layers[one.layer]):
                if other.label not in found and other.id != one.id and self._meets(one, other, self._text):
                    found.add(other.label)
        return found

    def _candidates(self, one: Span, row: "_PlacedRow") -> Iterator[Span]:
        """Yield all that may meet the rule, and few others."""
        match self._beside.key:
            case "sentence" | "paragraph":
                yield from row.touching(*self._text.around(one.start, one.stop, Within(self._beside.key)))
            case "near":
                yield from row.touching(one.start, one.stop)
                yield from self._while_near(one, row.before(one.start))
                yield from self._while_near(one, row.behind(one.stop))
            case _:
                yield from row.touching(one.start, one.stop)

    def _while_near(self, one: Span, others: Iterable[Span]) -> Iterator[Span]:
        """Yield those that come ever farther away, until one is too far."""
        for other in others:
            if not self._meets(one, other, self._text):
                return
            yield other


class _PlacedRow:
    """Codings that have a place, by their beginnings and by their ends."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._by_start = sorted(spans, key=lambda span: span.start)
        self._by_stop = sorted(spans, key=lambda span: span.stop)
        self._starts = [span.start for span in self._by_start]
        self._stops = [span.stop for span in self._by_stop]
        self._longest = max(span.stop - span.start for span in spans)

    def touching(self, start: int, stop: int) -> Iterator[Span]:
        """Yield those that may reach into a range."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, stop)
        return (span for span in self._by_start[first:last] if span.stop >= start)

    def before(self, start: int) -> Iterator[Span]:
        """Yield those that end there or before, the nearest first."""
        return (self._by_stop[at] for at in range(bisect_right(self._stops, start) - 1, -1, -1))

    def behind(self, stop: int) -> Iterator[Span]:
        """Yield those that begin there or behind, the nearest first."""
        return (self._by_start[at] for at in range(bisect_left(self._starts, stop), len(self._by_start)))
