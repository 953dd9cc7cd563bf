"""What acts there are in a project, as they are counted in the workspace Explore."""

from collections.abc import Collection, Sequence

from annotator.acts.acts import acts_of
from annotator.acts.dyads import date_of, dyads_of
from annotator.acts.series import Event, event_of
from annotator.model.document import DocumentInfo
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Span
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


def events(
    project: Project, layers: Collection[LayerId], expand: bool = False, progress: Progress = silent
) -> list[Event]:
    """Return the acts of some layers, one for each source and target; `expand`: groups by their members at the date."""
    codebook = project.codebook
    register = {actor.id: actor for actor in project.actors.all()}
    found = []
    with project.snapshot():
        documents = project.documents.all()
        for number, info in enumerate(documents):
            progress(number, len(documents), info.title)
            spans = [span for span in project.spans.of_document(info.id) if span.layer in layers]
            acts = acts_of(codebook, spans, project.links.of_document(info.id)) if spans else []
            date = date_of(info.metadata)
            found += [event_of(dyad, date) for dyad in dyads_of(acts, info.metadata, register, expand)]
    return found


def passages(project: Project, acts: Sequence[SpanId]) -> list[tuple[DocumentInfo, Span]]:
    """Return the spans behind a count with their documents, those that exist, by document and place."""
    titles = {info.id: (number, info) for number, info in enumerate(project.documents.all())}
    found = [span for span in project.spans.get_many(acts) if span.document in titles]
    found.sort(key=lambda span: (titles[span.document][0], span.start, span.id))
    return [(titles[span.document][1], span) for span in found]
