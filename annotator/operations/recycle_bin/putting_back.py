"""What lies in the recycle bin put back, with all that hung on it: one step, of whoever may remove it."""

from collections.abc import Iterable, Sequence

from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId, DocumentId, LabelId, LayerId
from annotator.model.removal import Removal, RemovalId, RemovedKind, RemovedLabel, numbered, with_label
from annotator.model.verbs import project as verbs
from annotator.model.wording import counted, isolated
from annotator.operations.codebook import codebook
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_ORDER = (RemovedKind.CODER, RemovedKind.LAYER, RemovedKind.DOCUMENT, RemovedKind.LABEL)


def put_back(project: Project, ids: Iterable[RemovalId]) -> list[str]:
    """Put things back and return what has become otherwise than it was, a sentence for each.

    Where a name was taken meanwhile it comes back as “NAME (2)”; documents may share a title. A label comes back in a
    new version of the codebook. Raises `NotFound` for what is not in the bin, `NotAllowed` for a document whose text
    came in again.
    """
    chosen = [_found(project, id) for id in dict.fromkeys(ids)]
    chosen.sort(key=lambda one: _ORDER.index(one.kind))
    if not chosen:
        return []
    verb, before, said = _verb(project, chosen), project.spans.count(), list[str]()
    with project.transact(verb) as step:
        for one in chosen:
            said += _prepare(project, one)
        project.removals.take(one.id for one in chosen if one.kind is not RemovedKind.LABEL)
        version = 0
        for one in chosen:
            if one.kind is RemovedKind.LABEL:
                version = _put_label_back(project, one, said)
        facts = {"spans": project.spans.count() - before}
        step.verb = verb.model_copy(update=facts if not version else {**facts, "version": version})
        said += _still_held(project, chosen)
    return said


def _found(project: Project, id: RemovalId) -> Removal:
    found = project.removals.get(id)
    if found is None or not found.is_in_bin:
        raise NotFound("This is not in the recycle bin any more.")
    return found


def _verb(project: Project, chosen: Sequence[Removal]) -> verbs.PutBack | verbs.PutBackLayer:
    if len(chosen) == 1 and chosen[0].kind is RemovedKind.LAYER:
        layer = LayerId(chosen[0].target)
        owner = project.removals.value(Table.LAYERS, layer, "coder")
        if owner is not None:
            return verbs.PutBackLayer(layer=layer, coder=CoderId(owner))
    of = {kind: tuple(one.target for one in chosen if one.kind is kind) for kind in RemovedKind}
    return verbs.PutBack(
        things=len(chosen),
        documents=tuple(map(DocumentId, of[RemovedKind.DOCUMENT])),
        coders=tuple(map(CoderId, of[RemovedKind.CODER])),
        layers=tuple(map(LayerId, of[RemovedKind.LAYER])),
        labels=tuple(map(LabelId, of[RemovedKind.LABEL])),
    )


def _prepare(project: Project, one: Removal) -> list[str]:
    """See to it that what comes back has its place among what is there."""
    if one.kind is RemovedKind.DOCUMENT:
        _refuse_same_text(project, one)
    elif one.kind is RemovedKind.CODER:
        here = project.coders.all()
        taken = {"name": {coder.name for coder in here}, "pseudonym": {coder.pseudonym for coder in here}}
        said = [*_renamed(project, Table.CODERS, one.target, "name", taken["name"])]
        _renamed(project, Table.CODERS, one.target, "pseudonym", taken["pseudonym"])
        return said + [line for layer in project.removals.layers_of(one.target) for line in _layer(project, layer)]
    elif one.kind is RemovedKind.LAYER:
        return _layer(project, one.target)
    return []


def _layer(project: Project, layer: str) -> list[str]:
    return _renamed(project, Table.LAYERS, layer, "name", {one.name for one in project.layers.all()})


def _renamed(project: Project, table: Table, row: str, column: str, taken: Iterable[str]) -> list[str]:
    name = project.removals.value(table, row, column)
    if name is None:
        return []
    free = numbered(name, {one.casefold() for one in taken})
    if free == name:
        return []
    project.removals.hiding.change(table, row, {column: free})
    return [f"“{name}” is another one’s name by now; it came back as “{free}”."]


def _refuse_same_text(project: Project, one: Removal) -> None:
    text = project.removals.value(Table.DOCUMENTS, one.target, "text_sha256")
    known = project.documents.with_text(text) if text is not None else None
    if known is not None:
        title = project.removals.value(Table.DOCUMENTS, one.target, "title")
        other = project.documents.info(known).title
        raise NotAllowed(f"The text of “{title}” came in again as “{other}”; remove that one first.")


def _put_label_back(project: Project, one: Removal, said: list[str]) -> int:
    removed = RemovedLabel.model_validate_json(one.content)
    new = with_label(project.codebook, removed)
    label = new.get(one.target)
    assert label is not None
    version = codebook.save(project, new, f"Put {isolated(label.name)} back")
    if label.name != removed.label.name:
        said.append(f"“{removed.label.name}” is another label’s name by now; it came back as “{label.name}”.")
    if removed.label.key and not label.key:
        said.append(f"The key {removed.label.key} is another label’s by now; {isolated(label.name)} has none.")
    single = [(of.id, role.id) for of in new.labels for role in of.roles if not role.several]
    if doubled := project.links.doubled_by(one.target, single):
        project.links.delete(doubled)
        said.append(f"Slots filled meanwhile keep what they have: {counted(len(doubled), 'party', 'parties')}.")
    return version


def _still_held(project: Project, chosen: Sequence[Removal]) -> list[str]:
    """Say what stays hidden since something else that it hangs on is in the bin."""
    if not project.removals.all():
        return []
    said, targets = [], {one.target for one in chosen}
    for kind in (RemovedKind.LAYER, RemovedKind.DOCUMENT):
        for id, name in project.removals.names(kind).items():
            if id in targets:
                said.append(f"“{name}” stays in the recycle bin with what it hangs on; put that back too.")
    owners = project.removals.coders_of_layers()
    left = sum(
        count
        for (document, layer, label), count in project.removals.spans().items()
        if targets & {document, layer, label, owners.get(layer)}
    )
    if left:
        stay = counted(left, "coding stays", "codings stay")
        said.append(f"{stay} in the recycle bin with something else that was removed.")
    return said
