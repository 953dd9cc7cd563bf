"""The writes of a row are found from its last ones back, wherever the parts are kept."""

from pathlib import Path

from annotator.operations.coding import annotate
from annotator.store.chain.packing import pack
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.schema.tables import Table
from tests.projects import make_desk
from tests.store.chain.foreign import SITTING, tip_of, write_apart


def test_all_writes_of_a_row_are_found_also_those_that_came_apart_and_where_they_are_packed(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span, other = desk.code("urged China"), desk.code("China")
    first = tip_of(desk.project, "spans", span.id)
    annotate.set_note(desk.project, span.id, "here")
    annotate.set_note(desk.project, other.id, "not this")
    write_apart(desk.project, Table.SPANS, span.id, {"note": "there"}, first[:2], desk.ana.id)
    for packed in (False, True):
        if packed:
            pack(desk.project._connection)
        found = RowGraphs(desk.project._connection).of([("spans", span.id), ("spans", "unknown")])
        assert list(found) == [("spans", span.id)]
        writes = sorted(found["spans", span.id], key=lambda write: write.order)
        assert [(write.fields or {}).get("note") for write in writes] == [None, "here", "there"]
        assert writes[1].parents == writes[2].parents == (writes[0].name,) and writes[2].name.sitting == SITTING
        assert {write.person for write in writes} == {desk.ana.id}
