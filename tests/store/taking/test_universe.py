"""What a row hangs together with is looked at with it, and nothing else."""

from pathlib import Path

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import annotate
from annotator.store.schema.tables import Table
from annotator.store.taking.universe import Universe
from tests.projects import make_desk


def test_a_span_is_looked_at_with_its_document_its_layer_and_who_it_mentions(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span, other = desk.code("urged China"), desk.code("China")
    for id, parent in (("above", None), ("below", "above"), ("beside", None)):
        above = ActorId(parent) if parent else None
        actors.add(desk.project, Actor(id=ActorId(id), name=id, kind=ActorKind.STATE, parent=above))
    annotate.set_actor(desk.project, span.id, ActorId("below"))
    universe = Universe(desk.project._connection, {Table.SPANS: [span.id]})
    assert universe.cells[Table.SPANS].keys() == {span.id} and other.id not in universe.cells[Table.SPANS]
    assert universe.cells[Table.DOCUMENTS].keys() == {span.document}
    assert universe.cells[Table.ACTORS].keys() == {"below", "above"}
    rows = universe.folded()
    assert rows[Table.SPANS][span.id].values["actor"] == "below" and rows[Table.SPANS][span.id].exists
