"""What is said of which mark in the margin, kept per piece until something moves.

Only pieces that come into view are asked for theirs, so that it does not matter how many marks a document has.
"""

from collections.abc import Mapping, Sequence
from operator import is_
from types import MappingProxyType
from typing import NamedTuple

from annotator.acts.saying import Saying
from annotator.ui.reader.column_placement import Across
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sentences import Sentence, sentences_beside
from annotator.ui.reader.shaping import ShapedPiece


class Margin:
    """The sentences by the ids of their marks."""

    def __init__(self) -> None:
        self._said: dict[str, Saying] = {}
        self._version = 0

    @property
    def said(self) -> Mapping[str, Saying]:
        """The sentences by the ids of their marks."""
        return MappingProxyType(self._said)

    def put(self, said: Mapping[str, Saying]) -> None:
        """Say this and nothing else."""
        self._said = dict(said)
        self._version += 1

    def change(self, changes: Mapping[str, Saying | None]) -> None:
        """Say some things anew, and (None) others no more."""
        self._version += 1
        for mark_id, saying in changes.items():
            if saying is None:
                self._said.pop(mark_id, None)
            else:
                self._said[mark_id] = saying

    def of(self, piece: ShapedPiece, metrics: Metrics, place: Across) -> Sequence[Sentence]:
        """Return the sentences beside a piece: the same list as long as none is another."""
        key, kept = (self._version, place), piece.sentences
        if isinstance(kept, _Kept) and kept.key == key:
            return kept.sentences
        found = [one for line in piece.lines if line.placed for one in self._beside(line, metrics, place)]
        if isinstance(kept, _Kept) and len(kept.sentences) == len(found) and all(map(is_, kept.sentences, found)):
            found = kept.sentences
        piece.sentences = _Kept(key, found)
        return found

    def _beside(self, line: ShapedLine, metrics: Metrics, place: Across) -> list[Sentence]:
        """Return the sentences beside a line: a key changes one or two of the many that a long paragraph has."""
        said = [self._said.get(each.mark.id) for each in line.placed if each.begins]
        key, kept = (place, line.top), line.beside
        same = isinstance(kept, _KeptLine) and kept.key == key and kept.placed is line.placed
        if isinstance(kept, _KeptLine) and same and all(map(is_, kept.said, said)):
            return kept.sentences
        found = list(sentences_beside(line, self._said, metrics, place))
        line.beside = _KeptLine(key, line.placed, said, found)
        return found


class _Kept(NamedTuple):
    key: tuple[int, Across]
    sentences: list[Sentence]


class _KeptLine(NamedTuple):
    key: tuple[Across, int]
    placed: object
    said: list[Saying | None]
    sentences: list[Sentence]
