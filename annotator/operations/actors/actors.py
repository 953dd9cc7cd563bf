"""The register of actors changed: each verb one step, with what refers to the actors.

What refers to an actor are spans, slots, the candidates and slots that decisions keep, the actors below it, and the
members of a group or holders of an office.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from annotator.model.actor import Actor
from annotator.model.decision import Decision
from annotator.model.errors import BadRegister, NotAllowed
from annotator.model.folding import folded
from annotator.model.ids import ActorId, LinkId, SpanId
from annotator.model.register import Register, ancestors, faults, parents_first
from annotator.model.removal import RemovedKind, merged
from annotator.model.searching.terms import ACTOR_KEYS, with_named
from annotator.model.span import Link
from annotator.model.verbs import actors as verbs
from annotator.operations.actors.actor_uses import touched_in_words
from annotator.operations.actors.seen_actors import named_or_seen, seen_actors, unseen_proposals
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.rows.actors import Uses
from annotator.store.schema.tables import Table

ActorOf = Callable[[str, ActorId | None], ActorId | None]
"""(id of a span or link, its actor) -> the actor that it has from now on."""


def add(project: Project, actor: Actor) -> Actor:
    """Register an actor; raises `BadRegister` where it contradicts the others, such as by a code that one has."""
    here = seen_actors(project)
    must_be_sound(here, [*here, actor])
    with project.transact(verbs.RegisterActor(actor=actor.id)):
        project.actors.add([actor])
    return actor


def change(project: Project, actor: Actor) -> Actor:
    """Give the actor with this id other names, codes, memberships …; raises `NotFound` or `BadRegister`."""
    old = project.actors.get(actor.id)
    here = named_or_seen(project, [actor.id])
    must_be_sound(here, [actor if one.id == actor.id else one for one in here])
    with project.transact(verbs.ChangeActor(actor=old.id)):
        if actor != old:
            project.actors.put(actor)
            names = {folded(old.name): actor.name}
            project.kept_searches.rewrite(lambda term: with_named(term, ACTOR_KEYS, names))
    return actor


def remove(project: Project, actor: ActorId, instead: ActorId | None = None) -> None:
    """Take an actor out of the register; what refers to it refers to `instead` from now on.

    Raises `NotAllowed` where something does and nobody is to take its place.
    """
    gone, uses = project.actors.get(actor), project.actors.used_by(actor)
    if instead is None and uses != Uses():
        raise NotAllowed(
            f"“{gone.name}” is in use ({touched_in_words(uses)}); say which actor takes its place, or merge them."
        )
    if instead is None and project.removals.hiding.names_actor(actor):
        raise NotAllowed(f"“{gone.name}” is in use in the recycle bin; say which actor takes its place, or merge them.")
    if instead == actor:
        raise NotAllowed(f"“{gone.name}” cannot take its own place; choose another actor.")
    with project.transact(verbs.RemoveActor(actor=actor, instead=instead)):
        if instead is not None:
            _put_in_place(project, project.actors.get(instead), [gone])
            project.removals.mark([merged(RemovedKind.ACTOR, actor, instead, project.person, now())])
        project.actors.delete([actor])


def merge(project: Project, keep: ActorId, others: Sequence[ActorId]) -> Actor:
    """Make actors one: `keep` gains the names, codes and memberships of the others, and all that refers to them.

    A party that then stands twice in a slot stands there once. Raises `NotAllowed` where two have different codes of
    one scheme, or one with codes is of another kind, and so they are two.
    """
    kept, gone = project.actors.get(keep), [project.actors.get(other) for other in dict.fromkeys(others)]
    if not gone or keep in others:
        raise NotAllowed(f"Choose other actors to merge into “{kept.name}”.")
    for other in gone:
        kept = _joined(kept, other)
    with project.transact(verbs.MergeActors(actor=keep, others=tuple(other.id for other in gone))):
        _put_in_place(project, kept, gone)
        left = {one.id for one in project.actors.all()} - {other.id for other in gone}
        project.removals.mark(merged(RemovedKind.ACTOR, one.id, keep, project.person, now()) for one in gone)
        project.actors.delete(other.id for other in reversed(parents_first(gone, left)))
    return project.actors.get(keep)


def split(
    project: Project,
    actor: ActorId,
    new: Actor,
    aliases: Collection[str] = (),
    spans: Collection[SpanId] = (),
    links: Collection[LinkId] = (),
) -> Actor:
    """Register `new`, to whom some of an actor's aliases, spans and links go; return `new` with the aliases.

    Raises `NotAllowed` for those that are not the actor's, `BadRegister` where `new` contradicts the other actors.
    """
    old = project.actors.get(actor)
    if strange := [alias for alias in aliases if alias not in old.aliases]:
        raise NotAllowed(f"“{strange[0]}” is no alias of “{old.name}”.")
    mine = {*(span.id for span in project.spans.mentioning(actor)), *(one.id for one in project.links.naming(actor))}
    if not {*spans, *links} <= mine:
        raise NotAllowed(f"Only what is “{old.name}” now can become “{new.name}”; look again at what is chosen.")
    made = new.model_copy(update={"aliases": tuple(dict.fromkeys((*new.aliases, *aliases)))})
    left = old.model_copy(update={"aliases": tuple(alias for alias in old.aliases if alias not in aliases)})
    # A decision writes out who a party is that was a span; it goes where that span does.
    parties = {link.id for link in project.links.of_spans(list(spans)) if link.span in spans}
    going = {*spans, *links, *parties}
    with project.transact(verbs.SplitActor(actor=actor, new=made.id, spans=len(spans), slots=len(links))):
        change(project, left)
        add(project, made)
        _refer(project, actor, lambda id, found: made.id if id in going and found == actor else found)
    return made


def must_be_sound(before: Sequence[Actor], after: Sequence[Actor]) -> None:
    """Raise `BadRegister` for a rule that a changed register breaks and did not break before."""
    if broken := faults(after):
        known = {(actor.id, problem) for _, actor, problem in faults(before)}
        for _, actor, problem in broken:
            if (actor.id, problem) not in known:
                raise BadRegister(f"“{actor.name}”: {problem}.")


def _joined(kept: Actor, other: Actor) -> Actor:
    if other.codes and other.kind is not kept.kind:
        kinds = f"“{kept.name}” is of the kind “{kept.kind}”, “{other.name}” of the kind “{other.kind}” with codes"
        raise NotAllowed(f"{kinds} ({', '.join(other.codes.values())}), so they are two; change one first.")
    for scheme, code in other.codes.items():
        if kept.codes.get(scheme, code).upper() != code.upper():
            codes = f"{scheme}: {kept.codes[scheme]} and {code}"
            raise NotAllowed(f"“{kept.name}” and “{other.name}” have different codes ({codes}); change one first.")
    names = dict.fromkeys((*kept.aliases, other.name, *other.aliases))
    memberships = (*kept.memberships, *(one for one in other.memberships if one.group != kept.id))
    return kept.model_copy(
        update={
            "aliases": tuple(name for name in names if name != kept.name),
            "codes": {**other.codes, **kept.codes},
            "memberships": tuple(dict.fromkeys(memberships)),
        }
    )


def _put_in_place(project: Project, keep: Actor, gone: Sequence[Actor]) -> None:
    """Let all that refers to the actors that are going refer to `keep`, which is written as it is given."""
    here = project.actors.all()
    register = {one.id: one for one in here}
    ids = {one.id for one in gone}
    keep = keep.model_copy(update={"parent": _parent_beyond(register, keep, gone)})
    after = [_pointed(keep if one.id == keep.id else one, ids, keep.id) for one in here if one.id not in ids]
    unseen = unseen_proposals(project) - {keep.id, *ids}
    must_be_sound(*([one for one in some if one.id not in unseen] for some in (here, after)))
    for one in after:
        if one != register[one.id]:
            project.actors.put(one)
    with project.removals.hiding.shown(Table.SPANS, Table.LINKS, Table.DECISIONS):
        for old in gone:
            _refer(project, old.id, lambda _, found: keep.id if found in ids else found)


def _pointed(actor: Actor, gone: Collection[ActorId], keep: ActorId) -> Actor:
    if actor.parent not in gone and not any(one.group in gone for one in actor.memberships):
        return actor
    memberships = (
        one.model_copy(update={"group": keep}) if one.group in gone else one
        for one in actor.memberships
        if actor.id != keep or one.group not in gone
    )
    parent = keep if actor.parent in gone else actor.parent
    return actor.model_copy(update={"parent": parent, "memberships": tuple(dict.fromkeys(memberships))})


def _parent_beyond(register: Register, keep: Actor, gone: Sequence[Actor]) -> ActorId | None:
    """Return whom `keep` is below when the others are one with it: the one above the topmost of them."""
    ids = {one.id for one in gone}
    above = ancestors(register, keep.id)
    if tops := [place for place, one in enumerate(above) if one.id in ids]:
        return above[tops[-1]].parent
    candidates = (one.parent for one in gone if one.parent is not None and one.parent not in ids)
    free = (id for id in candidates if not {id, *(one.id for one in ancestors(register, id))} & {*ids, keep.id})
    return keep.parent or next(free, None)


def _refer(project: Project, old: ActorId, actor_of: ActorOf) -> None:
    """Let spans, links and decisions that refer to `old` refer to whom `actor_of` says."""
    for span in project.spans.mentioning(old):
        if (actor := actor_of(span.id, span.actor)) != span.actor:
            project.spans.put(replace(span, actor=actor))
    links = {link.id: link for link in project.links.naming(old)}
    beside = project.links.of_spans([link.act for link in links.values()])
    followed = [_with_actor(link, actor_of) for link in beside]
    kept = {link.id for link in _once(followed, links)}
    project.links.delete(link.id for link in followed if link.id not in kept)
    for link in followed:
        if link.id in kept and link.id in links and link != links[link.id]:
            project.links.put(link)
    for decision in project.decisions.of_actor(old):
        if (after := _followed(decision, actor_of)) != decision:
            project.decisions.put(after)


def _with_actor(link: Link, actor_of: ActorOf) -> Link:
    return replace(link, actor=actor_of(link.id, link.actor))


def _once(links: Iterable[Link], movable: Collection[str]) -> list[Link]:
    """Return links without those that say what another says; of two it is one of the `movable` that goes."""
    said: dict[tuple[object, ...], Link] = {}
    kept: list[Link] = []
    for link in sorted(links, key=lambda one: (one.id in movable, one.id)):
        content = link.act, link.role, link.span, link.actor, link.value, link.extents
        if link.id not in movable:
            kept.append(link)
            said.setdefault(content, link)
        elif said.setdefault(content, link) is link:
            kept.append(link)
    return kept


def _followed(decision: Decision, actor_of: ActorOf) -> Decision:
    candidates = tuple(replace(span, actor=actor_of(span.id, span.actor)) for span in decision.candidates)
    links = [_with_actor(link, actor_of) for link in decision.links]
    changed = {after.id for before, after in zip(decision.links, links, strict=True) if before != after}
    kept = {link.id for link in _once(links, changed)}
    return replace(decision, candidates=candidates, links=tuple(link for link in links if link.id in kept))
