"""A passage whole: the paragraphs that it stands in, what else is coded there, and what it says as a sentence."""

from dataclasses import dataclass

from annotator.acts.dyads import date_of
from annotator.acts.saying import Saying, of_text, saying_of
from annotator.model.document import DocumentInfo, pages_said
from annotator.model.errors import NotFound
from annotator.model.ids import LabelId, LayerId
from annotator.model.searching.scanning import Within, parts_of
from annotator.model.span import Extent, Span
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.reading import ReadCoding, codings_of
from annotator.store.project import Project

AROUND = 3_000
"""So many characters are shown on either side of a passage at most, where its paragraph is longer."""
LONGEST = 12_000


@dataclass(frozen=True, slots=True)
class PassageContext:
    """`text`: the paragraphs; `parts` and `marks` (with the labels): places in it, in code points from its beginning.

    `paragraph`: the number of the first, from 1; 0 of a label on the whole document. `saying`: empty words where
    nothing is coded. `coder`: the layer's name.
    """

    line: PassageLine
    document: DocumentInfo
    text: str
    parts: tuple[Extent, ...]
    marks: tuple[tuple[Extent, LabelId], ...]
    paragraph: int
    saying: Saying
    coder: str = ""
    date: str = ""
    pages: str = ""
    note: str = ""
    doubt: bool = False
    is_own: bool = False
    """Whether whoever is at work coded it."""


def context_of(project: Project, line: PassageLine) -> PassageContext | None:
    """Return a passage whole; None where it is gone."""
    names = SearchNames(project)
    try:
        info = project.documents.info(line.document)
    except NotFound:
        return None
    coding = codings_of(project, names.codebook, [line]).get(line.span) if line.span is not None else None
    if line.span is not None and coding is None:
        return None
    text = project.documents.text(info.text_sha256)
    span = coding[0] if coding is not None else None
    extents = span.extents if span is not None else (Extent(line.start, line.stop),)
    start, stop = (extents[0].start, extents[-1].stop) if extents else (0, 0)
    number, first, last = _paragraphs(text, start, stop)
    layers = (line.layer,) if line.layer is not None else names.usual_layers
    layer = next((one for one in names.layers if one.id == line.layer), None)
    return PassageContext(
        line,
        info,
        text[first:last].rstrip("\n"),
        tuple(moved for part in extents if (moved := _moved(part, first, last)) is not None),
        tuple(_marks(project, info, layers, first, last)),
        number if extents else 0,
        _saying(coding, names),
        layer.name if layer is not None else "",
        date_of(info.metadata),
        pages_said(project.documents.pages(info.id), extents),
        span.note if span is not None else "",
        span.doubt if span is not None else False,
        bool(layer is not None and project.person and layer.coder == project.person),
    )


def _paragraphs(text: str, start: int, stop: int) -> tuple[int, int, int]:
    """Return the number of the first paragraph that holds a passage, and from where to where it is shown."""
    parts = parts_of(text, Within.PARAGRAPH)
    touched = [at for at, part in enumerate(parts) if part[0] < max(stop, start + 1) and start < part[1]]
    if not touched:
        return 1, start, stop
    number = sum(1 for part in parts[: touched[0] + 1] if text[part[0] : part[1]].strip())
    first, last = parts[touched[0]][0], parts[touched[-1]][1]
    return max(number, 1), max(first, start - AROUND), min(last, stop + AROUND, start + LONGEST)


def _moved(part: Extent, first: int, last: int) -> Extent | None:
    start, stop = max(part.start, first) - first, min(part.stop, last) - first
    return Extent(start, stop) if start < stop else None


def _marks(
    project: Project, info: DocumentInfo, layers: tuple[LayerId, ...], first: int, last: int
) -> list[tuple[Extent, LabelId]]:
    spans: list[Span] = [one for one in project.spans.of_document(info.id) if one.layer in layers]
    return [
        (moved, span.label)
        for span in spans
        for part in span.extents
        if part.start < last and first < part.stop and (moved := _moved(part, first, last)) is not None
    ]


def _saying(coding: ReadCoding | None, names: SearchNames) -> Saying:
    if coding is None:
        return of_text("")
    span, act = coding
    if act is not None:
        return saying_of(act, {actor.id: actor for actor in names.register})
    label = names.codebook.get(span.label)
    return of_text(label.name if label is not None else span.label)
