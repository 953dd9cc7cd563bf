"""Documents given to coders and taken back, by hand or as they were drawn, and until when they are to be done."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from annotator.model.assigning.choice import OfferedDocument, WorkChoice
from annotator.model.assigning.drawing import WorkDraw, draw
from annotator.model.coder import Assignment, Layer, LayerKind
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.field_values import text_of_value, values_of
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.verbs import assigning as verbs
from annotator.model.verbs.gold import Seed
from annotator.model.wording import isolated
from annotator.operations.people import people, roles
from annotator.operations.people.roles import Right
from annotator.store.project import Project


def plan_work(project: Project, choice: WorkChoice, documents: Collection[DocumentId] | None = None) -> WorkDraw:
    """Draw who is to code which of the documents (None: all of the project); nothing is written."""
    if project.journal.rules:
        roles.refuse(project, Right.ASSIGN)
    for person in choice.people:
        project.coders.get(person)
    return draw(choice, offered(project, choice.strata, documents))


def offered(
    project: Project, strata: Sequence[str] = (), documents: Collection[DocumentId] | None = None
) -> list[OfferedDocument]:
    """Return documents as they may be given out: how long, what they say in the fields `strata`, who has them already.

    Who has begun a document, or is done with it, has it, whether or not it was given to them.
    """
    sizes, (given, held), first = project.documents.sizes(), _held(project), _first(project)
    return [
        OfferedDocument(
            info.id,
            sizes[info.text_sha256].number if info.text_sha256 in sizes else 0,
            tuple(_said_in(info, field) for field in strata),
            frozenset(held.get(info.id, ())),
            info.id in first,
            frozenset(held.get(info.id, set()) - given.get(info.id, set())),
        )
        for info in project.documents.all()
        if documents is None or info.id in documents
    ]


def give_out(project: Project, drawn: WorkDraw, due: str | None = None, pilot_due: str | None = None) -> None:
    """Write down what was drawn, as one step; what was given before stays, with its day.

    `due`, `pilot_due`: until when the new ones are to be done, as ISO dates; those of the pilot by `due` too where
    nothing else is said. Raises `NotAllowed` where there is nothing new to be given.
    """
    check_day(due)
    check_day(pilot_due)
    begun = drawn.taken_over()
    if not drawn.new and not begun:
        raise NotAllowed("There is nothing to give out: what was chosen has its coders already.")
    of_pilot, choice = pilot_due or due, drawn.choice
    verb = verbs.AssignDocuments(
        documents=tuple(id for id in drawn.coders if id in drawn.new or id in begun),
        coders=tuple(
            person for person in choice.people if any(person in got for got in (*drawn.new.values(), *begun.values()))
        ),
        by_lot=True,
        seed=Seed(choice.seed),
    )
    with project.transact(verb):
        for person in choice.people:
            layer, ids = _own_layer(project, person).id, [one.id for one in drawn.held_by(person)]
            pilot = [id for id in ids if id in drawn.pilot]
            _give(project, layer, pilot, of_pilot, first=True)
            _give(project, layer, [id for id in ids if id not in drawn.pilot], due, first=False)


def assign(
    project: Project, coders: Sequence[CoderId], documents: Sequence[DocumentId], due: str | None = None
) -> None:
    """Give documents to coders, all to each; those that they have already keep their day. A coder gets a layer."""
    check_day(due)
    documents = _there(project, documents)
    with project.transact(verbs.AssignDocuments(documents=documents, coders=tuple(coders))):
        for person in coders:
            _give(project, _own_layer(project, person).id, documents, due, first=False)


def unassign(project: Project, coders: Sequence[CoderId], documents: Sequence[DocumentId]) -> None:
    """Take documents back from coders; what they coded there stays theirs."""
    _change_given(project, verbs.UnassignDocuments(documents=tuple(documents), coders=tuple(coders)), False, None)


def set_due(project: Project, coders: Sequence[CoderId], documents: Sequence[DocumentId], due: str | None) -> None:
    """Say until when coders are to be done with documents that were given to them; None: no day any more."""
    check_day(due)
    verb = verbs.SetDueDay(documents=tuple(documents), coders=tuple(coders), due=due)
    _change_given(project, verb, True, due)


def who_codes(project: Project, documents: Collection[DocumentId]) -> dict[CoderId, int]:
    """Return to whom documents were given, and how many of these; raises `NotAllowed` for who is not to know it."""
    if project.journal.rules:
        roles.refuse(project, Right.ASSIGN)
    owners = {layer.id: layer.coder for layer in project.layers.all(LayerKind.CODER)}
    found: dict[CoderId, set[DocumentId]] = {coder.id: set() for coder in project.coders.all()}
    for one in project.assignments.all_given():
        owner = owners.get(one.layer)
        if owner in found and one.document in documents:
            found[owner].add(one.document)
    return {person: len(ids) for person, ids in found.items()}


def given_by_coder(project: Project) -> dict[CoderId, set[DocumentId]]:
    """Return the documents that each coder was given, in whichever layer; nothing where no work was given out."""
    owners = {layer.id: layer.coder for layer in project.layers.all(LayerKind.CODER)}
    found: dict[CoderId, set[DocumentId]] = {}
    for one in project.assignments.all_given():
        if (owner := owners.get(one.layer)) is not None:
            found.setdefault(owner, set()).add(one.document)
    return found


def common_due(project: Project, documents: Collection[DocumentId]) -> str:
    """Return the day until which all of these documents are due for whoever has them; empty where they differ."""
    days = {one.due or "" for one in project.assignments.all_given() if one.document in documents}
    return next(iter(days)) if len(days) == 1 else ""


def work_layer(project: Project, coder: CoderId) -> Layer | None:
    """Return the layer in which a coder codes what is given to them: their first that is no re-code sample."""
    layers = project.layers.of_coder(coder)
    return next((layer for layer in layers if project.recode_samples.of_layer(layer.id) is None), None)


def _own_layer(project: Project, coder: CoderId) -> Layer:
    found = work_layer(project, coder)
    return found or people.add_layer(project, coder, project.coders.get(coder).name)


def _give(project: Project, layer: LayerId, documents: Iterable[DocumentId], due: str | None, first: bool) -> None:
    """Give documents in a layer; those that were given there keep their day, and may come first now."""
    here = {one.document: one for one in project.assignments.of_layer(layer) if one.given}
    project.assignments.put_given(
        here[id].model_copy(update={"first": first or here[id].first})
        if id in here
        else Assignment(layer=layer, document=id, given=True, first=first, due=due)
        for id in documents
    )


def _change_given(project: Project, verb: verbs.OfWork, given: bool, due: str | None) -> None:
    wanted = set(verb.documents)
    with project.transact(verb):
        for person in verb.coders:
            for layer in project.layers.of_coder(person):
                project.assignments.put_given(
                    one.model_copy(update={"given": given, "due": due})
                    for one in project.assignments.of_layer(layer.id)
                    if one.given and one.document in wanted
                )


def _there(project: Project, documents: Iterable[DocumentId]) -> tuple[DocumentId, ...]:
    wanted = tuple(dict.fromkeys(documents))
    if len(project.documents.which_exist(wanted)) < len(wanted):
        raise NotFound("One of the documents is not in the project any more.")
    return wanted


def check_day(day: str | None) -> None:
    """Raise `NotAllowed` for what is no day as ISO 8601 writes it."""
    try:
        is_one = day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        is_one = False
    if not is_one:
        raise NotAllowed(f"“{isolated(str(day))}” is no day; write it as 2026-01-31.")


_Of = dict[DocumentId, set[CoderId]]


def _held(project: Project) -> tuple[_Of, _Of]:
    """Return to whom each document was given, and who has it: besides these, who has begun it or is done with it."""
    given: _Of = {}
    owners = {layer.id: layer.coder for layer in project.layers.all(LayerKind.CODER) if layer.coder is not None}
    for one in project.assignments.all_given():
        if one.layer in owners:
            given.setdefault(one.document, set()).add(owners[one.layer])
    found = {document: set(people) for document, people in given.items()}
    for layer, owner in owners.items():
        for document in project.assignments.states(layer):
            found.setdefault(document, set()).add(owner)
    return given, found


def _first(project: Project) -> set[DocumentId]:
    return {one.document for one in project.assignments.all_given() if one.first}


def _said_in(info: DocumentInfo, field: str) -> str:
    return "; ".join(sorted({text_of_value(value) for value in values_of(info.metadata, field)} - {""}))
