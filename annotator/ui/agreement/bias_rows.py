"""Coders' bias as the picture shows it: a group of rows for each part of each pair, in words and numbers."""

from collections.abc import Sequence

from annotator.agreement.study.study import Aspect, PairBias, Study
from annotator.formats.jsonl.study_records import BiasRecord, LabelBiasRecord, MarginTestRecord
from annotator.model.wording import word_list
from annotator.operations.agreement.bias_words import alone_said, bias_records, label_name, p_said, part_title, points
from annotator.operations.agreement.study_names import StudyNames
from annotator.reports.plots.bias import BiasGroup, BiasRow
from annotator.ui.agreement.numbers import Columns

_LABEL_BY_LABEL = 3
"""Pairs; of more only whether they mark as much at all."""
NONE = "None of these coders marked what another one coded too, or more than ten are compared: choose two of them."


def shown_bias(study: Study, coders: Columns) -> list[PairBias]:
    """Return what is shown of some coders: every part of a few pairs, of more only what was marked at all."""
    found = [one for one in study.bias if {*one.coders} <= {*coders}]
    is_few = len({one.coders for one in found}) <= _LABEL_BY_LABEL
    return [one for one in found if is_few or one.aspect is Aspect.FOUND]


def bias_groups(found: Sequence[PairBias], names: StudyNames) -> list[BiasGroup]:
    """Return the groups of the plot."""
    return [_group(one, names) for one in bias_records(found, names.coders)]


def _group(one: BiasRecord, names: StudyNames) -> BiasGroup:
    first, second = one.coders
    is_found = one.aspect == Aspect.FOUND
    return BiasGroup(
        title=f"{word_list(one.coders)}: {part_title(one)}",
        first=first,
        second=second,
        rows=[_row(label, one.coders, names, is_found) for label in one.labels],
        test="" if is_found or one.clustered.p is None else f"all labels: {_p(one.clustered.p)}",
    )


def _row(one: LabelBiasRecord, coders: Sequence[str], names: StudyNames, is_alone: bool) -> BiasRow:
    name, by_holm = label_name(one, names), "" if is_alone else _holm(one.clustered)
    test = "" if one.clustered.p is None else _p(one.clustered.p) + by_holm
    textbook = f"; the textbook’s {_p(one.independent.p)}" if one.independent.p is not None else ""
    why = (test and f"{test} over documents") or one.clustered.why.rstrip(".")
    return BiasRow(
        label=name,
        first=one.first_only,
        second=one.second_only,
        test=test,
        said=f"{name}: {alone_said(one, coders)} (both {one.both:,}; {points(one.difference)} points); {why}{textbook}",
    )


def _p(p: float | None) -> str:
    said = p_said(p)
    return f"p {said}" if said.startswith("<") else f"p = {said}"


def _holm(one: MarginTestRecord) -> str:
    return "" if one.adjusted is None else f", by Holm {p_said(one.adjusted)}"
