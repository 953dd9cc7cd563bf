"""What the numbers come to, in a sentence or two."""

from collections.abc import Callable, Sequence

from annotator.acts.series import APART, OTHERS, Matrix
from annotator.model.wording import counted, isolated

_SEVERAL = 2
"""From so many on one of them can be above all others."""
PARTIES = "speaker", "addressee"
ROWS_COLUMNS = "row", "label"
"""What rows and columns are, in a word."""
_NO_NAME = frozenset({*APART, OTHERS})


def who_speaks(matrix: Matrix) -> str:
    """Return who speaks most, and to whom most is said: “France and China speak most. China is addressed most …”."""
    speakers, addressees = _first(matrix.sources, matrix.made), _first(matrix.targets, matrix.received)
    if not speakers and not addressees:
        return "These acts name nobody."
    said = [_speak(matrix, speakers)] if speakers else []
    if addressees:
        name = addressees[0]
        by = max(
            (one for one in matrix.sources if one not in _NO_NAME), key=lambda one: matrix.count(one, name), default=""
        )
        above_all = (
            f", by {isolated(by)} above all"
            if by and len(speakers) >= _SEVERAL and matrix.count(by, name) >= _SEVERAL
            else ""
        )
        said.append(f"{_capital(name)} is addressed most often{above_all}.")
    return " ".join(said)


def what_is_coded(matrix: Matrix) -> str:
    """Return which label is given most, and where: “Appeal is coded most, above all in Joint Statement.”"""
    labels, rows = _first(matrix.targets, matrix.received), _first(matrix.sources, matrix.made)
    if not labels:
        return ""
    name = labels[0]
    where = max(rows, key=lambda row: matrix.count(row, name), default="")
    above_all = (
        f", above all in {isolated(where)}" if len(rows) >= _SEVERAL and matrix.count(where, name) >= _SEVERAL else ""
    )
    return f"{_capital(name)} is coded most{above_all}."


def others(matrix: Matrix, rows: str, columns: str) -> str:
    """Return what is counted together, empty for nothing; `rows`, `columns`: what these are, in one word each."""
    parts = [
        counted(count, f"other {what}")
        for count, what in ((matrix.other_targets, columns), (matrix.other_sources, rows))
        if count
    ]
    return " and ".join(parts)


def _speak(matrix: Matrix, speakers: Sequence[str]) -> str:
    if len(speakers) == 1:
        return f"Only {isolated(speakers[0])} speaks."
    one, other = speakers[:2]
    if matrix.made(one) >= 2 * matrix.made(other):
        return f"{_capital(one)} speaks most."
    return f"{_capital(one)} and {isolated(other)} speak most."


def _first(names: Sequence[str], count: Callable[[str], int]) -> list[str]:
    return sorted((name for name in names if name not in _NO_NAME and count(name)), key=lambda name: -count(name))


def _capital(name: str) -> str:
    return isolated(name[:1].upper() + name[1:])
