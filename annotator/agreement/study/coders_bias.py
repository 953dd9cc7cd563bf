"""Who of two coders gives a label more often: of what either marked, and of what both found.

It is counted in passages and whole documents, whatever the unit of the study: a coder decides on these, once each.
Where units are given they decide on these, and nothing counts that stands in one that either did not judge yet.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotator.agreement.bias.margins import Margins, Named, NamedIn, margins
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.ratings import Ratings, Value
from annotator.agreement.study.label_figures import label_itself, labels_in_set
from annotator.agreement.study.parts import ON_DOCUMENTS
from annotator.agreement.study.study import Aspect, PairBias
from annotator.agreement.study.study_input import Prepared

MOST_CODERS = 10
"""Of more there are very many pairs; a few of them can be compared by themselves."""


def coders_bias(prepared: Prepared) -> Iterator[PairBias]:
    """Yield the bias of each pair of coders, part by part; nothing of what neither has, nor of more than ten coders."""
    study_input, coders = prepared.study_input, len(prepared.study_input.coders)
    if study_input.design.bias and coders <= MOST_CODERS and (coders == 2 or study_input.design.pairs):
        for pair in study_input.pairs:
            yield from (one for one in _of_pair(prepared, pair) if one.margins.labels)


def _of_pair(prepared: Prepared, pair: Columns) -> Iterator[PairBias]:
    parts, labels = prepared.parts, prepared.study_input.ids
    marked = parts.marked(pair)
    yield PairBias(aspect=Aspect.FOUND, coders=pair, part="", margins=margins(marked, (None,), _any_label))

    def of(aspect: Aspect, ratings: Ratings, labels_in: NamedIn, part: str = "") -> PairBias:
        return PairBias(
            aspect=aspect, coders=pair, part=part, margins=_shown(margins(ratings, labels, labels_in), prepared)
        )

    yield of(Aspect.ALL, marked, labels_in_set)
    yield of(Aspect.LABEL, parts.labels(pair), label_itself)
    yield of(Aspect.LABEL, parts.document_labels(pair), labels_in_set, ON_DOCUMENTS)


def _any_label(value: Value) -> tuple[Named, ...]:
    return (None,) if labels_in_set(value) else ()


def _shown(found: Margins, prepared: Prepared) -> Margins:
    """Return the labels that were asked for; those left out change no number, Holm's included."""
    shows = prepared.study_input.design.shows
    return replace(found, labels=tuple(one for one in found.labels if shows(one.label)))
