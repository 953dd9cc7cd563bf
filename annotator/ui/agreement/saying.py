"""Numbers in words: cells, sentences for the line beneath, prevalence; pure texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.agreement.parts import ACTOR
from annotator.agreement.results import MARKED, NOTHING, Interval, Result
from annotator.agreement.study import Aspect, Figure
from annotator.model.codebook import Label
from annotator.model.ids import LabelId

DASH = "—"
ALL_LABELS = "All labels"
MINUS = "\u2212"
ASPECTS = {
    Aspect.ALL: "All",
    Aspect.FOUND: "Found",
    Aspect.BOUNDARY: "Boundary",
    Aspect.LABEL: "Label",
}
MEANINGS = {
    Aspect.ALL: "everything at once, unit by unit",
    Aspect.FOUND: "whether something is there",
    Aspect.BOUNDARY: "where it begins and ends",
    Aspect.LABEL: "which label it has",
    Aspect.ATTRIBUTE: "an attribute, where the label is the same",
    Aspect.SLOT: "who fills the slot, where the label is the same",
}
_SHOWN = 6
"""So many categories are named of a prevalence, the others are counted."""


@dataclass(frozen=True, slots=True)
class Names:
    """How labels, parts and coders are called. `coders`: by column of the study."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    coders: tuple[str, ...] = ()

    def label(self, label: LabelId | None) -> str:
        """Return the name of a label; None stands for all."""
        return ALL_LABELS if label is None else self.category(label)

    def category(self, category: str) -> str:
        """Return a category as it is shown: labels by name, also where several stand together."""
        parts = category.split(" + ")
        return " + ".join(self.labels[part].name if part in self.labels else part for part in parts)

    def part(self, aspect: Aspect, part: str, label: LabelId | None) -> str:
        """Return the name of an aspect; of an attribute or a slot its own, as this label calls it."""
        if aspect in ASPECTS:
            return ASPECTS[aspect]
        known = self.labels.get(label or "")
        owned = () if known is None else known.attributes if aspect is Aspect.ATTRIBUTE else known.roles
        named = next((one.name for one in owned if one.id == part), None)
        return named or ("Actor" if part == ACTOR else part.capitalize())

    def between(self, coders: tuple[int, ...]) -> str:
        """Return who is compared: “all 3 coders”, “Ana and Ben”."""
        if len(coders) == 2:
            return " and ".join(self.coders[column] for column in coders)
        return f"all {len(coders)} coders"


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


def title(figure: Figure, names: Names) -> str:
    """Return what a figure is of: “Warning, speaker, all 3 coders”; the aspect that is everything has no name."""
    part = "" if figure.aspect is Aspect.ALL else names.part(figure.aspect, figure.part, figure.label).lower()
    return ", ".join(one for one in (names.label(figure.label), part, names.between(figure.coders)) if one)


def said(figure: Figure, names: Names, coefficient: str) -> str:
    """Return a figure as a sentence; `coefficient`: what its coefficient is called."""
    result = figure.result
    if result.value is None:
        return f"{title(figure, names)}: {coefficient} is undefined. {result.undefined}"
    parts = [f"{coefficient} {number(result.value, 3)}", _interval(result), _base(result)]
    return f"{title(figure, names)}: {', '.join(part for part in parts if part)}."


def _interval(result: Result) -> str:
    interval = result.interval
    if interval is None:
        return ""
    if interval.low is None or interval.high is None:
        return f"no interval ({interval.why.rstrip('.')})" if interval.why else "no interval"
    undefined = f" ({count(interval.undefined)} of {count(interval.resamples)} resamples undefined)"
    range_ = f"{number(interval.low, 3)} to {number(interval.high, 3)}"
    return f"{interval.level:.0%} interval {range_}{undefined if interval.undefined else ''}"


def _base(result: Result) -> str:
    documents = f"{result.documents} {'document' if result.documents == 1 else 'documents'}"
    return f"n = {count(result.n)} in {documents}"


def prevalence(result: Result, names: Names) -> str:
    """Return the share of each category among what was compared, the most frequent first."""
    shares = [(names.category(name), share) for name, share in result.prevalence.items()]
    shares = [
        ({MARKED: "marked", NOTHING: "none", "True": "yes", "False": "no"}.get(name, name), share)
        for name, share in shares
    ]
    shown = [f"{name} {percent(share)}" for name, share in shares[:_SHOWN]]
    if len(shares) > _SHOWN:
        shown.append(f"{len(shares) - _SHOWN} more {percent(sum(share for _, share in shares[_SHOWN:]))}")
    return ", ".join(shown)


def percent(share: float) -> str:
    """Return a share as it is read: “3.4%”, never “0%” for something."""
    return "less than 0.1%" if 0 < share < 0.001 else f"{share:.1%}".replace(".0%", "%")
