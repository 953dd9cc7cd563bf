"""Whose the codings of a bundle are, as a coder's copy sees it, and which actors come with those of its coder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.formats.making import derived_id
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, CoderId, LayerId
from annotator.model.names import tidied
from annotator.model.register import groups_of
from annotator.model.removal import RemovedKind
from annotator.model.span import Link, Span
from annotator.model.wording import isolated
from annotator.operations.exchange.called_here import merged_here
from annotator.operations.exchange.origins import Matched, PersonMatch, Sameness, match_people
from annotator.operations.team import assigning
from annotator.store.project import Project

One = TypeVar("One", Span, Link)


@dataclass(frozen=True, slots=True)
class OwnLayers:
    """The coder of a copy. `layers`: which layer of theirs one of the file is; `people`: who of the file they are.

    `names`: what coders and layers of the file are called, by the layers' ids. `is_unsaid`: nobody says whose it is.
    """

    me: Coder
    layers: Mapping[str, LayerId]
    people: tuple[PersonMatch, ...]
    names: Mapping[str, str]
    is_unsaid: bool = False


def own_layers(project: Project, bundle: Bundle, said: str | None, matched: Matched) -> OwnLayers:
    """Return which layers of a bundle are those of the coder whose copy it is.

    Those of somebody with their id or name; of whom whoever imports says it; of a file of one coder's work, where it
    names nobody, or `said` names the copy's coder. Raises `NotAllowed` where `said` is somebody else.
    """
    assert project.owner is not None
    me = project.coders.get(project.owner.person)
    own = project.layers.of_coder(me.id)
    if not own:
        raise NotAllowed(f"{isolated(me.name)} has no layer here to code in; ask whoever leads.")
    if said is not None and tidied(said).casefold() != me.name.casefold():
        raise NotAllowed(f"This is a copy for {isolated(me.name)}, into which nobody else’s codings come.")
    people = match_people([me], bundle.coders, matched)
    theirs = [layer for layer in bundle.layers if layer.kind is LayerKind.CODER]
    says_whose = any(coder.name != bundle.name for coder in bundle.coders)
    is_alone = len({layer.coder for layer in theirs}) == 1 and (said is not None or not says_whose)
    mine = [layer for layer in theirs if is_alone or _is_of(layer, me, people)]
    work = assigning.work_layer(project, me.id) or own[0]
    coding = {layer.coder for layer in theirs}
    shown = (one for one in people if one.theirs.id in coding and not is_alone)
    ids = {layer.coder for layer in mine}
    called = {one.id: one.name for one in bundle.coders}
    return OwnLayers(
        me,
        {layer.id: _own_one(layer, own, work).id for layer in mine},
        tuple(replace(one, ours=me.id if one.theirs.id in ids else None) for one in shown),
        {layer.id: called.get(layer.coder, layer.name) if layer.coder else layer.name for layer in bundle.layers},
        is_unsaid=is_alone and said is None,
    )


def _is_of(layer: Layer, me: Coder, people: Iterable[PersonMatch]) -> bool:
    if layer.coder is None:
        return layer.name.casefold() == me.name.casefold()
    found = {one.theirs.id: one for one in people}
    match = found.get(layer.coder)
    if match is None or match.ours != me.id:
        return False
    # Where the coder is known by their id, another one of their name is another.
    return match.by is not Sameness.NAME or not any(one.by is Sameness.ID for one in found.values())


def _own_one(layer: Layer, own: Sequence[Layer], work: Layer) -> Layer:
    """Return which of the coder's layers one of theirs is: that with its id, or name, or that of their work."""
    same = [one for one in own if one.id == layer.id] or [one for one in own if one.name == layer.name]
    return same[0] if same else work


def with_own_actors(
    project: Project, me: CoderId, documents: Iterable[CodedDocument], actors: Iterable[Actor]
) -> tuple[list[CodedDocument], tuple[Actor, ...]]:
    """Return documents with the actors that they name, and what these hang on.

    One that is not here gets an id of its own: under the file's it may be somebody else's proposal in the project.
    """
    documents, theirs = list(documents), {actor.id: actor for actor in actors}
    here = {ActorId(id) for id in (*(one.id for one in project.actors.all()), *merged_here(project, RemovedKind.ACTOR))}
    ids: dict[ActorId, ActorId | None] = {}
    waiting = list(dict.fromkeys(_named_in(documents)))
    for id in waiting:
        if id not in ids:
            is_here, is_there = id in here, id in theirs
            ids[id] = id if is_here else ActorId(derived_id("own", me, f"actor {id}")) if is_there else None
            waiting += _needed(theirs[id]) if is_there and not is_here else []
    named = [replace(one, spans=_with(one.spans, ids), links=_with(one.links, ids)) for one in documents]
    return named, tuple(_called(theirs[id], ids) for id in ids if id in theirs)


def _named_in(documents: Iterable[CodedDocument]) -> Iterator[ActorId]:
    for coded in documents:
        yield from (span.actor for span in coded.spans if span.actor is not None)
        yield from (link.actor for link in coded.links if link.actor is not None)


def _needed(actor: Actor) -> list[ActorId]:
    return [*([actor.parent] if actor.parent else []), *groups_of(actor)]


def _with(some: Iterable[One], ids: Mapping[ActorId, ActorId | None]) -> tuple[One, ...]:
    return tuple(one if one.actor is None else replace(one, actor=ids[one.actor]) for one in some)


def _called(actor: Actor, ids: Mapping[ActorId, ActorId | None]) -> Actor:
    """Return an actor under the ids that it and what it hangs on have here; what is not known is left out."""
    memberships = (one.model_copy(update={"group": ids.get(one.group)}) for one in actor.memberships)
    return actor.model_copy(
        update={
            "id": ids[actor.id],
            "parent": ids.get(actor.parent) if actor.parent else None,
            "memberships": tuple(one for one in memberships if one.group is not None),
        }
    )
