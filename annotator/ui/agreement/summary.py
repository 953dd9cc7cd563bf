"""The sentence at the top: how far the coders agree, in plain words, and on what they do not."""

from collections.abc import Sequence

from annotator.agreement.gamma.gamma import GAMMA
from annotator.agreement.input.units import Uncoded
from annotator.agreement.study.study import Aspect, Figure, Study
from annotator.model.compared_texts import ComparedTexts
from annotator.model.document import DocumentInfo
from annotator.model.wording import counted, undefined_because
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.choices import UNITS
from annotator.ui.agreement.numbers import Columns, main_figures
from annotator.ui.agreement.wording import brackets, count, number

_GAP = 0.1
"""So far below the label a part of it must be to be worth saying."""


def summed_up(study: Study, coders: Columns, names: StudyNames, symbol: str = "α") -> str:
    """Return what the numbers of some coders come to; `symbol`: of the coefficient that is quoted."""
    figures = list(main_figures(one for one in study.figures if one.coders == coders))
    who = names.between(coders) if len(coders) == 2 else "The coders"
    whole = next((one for one in figures if one.aspect is Aspect.ALL and one.label is None), None)
    if whole is None:
        return ""
    if whole.result.value is None:
        return f"How far {names.between(coders)} agree is {undefined_because(whole.result.undefined)}"
    by_label = [one for one in figures if one.aspect is Aspect.ALL and one.label is not None and _is_defined(one)]
    gap = _widest_gap(figures, by_label)
    if gap is not None:
        label, part = gap
        what = names.part(part.aspect, part.part, part.label)
        return (
            f"{who} agree on “{names.label(label.label)}” with {symbol} {_shown(label)}, "
            f"but on its “{what}” only with {_shown(part)}."
        )
    text = f"{who} agree with {symbol} {_shown(whole)} on all labels together"
    if len(by_label) < 2:
        return f"{text}."
    best, least = max(by_label, key=_value), min(by_label, key=_value)
    return (
        f"{text}: most on “{names.label(best.label)}” ({_shown(best)}), "
        f"least on “{names.label(least.label)}” ({_shown(least)})."
    )


def of_what(
    study: Study, coders: Columns, names: StudyNames, documents: Sequence[DocumentInfo], texts: ComparedTexts
) -> str:
    """Return in a line what was counted: who, how many documents and units, and how intervals and gamma are found.

    `texts`: in which texts, with the names of coders; who counts otherwise, and what is left out, has its own line.
    """
    design = study.design
    many = len(design.documents) or len(documents)
    alike = not design.leaves_out_unmarked
    has_gamma = any(one.coefficient == GAMMA for one in study.figures)
    line = " · ".join(
        (
            ", ".join(names.coders[column] for column in coders),
            counted(many, "document"),
            texts.in_short,
            f"{_units(study, coders)}{', those that nobody marked included' if alike else ''}",
            *_left_out(study, coders),
            f"{design.level:.0%} intervals",
            *((f"gamma of {counted(design.gamma_samples, 'sample')}, seed {design.seed}",) if has_gamma else ()),
        )
    )
    return "\n".join(filter(None, (line, texts.exceptions)))


def _left_out(study: Study, coders: Columns) -> tuple[str, ...]:
    """Return how many units some coders gave no code, where such units are missing."""
    uncoded = sum(study.uncoded[column] for column in coders) if study.uncoded else 0
    is_missing = study.design.uncoded is Uncoded.MISSING
    return (f"{counted(uncoded, 'coding')} of units left out as missing",) if uncoded and is_missing else ()


def _units(study: Study, coders: Columns) -> str:
    """Return of how many units the number of everything is: “29 455 characters”."""
    whole = main_figures(one for one in study.figures if one.coders == coders and one.aspect is Aspect.ALL)
    n = next((one.result.n for one in whole if one.label is None), 0)
    unit = UNITS[study.design.unit]
    return f"{count(n)} {unit if n != 1 else unit.removesuffix('s')}" if n else f"by {unit}"


def _widest_gap(figures: Sequence[Figure], by_label: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return a label and the slot, or else the attribute, on which they agree so much less, None where none is so."""
    whole = {one.label: one for one in by_label}
    for aspect in (Aspect.SLOT, Aspect.ATTRIBUTE):
        gaps = [
            (_value(whole[part.label]) - _value(part), whole[part.label], part)
            for part in figures
            if part.aspect is aspect and part.label in whole and _is_below(part, whole[part.label])
        ]
        widest = max(gaps, key=lambda gap: gap[0], default=None)
        if widest is not None and widest[0] >= _GAP:
            return widest[1:]
    return None


def _is_below(part: Figure, whole: Figure) -> bool:
    """Whether a part is worse than the whole; where it has an interval, all of that is."""
    interval = part.result.interval
    highest = part.result.value if interval is None or interval.high is None else interval.high
    return highest is not None and highest < _value(whole)


def _is_defined(figure: Figure) -> bool:
    return figure.result.value is not None


def _value(figure: Figure) -> float:
    return figure.result.value if figure.result.value is not None else 0.0


def _shown(figure: Figure) -> str:
    return f"{number(_value(figure))} {brackets(figure.result.interval)}".strip()
