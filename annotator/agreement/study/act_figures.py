"""The figures of acts as a whole: where they stand in the text, and as they are counted document by document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from annotator.agreement.input.counted_dyads import CountedDyads, counted_dyads
from annotator.agreement.input.stretches import distinct
from annotator.agreement.spans.dyad_scores import dyad_scores
from annotator.agreement.study.act_ratings import ON_ONE, ON_PARTIES, ON_SLOTS, PARTIES, SLOTS, only, without_names
from annotator.agreement.study.compared import Compared
from annotator.agreement.study.span_figures import pooled
from annotator.agreement.study.study import Aspect
from annotator.agreement.study.study_input import Computed, Prepared, StudyInput
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId

_COUNTED = (
    "A unit is a directed dyad (a label with its source and its target) in a document: each that any of these coders "
    "has anywhere, in every document. Its value is how often a coder has it."
)


def on_acts(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of acts, of all labels and of each that anyone gave; none where no label is an act."""
    material = prepared.material
    if not any(label.is_act for label in material.labels):
        return
    given = {prepared.table.labels[at] for at in distinct(prepared.table.label).tolist()}
    acts = [label.id for label in material.labels if label.is_act and label.id in given]
    yield from _in_place(prepared, acts)
    yield from _counted(material, acts)


def _in_place(prepared: Prepared, acts: Sequence[LabelId]) -> Iterator[Computed]:
    material = prepared.material
    found = prepared.parts.acts(material.labels)
    for part, said in ((PARTIES, ON_PARTIES), (SLOTS, ON_SLOTS)):
        whole = Compared(Aspect.ACT, cache(found.of(part)), said, None, part, Scale.SETS, is_open=True)
        for label in (None, *acts):
            read = None if label is None else partial(only, label=label)
            one = replace(whole, label=label, said=said if label is None else f"{said} {ON_ONE}", read=read)
            for figure in one.figures(material):
                yield replace(figure, tally=without_names(figure.tally))


def _counted(material: StudyInput, acts: Sequence[LabelId]) -> Iterator[Computed]:
    counted = counted_dyads(material.texts, material.coders, acts)
    for label in (None, *acts):
        ratings = partial(counted.of, label=label)
        yield from Compared(Aspect.DYAD, ratings, _COUNTED, label, scale=Scale.RATIO, is_open=True).figures(material)
        yield from _scores(material, counted, label)


def _scores(material: StudyInput, counted: CountedDyads, label: LabelId | None) -> Iterator[Computed]:
    by_pair = {pair: dyad_scores(counted, pair, label) for pair in material.pairs}
    for coders in material.groups:
        tally = by_pair[coders[0], coders[1]] if len(coders) == 2 else pooled(list(by_pair.values()), len(coders))
        yield Computed(aspect=Aspect.DYAD, coders=coders, label=label, part="", tally=tally, counts_decisions=True)
