"""Numbers in words: cells, sentences for the line beneath, prevalence; pure texts."""

from annotator.agreement.coefficients.standard_errors import NAME as STANDARD_ERROR
from annotator.agreement.differences import difference
from annotator.agreement.gamma.gamma import MONTE_CARLO_ERROR
from annotator.agreement.planning import in_words, plan
from annotator.agreement.results import PLACES, SHARE, CoefficientResult, Interval
from annotator.agreement.spans.span_scores import PRECISION, RECALL
from annotator.agreement.study.study import Aspect, Figure
from annotator.model.wording import counted, undefined_because
from annotator.operations.agreement.study_names import StudyNames

DASH = "—"
MINUS = "\u2212"
_SHOWN = 6
"""So many categories are named of a prevalence, the others are counted."""


def number(value: float, digits: int = 2) -> str:
    """Return a coefficient, never “-0.00”."""
    shown = f"{value:.{digits}f}"
    return shown.lstrip("-") if not float(shown) else shown.replace("-", MINUS)


def count(n: float) -> str:
    """Return a number of units, its thousands apart."""
    return f"{n:,.0f}".replace(",", "\u202f")


def brackets(interval: Interval | None, digits: int = 2) -> str:
    """Return an interval as “[0.74, 0.87]”, nothing where there is none."""
    if interval is None or interval.low is None or interval.high is None:
        return ""
    return f"[{number(interval.low, digits)}, {number(interval.high, digits)}]"


def title(figure: Figure, names: StudyNames) -> str:
    """Return what a figure is of: “Warning, Speaker, all 3 coders”; the aspect that is everything has no name."""
    return ", ".join(
        filter(
            None, (names.label(figure.label, figure.with_children), _part(figure, names), names.between(figure.coders))
        )
    )


def said(figure: Figure, names: StudyNames, coefficient: str) -> str:
    """Return a figure as a sentence; `coefficient`: what its coefficient is called."""
    return f"{title(figure, names)}: {valued(figure, names, coefficient)}"


def valued(figure: Figure, names: StudyNames, coefficient: str) -> str:
    """Return a figure as a sentence that does not say what it is of."""
    result = figure.result
    if result.value is None:
        return f"{coefficient} is {undefined_because(result.undefined)}"
    value = f"{coefficient} {number(result.value, 3)}"
    of_spans = (_reference(figure, names), _interval(result), _base(result))
    parts = [value, *of_spans, _error(result), _sampling_error(result)]
    return f"{', '.join(part for part in parts if part)}."


def compared(held: Figure, figure: Figure | None, names: StudyNames, level: float) -> str:
    """Return how a number compares with one that was chosen before, as a sentence."""
    if figure is None or figure == held:
        return f"{title(held, names)} is to be compared: go to another number."
    if figure.coefficient != held.coefficient:
        return "It is another coefficient than the one that is to be compared."
    first, second = figure.result.left_out, held.result.left_out
    if figure.result.value is None or held.result.value is None:
        return "One of the two numbers is undefined, so that there is no difference."
    if first is None or second is None:
        return "Of two coders this coefficient is compared on the command line: annotator agree --compare."
    same = (figure.aspect, figure.label, figure.part) == (held.aspect, held.label, held.part)
    found = difference(first, second, level, same)
    than = f"{number(abs(found.value), 3)} {'higher' if found.value >= 0 else 'lower'} than {title(held, names)}"
    if found.low is None or found.high is None:
        return f"{than}; no interval: {found.why}"
    return f"{than}: {level:.0%} interval of the difference {number(found.low, 3)} to {number(found.high, 3)}."


def planned(figure: Figure) -> str:
    """Return how many documents a narrow interval of a number would need, as a sentence; "" where it has no value."""
    parts, interval = figure.result.left_out, figure.result.interval
    if parts is None or interval is None:
        return ""
    said = in_words(plan(parts, interval.level))
    return f"{said[:1].upper()}{said[1:]}."


def _part(figure: Figure, names: StudyNames) -> str:
    """Return what an aspect is called in a sentence; an attribute or a slot as it is written."""
    named = names.part(figure.aspect, figure.part, figure.label)
    if figure.aspect in (Aspect.ATTRIBUTE, Aspect.SLOT, Aspect.SLOT_VALUE):
        return named
    return "" if figure.aspect is Aspect.ALL else named.lower()


def _interval(result: CoefficientResult) -> str:
    interval = result.interval
    if interval is None:
        return ""
    if interval.low is None or interval.high is None:
        return f"no interval ({interval.why.rstrip('.')})" if interval.why else "no interval"
    range_ = f"{number(interval.low, 3)} to {number(interval.high, 3)}"
    worth = f" (documents count as {interval.effective:.1f} of equal weight)" if interval.effective is not None else ""
    low = ""
    if interval.below_667 is not None and interval.below_800 is not None:
        low = f", below .667 with {percent(interval.below_667)}, below .800 with {percent(interval.below_800)}"
    note = f"; {interval.note[:1].lower()}{interval.note[1:].rstrip('.')}" if interval.note else ""
    return f"{interval.level:.0%} interval {range_}{low}{worth}{note}"


def _reference(figure: Figure, names: StudyNames) -> str:
    """Return precision and recall of the second of two coders, the first being the reference."""
    shares = [(name, figure.result.details.get(name)) for name in (PRECISION, RECALL)]
    found = [f"{name} {number(share, 3)}" for name, share in shares if share is not None]
    if not found or len(figure.coders) != 2:
        return ""
    first, second = (names.coders[column] for column in figure.coders)
    return f"{' and '.join(found)} of {second} against {first}"


def _sampling_error(result: CoefficientResult) -> str:
    error = result.details.get(MONTE_CARLO_ERROR)
    return f"{MONTE_CARLO_ERROR} {number(error, 3)}" if error is not None else ""


def _error(result: CoefficientResult) -> str:
    error = result.details.get(STANDARD_ERROR)
    return f"standard error {number(error, 3)} if these were independent of each other" if error is not None else ""


def _base(result: CoefficientResult) -> str:
    places = result.details.get(PLACES)
    among = f" of {count(places)} ({percent(result.details.get(SHARE) or 0)})" if places is not None else ""
    return f"n = {count(result.n)}{among} in {counted(result.documents, 'document')}"


def prevalence(figure: Figure, names: StudyNames) -> str:
    """Return the share of each category among what was compared, the most frequent first."""
    found = figure.result.prevalence
    shares = [(names.answer(name, figure.aspect, figure.label), share) for name, share in found.items()]
    shown = [f"{name} {percent(share)}" for name, share in shares[:_SHOWN]]
    if len(shares) > _SHOWN:
        shown.append(f"{len(shares) - _SHOWN} more {percent(sum(share for _, share in shares[_SHOWN:]))}")
    return ", ".join(shown)


def percent(share: float) -> str:
    """Return a share as it is read: “3.4%”, never “0%” for something."""
    return "less than 0.1%" if 0 < share < 0.001 else f"{share:.1%}".replace(".0%", "%")
