"""Directed dyads as they are counted from a table of them: in each document who does what towards whom, how often."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.ratings import MISSING, Ints, Ratings, ratings_from
from annotator.agreement.input.span_table import Flags
from annotator.model.ids import LabelId, LayerId, SpanId


@dataclass(frozen=True, slots=True)
class CountedDyads:
    """What coders have of each dyad in each document. `labels`: those that acts have, k of them.

    `present`: (documents, coders), who took part. Dyads of a document, each (d,): `document`, `label` by number,
    `kind`: the same for the same dyad in other documents; `is_named`: whether it has a source or a target. `counts`:
    (d, coders), 0 too for who took no part.
    """

    labels: tuple[LabelId, ...]
    present: Flags
    document: Ints
    label: Ints
    kind: Ints
    is_named: Flags
    counts: Ints

    def of(self, coders: Columns, label: LabelId | None = None, occurring: bool = False) -> Ratings:
        """Return how often each coder has each dyad in each document of two, with a label or with any.

        A dyad that any of these coders has in one of these documents is a unit in all of them, else there were nothing
        but disagreements to find where one has something. `occurring`: only in those in which one of them has it.
        """
        present = self.present[:, list(coders)]
        shared = present.sum(axis=1) > 1
        counts = self.counts[:, list(coders)]
        wanted = counts.any(axis=1) & self.has(label) & shared[self.document]
        counts, document = counts[wanted], self.document[wanted]
        absent = len(np.unique(self.kind[wanted])) - np.bincount(document, minlength=len(present))
        of_none = np.flatnonzero(shared & (absent > 0) & (not occurring))
        every = np.concatenate((counts, np.zeros((len(of_none), len(coders)), dtype=np.int64)))
        document = np.concatenate((document, of_none))
        used = np.unique(every)
        codes = np.searchsorted(used, every)
        codes[~present[document]] = MISSING
        weight = np.concatenate((np.ones(len(counts)), absent[of_none])).astype(np.float64)
        return ratings_from(codes, document, weight, used.tolist(), len(present))

    def names_any(self, coders: Columns, label: LabelId | None) -> bool:
        """Return whether any of some coders has a source or a target, of a label or of any, in a document of two."""
        shared = self.present[:, list(coders)].sum(axis=1) > 1
        theirs = self.counts[:, list(coders)].any(axis=1)
        return bool((theirs & self.is_named & self.has(label) & shared[self.document]).any())

    def has(self, label: LabelId | None) -> Flags:
        """Return (d,): whether each dyad has a label; all do for None."""
        if label is None:
            return np.ones(len(self.label), dtype=bool)
        return np.asarray(self.label == (self.labels.index(label) if label in self.labels else MISSING))


def counted_dyads(
    texts: Sequence[CodedText],
    coders: Sequence[LayerId],
    labels: Sequence[LabelId],
    acts: Collection[SpanId] | None = None,
) -> CountedDyads:
    """Count the dyads of documents; `labels`: those looked at; `acts`: those alone, where not all count."""
    number = {label: at for at, label in enumerate(labels)}
    document: list[int] = []
    label: list[int] = []
    kinds: dict[CountedDyad, int] = {}
    kind: list[int] = []
    is_named: list[bool] = []
    counts: list[list[int]] = []
    for at, text in enumerate(texts):
        found: dict[CountedDyad, list[int]] = {}
        for column, coder in enumerate(coders):
            for dyad, count in Counter(_counted(text, coder, acts)).items():
                if dyad.label in number:
                    found.setdefault(dyad, [0] * len(coders))[column] = count
        document += [at] * len(found)
        label += [number[dyad.label] for dyad in found]
        kind += [kinds.setdefault(dyad, len(kinds)) for dyad in found]
        is_named += [bool(dyad.source or dyad.target) for dyad in found]
        counts += found.values()
    present = np.array([[coder in text.spans for coder in coders] for text in texts], dtype=bool)
    return CountedDyads(
        tuple(labels),
        present.reshape(len(texts), len(coders)),
        np.array(document, dtype=np.int64),
        np.array(label, dtype=np.int64),
        np.array(kind, dtype=np.int64),
        np.array(is_named, dtype=bool),
        np.array(counts, dtype=np.int64).reshape(len(counts), len(coders)),
    )


def _counted(text: CodedText, coder: LayerId, acts: Collection[SpanId] | None) -> Sequence[CountedDyad]:
    every, behind = text.dyads.get(coder, ()), text.dyad_acts.get(coder, ())
    if acts is None or not behind:
        return every
    return [dyad for dyad, act in zip(every, behind, strict=True) if act in acts]
