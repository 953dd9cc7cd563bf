"""Agreement between the coders of a project."""

from collections.abc import Iterator, Sequence

from pydantic import JsonValue, TypeAdapter

from annotator.agreement.summary import Summary, summarise
from annotator.agreement.units import CodedText
from annotator.model.coder import Layer
from annotator.model.errors import NotAllowed
from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.operations.people import layers_named
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_JSON: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


def agree(project: Project, layers: Sequence[Layer], progress: Progress = silent) -> Summary:
    """Return the agreement of layers on the labels of the codebook; raises `NotAllowed` for fewer than two.

    A layer takes part in the documents that its coder has begun or done, and is missing in the others.
    """
    if len(layers) < 2:
        raise NotAllowed("Agreement needs at least two coders; name those to compare.")
    labels = [label.id for label in project.codebook.labels]
    return summarise(_coded_texts(project, layers, progress), labels, coders=[layer.id for layer in layers])


def agreement_of(project: Project) -> JsonValue:
    """Return the agreement of all coders as JSON, with pseudonyms, for a dataset card; None for fewer than two."""
    layers = layers_named(project, None)
    if len(layers) < 2:
        return None
    return _JSON.validate_python(named(project, agree(project, layers), pseudonyms=True))


def named(project: Project, summary: Summary, pseudonyms: bool = False) -> dict[str, object]:
    """Return a summary as JSON values, with the names of layers (or pseudonyms of their coders) in place of ids."""
    names = {layer.id: layer.name for layer in project.layers.all()}
    if pseudonyms:
        people = {coder.id: coder.pseudonym for coder in project.coders.all()}
        seen: dict[str, int] = {}
        for layer in project.layers.all():
            if layer.coder is not None:
                pseudonym = people[layer.coder]
                seen[pseudonym] = seen.get(pseudonym, 0) + 1
                names[layer.id] = pseudonym if seen[pseudonym] == 1 else f"{pseudonym} ({seen[pseudonym]})"
    return {key: _renamed(value, names) for key, value in summary.to_dict().items()}


def _renamed(value: object, names: dict[LayerId, str]) -> object:
    if isinstance(value, dict):
        return {_renamed(key, names): _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(inner, names) for inner in value]
    return names.get(LayerId(value), value) if isinstance(value, str) else value


def _coded_texts(project: Project, layers: Sequence[Layer], progress: Progress) -> Iterator[CodedText]:
    documents = project.documents.all()
    # The order of the layers is that of the numbers in the summary, whoever coded the first document.
    order = [layer.id for layer in layers]
    for number, info in enumerate(documents):
        progress(number, len(documents), info.title)
        present = project.assignments.layers_in(info.id)
        spans: dict[LayerId, list[Span]] = {layer: [] for layer in order if layer in present}
        for span in project.spans.of_document(info.id):
            if span.layer in spans:
                spans[span.layer].append(span)
        yield CodedText(info.length, spans)
    progress(len(documents), len(documents), "")
