"""What is said of which mark in the margin, kept per piece until something moves.

Only pieces that come into view are asked for theirs, so that it does not matter how many marks a document has.
"""

from collections.abc import Mapping
from types import MappingProxyType

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

    def of(self, piece: ShapedPiece, metrics: Metrics, place: Across) -> list[Sentence]:
        """Return the sentences beside a piece."""
        key = self._version, place
        kept = piece.sentences
        if not isinstance(kept, tuple) or kept[0] != key:
            found = [one for line in piece.lines if line.placed for one in self._beside(line, metrics, place)]
            kept = piece.sentences = key, found
        sentences: list[Sentence] = kept[1]
        return sentences

    def _beside(self, line: ShapedLine, metrics: Metrics, place: Across) -> list[Sentence]:
        """Return the sentences beside a line: a key changes one or two of the many that a long paragraph has."""
        key, kept = (self._version, place, line.top), line.beside
        if not isinstance(kept, tuple) or kept[0] != key or kept[1] is not line.placed:
            kept = line.beside = key, line.placed, list(sentences_beside(line, self._said, metrics, place))
        sentences: list[Sentence] = kept[2]
        return sentences
