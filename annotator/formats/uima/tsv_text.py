"""The text of a WebAnno TSV 3, put together of its sentences, and where its rows stand in it.

Offsets count UTF-16 units of the whole text, but some programs write code points, or begin anew in each sentence. So
the row of a token is placed within its sentence, whose text the file has, by its words: first as it is documented,
then as code points, then where the words are found next. What stands between sentences no file says: as many characters
as the offsets leave room for are filled with a line end, and blanks before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.formats.losses import Loss, Losses
from annotator.formats.placing import COUNTED
from annotator.formats.uima.tsv_cells import unescaped
from annotator.model.errors import BadFile

FILLED = Loss(
    "The text between 2 sentences is not in the file and became blanks and a line end",
    "The text between {n} pairs of sentences is not in the file and became blanks and line ends",
)
FOUND = Loss(
    "1 token stood beside its words and was moved to them", "{n} tokens stood beside their words and were moved to them"
)


@dataclass(slots=True)
class TsvRow:
    """A token or a part of one: its number, its offsets and words as the file has them, its cells behind these.

    `start`, `stop`: code points of the whole text, once it is placed.
    """

    number: str
    said_start: int
    said_stop: int
    words: str
    cells: list[str]
    line: int
    start: int = 0
    stop: int = 0


@dataclass(slots=True)
class TsvSentence:
    """A sentence: its lines as the file has them, and its rows."""

    lines: list[str] = field(default_factory=list)
    rows: list[TsvRow] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the sentence, its line ends in it."""
        return unescaped("\n".join(self.lines))


class TsvText:
    """Puts a text together, sentence by sentence."""

    def __init__(self, name: str, losses: Losses) -> None:
        self._name, self._losses = name, losses
        self._pieces: list[str] = []
        self._length, self._units, self._points = 0, 0, 0
        self._is_counted = False

    @property
    def text(self) -> str:
        """What there is so far."""
        return "".join(self._pieces)

    def add(self, sentence: TsvSentence) -> None:
        """Add a sentence, and place its rows."""
        text, rows = sentence.text, sentence.rows
        lead = self._lead(text, rows)
        said = rows[0].said_start - lead if rows else None
        self._fill(said)
        start, starts = self._length, _positions(text)
        self._append(text)
        at = 0
        for row in rows:
            place = self._within(text, starts, row, (said or 0), at)
            row.start, row.stop = start + place[0], start + place[1]
            if "." not in row.number:
                at = place[1]

    def _lead(self, text: str, rows: list[TsvRow]) -> int:
        """Return how many characters of a sentence stand before its first token."""
        if not rows or text.startswith(rows[0].words):
            return 0
        blanks = len(text) - len(text.lstrip())
        return blanks if text.startswith(rows[0].words, blanks) else 0

    def _fill(self, said: int | None) -> None:
        if said is None:
            gap = 1 if self._pieces else 0
        else:
            gap = said - self._units
            if gap < 0:  # counted by code points, or anew in each sentence
                gap = max(said - self._points, 0) if said - self._points >= 0 else 1
        if gap > 1 or (gap and not self._pieces):
            self._losses.add(FILLED, f"in “{self._name}”")
        if gap:
            self._append(" " * (gap - 1) + ("\n" if self._pieces else " "))

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
        self._points += len(piece)
        self._units += len(piece) + sum(char > "\uffff" for char in piece)

    def _within(self, text: str, starts: list[int], row: TsvRow, said: int, at: int) -> tuple[int, int]:
        first, last = row.said_start - said, row.said_stop - said
        if 0 <= first <= last < len(starts):
            start, stop = starts[first], starts[last]
            if text[start:stop] == row.words:
                return start, stop
        if 0 <= first <= last <= len(text) and text[first:last] == row.words:
            if not self._is_counted:
                self._is_counted = True
                self._losses.add(COUNTED, f"“{self._name}”, which counts code points")
            return first, last
        found = text.find(row.words, 0 if "." in row.number else at)
        if found < 0 or not row.words:
            raise BadFile(
                self._name,
                f"it is a damaged WebAnno TSV: “{row.words[:40]}” in line {row.line} is not in its sentence there",
                "export it again as WebAnno TSV 3.3, or as UIMA CAS XMI",
            )
        self._losses.add(FOUND, f"“{row.words[:40]}” in “{self._name}”")
        return found, found + len(row.words)


def _positions(text: str) -> list[int]:
    """Return the code point at each UTF-16 position of a text, the end with it."""
    if text.isascii() or max(text) <= "\uffff":
        return list(range(len(text) + 1))
    positions = []
    for at, char in enumerate(text):
        positions += [at] * (2 if char > "\uffff" else 1)
    return [*positions, len(text)]


def text_of(sentences: Iterable[TsvSentence], name: str, losses: Losses) -> str:
    """Return the whole text; the rows of the sentences are placed in it."""
    whole = TsvText(name, losses)
    for sentence in sentences:
        whole.add(sentence)
    return whole.text
