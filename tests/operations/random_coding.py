"""What a coder does to their layer, drawn at random: any verb that changes it, on whatever is there."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Scope
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, LayerId, new_id
from annotator.model.span import Span
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project

Act = tuple[str, int, int, int]
"""What is done, and three numbers by which it is drawn to what."""


def code(project: Project, layer: LayerId, at: Sequence[int]) -> None:
    """Code a passage, or the whole of a document."""
    info = project.documents.all()[at[0] % project.documents.count()]
    length = len(project.documents.get(info.id).text)
    label = project.codebook.labels[at[1] % len(project.codebook.labels)]
    start, stop = sorted((at[2] % (length + 1), (at[2] * 7 + at[1]) % (length + 1)))
    annotate.add_span(project, info.id, layer, [(start, stop)] if label.scope is Scope.SPAN else [], label.id)


def _of_span(
    act: Callable[[Project, Span, Sequence[int]], object],
) -> Callable[[Project, LayerId, Sequence[int]], None]:
    def done(project: Project, layer: LayerId, at: Sequence[int]) -> None:
        spans = [span for info in project.documents.all() for span in project.spans.of_document(info.id, layer)]
        if spans:
            act(project, spans[at[0] % len(spans)], at)

    return done


def _move(project: Project, span: Span, at: Sequence[int]) -> None:
    length = len(project.documents.get(span.document).text)
    start, stop = sorted((at[1] % (length + 1), at[2] % (length + 1)))
    annotate.set_extents(project, span.id, [(start, stop)])


def _relabel(project: Project, span: Span, at: Sequence[int]) -> None:
    annotate.relabel(project, [span.id], project.codebook.labels[at[1] % len(project.codebook.labels)].id)


def _attribute(project: Project, span: Span, at: Sequence[int]) -> None:
    label = project.codebook.get(span.label)
    if label is not None and label.attributes:
        chosen = label.attributes[at[1] % len(label.attributes)]
        values = [*chosen.values, True, at[2], "2026-03-01", "said", None]
        value = values[at[2] % len(values)]
        annotate.set_attribute(project, span.id, chosen.id, value)


def _fill(project: Project, span: Span, at: Sequence[int]) -> None:
    label = project.codebook.get(span.label)
    roles = label.roles if label is not None else ()
    if not roles:
        return
    role, others = roles[at[1] % len(roles)], project.spans.of_document(span.document, span.layer)
    fillers = [
        acts.SlotFiller(value="collective"),
        acts.SlotFiller(value="implicit"),
        acts.SlotFiller(span=others[at[2] % len(others)].id),
        *(acts.SlotFiller(actor=one.id) for one in project.actors.all()[:1]),
    ]
    there = [one for one in project.links.of_spans([span.id]) if (one.act, one.role) == (span.id, role.id)]
    instead = there[0].id if there and at[2] % 2 else None
    acts.fill_slot(project, span.id, role.id, fillers[at[2] % len(fillers)], instead=instead)


def _empty(project: Project, span: Span, at: Sequence[int]) -> None:
    there = [one for one in project.links.of_spans([span.id]) if one.act == span.id]
    if there:
        acts.clear_slot(project, span.id, there[at[1] % len(there)].id)


def _slot_value(project: Project, span: Span, at: Sequence[int]) -> None:
    label = project.codebook.get(span.label)
    there = [one for one in project.links.of_spans([span.id]) if one.act == span.id]
    if label is None or not there:
        return
    link = there[at[1] % len(there)]
    role = label.role(link.role)
    if role is not None and role.attributes:
        chosen = role.attributes[at[2] % len(role.attributes)]
        values = [*chosen.values, True, None]
        acts.set_slot_value(project, span.id, link.id, chosen.id, values[at[0] % len(values)])


def _name(project: Project, span: Span, at: Sequence[int]) -> None:
    acts.name_new(project, span.id, Actor(id=ActorId(new_id()), name=f"Somebody {at[1]}", kind=ActorKind.PERSON))


def _done(project: Project, layer: LayerId, at: Sequence[int]) -> None:
    info = project.documents.all()[at[0] % project.documents.count()]
    annotate.mark_done(project, layer, info.id, bool(at[1] % 2))


ACTS: dict[str, Callable[[Project, LayerId, Sequence[int]], None]] = {
    "code": code,
    "code more": code,
    "move": _of_span(_move),
    "relabel": _of_span(_relabel),
    "attribute": _of_span(_attribute),
    "note": _of_span(
        lambda project, span, at: annotate.set_note(project, span.id, f"note {at[1] % 3}" if at[1] else "")
    ),
    "doubt": _of_span(lambda project, span, at: annotate.set_doubt(project, span.id, bool(at[1] % 2))),
    "confirm": _of_span(lambda project, span, at: annotate.confirm(project, [span.id])),
    "delete": _of_span(lambda project, span, at: annotate.remove_spans(project, [span.id])),
    "fill": _of_span(_fill),
    "empty": _of_span(_empty),
    "slot value": _of_span(_slot_value),
    "name": _of_span(_name),
    "done": _done,
    "undo": lambda project, layer, at: _went_back(project),
    "redo": lambda project, layer, at: _went_on(project),
}


def _went_back(project: Project) -> None:
    project.undo()


def _went_on(project: Project) -> None:
    project.redo()


def coding(most: int = 12, least: int = 0) -> st.SearchStrategy[list[Act]]:
    """Draw what a coder does between two deliveries."""
    number = st.integers(0, 200)
    return st.lists(st.tuples(st.sampled_from(sorted(ACTS)), number, number, number), min_size=least, max_size=most)


def do(project: Project, layer: LayerId, doing: Sequence[Act]) -> None:
    """Do it; what a rule forbids is left."""
    for name, *at in doing:
        with suppress(UserError):
            ACTS[name](project, layer, at)
