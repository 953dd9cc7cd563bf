"""Documents by the values of a field: none is missing, and each group's filter finds just its documents."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_row import DocumentRow
from annotator.model.ids import FieldId, new_id
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents, editing, fields, filtering
from annotator.operations.documents.grouping import MOST_GROUPS, DocumentGroup, Period, grouped_by, said_by_types
from annotator.operations.documents.listing import document_rows
from tests.operations.desks import Table, make_table

COUNT = 8
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str)
VALUES = {
    FieldKind.DATE: DAYS,
    FieldKind.NUMBER: st.integers(-10_000, 10_000) | st.floats(-100, 100).map(lambda number: round(number, 2)),
    FieldKind.CHOICE: st.sampled_from(["readout", "Readout", "letter"]),
    FieldKind.TEXT: st.sampled_from(["Évian", "evian", "北京", "a, b"]),
}


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path, "Ana")
    documents.add_drafts(made.project, [DocumentDraft(f"{n}", f"Text {n}") for n in range(COUNT)])
    for kind in FieldKind:
        choices = ["letter", "readout"] if kind is FieldKind.CHOICE else []
        fields.define_field(made.project, kind.value, kind, choices)
    return made


def described(table: Table, kind: FieldKind, values: list[object]) -> list[DocumentRow]:
    ids = [info.id for info in table.project.documents.all()]
    for id, value in zip(ids, [*values, *[None] * len(ids)], strict=False):
        editing.change_documents(table.project, [id], fields={kind.value: value})
    return document_rows(table.project)


@pytest.mark.parametrize("kind", FieldKind)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(data=st.data())
def test_no_document_is_missing_and_each_filter_finds_its_group(
    table: Table, kind: FieldKind, data: st.DataObject
) -> None:
    rows = described(table, kind, data.draw(st.lists(st.none() | VALUES[kind], max_size=COUNT)))
    found = grouped_by(table.project, kind.value, rows)
    assert sorted(id for one in found for id in one.documents) == sorted(row.info.id for row in rows)
    for one in found:
        assert set(filtering.matching(table.project, one.filter, rows)) == set(one.documents), one
        assert one.documents and one.fits
    assert len(found) <= MOST_GROUPS + 1


def names(found: list[DocumentGroup]) -> list[tuple[str, int]]:
    return [(one.name, len(one.documents)) for one in found]


def test_dates_are_grouped_as_finely_as_is_said(table: Table) -> None:
    rows = described(table, FieldKind.DATE, ["2026-01-03", "2026-01-05", "2025-01", "2025"])
    assert names(grouped_by(table.project, "date", rows, Period.YEAR)) == [("2025", 2), ("2026", 2), ("", 6)]
    months = grouped_by(table.project, "date", rows, Period.MONTH)
    assert names(months)[:3] == [("2025", 1), ("2025-01", 1), ("2026-01", 2)]


def test_many_numbers_are_put_into_ranges_of_one_width(table: Table) -> None:
    many = [DocumentDraft(f"more {n}", f"More {n}", {"number": n}) for n in range(0, 100, 3)]
    documents.add_drafts(table.project, many)
    found = grouped_by(table.project, "number")
    assert names(found)[:2] == [("0 to 10", 4), ("10 to 20", 3)] and len(found) == 11
    assert [set(filtering.matching(table.project, one.filter)) for one in found] == [
        set(one.documents) for one in found
    ]


def test_what_does_not_fit_comes_behind_and_choices_in_their_order(table: Table) -> None:
    project = table.project
    described(table, FieldKind.TEXT, ["b", "a", "a", "C"])
    with project.transact(Told(sentence="Type")):
        project.document_fields.put(TypedField(FieldId(new_id()), "x", FieldKind.TEXT))
    typed = fields.field_named(project, "text")
    assert typed is not None and names(grouped_by(project, "text"))[:2] == [("a", 2), ("b", 1)]
    fields.change_field(project, typed.id, FieldKind.CHOICE, ["c", "a"], misfits_may_stay=True)
    found = grouped_by(project, "TEXT")
    assert names(found) == [("c", 1), ("a", 2), ("b", 1), ("", 6)]
    assert [one.fits for one in found] == [True, True, False, True]


def test_what_documents_say_in_fields_with_a_type_is_told_by_its_groups(table: Table) -> None:
    rows = described(table, FieldKind.DATE, ["2026-01-03", "2025"])
    described(table, FieldKind.CHOICE, [["readout", "LETTER"], "readout"])
    found = said_by_types(table.project)
    first, second = (row.info.id for row in rows[:2])
    assert found["choice"] == {first: "letter, readout", second: "readout"}
    assert found["date"] == {first: "2026-01-03", second: "2025"} and found.keys() == {"choice", "date"}
    assert [*found["choice"].values()] == ["letter, readout", "readout"] and [*found["date"].values()] == [
        "2025",
        "2026-01-03",
    ]
