"""A row as it was said is what is shown, and what settling showed otherwise; it is written whatever is shown of it."""

from pathlib import Path

from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells
from tests.projects import make_desk


def test_a_row_says_what_it_was_given_be_it_shown_hidden_or_called_otherwise(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    other = desk.project.coders.all()[0].model_copy(update={"id": "zoe", "pseudonym": "Z"})
    cells = Cells(desk.project._connection)
    with desk.project.transact(Told(sentence="Taken in")):
        values = {"name": other.name, "pseudonym": other.pseudonym, "roles": ""}
        with cells.unrecorded():
            cells.put(Table.CODERS, "zoe", values)
        desk.project.settling.follow({Table.CODERS: ["zoe"]})
        documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    assert desk.project.coders.get("zoe").name == f"{other.name} (2)"
    found = cells.get(Table.CODERS, ["zoe"])["zoe"]
    assert found.values == values and found.shown["name"] == f"{other.name} (2)" and found.holder is None
    hidden = cells.get(Table.SPANS, [span.id, "unknown"])
    assert list(hidden) == [span.id] and hidden[span.id].holder == f"documents/{span.document}"
    assert cells.saying(Table.CODERS, "name", [other.name]) == {desk.ana.id, "zoe"}
    assert cells.where(Table.SPANS, "label", [span.label]) == hidden
    with desk.project.transact(Told(sentence="Taken in")), cells.unrecorded():
        cells.put(Table.SPANS, span.id, {**hidden[span.id].values, "note": "late"})
        cells.put(Table.CODERS, "zoe", None)
        desk.project._connection.execute("UPDATE journal SET recording = 1")
        desk.project._connection.execute("UPDATE settings SET value = value")
    assert cells.get(Table.SPANS, [span.id])[span.id].values["note"] == "late"
    assert cells.get(Table.CODERS, ["zoe"]) == {} and cells.all(Table.CODERS).keys() == {desk.ana.id}
