"""A coding as conditions look at it, with what is read of its document when one asks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from annotator.acts.acts import Act
from annotator.acts.dyads import date_of
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId, LayerId
from annotator.model.searching.scanning import Within, parts_of
from annotator.model.span import Span
from annotator.store.project import Project


class ReadInfos:
    """Documents without their texts, each read when it is first asked for: of many, a search looks at few."""

    def __init__(self, project: Project) -> None:
        self._project, self._read = project, dict[DocumentId, DocumentInfo | None]()

    def get(self, id: DocumentId) -> DocumentInfo | None:
        """Return a document; None where it is gone."""
        if id not in self._read:
            try:
                self._read[id] = self._project.documents.info(id)
            except NotFound:
                self._read[id] = None
        return self._read[id]


class LookedAt:
    """The documents that are looked through, each read when its turn comes. `within`: those alone; None for all."""

    def __init__(
        self, infos: ReadInfos, within: frozenset[DocumentId] | None, keeps: Callable[[DocumentInfo], bool]
    ) -> None:
        self.within, self._infos, self._keeps = within, infos, keeps
        self._last: tuple[DocumentId | None, DocumentInfo | None] = (None, None)

    def get(self, id: DocumentId) -> DocumentInfo | None:
        """Return a document; None for one that is left out."""
        if self._last[0] != id:
            info = self._infos.get(id) if self.within is None or id in self.within else None
            self._last = id, info if info is not None and self._keeps(info) else None
        return self._last[1]


class SearchedText:
    """A document whose codings are looked at. `layers`: those whose codings may be looked at beside them."""

    def __init__(self, project: Project, info: DocumentInfo, layers: frozenset[LayerId]) -> None:
        self.project, self.info, self.layers = project, info, layers
        self.date = date_of(info.metadata)
        """ISO 8601, or empty."""
        self._parts: dict[Within, list[tuple[int, int]]] = {}

    @cached_property
    def text(self) -> str:
        """Its text."""
        return self.project.documents.text(self.info.text_sha256)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """All codings of it in the layers that are looked at."""
        return tuple(span for span in self.project.spans.of_document(self.info.id) if span.layer in self.layers)

    def around(self, start: int, stop: int, within: Within) -> tuple[int, int]:
        """Return from where to where the sentences or paragraphs go that hold a passage."""
        if within not in self._parts:
            self._parts[within] = parts_of(self.text, within)
        touched = [part for part in self._parts[within] if part[0] < max(stop, start + 1) and start < part[1]]
        return (touched[0][0], touched[-1][1]) if touched else (start, stop)


@dataclass(frozen=True, slots=True)
class SearchedCoding:
    """A coding with its act, None where its label is none, in its document."""

    span: Span
    act: Act | None
    document: SearchedText


def pieces_of(span: Span, text: Callable[[], str]) -> list[str]:
    """Return the words of a coding by its pieces; `text`: of its document, asked for where the quote does not tell."""
    if len(span.extents) == 1:
        return [span.quote]
    return [text()[start:stop] for start, stop in span.extents] or [text()]
