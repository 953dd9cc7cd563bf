"""What `annotator documents` changes is done in the order of the options, and said."""

from pathlib import Path

import pytest

from annotator.cli.document_changes import change, changes_anything, types_and_misfits
from annotator.model.errors import NotAllowed, UserError
from annotator.operations.documents.editing import change_documents
from annotator.operations.documents.listing import document_rows
from annotator.operations.documents.sets import make_set
from tests.operations.desks import make_table

NOTHING = {"save_set": None, "save_list": None, "rename_set": None, "remove_set": None, "values": (), "types": ()}


def test_fields_come_before_the_sets_that_ask_for_them(tmp_path: Path) -> None:
    project = make_table(tmp_path, "Ana").project
    wanted = NOTHING | {
        "rename_field": None,
        "values": ("n=3", "place=Paris"),
        "types": ("n=number",),
        "save_set": "In Paris",
    }
    assert changes_anything(wanted) and not changes_anything(NOTHING | {"rename_field": None})
    said = list(change(project, wanted, "place:paris n>2", lambda: document_rows(project), may_stay=False))
    assert said == [
        "The field n is a number.",
        "Changed 2 documents of 2 that are listed.",
        "The set In Paris has 2 documents.",
    ]
    assert [info.metadata for info in project.documents.all()] == [{"n": 3, "place": "Paris"}] * 2
    types, misfits = types_and_misfits(project, document_rows(project))
    assert [(one["name"], one["documents"]) for one in types] == [("n", 2), ("place", 2)] and misfits == []
    with pytest.raises(NotAllowed, match="says no field and value"):
        list(change(project, NOTHING | {"rename_field": None, "values": ("=x",)}, "", lambda: [], may_stay=False))


GOOD = {
    "rename_field": ("kind", "genre"),
    "types": ("n=number",),
    "values": ("place=Paris",),
    "rename_set": ("Old", "New"),
    "save_set": "Some",
    "save_list": "ListedBackup",
}
BAD = {
    "rename_field": ("nothing", "x"),
    "types": ("n=number", "n=colour"),
    "values": ("n=3", "m"),
    "rename_set": ("None", "New"),
    "remove_set": "None",
    "save_set": "",
    "save_list": " ",
}


@pytest.mark.parametrize("bad", BAD)
def test_where_one_change_fails_nothing_is_changed_by_the_others(tmp_path: Path, bad: str) -> None:
    project = make_table(tmp_path, "Ana").project
    change_documents(project, [info.id for info in project.documents.all()], fields={"kind": "readout"})
    make_set(project, "Old", filter="kind:readout")

    def content() -> list[object]:
        return [project.documents.all(), project.document_sets.all(), project.document_fields.all()]

    before = content()
    wanted: dict[str, object] = dict.fromkeys([*GOOD, *BAD]) | {"types": (), "values": ()}
    with pytest.raises(UserError):
        change(project, wanted | GOOD | {bad: BAD[bad]}, "", lambda: document_rows(project), may_stay=False)
    assert content() == before
    assert change(project, wanted | GOOD, "", lambda: document_rows(project), may_stay=False)
    assert content() != before
