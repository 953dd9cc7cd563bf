"""The numbers as a table of text, tab-separated, as a spreadsheet takes it."""

from collections.abc import Iterator

from annotator.agreement.registry import title_of
from annotator.agreement.study.study import Figure
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.numbers import Numbers

HEAD = (
    *("Coders", "Aspect", "Part", "Label", "Coefficient"),
    *("Value", "Low", "High", "Level", "n", "Documents", "Undefined"),
)


def as_text(numbers: Numbers, names: StudyNames) -> str:
    """Return a line for each number, in the order of the table, with all their digits."""
    lines = [HEAD, *(_line(figure, names) for figure in _in_order(numbers))]
    return "\n".join("\t".join(map(_plain, line)) for line in lines) + "\n"


def _in_order(numbers: Numbers) -> Iterator[Figure]:
    for row in range(len(numbers.rows)):
        for column in range(len(numbers.columns)):
            figure = numbers.at(row, column)
            if figure is not None:
                yield figure


def _line(figure: Figure, names: StudyNames) -> tuple[object, ...]:
    result = figure.result
    low, high, level = (result.interval[:3]) if result.interval is not None else (None, None, None)
    who = ", ".join(names.coders[column] for column in figure.coders)
    part = names.part(figure.aspect, figure.part, figure.label) if figure.part else ""
    label = names.label(figure.label, figure.with_children)
    what = (who, figure.aspect.value, part, label, title_of(figure.coefficient))
    # Where nothing was compared no number stands: 0 would be one.
    of = (result.n, result.documents) if result.n else (None, None)
    return (*what, result.value, low, high, level, *of, result.undefined)


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
