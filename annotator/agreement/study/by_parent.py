"""Figures along the hierarchy of labels: a span with a label that stands below another counts as one of that one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from annotator.agreement.input.label_levels import LabelLevel, levels_of
from annotator.agreement.study.figures import compute, decisions_of
from annotator.agreement.study.study import Aspect
from annotator.agreement.study.study_input import Computed, Prepared, explained
from annotator.model.codebook import Label, Scope

ASPECTS_BY_PARENT = (Aspect.ALL, Aspect.BOUNDARY, Aspect.LABEL)
"""Attributes and slots are those of one label, and whether something was found is the same whatever it is called."""
WITH_CHILDREN = "Spans with a label below this one count as its own."
TOPMOST = "Each label counts as the topmost one above it."


def compute_by_parent(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of each label that has others below it, these counted; and of all labels as their topmost.

    The places are those of the other figures, so that coders who agree on a label agree on the one above it.
    """
    for level in levels_of(prepared.study_input.labels):
        compared = (*((None,) if level.depth == 0 else ()), *level.parents)
        for one in compute(_at(level, prepared)):
            if one.aspect in ASPECTS_BY_PARENT and one.label in compared:
                said = TOPMOST if one.label is None else WITH_CHILDREN
                yield replace(one, tally=explained(one.tally, said), with_children=True)


def _at(level: LabelLevel, prepared: Prepared) -> Prepared:
    study_input = prepared.study_input
    parents = tuple(
        _bare(label, level, study_input.labels) for label in study_input.labels if label.id in level.parents
    )
    table, _ = level.table(prepared.table)
    return Prepared(
        replace(study_input, labels=parents),
        table,
        level.places(prepared.places),
        prepared.parts.at(level),
        cache(lambda coders: level.ratings(prepared.units(coders))),
        decisions_of(study_input, table),
    )


def _bare(label: Label, level: LabelLevel, labels: Sequence[Label]) -> Label:
    """Return a label without what is not compared here; of passages, where any of those that count as it is."""
    family = [one for one in labels if level.counts_as[one.id] == label.id]
    scope = Scope.DOCUMENT if all(one.scope is Scope.DOCUMENT for one in family) else Scope.SPAN
    return label.model_copy(update={"attributes": (), "roles": (), "names_actors": False, "scope": scope})
