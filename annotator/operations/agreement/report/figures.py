"""How a figure is written, and which of its coefficients stands for a part of the codings.

All that is said of intervals in either report is said here.
"""

from collections.abc import Iterable, Sequence

from annotator.agreement.interval import FEWEST_DOCUMENTS, LEAST_EFFECTIVE, LEAST_EXPECTED, how_found
from annotator.agreement.registry import BY_NAME, HEADLINES, NAMES
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.model.ids import LabelId
from annotator.operations.agreement.study_names import StudyNames
from annotator.reports.plots.parts import value_text

ALPHAS = ("alpha-nominal", "alpha-ordinal", "alpha-ratio", "alpha-masi")
"""One of these stands for a part of the codings: the last that there is, which knows most of the values.

For everything at once the nominal one, as in the window.
"""
UNDEFINED = "–"
NO_INTERVALS = (
    f"No number has an interval: one needs {FEWEST_DOCUMENTS} documents, {LEAST_EXPECTED} disagreements to be expected "
    f"by chance, and documents that count as {LEAST_EFFECTIVE} of equal weight."
)
_SMALL_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

FigureKey = tuple[str, str | None, str]
"""Aspect, label and part of a figure: what it is about, whatever the coefficient."""


def key_of(one: FigureRecord) -> FigureKey:
    """Return what a figure is about."""
    return one.aspect, one.label, one.part


def limits(one: FigureRecord) -> tuple[float, float] | None:
    """Return the ends of a figure's interval, None where it has none."""
    found = one.interval
    return None if found is None or found.low is None or found.high is None else (found.low, found.high)


def why_no_interval(one: FigureRecord) -> str:
    """Return why a figure has a value and no interval, nothing where it has one or none was asked for."""
    return one.interval.why if one.value is not None and one.interval is not None and limits(one) is None else ""


def level_of(record: StudyRecord) -> str:
    """Return the level of the intervals, “95%”, nothing where no figure has one."""
    has_any = any(limits(one) for one in record.figures)
    return f"{record.design.level:.0%}" if has_any else ""


def intervals_said(record: StudyRecord) -> str:
    """Return how intervals were found, as sentences; or that there are none, and what they need."""
    return how_found(record.design.level) if level_of(record) else NO_INTERVALS


def bracketed(one: FigureRecord) -> str:
    """Return the interval of a figure as “[0.77, 0.84]”, in one piece; nothing where it has none."""
    ends = limits(one)
    return f"[{value_text(ends[0], 2)},\u00a0{value_text(ends[1], 2)}]" if ends else ""


def written(one: FigureRecord, digits: int = 2) -> str:
    """Return a value with its interval in one piece: “0.81 [0.77, 0.84]”."""
    if one.value is None:
        return UNDEFINED
    return "\u00a0".join(filter(None, (value_text(one.value, digits), bracketed(one))))


def percentage(share: float | None) -> str:
    """Return a share as “86.4%”, nothing for None."""
    return f"{share:.1%}" if share is not None else ""


def in_words(number: int) -> str:
    """Return a number as running text has it: “three”, “29”."""
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else f"{number:,}"


def what_of(one: FigureRecord, names: StudyNames, with_children: bool = False) -> str:
    """Return what a figure is of, within its aspect: “Warning”, “Force of Warning”, “Warning, all kinds”."""
    label = LabelId(one.label) if one.label is not None else None
    name = names.label(label, with_children)
    part = names.part(Aspect(one.aspect), one.part, label) if one.part else name
    return f"{part} of {name}" if part != name else name


def headlines(figures: Sequence[FigureRecord]) -> dict[FigureKey, FigureRecord]:
    """Return for each part of the codings the figure that stands for it, in the order of aspects and figures.

    That is an alpha; where an aspect has none, the first of its coefficients that are shown first, percent agreement
    last of all.
    """
    found: dict[FigureKey, FigureRecord] = {}
    for aspect in ASPECTS:
        of_aspect = [one for one in figures if one.aspect == aspect]
        order = _order(aspect, {one.coefficient for one in of_aspect})
        for one in of_aspect:
            known = found.get(key_of(one))
            if one.coefficient in order and (
                known is None or order.index(one.coefficient) < order.index(known.coefficient)
            ):
                found[key_of(one)] = one
    return found


def symbols_of(figures: Iterable[FigureRecord]) -> str:
    """Return the symbol that heads a column of figures: that of their coefficient, or “α” where all are alphas."""
    names = {one.coefficient for one in figures}
    if names <= {*ALPHAS}:
        return BY_NAME["alpha-nominal"].symbol
    return BY_NAME[names.pop()].symbol if len(names) == 1 else "Value"


def _order(aspect: Aspect, there: set[str]) -> tuple[str, ...]:
    """Return which coefficients may stand for a part of this aspect, the best first."""
    alphas = [name for name in ALPHAS if name in there]
    if alphas:
        return tuple(alphas if aspect is Aspect.ALL else reversed(alphas))
    others = sorted(there, key=lambda name: (name == "percent", name not in HEADLINES, NAMES.index(name)))
    return tuple(others[:1])
