"""The figures of a study as a table: aspects and coefficients down, labels across, for a choice of coders."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.agreement.study.study import Aspect, Figure, Study
from annotator.model.ids import LabelId
from annotator.ui.agreement.label_columns import LabelColumn, LabelColumns

Columns = tuple[int, ...]
_MAIN = ("alpha-ordinal", "alpha-ratio", "alpha-masi", "alpha-nominal", "boundary", "u-alpha", "f1-overlap")
_OF_UNITS = ("alpha-nominal", "alpha-masi")
"""Which coefficient stands for an aspect where one number must do: the one that fits its scale best."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What the numbers of a row have in common. `named`: a label that has the part, by which it is called."""

    aspect: Aspect
    part: str
    coefficient: str
    named: LabelId | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table. `columns`: those that are seen; `cells`: by row and column, those that there are.

    `folds`: which columns are folded away.
    """

    coders: Columns = ()
    rows: tuple[FigureRow, ...] = ()
    columns: tuple[LabelColumn, ...] = ()
    cells: Mapping[tuple[FigureRow, LabelColumn], Figure] = field(default_factory=dict)
    folds: LabelColumns = field(default_factory=LabelColumns)

    @classmethod
    def of(cls, study: Study, coders: Columns, only_main: bool = False, folds: LabelColumns | None = None) -> "Numbers":
        """Return the numbers of some coders, all of them or a pair; `only_main`: one for each label and aspect.

        `folds`: the labels with what is folded; without them no label is above another.
        """
        folds = folds if folds is not None else LabelColumns(dict.fromkeys(study.labels))
        figures = [one for one in (*study.figures, *study.by_parent) if one.coders == coders]
        figures = list(main_figures(figures)) if only_main else figures
        columns = folds.shown({_column(one) for one in figures})
        figures = [one for one in figures if _column(one) in columns]
        cells = {(_row(one), _column(one)): one for one in figures}
        parts: dict[tuple[Aspect, str], int] = {}
        for one in figures:
            parts.setdefault((one.aspect, one.part), len(parts))
        order = list(Aspect)
        rows = sorted(
            dict.fromkeys(map(_row, figures)), key=lambda row: (order.index(row.aspect), parts[row.aspect, row.part])
        )
        return cls(coders, tuple(rows), columns, cells, folds)

    def at(self, row: int, column: int) -> Figure | None:
        """Return the figure of a cell, None for one that is empty."""
        return self.cells.get((self.rows[row], self.columns[column]))

    def place_of(self, figure: Figure) -> tuple[int, int] | None:
        """Return where the number stands that says the same as this one, None where there is none."""
        row, column = _row(figure), _column(figure)
        if (row, column) not in self.cells:
            return None
        return self.rows.index(row), self.columns.index(column)

    def near(self, figure: Figure) -> tuple[int, int] | None:
        """Return where to go from a number: to itself; else, of one that is folded away, to its parent."""
        if (place := self.place_of(figure)) is not None:
            return place
        row, column = _row(figure), self.folds.head_of(_column(figure), self.columns)
        if column is None:
            return None
        at = self.rows.index(row) if (row, column) in self.cells else 0
        return at, self.columns.index(column)

    def is_apart(self, row: int) -> bool:
        """Whether another aspect begins with this row, of whichever part."""
        return row > 0 and self.rows[row].aspect is not self.rows[row - 1].aspect

    def begins(self, row: int) -> bool:
        """Whether another aspect, or another part of it, begins with this row."""
        mine = self.rows[row]
        return not row or (mine.aspect, mine.part) != (self.rows[row - 1].aspect, self.rows[row - 1].part)


def groups(study: Study) -> list[Columns]:
    """Return whose numbers there are: all coders, then each pair."""
    return list(dict.fromkeys(one.coders for one in study.figures))


def _column(figure: Figure) -> LabelColumn:
    return LabelColumn(figure.label, figure.with_children)


def _row(figure: Figure) -> FigureRow:
    return FigureRow(figure.aspect, figure.part, figure.coefficient, figure.label)


def main_figures(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield one figure for each label, aspect and part, in the order in which they stand: see `_MAIN`."""
    found: dict[tuple[LabelColumn, Aspect, str], Figure] = {}
    for one in figures:
        key = _column(one), one.aspect, one.part
        if key not in found or _rank(one) < _rank(found[key]):
            found[key] = one
    yield from found.values()


def _rank(figure: Figure) -> int:
    known = _OF_UNITS if figure.aspect in (Aspect.ALL, Aspect.FOUND, Aspect.LABEL) else _MAIN
    return known.index(figure.coefficient) if figure.coefficient in known else len(known)
