"""Layers, coders and labels removed: into the recycle bin, with their codings. Documents are by `documents.remove`."""

from annotator.model.coder import LayerKind
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId, LabelId, LayerId
from annotator.model.relabelling import known
from annotator.model.removal import Removal, RemovedKind, without_label
from annotator.model.verbs import codebook as codebook_verbs
from annotator.model.verbs import project as verbs
from annotator.model.wording import counted, isolated
from annotator.operations.codebook import codebook
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.project import history
from annotator.store.clock import now
from annotator.store.project import Project


def why_not_layer(project: Project, layer: LayerId) -> str:
    """Return why a layer has to stay, in a sentence; empty where it can be removed by whoever may."""
    found = project.layers.get(layer)
    if found.kind is LayerKind.GOLD:
        return "Gold is taken out case by case; it is no layer that could be removed."
    if found.coder is not None and len(project.layers.of_coder(found.coder)) == 1:
        return f"“{found.name}” is its coder’s only layer; add another one first, or remove the coder."
    return ""


def remove_layer(project: Project, layer: LayerId, with_codings: bool = False) -> None:
    """Remove a layer: its owner may, and whoever leads.

    Raises `NotAllowed` for gold, for a coder's only layer, and where it is coded in, unless `with_codings`.
    """
    found = project.layers.get(layer)
    if project.journal.rules and found.coder is None:
        roles.refuse(project, Right.PEOPLE)
    if why := why_not_layer(project, layer):
        raise NotAllowed(why)
    spans = project.spans.count_in_layers([layer])
    _refuse_coded(f"“{found.name}”", spans, with_codings)
    with project.transact(verbs.RemoveLayer(layer=layer, coder=found.coder, spans=spans)):
        project.removals.add([Removal(RemovedKind.LAYER, layer, project.person, now())])


def why_not_coder(project: Project, coder: CoderId) -> str:
    """Return why a person has to stay, in a sentence; empty where they can be removed by whoever may."""
    name = isolated(project.coders.get(coder).name)
    if [one.id for one in roles.leads(project.coders.all())] == [coder]:
        return f"{name} alone leads this project; let somebody else lead it first."
    if project.person == coder:
        return "Nobody removes themselves; ask somebody else who leads."
    if project.coders.is_named(coder) or project.removals.hiding.names_judge(coder):
        return f"{name} decided cases, released gold or saved the codebook, and is named there; remove layers instead."
    return ""


def remove_coder(project: Project, coder: CoderId, with_codings: bool = False) -> None:
    """Remove a person with their layers.

    Raises `NotAllowed` for the last lead, for oneself, for whom a decision, a release or a version of the codebook
    names, and where they have coded, unless `with_codings`.
    """
    if project.journal.rules:
        roles.refuse(project, Right.PEOPLE)
    if why := why_not_coder(project, coder):
        raise NotAllowed(why)
    spans = project.spans.count_in_layers([layer.id for layer in project.layers.of_coder(coder)])
    _refuse_coded(isolated(project.coders.get(coder).name), spans, with_codings)
    with project.transact(verbs.RemoveCoder(coder=coder, spans=spans)):
        project.removals.add([Removal(RemovedKind.CODER, coder, project.person, now())])


def remove_label(project: Project, label: LabelId, with_codings: bool = False) -> None:
    """Remove a label from the codebook, with its codings in all layers.

    Raises `NotFound`, and `NotAllowed` where labels stand below it, and where it is in use, unless `with_codings`.
    """
    found = known(project.codebook, label)
    if any(one.parent == label for one in project.codebook.labels):
        raise NotAllowed(f"Labels stand below “{found.name}”; move or remove them first.")
    spans = project.spans.labels_in_use().get(label, 0)
    _refuse_coded(f"“{found.name}”", spans, with_codings)
    left, removed = without_label(project.codebook, found)
    verb = codebook_verbs.RemoveLabel(label=label, spans=spans)
    note = history.sentence(project, verb)
    with project.transact(verb) as step:
        content = removed.model_dump_json(exclude_defaults=True)
        project.removals.add([Removal(RemovedKind.LABEL, label, project.person, now(), content)])
        step.verb = verb.model_copy(update={"version": codebook.save(project, left, note)})


def _refuse_coded(what: str, spans: int, with_codings: bool) -> None:
    if spans and not with_codings:
        raise NotAllowed(f"{what} has {counted(spans, 'coding')}; say that what is coded is to be removed too.")
