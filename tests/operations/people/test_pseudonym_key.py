"""Who coded is numbered, who decided is an adjudicator, and what a key says holds for whatever leaves later."""

from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.ids import CoderId
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import reliability
from annotator.operations.coding import annotate
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.people import people
from annotator.operations.people.pseudonym_key import keep_key, key_path, key_text, pseudonyms_of, write_key
from annotator.store.project import Project
from tests.operations.desks import Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A project of Ana, who leads, Ben and Zoë; nobody has coded anything yet."""
    made = make_table(tmp_path)
    people.add_coder(made.project, "Zoë")
    return made


def code(table: Table, name: str, at: int) -> None:
    coder = people.person_named(table.project, name)
    table.project.person = coder.id
    layer = table.project.layers.of_coder(coder.id)[0]
    annotate.add_span(table.project, table.documents[0], layer.id, [(at, at + 4)], "actor")


def called(project: Project) -> dict[str, str]:
    found = pseudonyms_of(project)
    return {coder.name: found[coder.id] for coder in project.coders.all()}


def test_who_leads_and_codes_nothing_is_no_coder(table: Table) -> None:
    assert called(table.project) == {"Ana": "lead-1", "Ben": "coder-1", "Zoë": "coder-2"}
    code(table, "Ben", 0)
    code(table, "Zoë", 0)
    table.project.person = table.coders["Ana"].id
    adjudicate.settle(table.project, "unanimous", people.layers_named(table.project, None))
    expected = {"Ana": "adjudicator-1", "Ben": "coder-1", "Zoë": "coder-2"}
    assert called(table.project) == expected
    layers = table.project.layers.all()
    names = reliability.names_of(table.project, pseudonyms=True)
    by_id = {coder.id: coder.name for coder in table.project.coders.all()}
    assert {by_id[one.coder]: names[one.id] for one in layers if one.coder} == expected
    with table.project.snapshot():
        assert bundle_of(table.project, layers, True).pseudonyms == pseudonyms_of(table.project)


def test_who_codes_though_they_lead_is_numbered_as_ever(table: Table) -> None:
    code(table, "Ana", 0)
    assert called(table.project) == {"Ana": "coder-1", "Ben": "coder-2", "Zoë": "coder-3"}
    people.set_roles(table.project, table.coders["Ben"].id, [TeamRole.CODER, TeamRole.ADJUDICATOR])
    assert called(table.project) == {"Ana": "coder-1", "Ben": "adjudicator-1", "Zoë": "coder-2"}


def test_what_a_key_says_holds_whoever_codes_or_is_renamed_later(table: Table) -> None:
    write_key(table.project, key_path(table.project))
    published = called(table.project)
    code(table, "Ana", 0)
    people.add_coder(table.project, "Dov")
    assert called(table.project) == published | {"Dov": "coder-4"}
    people.rename_coder(table.project, table.coders["Ben"].id, "Bo")
    assert called(table.project)["Bo"] == published["Ben"]
    assert called(table.project)["Bo"] in key_text(table.project)


def test_a_key_of_an_earlier_version_holds_by_names(table: Table) -> None:
    key_path(table.project).write_text("\ufeffpseudonym,name,layers\ncoder-1,Ana,Ana\ncoder-2,Ben,\n", "utf-8")
    assert called(table.project) == {"Ana": "coder-1", "Ben": "coder-2", "Zoë": "coder-3"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"pseudonym,name\nAna,Ana\n,Ben\n", b'"'])
def test_what_is_no_key_says_nothing_and_names_nobody(table: Table, content: bytes) -> None:
    before = called(table.project)
    key_path(table.project).write_bytes(content)
    assert called(table.project) == before


def test_a_key_names_only_who_is_there(table: Table) -> None:
    key_path(table.project).write_text("pseudonym,name,layers,coder_id\ncoder-1,Ana,,gone\ncoder-1,Gone,,\n", "utf-8")
    assert CoderId("gone") not in pseudonyms_of(table.project) and called(table.project)["Ana"] == "lead-1"


@pytest.mark.parametrize(
    ("sign", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8"), (";", "utf-8-sig"), (",", "cp1252")]
)
def test_a_key_that_a_spreadsheet_saved_holds_as_before(table: Table, sign: str, encoding: str) -> None:
    write_key(table.project, key_path(table.project))
    swapped = key_text(table.project).removeprefix("\ufeff").replace("coder-1", "coder-9")
    key_path(table.project).write_bytes(swapped.replace(",", sign).encode(encoding))
    assert called(table.project)["Ben"] == "coder-9" and called(table.project)["Zoë"] == "coder-2"


def test_a_key_with_lines_half_filled_holds_for_the_others(table: Table) -> None:
    lines = key_text(table.project).replace("coder-1", "coder-2x").splitlines()
    filled = [line if "Ben" in line else "," + line.partition(",")[2] for line in lines[1:]]
    key_path(table.project).write_text("\n".join([lines[0], *filled]), "utf-8")
    found = called(table.project)
    assert found["Ben"] == "coder-2x" and len(set(found.values())) == 3 and all(found.values())


def test_what_is_no_key_is_left_as_it_is_and_that_is_said(table: Table, tmp_path: Path) -> None:
    table.project.person = table.coders["Ana"].id
    key_path(table.project).write_bytes(b"mine")
    assert "is no table of pseudonyms, and was left as it is" in keep_key(table.project, tmp_path / "out")
    assert key_path(table.project).read_bytes() == b"mine"
    key_path(table.project).write_bytes(b"")
    assert "which stays with you" in keep_key(table.project, tmp_path / "out")
