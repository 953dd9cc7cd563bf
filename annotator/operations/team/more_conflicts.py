"""What no two copies wrote of one row, and still has to be decided when they came together.

Two actors with one code; codings that came into what was removed, or into an earlier version of a document.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from annotator.model.actor import Actor
from annotator.model.ids import ActorId, CoderId, DocumentId, LayerId
from annotator.model.register import own_codes
from annotator.model.removal import Removal, RemovalId, RemovedKind
from annotator.model.verbs.team import Subject
from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.actors import actors
from annotator.operations.documents import earlier_versions
from annotator.operations.project.history import NOBODY, Names
from annotator.operations.recycle_bin import putting_back
from annotator.operations.recycle_bin.listing import KINDS
from annotator.operations.team.conflict_types import LETTERS, ConflictChoice, OpenConflict, Way
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table

IN_BIN = "bin/"
"""How the keys of those begin that are about the recycle bin: each copy has its own, by what came to it when."""


def found(project: Project) -> Iterator[OpenConflict]:
    """Yield what is open of these."""
    yield from _codes_twice(project.actors.all())
    yield from _in_the_bin(project)


def same_codes(register: Sequence[Actor]) -> list[tuple[str, str, tuple[Actor, ...]]]:
    """Return scheme, code and the actors that share it, in the order in which they were registered."""
    by_code: dict[tuple[str, str], list[Actor]] = {}
    for actor in sorted(register, key=lambda one: one.id):
        for scheme, code in own_codes(actor):
            by_code.setdefault((scheme, code), []).append(actor)
    return [(scheme, code, tuple(some)) for (scheme, code), some in by_code.items() if len(some) > 1]


def _codes_twice(register: Sequence[Actor]) -> Iterator[OpenConflict]:
    pairs: dict[tuple[ActorId, ...], list[str]] = {}
    named = {actor.id: actor for actor in register}
    for scheme, code, some in same_codes(register):
        pairs.setdefault(tuple(actor.id for actor in some), []).append(f"{scheme} {code}")
    for ids, codes in pairs.items():
        first, others = named[ids[0]], [named[id] for id in ids[1:]]
        ways: list[tuple[str, Way]] = [
            (f"one actor, {isolated(one.name)}", partial(_merge, one.id, [id for id in ids if id != one.id]))
            for one in (first, *others)
        ]
        schemes = tuple(code.rpartition(" ")[0] for code in codes)
        alone = f"both as two actors, the code with {isolated(first.name)} alone"
        ways.append((alone, partial(_take_codes, [one.id for one in others], schemes)))
        yield OpenConflict(
            key="/".join(("code", *ids)),
            what=f"Code {', '.join(codes)}",
            why=f"{' and '.join(isolated(one.name) for one in (first, *others))} have one code.",
            choices=_lettered(ways),
            subject=Subject.ACTOR,
            table=Table.ACTORS,
            row=first.id,
            actor=first.id,
        )


def _in_the_bin(project: Project) -> Iterator[OpenConflict]:
    late = project.decided_rows.came_into_bin()
    if not late:
        return
    names = Names(project)
    for removal in project.removals.all():
        if count := late.get(removal.id):
            yield _late(project, removal, count, names)
    for removal in project.removals.earlier_versions():
        if count := late.get(removal.id):
            yield _earlier(project, removal, count, names)


def _late(project: Project, removal: Removal, count: int, names: Names) -> OpenConflict:
    who = names.of(CoderId, removal.coder) if removal.coder else NOBODY
    ways: list[tuple[str, Way]] = [
        ("they lie in the recycle bin too", partial(_see, removal.id)),
        ("put it back, with what was coded", partial(_put_back, removal.id)),
    ]
    return OpenConflict(
        key=f"{IN_BIN}{removal.id}",
        what=f"{called(removal, names)}, removed",
        why=f"{counted(count, 'coding')} came after {who} had removed it.",
        choices=_lettered(ways, stands=0),
        subject=Subject.REMOVAL,
        table=Table.REMOVALS,
        row=removal.id,
    )


def _earlier(project: Project, removal: Removal, count: int, names: Names) -> OpenConflict:
    current = _current(project, removal)
    ways: list[tuple[str, Way]] = [("they stay with the earlier text", partial(_see, removal.id))]
    if current is not None:
        ways.append(("move them to the text of now, where it has their words", partial(_move, removal.id, current)))
    title = names.of(DocumentId, current or removal.target)
    return OpenConflict(
        key=f"{IN_BIN}{removal.id}",
        what=f"Document “{title}”, an earlier version",
        why=f"{counted(count, 'coding')} came that {one_or_many(count, 'was', 'were')} made in its text of before.",
        choices=_lettered(ways, stands=0),
        subject=Subject.DOCUMENT,
        table=Table.REMOVALS,
        row=removal.id,
        document=current,
    )


def called(removal: Removal, names: Names) -> str:
    """Return what was removed, by name."""
    kind = {RemovedKind.DOCUMENT: DocumentId, RemovedKind.CODER: CoderId, RemovedKind.LAYER: LayerId}.get(removal.kind)
    name = names.of(kind, removal.target) if kind is not None else names.label(removal.target)
    return f"{KINDS[removal.kind].capitalize()} “{name}”"


def _current(project: Project, removal: Removal) -> DocumentId | None:
    later: Mapping[str, str] = {one.target: str(one.replacement) for one in project.removals.earlier_versions()}
    at = removal.target
    while at in later:
        at = later[at]
    return DocumentId(at) if project.documents.which_exist([at]) else None


def _lettered(ways: Sequence[tuple[str, Way]], stands: int | None = None) -> tuple[ConflictChoice, ...]:
    return tuple(
        ConflictChoice(letter, words, way, stands=at == stands)
        for at, (letter, (words, way)) in enumerate(zip(LETTERS, ways, strict=False))
    )


# What is written.


def _merge(keep: ActorId, others: Sequence[ActorId], project: Project, step: OpenStep) -> None:
    actors.merge(project, keep, others)


def _take_codes(ids: Sequence[ActorId], schemes: Sequence[str], project: Project, step: OpenStep) -> None:
    for id in ids:
        one = project.actors.get(id)
        left = {scheme: code for scheme, code in one.codes.items() if scheme not in schemes}
        project.actors.put(one.model_copy(update={"codes": left}))


def _see(removal: RemovalId, project: Project, step: OpenStep) -> None:
    """Write the removal as it is: whoever did that has seen what came."""
    step.restate(Table.REMOVALS, removal, ("time",))


def _put_back(removal: RemovalId, project: Project, step: OpenStep) -> None:
    putting_back.put_back(project, [removal])


def _move(removal: RemovalId, document: DocumentId, project: Project, step: OpenStep) -> None:
    earlier_versions.move_left(project, document)
    _see(removal, project, step)
