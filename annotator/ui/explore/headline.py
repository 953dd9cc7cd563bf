"""What the numbers come to, in a sentence or two."""

from collections.abc import Callable, Sequence

from annotator.acts.label_counts import BY_CODER, BY_DOCUMENT, METADATA
from annotator.acts.series import APART, OTHERS, Matrix
from annotator.model.wording import counted, isolated

_SEVERAL = 2
"""From so many on one of them can be above all others."""
PARTIES = "speaker", "addressee"
ROWS_COLUMNS = "row", "label"
"""What rows and columns are, in a word."""
_NO_NAME = frozenset({*APART, OTHERS})


def who_speaks(matrix: Matrix) -> str:
    """Return who speaks most, and to whom most is said: “Speaking most: France and China. Addressed most: China …”.

    No name stands where English wants an article before some, as before “President of France”.
    """
    speakers, addressees = _first(matrix.sources, matrix.made), _first(matrix.targets, matrix.received)
    if not speakers and not addressees:
        return "These acts name nobody."
    said = [_speak(matrix, speakers)] if speakers else []
    if addressees:
        said.append(f"Addressed most: {isolated(addressees[0])}.")
    pairs = {pair: matrix.count(*pair) for pair in matrix.cells if not _NO_NAME.intersection(pair)}
    if len(speakers) >= _SEVERAL and pairs and max(pairs.values()) >= _SEVERAL:
        one, other = max(pairs, key=lambda pair: pairs[pair])
        said.append(f"Most often: {isolated(one)} → {isolated(other)}.")
    return " ".join(said)


def what_is_coded(matrix: Matrix, by: str = BY_DOCUMENT) -> str:
    """Return which label is given most, and where: “Coded most: Appeal, above all in “Joint Statement”.”

    `by`: what has a row.
    """
    labels, rows = _first(matrix.targets, matrix.received), _first(matrix.sources, matrix.made)
    if not labels:
        return ""
    name = labels[0]
    row = max(rows, key=lambda row: matrix.count(row, name), default="")
    is_said = len(rows) >= _SEVERAL and matrix.count(row, name) >= _SEVERAL
    return f"Coded most: {isolated(name)}{f', above all {_where(row, by)}' if is_said else ''}."


def others(matrix: Matrix, rows: str, columns: str) -> str:
    """Return what is counted together, empty for nothing; `rows`, `columns`: what these are, in one word each."""
    parts = [
        counted(count, f"other {what}")
        for count, what in ((matrix.other_targets, columns), (matrix.other_sources, rows))
        if count
    ]
    return " and ".join(parts)


def _where(row: str, by: str) -> str:
    """Return a row with what it is: a document, a coder, or a value of the metadata."""
    if by == BY_CODER:
        return f"by {isolated(row)}"
    if by.startswith(METADATA):
        return f"where {isolated(by.removeprefix(METADATA))} is {isolated(row)}"
    return f"in “{isolated(row)}”"


def _speak(matrix: Matrix, speakers: Sequence[str]) -> str:
    if len(speakers) == 1:
        return f"The only speaker: {isolated(speakers[0])}."
    one, other = speakers[:2]
    if matrix.made(one) >= 2 * matrix.made(other):
        return f"Speaking most: {isolated(one)}."
    return f"Speaking most: {isolated(one)} and {isolated(other)}."


def _first(names: Sequence[str], count: Callable[[str], int]) -> list[str]:
    return sorted((name for name in names if name not in _NO_NAME and count(name)), key=lambda name: -count(name))
