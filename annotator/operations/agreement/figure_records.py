"""A figure of a study under the names that people gave."""

from collections.abc import Sequence

from annotator.agreement.registry import title_of
from annotator.agreement.study.study import Figure
from annotator.formats.jsonl.study_records import FigureRecord, IntervalRecord


def figure_record(one: Figure, names: Sequence[str]) -> FigureRecord:
    """Return a figure as a record. `names`: of the coders, by column of the study."""
    found = one.result
    interval = IntervalRecord(**found.interval._asdict()) if found.interval is not None else None
    return FigureRecord(
        aspect=one.aspect,
        label=one.label,
        part=one.part,
        coders=[names[column] for column in one.coders],
        coefficient=one.coefficient,
        title=title_of(one.coefficient),
        value=found.value,
        undefined=found.undefined,
        n=found.n,
        documents=found.documents,
        observed=found.observed,
        expected=found.expected,
        prevalence=dict(found.prevalence),
        details=dict(found.details),
        interval=interval,
        convention=found.convention,
    )
