"""Where the passages of a search stand along their texts: by document and label, near ones of a label as one mark."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from annotator.model.ids import DocumentId, LabelId, SpanId
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

PIECES = 400
"""Into so many pieces of one length a text is cut: passages of a label that begin in one are one mark."""
MOST_DOCUMENTS = 25


@dataclass(slots=True)
class TextMark:
    """Passages of one label that begin close together. `start`, `stop`: pieces of the text, half-open.

    `first`: the coding that comes first, None of words; `place`: where that begins, in code points.
    """

    label: LabelId | None
    start: int
    stop: int
    first: SpanId | None
    place: int
    number: int = 1


@dataclass(frozen=True, slots=True)
class MappedDocument:
    """A text that has passages. `number`: how many; `marks`: in the order of the text."""

    document: DocumentId
    title: str
    number: int
    marks: Sequence[TextMark]


@dataclass(frozen=True, slots=True)
class PassageMap:
    """The texts with the most passages, in the order of the documents. `left`: how many others have some.

    `passages`: how many there are in all of them.
    """

    documents: Sequence[MappedDocument]
    left: int
    passages: int


def mapped(project: Project, search: str, most: int = MOST_DOCUMENTS, progress: Progress = silent) -> PassageMap:
    """Return where the passages of a search stand; raises `BadSearch`."""
    with project.snapshot():
        found = PassageSearch(project, search)
        numbers = Counter[DocumentId]()
        for line, number in found.counts() or ((line, 1) for line in found.lines(progress)):
            numbers[line.document] += number
        infos = found.documents()
        places = {id: place for place, id in enumerate(infos)}
        kept = sorted(nsmallest(most, numbers, key=lambda id: (-numbers[id], places[id])), key=lambda id: places[id])
        marks: dict[DocumentId, dict[tuple[LabelId | None, int], TextMark]] = {id: {} for id in kept}
        for line in found.lines(progress, frozenset(kept)):
            _mark(marks[line.document], line, infos[line.document].length)
    documents = [
        MappedDocument(id, infos[id].title, numbers[id], sorted(marks[id].values(), key=lambda one: one.place))
        for id in kept
    ]
    return PassageMap(documents, len(numbers) - len(kept), numbers.total())


def _mark(marks: dict[tuple[LabelId | None, int], TextMark], line: PassageLine, length: int) -> None:
    """Put a passage into its text; what is coded on the whole document reaches from end to end."""
    is_whole = line.span is not None and line.start == line.stop
    start = 0 if is_whole else min(line.start * PIECES // max(length, 1), PIECES - 1)
    stop = PIECES if is_whole else max(start + 1, -(-line.stop * PIECES // max(length, 1)))
    mark = marks.get((line.label, start))
    if mark is None:
        marks[line.label, start] = TextMark(line.label, start, stop, line.span, line.start)
    else:
        mark.stop, mark.number = max(mark.stop, stop), mark.number + 1
