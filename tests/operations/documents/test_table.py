"""Documents as a table of words: every column has its cells, and each order keeps all rows and puts gaps last."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import NotFound
from annotator.operations.documents import documents, fields
from annotator.operations.documents.listing import document_rows
from annotator.operations.documents.table import columns_of, sorted_by
from tests.operations.desks import Table, make_table
from tests.operations.small_team import make_team


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path, "Ana")
    values = [("2026-02-03", "b", 10), ("2025", "a", 9), (None, "C", None), ("2026-01", "", 100)]
    drafts = [
        DocumentDraft(f"{n}", f"Text {n}", {"date": day, "kind": kind, "n": number})
        for n, (day, kind, number) in enumerate(values)
    ]
    documents.add_drafts(made.project, drafts)
    made.sit("Ana")
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pick=st.integers(0, 30), backwards=st.booleans())
def test_an_order_keeps_all_rows_and_puts_gaps_last(table: Table, pick: int, backwards: bool) -> None:
    rows = document_rows(table.project)
    every = columns_of(table.project, rows).every
    column = every[pick % len(every)]
    found = sorted_by(rows, column, backwards)
    assert sorted(row.info.id for row in found) == sorted(row.info.id for row in rows)
    gaps = [column.cell(row) is None for row in found]
    assert all(one <= other for one, other in pairwise(gaps))


def test_dates_numbers_words_and_choices_have_orders_of_their_own(table: Table) -> None:
    project, rows = table.project, document_rows(table.project)

    def order(name: str) -> list[str]:
        (column,) = columns_of(project, rows).named([name])
        return [row.info.title for row in sorted_by(rows, column)][:4]

    assert order("date")[:3] == ["1", "3", "0"] and order("n")[:3] == ["1", "0", "3"]
    assert order("Kind")[:3] == ["1", "0", "2"]
    fields.define_field(project, "kind", FieldKind.CHOICE, ["C", "b", "a"])
    assert order("field.kind")[:3] == ["2", "0", "1"]
    with pytest.raises(NotFound, match="the columns are: title, kind, date"):
        order("colour")


def test_a_coder_has_no_columns_of_what_others_coded(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        project.person = team.of(TeamRole.CODER)
        names = {column.name for column in columns_of(project, document_rows(project)).every}
        assert "Cleo" in names and not names & {"Lea", "Adam", "coded", "gold", "open"}


def test_what_is_asked_for_of_every_document_is_shown_first_and_nothing_that_has_parts(tmp_path: Path) -> None:
    with make_table(tmp_path, "Ana").project as project:
        said = {
            "dropped": {"heads": ["A/78"]},
            "created": "2026-11-25",
            "language": "en",
            "speaker": "",
            "date": "2026",
        }
        documents.add_drafts(project, [DocumentDraft("1", "Text 1", said)])
        rows = document_rows(project)
        found = columns_of(project, rows)
        assert [one.name for one in found.usual][:4] == ["title", "date", "language", "created"]
        (dropped,) = found.named(["dropped"])
        assert dropped.cell(next(row for row in rows if row.info.title == "1")) == "heads: A/78"
