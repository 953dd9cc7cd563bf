"""What is in a project, at a glance."""

from pydantic import BaseModel, ConfigDict

from annotator.model.coder import LayerKind, State
from annotator.model.ids import CoderId
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.documents import memos
from annotator.store.project import Project


class LayerOverview(BaseModel):
    """A layer: how many spans each label has, and how many documents are done or only begun."""

    model_config = ConfigDict(frozen=True)

    name: str
    kind: LayerKind
    spans: dict[str, int]
    done: int
    begun: int


class ProjectOverview(BaseModel):
    """A project. `decisions`: how many by rule; `steps`: all that the history holds;
    `memos`: those that whoever asks may read. `made_by`, `written_by`: the versions of the program that made the file
    and wrote it last, empty where it does not say.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    documents: int
    characters: int
    codebook_version: int
    labels: tuple[str, ...]
    coders: tuple[str, ...]
    layers: tuple[LayerOverview, ...]
    actors: int
    decisions: dict[str, int]
    steps: int
    memos: int = 0
    codebook_version_name: str = ""
    made_by: str = ""
    written_by: str = ""


def overview(project: Project, blind: CoderId | None = None) -> ProjectOverview:
    """Return what is in the project; `blind`: who sees of what was coded their own alone."""
    documents, program = project.documents.all(), project.written_by
    version = project.codebooks.current()
    return ProjectOverview(
        name=project.name,
        documents=len(documents),
        characters=sum(info.length for info in documents),
        codebook_version=version.number,
        labels=tuple(label.id for label in version.codebook.labels),
        coders=tuple(coder.name for coder in project.coders.all()),
        layers=_layers(project, blind),
        actors=len(seen_actors(project)),
        decisions={} if blind else {str(rule): count for rule, count in project.decisions.counts().items()},
        steps=project.journal.count(),
        memos=len(memos.readable(project)),
        codebook_version_name=project.codebooks.name_of(version.id),
        made_by=program.made,
        written_by=program.last,
    )


def _layers(project: Project, blind: CoderId | None) -> tuple[LayerOverview, ...]:
    counts = project.spans.counts()
    found = []
    for layer in project.layers.all():
        if blind is not None and layer.coder != blind:
            continue
        states = list(project.assignments.states(layer.id).values())
        spans = {label: count for (id, label), count in counts.items() if id == layer.id}
        done, begun = states.count(State.DONE), states.count(State.BEGUN)
        found.append(LayerOverview(name=layer.name, kind=layer.kind, spans=spans, done=done, begun=begun))
    return tuple(found)
