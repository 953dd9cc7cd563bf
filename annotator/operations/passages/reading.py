"""Codings read for many passages at once, with their acts."""

from collections.abc import Iterator, Sequence

from annotator.acts.acts import Act, acts_of
from annotator.model.codebook import Codebook
from annotator.model.ids import SpanId
from annotator.model.span import Span
from annotator.operations.passages.finding import PassageLine
from annotator.store.project import Project

ReadCoding = tuple[Span, Act | None]
AT_ONCE = 500
"""So many are read in one statement."""


def codings_of(project: Project, codebook: Codebook, lines: Sequence[PassageLine]) -> dict[SpanId, ReadCoding]:
    """Return the codings of passages that are there still, each with its act where it is one."""
    found: dict[SpanId, ReadCoding] = {}
    ids = [line.span for line in lines if line.span is not None]
    for first in range(0, len(ids), AT_ONCE):
        found.update(_some(project, codebook, ids[first : first + AT_ONCE]))
    return found


def _some(project: Project, codebook: Codebook, ids: Sequence[SpanId]) -> Iterator[tuple[SpanId, ReadCoding]]:
    wanted = frozenset(ids)
    links = [link for link in project.links.of_spans(ids) if link.act in wanted]
    parties = {link.span for link in links if link.span is not None} - wanted
    spans = {span.id: span for span in project.spans.get_many([*ids, *sorted(parties)])}
    acts = {act.span.id: act for act in acts_of(codebook, spans.values(), links)}
    for id in ids:
        if id in spans:
            yield id, (spans[id], acts.get(id))
