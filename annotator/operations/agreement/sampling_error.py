"""By how much the numbers that rest on random samples would differ with another seed, as a sentence."""

from collections.abc import Iterable

from annotator.agreement.gamma.gamma import MONTE_CARLO_ERROR
from annotator.agreement.registry import SYMBOLS
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.model.wording import one_or_many, word_list


def sampling_error_said(figures: Iterable[FigureRecord]) -> str:
    """Return the Monte Carlo error of each coefficient that has one, nothing where none has; of several the largest."""
    errors: dict[str, list[float]] = {}
    for one in figures:
        error = one.details.get(MONTE_CARLO_ERROR)
        if error is not None and one.value is not None:
            errors.setdefault(SYMBOLS[one.coefficient], []).append(error)
    said = [f"{symbol} {one_or_many(len(found), '', 'at most ')}{max(found):.3f}" for symbol, found in errors.items()]
    what = f"{MONTE_CARLO_ERROR} (a standard error, by which values differ from seed to seed)"
    return f"{what}: {word_list(said)}." if said else ""
