"""Differences of two numbers in words: what each is of, what it comes to, lines of text."""

from collections.abc import Iterator, Sequence

from annotator.agreement.interval import of_many
from annotator.agreement.registry import SYMBOLS
from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import DifferenceRecord, FigureRecord
from annotator.model.ids import LabelId
from annotator.model.wording import word_list
from annotator.operations.agreement.study_names import StudyNames


def difference_lines(found: Sequence[DifferenceRecord], names: StudyNames) -> Iterator[str]:
    """Yield what differences come to, as lines of text."""
    for one in found:
        yield f"{side_name(one.first, one.first_said, names)}: {side_number(one.first)}"
        yield f"{side_name(one.second, one.second_said, names)}: {side_number(one.second)}"
        yield f"    difference {difference_number(one)}" if one.value is not None else f"    {one.why}"
        if one.value is not None:
            yield f"    {one.why}" if one.low is None else f"    Interval: {one.method}; {one.shared} documents shared."
    if said := of_many(len(found), found[0].level if found else 0.95):
        yield said
    yield from texts_said(found)


def texts_said(found: Sequence[DifferenceRecord]) -> Iterator[str]:
    """Yield in which texts coders are compared, each sentence once."""
    sides = (texts for one in found for texts in (one.first_texts, one.second_texts) if texts is not None)
    yield from dict.fromkeys(texts.texts().sentence for texts in sides)


def side_name(one: FigureRecord, said: str, names: StudyNames) -> str:
    """Return what a number is of: “Warning, Force, Ana and Ben, since=2024-03-01”."""
    label = LabelId(one.label) if one.label is not None else None
    part = names.part(Aspect(one.aspect), one.part, label) if one.part else ""
    when = [part.strip() for part in said.split(";") if part.strip().startswith(("since", "until", "document"))]
    return ", ".join(filter(None, (names.label(label), part, word_list(one.coders), *when)))


def side_number(one: FigureRecord) -> str:
    """Return a number with its coefficient and its interval."""
    interval, symbol = one.interval, SYMBOLS[one.coefficient]
    if one.value is None:
        return f"{symbol} undefined"
    if interval is None or interval.low is None or interval.high is None:
        return f"{symbol} {_digits(one.value, 3)}"
    return f"{symbol} {_digits(one.value, 3)} [{_digits(interval.low)}, {_digits(interval.high)}]"


def difference_number(one: DifferenceRecord) -> str:
    """Return a difference with its interval."""
    value = _digits(one.value or 0, 3)
    return value if one.low is None or one.high is None else f"{value} [{_digits(one.low)}, {_digits(one.high)}]"


def _digits(value: float, digits: int = 2) -> str:
    shown = f"{value:.{digits}f}"
    return shown.lstrip("-") if not float(shown) else shown.replace("-", "\u2212")
