"""Lines of a history that nobody has done."""

from annotator.operations.project.history import Line


def line(number: int, time: str = "2026-11-24T12:00:00Z", what: str = "Code as Appeal", who: str = "Ana") -> Line:
    """Return a step with this number."""
    return Line(what, "Appeal, “urged China”", "Speech", who, time, number=number)
