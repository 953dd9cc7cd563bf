"""What the words of a filter name in a project, and which documents it lets in."""

from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.document_filter import DocumentFilter
from annotator.model.errors import BadFilter
from annotator.operations.documents import editing, filtering, listing, sets
from annotator.operations.people import people
from annotator.operations.team import assigning
from tests.operations.desks import Table, make_table
from tests.operations.small_team import make_team


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    made.project.person = None
    judge, _ = people.add_coder(made.project, "Judge")
    people.set_roles(made.project, judge.id, [TeamRole.ADJUDICATOR])
    made.code("Ana", "appeal", "France")
    made.code("Ben", "warning", "France")
    editing.change_documents(made.project, made.documents[:1], fields={"kind": "readout", "date": "2026-02-03"})
    made.project.person = judge.id
    return made


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("", [0, 1]),
        ("readout", [0]),
        ("بيان", [1]),
        ("kind:", [1]),
        ("2026-02", [0]),
        ("Ana:begun Ben:begun", [0]),
        ("coded:>=2", [0]),
        ("open:>0", [0]),
        ("-open:>0", [1]),
        ("Judge:untouched", [0, 1]),
        ("words<10", [1]),
    ],
)
def test_a_filter_lets_in(table: Table, text: str, picks: list[int]) -> None:
    project = table.project
    assert filtering.matching(project, text) == tuple(table.documents[pick] for pick in picks)
    rows = listing.document_rows(project, listing.open_cases(project))
    found = filtering.understood(project, text, rows)
    assert isinstance(found, DocumentFilter)
    assert [row.info.id for row in rows if found.matches(row)] == [table.documents[pick] for pick in picks]


def test_names_of_fields_are_those_of_documents_and_types_and_others_are_said(table: Table) -> None:
    rows = listing.document_rows(table.project)
    assert filtering.field_names(rows, table.project) == ["date", "kind"]
    with pytest.raises(BadFilter, match="“speaker”, which is no field"):
        filtering.matching(table.project, "speaker:x")


def test_a_set_that_asks_for_a_field_that_went_is_empty_and_no_mistake(table: Table) -> None:
    one = sets.make_set(table.project, "Readouts", "kind:readout")
    editing.change_documents(table.project, table.documents, fields={"kind": None})
    assert filtering.members(table.project, one) == ()


def test_a_coder_may_not_ask_what_others_coded_by_whatever_way(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        project.person = team.of(TeamRole.ADJUDICATOR)
        hidden = sets.make_set(project, "Judged", "Lea:begun")
        project.person = team.of(TeamRole.CODER)
        for text in ("Lea:begun", "coded:>=1", "gold:0", "open:0", "done:0", "set:Judged"):
            with pytest.raises(BadFilter, match="not shown to you"):
                filtering.matching(project, text)
        with pytest.raises(BadFilter, match="not shown to you"):
            filtering.members(project, hidden)
        assert len(filtering.matching(project, "state:begun Cleo:begun")) == 1


def test_a_coder_may_not_ask_what_others_were_given(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        project.person = team.of(TeamRole.LEAD)
        ids = [info.id for info in project.documents.all()]
        assigning.assign(project, [team.of(TeamRole.LEAD), team.of(TeamRole.CODER)], ids)
        assert filtering.matching(project, "given:Cleo given>=2") == tuple(ids)
        assert filtering.matching(project, "given:Adam") == ()
        project.person = team.of(TeamRole.CODER)
        assert filtering.matching(project, "given:Cleo") == tuple(ids)
        assert [len(row.given) for row in listing.document_rows(project)] == [1]
        for text in ("given:Lea", "given:", "given>=2"):
            with pytest.raises(BadFilter, match="shown to whoever gives out work"):
                filtering.matching(project, text)
