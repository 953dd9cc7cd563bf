"""A study of agreement as lines of text: a table for each part of the codings, then one by pair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.agreement.registry import HEADLINES, SYMBOLS
from annotator.cli.output import counted
from annotator.formats.study_records import FigureRecord, StudyRecord

TITLES = {
    "all": "All at once, on {unit}",
    "found": "Found: did both see that something is here",
    "boundary": "Boundary: where it begins and ends, over what both found",
    "label": "Label: over what both found",
    "attribute": "Attributes: over what both found and gave the same label",
    "slot": "Slots: over acts that both found",
}
_NAME, _CELL = 28, 21


def lines_of(study: StudyRecord, names: Mapping[str, str]) -> list[str]:
    """Return a study as lines; `names`: how labels are called."""
    return list(_lines(study, names))


def _lines(study: StudyRecord, names: Mapping[str, str]) -> Iterator[str]:
    design = study.design
    yield (
        f"{counted(study.compared, 'document')} of {study.documents} coded by two or more; {study.characters:,} "
        f"characters; coders: {', '.join(study.coders)}."
    )
    yield f"Units: {design.unit}; those that nobody marked are {design.unmarked}."
    if design.resamples:
        drawn = f"{counted(design.resamples, 'resample')} of the documents, seed {design.seed}"
        yield f"In brackets: {design.level:.0%} bootstrap interval, {drawn}."
    why: list[str] = []
    everyone = [one for one in study.figures if len(one.coders) == len(study.coders)]
    for aspect, title in TITLES.items():
        yield from _table(title.format(unit=design.unit), _of(everyone, aspect), names, why, asked=design.coefficients)
    if len(study.coders) > 2:
        for pair in dict.fromkeys(tuple(one.coders) for one in study.figures if len(one.coders) == 2):
            figures = [one for one in study.figures if tuple(one.coders) == pair and one.aspect == "all"]
            yield from _table(f"{' – '.join(pair)}: all at once", figures, names, why, asked=design.coefficients)
    if why:
        yield ""
        yield from (f"[{number}] {reason}" for number, reason in enumerate(why, 1))


def _of(figures: Iterable[FigureRecord], aspect: str) -> list[FigureRecord]:
    return [one for one in figures if one.aspect == aspect]


def _table(
    title: str,
    figures: Sequence[FigureRecord],
    names: Mapping[str, str],
    why: list[str],
    asked: Sequence[str],
) -> Iterator[str]:
    """Yield a table: a row for each label and part, a column for each coefficient."""
    shown = [one for one in figures if one.coefficient in (asked or HEADLINES)]
    columns = list(dict.fromkeys(one.coefficient for one in shown))
    if not columns:
        return
    yield ""
    yield title
    yield f"{'':<{_NAME}}" + "".join(f"{SYMBOLS[name]:>{_CELL}}" for name in columns) + f"{'n':>12}"
    rows: dict[tuple[str, str], dict[str, FigureRecord]] = {}
    for one in shown:
        rows.setdefault((one.label or "", one.part), {})[one.coefficient] = one
    for (label, part), found in rows.items():
        name = " · ".join(filter(None, (names.get(label, label) or "all labels", part)))
        cells = "".join(f"{_cell(found.get(column), why):>{_CELL}}" for column in columns)
        n = max(one.n for one in found.values())
        yield f"{name[: _NAME - 1]:<{_NAME}}{cells}{n:>12,.0f}"


def _cell(one: FigureRecord | None, why: list[str]) -> str:
    if one is None:
        return ""
    if one.value is None:
        if one.undefined not in why:
            why.append(one.undefined)
        return f"[{why.index(one.undefined) + 1}]"
    interval = one.interval
    if interval is None or interval.low is None or interval.high is None:
        return f"{one.value:.3f}"
    return f"{one.value:.3f} [{interval.low:.2f}, {interval.high:.2f}]"
