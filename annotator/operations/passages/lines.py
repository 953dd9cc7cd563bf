"""Passages as lines of a list: the words before and behind them, who says what, where; and the orders of such lines.

That is the concordance of corpus linguistics (key word in context): hits below each other, sorted by what is beside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.acts.dyads import date_of, speaker_of
from annotator.acts.sentence import sentence_of, verb_of
from annotator.model.document import DocumentInfo, pages_said
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.searching.scanning import Within, parts_of
from annotator.model.searching.words import words_of
from annotator.model.span import Extent, Span
from annotator.operations.passages.coded import ReadInfos
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.reading import codings_of
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

AROUND = 80
"""So many characters are read on either side of a passage."""
LONGEST = 400
"""So many characters of a passage are shown on a line."""
SORTED_BY = 5
"""So many words beside a passage say its place among others."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A passage on a line. `before`, `words`, `behind`: without line breaks; `extents`: its pieces in the text.

    `sentence`: who does what towards whom, or the label's name; empty where nothing is coded. `verb`: what is done, in
    a word. `coder`: the layer's name. `date`: of the document, ISO 8601; `pages`: “p. 2”, or empty.
    """

    line: PassageLine
    document: DocumentInfo
    before: str
    words: str
    behind: str
    extents: tuple[Extent, ...]
    label: str = ""
    sentence: str = ""
    coder: str = ""
    date: str = ""
    pages: str = ""
    note: str = ""
    doubt: bool = False
    verb: str = ""


class LineReader:
    """Reads lines of one moment of a project; what is gone since is left out."""

    def __init__(
        self, project: Project, around: int = AROUND, longest: int = LONGEST, within: Within = Within.DOCUMENT
    ) -> None:
        """`within`: of what part of the text there is nothing before and behind."""
        self._project, self._around, self._longest, self._within = project, around, longest, within
        self._parts: dict[DocumentId, list[tuple[int, int]]] = {}
        self._names = SearchNames(project)
        self._infos = ReadInfos(project)
        self._layers: dict[str, str] = {layer.id: layer.name for layer in self._names.layers}
        self._labels: dict[str, str] = {label.id: label.name for label in self._names.codebook.labels}
        self._register = {actor.id: actor for actor in self._names.register}
        self._pages: dict[DocumentId, tuple[int, ...]] = {}

    def read(self, lines: Sequence[PassageLine]) -> list[ShownLine]:
        """Return what lines show."""
        codings = codings_of(self._project, self._names.codebook, lines)
        found = []
        for line in lines:
            info = self._infos.get(line.document)
            span, act = codings.get(line.span, (None, None)) if line.span is not None else (None, None)
            if info is None or (line.span is not None and span is None):
                continue
            said = sentence_of(act, self._register) if act is not None else self._labels.get(line.label or "", "")
            verb = verb_of(act) if act is not None else said
            found.append(self._shown(line, info, span, said, verb))
        return found

    def _edges(self, info: DocumentInfo, text: str, start: int, stop: int) -> tuple[int, int]:
        """Return where what is read around a passage begins and ends at most."""
        if self._within is Within.DOCUMENT:
            return 0, len(text)
        if info.id not in self._parts:
            self._parts[info.id] = parts_of(text, self._within)
        touched = [part for part in self._parts[info.id] if part[0] < max(stop, start + 1) and start < part[1]]
        return (touched[0][0], touched[-1][1]) if touched else (start, stop)

    def _shown(self, line: PassageLine, info: DocumentInfo, span: Span | None, sentence: str, verb: str) -> ShownLine:
        text = self._project.documents.text(info.text_sha256)
        if info.id not in self._pages:
            self._pages[info.id] = self._project.documents.pages(info.id)
        extents = span.extents if span is not None else (Extent(line.start, line.stop),)
        words = span.quote if span is not None else text[line.start : line.stop]
        start, stop = (extents[0].start, extents[-1].stop) if extents else (0, 0)
        first, last = self._edges(info, text, start, stop)
        return ShownLine(
            line,
            info,
            _flat(text[max(start - self._around, first) : start]),
            _flat(words if len(words) <= self._longest else words[: self._longest - 1] + "…"),
            _flat(text[stop : min(stop + self._around, last)]) if extents else "",
            extents,
            self._labels.get(line.label or "", line.label or ""),
            sentence,
            self._layers.get(line.layer or "", ""),
            date_of(info.metadata),
            pages_said(self._pages[info.id], extents),
            span.note if span is not None else "",
            span.doubt if span is not None else False,
            verb,
        )

    def speaker(self, document: DocumentInfo) -> str:
        """Return who speaks in a document, as its metadata say."""
        return speaker_of(document.metadata, self._names.known).name


def _flat(text: str) -> str:
    return text.translate(_BLANKS)


_BLANKS = dict.fromkeys(map(ord, "\n\t\r\x0b\x0c\x85\u2028\u2029"), " ")


class LineOrder(StrEnum):
    """In which order lines stand. `BEFORE`: by the words before, from the last one back; `BEHIND`: by those behind."""

    TEXT = "text"
    BEFORE = "before"
    WORDS = "words"
    BEHIND = "behind"
    DATE = "date"
    SPEAKER = "speaker"
    LABEL = "label"
    CODER = "coder"


def in_order(
    project: Project,
    lines: Sequence[PassageLine],
    order: LineOrder,
    backwards: bool = False,
    progress: Progress = silent,
) -> list[PassageLine]:
    """Return lines in an order; those that it does not tell apart stay as they are, and what has nothing comes last."""
    if order is LineOrder.TEXT:
        return list(reversed(lines)) if backwards else list(lines)
    reader = LineReader(project)
    key = _KEYS[order]
    placed: list[tuple[tuple[str, ...], PassageLine]] = []
    for first in range(0, len(lines), _AT_ONCE):
        progress(first, len(lines), "")
        placed += [(key(shown, reader), shown.line) for shown in reader.read(lines[first : first + _AT_ONCE])]
    some = sorted((one for one in placed if any(one[0])), key=lambda one: one[0], reverse=backwards)
    return [line for _, line in (*some, *(one for one in placed if not any(one[0])))]


_AT_ONCE = 500
_KEYS: dict[LineOrder, Callable[[ShownLine, LineReader], tuple[str, ...]]] = {
    LineOrder.BEFORE: lambda shown, _: tuple(reversed(words_of(shown.before)[-SORTED_BY:])),
    LineOrder.WORDS: lambda shown, _: tuple(words_of(shown.words)[:SORTED_BY]),
    LineOrder.BEHIND: lambda shown, _: tuple(words_of(shown.behind)[:SORTED_BY]),
    LineOrder.DATE: lambda shown, _: (shown.date,),
    LineOrder.SPEAKER: lambda shown, reader: (folded(reader.speaker(shown.document)),),
    LineOrder.LABEL: lambda shown, _: (folded(shown.label),),
    LineOrder.CODER: lambda shown, _: (folded(shown.coder),),
}
