"""A passage that one coder coded twice, at two machines: which of the codings stays, as choices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from annotator.model.span import Extent, Span
from annotator.model.wording import isolated
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.project.row_words import RowWords
from annotator.operations.team.conflict_types import Way
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, Said


class CodingConflict:
    """Tells one. Of a conflict on a unit the path is its place, `12-40`; of codings that are alike it is empty."""

    def __init__(self, project: Project, words: RowWords, conflict: Conflict) -> None:
        self._project, self._words = project, words
        self._said = {one.row: one for one in conflict.said}
        self._spans = project.spans.get_many([one.row for one in conflict.said])
        start, _, stop = conflict.path.partition("-")
        self._unit = Extent(int(start), int(stop)) if stop else None

    @property
    def why(self) -> str:
        """What is wrong, and how that came about."""
        what = "its unit gets one code" if self._unit is not None else "one coding is enough"
        return f"Coded in two copies, neither knowing of the other: {what}."

    def choices(self) -> Iterator[tuple[str, Way, Sequence[Said]]]:
        """Yield the codings of which one stays, each with who made it."""
        told = [self._fields(span) for span in self._spans]
        for span, fields in zip(self._spans, told, strict=True):
            other = [name for name in fields if len({one.get(name) for one in told}) > 1]
            words = "; ".join(f"{name}: {fields[name] or '–'}" for name in other if name != "label")
            label = self._project.codebook.get(span.label)
            name = isolated(label.name if label is not None else span.label)
            way = partial(_keep, span, self._spans) if self._unit is None else partial(_code, span, self._unit)
            yield f"{name} ({words})" if words else name, way, [self._said[span.id]]

    def _fields(self, span: Span) -> dict[str, str]:
        row = self._project.decided_rows.values(Table.SPANS, span.id) or {}
        links = [one for one in self._project.links.of_spans([span.id]) if one.act == span.id]
        return {**self._words.fields(Table.SPANS, row), "slots": str(len(links)) if links else ""}


# What is written.


def _keep(span: Span, spans: Sequence[Span], project: Project, step: OpenStep) -> None:
    """Let one of codings that are alike stay, also where another stands in a slot."""
    gone = [one.id for one in spans if one.id != span.id]
    links = project.links.of_spans([one.id for one in spans])
    there = {(one.act, one.role) for one in links if one.span == span.id}
    for one in links:
        if one.span in gone and one.act not in {span.id, *gone} and (one.act, one.role) not in there:
            there.add((one.act, one.role))
            project.links.put(replace(one, span=span.id))
    annotate.remove_spans(project, gone)


def _code(span: Span, unit: Extent, project: Project, step: OpenStep) -> None:
    unit_coding.code_units(project, span.document, span.layer, [unit], span.label)
