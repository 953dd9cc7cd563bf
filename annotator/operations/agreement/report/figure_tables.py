"""Figures as tables: what they were computed on, then coefficient beside coefficient.

A row in which nothing is defined leaves the tables; a sentence under them names it and says why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.registry import NAMES, SYMBOLS
from annotator.agreement.results import PLACES
from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.model.ids import LabelId
from annotator.operations.agreement.report.figures import (
    UNDEFINED,
    FigureKey,
    bracketed,
    key_of,
    percentage,
    what_of,
    why_no_interval,
)
from annotator.operations.agreement.report.folding import domains_of, has_domains
from annotator.operations.agreement.report.reasons import reasons, undefined_said
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.agreement.sampling_error import sampling_error_said
from annotator.reports.blocks import Align, Block, Cell, Column, Row, TableBlock, paragraph, row
from annotator.reports.plots.parts import value_text

_BESIDE_EACH_OTHER = 6
"""So many coefficients with their intervals fit beside each other on a page."""
_SHOWN_CATEGORIES, _LONGEST = 3, 32
"""So many categories are named, in so many characters each: words of a text may be a category."""
_FREQUENT = "Most frequent"
_COUNTED = ("Documents", "Units", "Spans", "Observed", "By chance", _FREQUENT)
_ALPHAS = " Observed and by chance are alpha's, over pairs of values; “%” is the mean over units."
_PAIRS = " A span counts once for each pair of coders."

FigureTable = Mapping[FigureKey, Mapping[str, FigureRecord]]
"""The figures of an aspect: by what they are about, then by coefficient."""


@dataclass(frozen=True, slots=True)
class FigureTables:
    """Makes tables of a study's figures. `with_children`: whether what stands below a label counts as it."""

    report_input: ReportInput
    with_children: bool = False

    def blocks(self, figures: Sequence[FigureRecord], title: str, meaning: str) -> Iterator[Block]:
        """Yield the tables of some figures that have a table in common, then what is missing in them and why."""
        found: dict[FigureKey, dict[str, FigureRecord]] = {}
        for one in figures:
            found.setdefault(key_of(one), {})[one.coefficient] = one
        shown = {key: by for key, by in found.items() if any(one.value is not None for one in by.values())}
        if shown:
            alphas = _ALPHAS if any("alpha-nominal" in by for by in shown.values()) else ""
            has_spans = any("f1-strict" in by for by in shown.values())
            pairs = _PAIRS if has_spans and len(figures[0].coders) > 2 else ""
            yield self._counts(shown, f"{title}, {meaning}: what was compared.{alphas}{pairs}")
            there = {one.coefficient for one in figures if one.value is not None}
            names = [name for name in NAMES if name in there]
            parts = [names[at : at + _BESIDE_EACH_OTHER] for at in range(0, len(names), _BESIDE_EACH_OTHER)]
            for number, several in enumerate(parts, 1):
                which = f" ({number} of {len(parts)})" if parts[1:] else ""
                yield from self._values(shown, several, f"{title}: values and intervals{which}.")
        if error := sampling_error_said(figures):
            yield paragraph(error)
        if said := undefined_said(((one.undefined, *self._named(one, shown)) for one in figures), sign=UNDEFINED):
            yield paragraph(said)
        defined = [one for one in figures if one.value is not None]
        bare = reasons(((why_no_interval(one), *self._named(one, shown)) for one in defined), of=len(defined))
        if bare:
            yield paragraph(f"Without an interval: {bare}")

    def _named(self, one: FigureRecord, shown: FigureTable) -> tuple[str, str]:
        """Return what a figure is of, and its coefficient where others of the same row are defined."""
        what = what_of(one, self.report_input.names, self.with_children)
        return what, SYMBOLS[one.coefficient] if key_of(one) in shown else ""

    def _counts(self, shown: FigureTable, caption: str) -> TableBlock:
        """Return the table of what was compared; columns in which nothing stands are left out."""
        found = {key: (*self._counted(by),) for key, by in shown.items()}
        filled = [at for at in range(len(_COUNTED)) if any(line[at] for line in found.values())]
        kept = {key: tuple(line[at] for at in filled) for key, line in found.items()}
        columns = (Column(), *(Column(Align.WORDS if _COUNTED[at] == _FREQUENT else Align.NUMBERS) for at in filled))
        header = (row("", *(_COUNTED[at] for at in filled)),)
        body = tuple(self._grouped(kept, len(columns)))
        return TableBlock(columns=columns, header=header, rows=body, caption=caption)

    def _counted(self, by: Mapping[str, FigureRecord]) -> Iterable[str]:
        """Yield a cell for each of `_COUNTED`; the shares are alpha's where there is one."""
        first, spans = next(one for one in by.values() if one.value is not None), by.get("f1-strict")
        alpha = by.get("alpha-nominal") or first
        yield f"{first.documents:,}"
        places = first.details.get(PLACES)
        yield f"{first.n:,.0f}" + (f"\nof {places:,.0f}" if places is not None else "")
        yield f"{spans.n:,.0f}" if spans is not None else ""
        yield percentage(alpha.observed)
        yield percentage(alpha.expected)
        shown = [*first.prevalence.items()][:_SHOWN_CATEGORIES]
        more = ", …" if len(first.prevalence) > len(shown) else ""
        answer = self.report_input.names.answer
        called = [(_cut(answer(name, alpha.aspect, alpha.label)), share) for name, share in shown]
        yield ", ".join(f"{name}\u00a0{percentage(share)}" for name, share in called) + more

    def _values(self, shown: FigureTable, names: Sequence[str], caption: str) -> Iterator[TableBlock]:
        cells = {
            key: tuple(value_cell(by.get(name)) for name in names)
            for key, by in shown.items()
            if any(name in by and by[name].value is not None for name in names)
        }
        if cells:
            columns = (Column(), *[Column(Align.NUMBERS)] * len(names))
            body = tuple(self._grouped(cells, len(columns)))
            header = (row("", *(SYMBOLS[name] for name in names)),)
            yield TableBlock(columns=columns, header=header, rows=body, caption=caption)

    def _grouped(self, cells: Mapping[FigureKey, tuple[str, ...]], width: int) -> Iterator[Row]:
        """Yield the rows: parts under their label, labels of a large codebook under their domain."""
        names = self.report_input.names
        labels = [*names.labels.values()]
        tops = domains_of(labels) if has_domains(labels) else {}
        groups: dict[str, list[FigureKey]] = {}
        # Where each label has one part only, a heading for each would be half of the table.
        has_one_part = len({key[1] for key in cells}) == len(cells)
        for key in cells:
            label = LabelId(key[1]) if key[1] is not None else None
            by_domain = tops[label].name if label in tops else ""
            group = by_domain if has_one_part or not key[2] else names.label(label)
            groups.setdefault(group, []).append(key)
        for group, keys in groups.items():
            if group and not self.with_children:
                yield row(Cell(group, span=width))
            for aspect, id, part in keys:
                label = LabelId(id) if id is not None else None
                name = names.part(Aspect(aspect), part, label) if part else names.label(label, self.with_children)
                yield row(
                    f"{name} of {names.label(label)}" if part and has_one_part else name, *cells[aspect, id, part]
                )


def value_cell(one: FigureRecord | None) -> str:
    """Return a value, and below it its interval."""
    if one is None:
        return ""
    return "\n".join(filter(None, (value_text(one.value), bracketed(one)))) if one.value is not None else UNDEFINED


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
