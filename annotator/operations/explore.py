"""What acts there are in a project, as they are counted in the workspace Explore."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.acts.acts import acts_of
from annotator.acts.dyads import date_of, dyads_of
from annotator.acts.known_actors import KnownActors
from annotator.acts.sentence import sentence_of
from annotator.acts.series import ActEvent, event_of
from annotator.model.document import DocumentInfo
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Span
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_AT_ONCE = 1000
"""Passages that are read between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An act where it stands. `sentence`: who does what towards whom. `date`: the document's, or empty."""

    document: DocumentInfo
    span: Span
    sentence: str
    date: str


def events(
    project: Project, layers: Collection[LayerId], expand: bool = False, progress: Progress = silent
) -> list[ActEvent]:
    """Return the acts of some layers, one for each source and target; `expand`: groups by their members at the date."""
    codebook = project.codebook
    known = KnownActors(project.actors.all())
    found = []
    with project.snapshot():
        documents = project.documents.all()
        for number, info in enumerate(documents):
            progress(number, len(documents), info.title)
            spans = [span for span in project.spans.of_document(info.id) if span.layer in layers]
            acts = acts_of(codebook, spans, project.links.of_document(info.id)) if spans else []
            date = date_of(info.metadata)
            found += [event_of(dyad, date) for dyad in dyads_of(acts, info.metadata, known, expand)]
    return found


def passages(project: Project, acts: Sequence[SpanId], progress: Progress = silent) -> list[Passage]:
    """Return the acts behind a count with their documents, those that exist, by document and place."""
    codebook = project.codebook
    register = {actor.id: actor for actor in project.actors.all()}
    documents = {info.id: (number, info) for number, info in enumerate(project.documents.all())}
    found = []
    for first in range(0, len(acts), _AT_ONCE):
        progress(first, len(acts), "")
        some = acts[first : first + _AT_ONCE]
        wanted = frozenset(some)
        links = project.links.of_spans(some)
        parties = {link.span for link in links if link.span is not None} - wanted
        spans = project.spans.get_many([*some, *sorted(parties)])
        for act in acts_of(codebook, spans, links):
            if act.span.id in wanted and act.span.document in documents:
                info = documents[act.span.document][1]
                found.append(Passage(info, act.span, sentence_of(act, register), date_of(info.metadata)))
    found.sort(key=lambda one: (documents[one.document.id][0], one.span.start, one.span.id))
    return found


def write_picture(path: Path, content: bytes) -> None:
    """Write a picture of what was counted; raises `BadFile`."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadFile(path.name, f"it cannot be written ({error.strerror})", "choose another folder") from error
