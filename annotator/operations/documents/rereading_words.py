"""What reading documents anew does, in words: how many codings move, which are another passage, which find no place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.ids import CoderId, LayerId
from annotator.model.span import Span
from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.documents.rereading import MovedSpan, Rereading
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project

_LONGEST = 120
UNSEEN = "What others coded moves in the same way; it is not shown before it is released."


def seen_layers(project: Project) -> set[LayerId] | None:
    """Return the layers of which whoever is at work sees the codings, None for all."""
    if sight(project, project.person) is Sight.SHOWN:
        return None
    return {layer.id for layer in project.layers.of_coder(project.person)} if project.person else set()


def eyes_of(project: Project) -> CoderId | None:
    """Return whoever is at work where they do not see what others coded."""
    return None if seen_layers(project) is None else project.person


def summary(one: Rereading) -> str:
    """Return how many codings move, and what becomes of the others: “12 codings move; 1 finds no place”."""
    changed = sum(not moved.is_same for moved in one.moved)
    said = one_or_many(len(one.moved), "1 coding moves", f"{len(one.moved):,} codings move")
    said += f", {changed:,} with other words" if changed else ""
    if one.left:
        said += one_or_many(len(one.left), "; 1 finds no place", f"; {len(one.left):,} find no place")
    if one.left_slots:
        said += f"; {counted(len(one.left_slots), 'slot loses its party', 'slots lose their parties')}"
    if one.left_decisions:
        said += f"; {counted(len(one.left_decisions), 'decision stays', 'decisions stay')} behind, to be made anew"
    return said


def by_layer(project: Project, one: Rereading) -> Iterator[tuple[str, int, int, int]]:
    """Yield for each layer its name, how many spans move, of these with other words, and how many find no place."""
    moved = Counter(span.before.layer for span in one.moved)
    changed = Counter(span.before.layer for span in one.moved if not span.is_same)
    left = Counter(span.layer for span in one.left)
    for layer in project.layers.all():
        if moved[layer.id] or left[layer.id]:
            yield layer.name, moved[layer.id], changed[layer.id], left[layer.id]


def shortened(quote: str) -> str:
    """Return a quote on one line, cut in its middle where it is long."""
    line = " ".join(quote.split())
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def moved_said(project: Project, moved: MovedSpan) -> str:
    """Return what a passage was and is: “Appeal: “the Coundl” → “the Council””."""
    return f"{_label(project, moved.before)}: “{shortened(moved.before.quote)}” → “{shortened(moved.after.quote)}”"


def left_said(project: Project, span: Span) -> str:
    """Return what finds no place: “Appeal: “page 3””."""
    return f"{_label(project, span)}: “{shortened(span.quote)}”"


def _label(project: Project, span: Span) -> str:
    found = project.codebook.get(span.label)
    return found.name if found else span.label


def total(plans: Sequence[Rereading]) -> str:
    """Return what several readings do together."""
    documents = one_or_many(len(plans), "1 document is read anew", f"{len(plans):,} documents are read anew")
    moved, left = sum(len(one.moved) for one in plans), sum(len(one.left) for one in plans)
    parts = [documents, one_or_many(moved, "1 coding moves", f"{moved:,} codings move")]
    if left:
        parts.append(one_or_many(left, "1 finds no place", f"{left:,} find no place"))
    return word_list(parts) + "."


def notices(plans: Iterable[Rereading]) -> list[str]:
    """Return what the readers say of the new texts, each once."""
    return list(dict.fromkeys(notice for one in plans for notice in one.draft.notices))
