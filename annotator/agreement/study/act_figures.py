"""The figures of acts as a whole: where they stand in the text, and as they are counted document by document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from annotator.agreement.coefficients import percent
from annotator.agreement.input.counted_dyads import CountedDyads
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.spans.dyad_scores import dyad_scores
from annotator.agreement.study.act_ratings import ON_ONE, ON_PARTIES, ON_SLOTS, PARTIES, SLOTS, only, without_names
from annotator.agreement.study.compared import ComparedPart
from annotator.agreement.study.span_figures import pooled
from annotator.agreement.study.study import Aspect
from annotator.agreement.study.study_input import Computed, Prepared, StudyInput
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId

_COUNTED = (
    "A unit is a directed dyad (a label with its source and its target) in a document: each that any of these coders "
    "has anywhere, in every document. Its value is how often a coder has it."
)
_OCCURRING = (
    "A unit is a directed dyad (a label with its source and its target) in a document, where any of these coders has "
    "it. Its value is how often a coder has it. That all lack a dyad of another document is no agreement, as most do "
    "(occurrence agreement: Hopkins, B. L. & Hermann, J. A. (1977). Evaluating interobserver "
    "reliability of interval data. Journal of Applied Behavior Analysis 10(1), 121-126)."
)


DyadsOf = Callable[[Columns], CountedDyads]
"""The dyads that some coders are compared on."""
Groups = Mapping[LabelId | None, Sequence[Columns]]
"""Whose figures there are of each label, and of all."""


def on_acts(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of acts, of all labels and of each; none where no label is an act."""
    study_input = prepared.study_input
    acts = [label.id for label in study_input.labels if label.is_act]
    if acts:
        given = {coders: frozenset(prepared.labels_of(coders)) for coders in study_input.groups}
        groups: dict[LabelId | None, list[Columns]] = {None: study_input.groups}
        groups.update((label, [coders for coders in study_input.groups if label in given[coders]]) for label in acts)
        yield from _in_place(prepared, groups)
        yield from _counted(study_input, prepared.dyads_of, groups)


def _in_place(prepared: Prepared, groups: Groups) -> Iterator[Computed]:
    study_input = prepared.study_input
    found = prepared.parts.acts(study_input.labels)
    for part, said in ((PARTIES, ON_PARTIES), (SLOTS, ON_SLOTS)):
        whole = ComparedPart(Aspect.ACT, cache(found.of(part)), said, None, part, Scale.SETS, is_open=True)
        for label, coders in groups.items():
            read = None if label is None else partial(only, label=label)
            one = replace(whole, label=label, said=said if label is None else f"{said} {ON_ONE}", read=read)
            for figure in one.figures(study_input, coders):
                yield replace(figure, tally=without_names(figure.tally))


def _counted(study_input: StudyInput, dyads_of: DyadsOf, groups: Groups) -> Iterator[Computed]:
    for label, wanted in groups.items():
        for occurring, said in ((False, _COUNTED), (True, _OCCURRING)):
            ratings = partial(_dyad_ratings, dyads_of, label, occurring)
            compared = ComparedPart(Aspect.DYAD, ratings, said, label, scale=Scale.RATIO, is_open=True)
            for figure in compared.figures(study_input, wanted):
                # What takes nothing off for chance would be as high as there are documents without most dyads.
                if (figure.tally.coefficient == percent.NAME) is occurring:
                    yield figure
        by_pair = {pair: dyad_scores(dyads_of(pair), pair, label) for pair in study_input.pairs}
        for coders in wanted:
            tally = by_pair[coders[0], coders[1]] if len(coders) == 2 else pooled(list(by_pair.values()), len(coders))
            yield Computed(aspect=Aspect.DYAD, coders=coders, label=label, part="", tally=tally, counts_decisions=True)


def _dyad_ratings(dyads_of: DyadsOf, label: LabelId | None, occurring: bool, coders: Columns) -> Ratings:
    return dyads_of(coders).of(coders, label, occurring)
