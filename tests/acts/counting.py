"""Acts counted in one go, for whoever has no keys to answer meanwhile."""

from collections.abc import Iterable, Sequence

from annotator.acts.series import (
    MOST_CELLS,
    ActEvent,
    Matrix,
    Result,
    Steps,
    Timeline,
    matrix_in_steps,
    timeline_in_steps,
)


def finished(steps: Steps[Result]) -> Result:
    """Do work to its end without pausing."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def matrix_of(events: Iterable[ActEvent], most: int = MOST_CELLS) -> Matrix:
    """Return who does something towards whom."""
    return finished(matrix_in_steps(list(events), most))


def timeline_of(events: Iterable[ActEvent], labels: Sequence[str], period: str = "year") -> Timeline:
    """Return the acts by period and label."""
    return finished(timeline_in_steps(list(events), labels, period))
