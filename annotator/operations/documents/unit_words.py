"""What cutting, splitting and joining units does, in words: what follows, what becomes one, which cases open again."""

from collections.abc import Collection, Iterator, Sequence

from annotator.model.ids import LayerId
from annotator.model.wording import counted, one_or_many
from annotator.operations.documents.rereading_words import shortened
from annotator.operations.documents.units import UnitChange
from annotator.store.project import Project

UNSEEN = "What others coded follows in the same way; it is not shown before it is released."


def follows_said(changes: Sequence[UnitChange]) -> list[str]:
    """Return what becomes of codings and decisions, a sentence each; nothing where nothing is coded there."""
    found = [one.follows for one in changes]
    followed = sum(len(one.followed) for one in found)
    joined = sum(kept is not None for one in found for kept in one.dropped.values())
    decisions, reopened = sum(len(one.decisions) for one in found), sum(len(one.reopened) for one in found)
    said = []
    if followed:
        does = counted(followed, "coding follows", "codings follow")
        said.append(f"{does} to the units that take the place of {one_or_many(followed, 'its', 'their')} own.")
    if joined:
        does = counted(joined, "coding becomes", "codings become")
        said.append(f"{does} one with another of the same coder and label; notes are kept.")
    if decisions:
        said.append(f"{counted(decisions, 'decision stands', 'decisions stand')} on the parts.")
    if reopened:
        said.append(one_or_many(reopened, "1 decided case is", f"{reopened:,} decided cases are") + " open again.")
    return said


def codings_said(project: Project, changes: Sequence[UnitChange], seen: Collection[LayerId] | None) -> Iterator[str]:
    """Yield each coding that follows: “Ana: Appeal, “urged China””; `seen`: of these layers, None for all."""
    names = {layer.id: layer.name for layer in project.layers.all()}
    for change in changes:
        for span in change.follows.followed:
            if seen is None or span.layer in seen:
                label = project.codebook.get(span.label)
                name = label.name if label is not None else span.label
                yield f"{names.get(span.layer, '')}: {name}, “{shortened(span.quote)}”"


def cut_said(changes: Sequence[UnitChange]) -> str:
    """Return what was cut into how many units."""
    units = sum(len(one.after) for one in changes)
    documents = one_or_many(len(changes), "1 document is", f"{len(changes):,} documents are")
    return f"{documents} cut into {counted(units, 'unit')}."
