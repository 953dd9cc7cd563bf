"""The documents as rows: what they say, how far they are, and what a coder may see of that."""

from pathlib import Path

import pytest

from annotator.model.coder import State, TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.text_size import CountedIn
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.documents.listing import coder_layers, counted_sizes, document_rows, open_cases
from annotator.operations.people import people
from tests.operations.desks import Table, make_table
from tests.operations.small_team import make_team


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    made.project.person = None
    people.add_coder(made.project, "Judge")
    judge = made.project.coders.named("Judge")
    assert judge is not None
    people.set_roles(made.project, judge.id, [TeamRole.ADJUDICATOR])
    made.coders["Judge"] = judge
    return made


def test_a_row_says_how_far_each_coder_is_and_what_is_open(table: Table) -> None:
    table.code("Ana", "appeal", "France")
    table.code("Ben", "warning", "France")
    annotate.mark_done(table.project, table.sit("Ben").id, table.documents[0], True)
    table.project.person = table.coders["Judge"].id
    (first, second) = document_rows(table.project, open_cases(table.project))
    ana, ben = table.layers["Ana"].id, table.layers["Ben"].id
    assert (first.state(ana), first.state(ben)) == (State.BEGUN, State.DONE) and not second.states
    assert (first.words, second.words, first.counted_in) == (13, 6, CountedIn.WORDS)
    assert (first.open_cases, second.open_cases, first.gold) == (1, 0, 0)
    assert {ana, ben} <= {id for id, _ in coder_layers(table.project)}
    assert [row.open_cases for row in document_rows(table.project)] == [None, None]


def test_a_coder_sees_their_own_state_alone(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        for role in (TeamRole.CODER, TeamRole.LEAD):
            project.person = team.of(role)
            own = {layer.id for layer in project.layers.of_coder(team.of(role))}
            (row,) = document_rows(project, {project.documents.all()[0].id: 3})
            assert row.states.keys() == own == {id for id, _ in coder_layers(project)}
            assert (row.gold, row.open_cases, open_cases(project)) == (None, None, None)


def test_what_nobody_counted_yet_is_counted_once(table: Table) -> None:
    project = table.project
    run = project._connection.execute
    run("UPDATE texts SET words = NULL, counted = NULL")
    latest = project.journal.latest()
    documents.add_drafts(project, [DocumentDraft("中文", "外交部发言人")])
    assert [row.words for row in document_rows(project)] == [None, None, 6]
    assert document_rows(project)[-1].counted_in is CountedIn.CHARACTERS
    found = {hash: size for some in counted_sizes(project) for hash, size in some.items()}
    rows = document_rows(project)
    assert [row.words for row in rows] == [13, 6, 6] and len(found) == 2
    assert list(counted_sizes(project)) == [] and project.journal.latest() == latest + 1
    assert project.check() == []


def test_listing_takes_no_more_statements_for_more_documents(table: Table) -> None:
    statements: list[str] = []
    table.project._connection.set_trace_callback(statements.append)
    document_rows(table.project)
    few = len(statements)
    table.project._connection.set_trace_callback(None)
    documents.add_drafts(table.project, [DocumentDraft(f"{number}", f"Text {number}") for number in range(50)])
    statements.clear()
    table.project._connection.set_trace_callback(statements.append)
    document_rows(table.project)
    table.project._connection.set_trace_callback(None)
    assert len(statements) == few
