"""Summary: the coefficients of a set of coded documents, by pair of coders and by label.

A coder who did not take part in a document is missing there; one who took part and marked nothing said "none",
which counts as a category. Each number says what it was computed on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import combinations
from typing import Any

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.kappa import cohen_kappa
from annotator.agreement.overlap import Matches, count_matches, exact_f1, marks, overlap_f1
from annotator.agreement.results import Result, SpanResult
from annotator.agreement.units import UNITS, CodedText, Row, Table, UnitKind, marked, only
from annotator.model.ids import LabelId, LayerId

_ONE_LABEL = "A unit counts as marked or not with this label; not marked is a category."
_ALL_LABELS = "A unit's category is the set of labels on it; the empty set is a category."


@dataclass(frozen=True, slots=True)
class PairSummary:
    """Two coders on one label (None: all labels), over the `documents` in which both took part."""

    first: LayerId
    second: LayerId
    label: LabelId | None
    documents: int
    spans_first: int
    spans_second: int
    exact: SpanResult
    overlap: SpanResult
    kappa: Result


@dataclass(frozen=True, slots=True)
class LabelSummary:
    """All coders on one label (None: all labels); `spans`: how many each has, repeated ones once."""

    label: LabelId | None
    spans: Mapping[LayerId, int]
    alpha: Result


@dataclass(frozen=True, slots=True)
class Summary:
    """Agreement of all. `compared`: documents in which at least two coders took part."""

    unit: UnitKind
    coders: tuple[LayerId, ...]
    documents: int
    compared: int
    characters: int
    labels: tuple[LabelSummary, ...]
    pairs: tuple[PairSummary, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values, in the order of the fields."""
        return asdict(self)


@dataclass(slots=True)
class _Counts:
    """What is added up, document by document: `spans` by coder, `matches` by pair, each by label."""

    table: Counter[Row] = field(default_factory=Counter)
    spans: dict[LayerId, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    matches: dict[tuple[LayerId, LayerId], dict[str, Matches]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Matches))
    )
    together: Counter[tuple[LayerId, LayerId]] = field(default_factory=Counter)

    def add(self, text: CodedText, coders: Sequence[LayerId], labels: frozenset[str], unit: UnitKind) -> None:
        """Add a document."""
        for weight, values in UNITS[unit](text, coders, labels):
            self.table[values] += weight
        found = {coder: marks(text.spans[coder], labels) for coder in coders if coder in text.spans}
        for coder, by_label in found.items():
            self.spans[coder].update({label: len(spans) for label, spans in by_label.items()})
        for pair in combinations(found, 2):
            self.together[pair] += 1
            matches = self.matches[pair]
            for label, matched in count_matches(found[pair[0]], found[pair[1]]).items():
                matches[label] = matches[label].plus(matched)


def summarise(
    documents: Iterable[CodedText],
    labels: Sequence[LabelId],
    unit: UnitKind = UnitKind.CHARACTERS,
    coders: Sequence[LayerId] = (),
) -> Summary:
    """Return the agreement of coders on `labels`; spans with other labels are left out.

    `coders`: those to compare, in the order in which to name them, also if they took part nowhere; by default all that
    take part anywhere, in the order in which they are first met. `unit`: characters, on which labels of whole documents
    do not count, or documents, on which no others count; F1 counts the spans of both kinds.
    """
    texts = tuple(documents)
    coders = tuple(dict.fromkeys(coders or (coder for text in texts for coder in text.spans)))
    counts = _Counts()
    for text in texts:
        counts.add(text, coders, frozenset(labels), unit)
    # One table for each label, made once: the pairs are read from it.
    by_label = marked(counts.table, labels)
    tables: dict[LabelId | None, Table] = {None: counts.table} | {label: by_label[label] for label in by_label}
    return Summary(
        unit=unit,
        coders=coders,
        documents=len(texts),
        compared=sum(sum(coder in text.spans for coder in coders) > 1 for text in texts),
        characters=sum(text.length for text in texts),
        labels=tuple(_label_summary(counts, coders, label, table) for label, table in tables.items()),
        pairs=tuple(
            _pair_summary(counts, coders, pair, label, table)
            for pair in combinations(range(len(coders)), 2)
            for label, table in tables.items()
        ),
    )


def _label_summary(counts: _Counts, coders: Sequence[LayerId], label: LabelId | None, table: Table) -> LabelSummary:
    spans = {coder: counts.spans[coder].total() if label is None else counts.spans[coder][label] for coder in coders}
    return LabelSummary(label, spans, _explained(alpha_nominal(table), label))


def _pair_summary(
    counts: _Counts, coders: Sequence[LayerId], columns: tuple[int, int], label: LabelId | None, table: Table
) -> PairSummary:
    pair = coders[columns[0]], coders[columns[1]]
    by_label = counts.matches[pair]
    matches = Matches()
    for found, matched in by_label.items():
        if label is None or found == label:
            matches = matches.plus(matched)
    return PairSummary(
        *pair,
        label=label,
        documents=counts.together[pair],
        spans_first=matches.first,
        spans_second=matches.second,
        exact=exact_f1(matches),
        overlap=overlap_f1(matches),
        kappa=_explained(cohen_kappa(only(table, columns)), label),
    )


def _explained(result: Result, label: LabelId | None) -> Result:
    return replace(result, convention=f"{_ALL_LABELS if label is None else _ONE_LABEL} {result.convention}")
