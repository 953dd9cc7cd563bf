"""The lines at the left: each counts the documents that it lets through."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document_filter import DocumentFilter, FilterNames
from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.ids import DocumentId, SetId
from annotator.ui.documents.set_lines import (
    ALL,
    BEGUN,
    CODED,
    FIELD,
    OPEN,
    TASKS,
    DocumentSetLine,
    Groups,
    LineKind,
    Looks,
    SetMembers,
    grouped,
    line_with,
    lines_of,
    set_of,
)
from tests.examples import examples
from tests.ui.documents.one_row import ANA, BEN, row
from tests.ui.documents.rows import rows

LEAD, BLIND = Looks((ANA, BEN), sees_others=True), Looks((ANA,))
MADE = SetMembers(DocumentSet(SetId("s"), "Mine", 0, documents=(DocumentId("0"),)), {DocumentId("0")})


def opened(groups: Groups) -> list[DocumentSetLine]:
    return lines_of(groups, set(groups.values))


@given(rows(), st.booleans())
@settings(max_examples=examples(60))
def test_each_line_counts_what_it_lets_through_and_its_filter_lets_through_the_same(
    found: list[DocumentRow], leads: bool
) -> None:
    groups = grouped(found, LEAD if leads else BLIND, [], [])
    for line in opened(groups):
        if line.keeps is None:
            continue
        assert line.count == len([row for row in found if line.keeps(row)])
        if line.filter and line.filter != "state:begun":
            matches = DocumentFilter(line.filter, FilterNames(own=ANA)).matches
            kept = {row.info.id for row in found if matches(row)}
            assert {row.info.id for row in found if line.keeps(row)} <= kept


def test_what_others_coded_is_counted_for_who_sees_it_alone() -> None:
    found = [row("1", states={ANA: State.BEGUN, BEN: State.DONE}, open_cases=2)]
    assert [line.id for line in grouped(found, LEAD, [], []).standing] == [ALL, BEGUN, CODED, OPEN]
    assert [line.id for line in grouped(found, BLIND, [], []).standing] == [ALL, BEGUN]
    tasked = [replace(one, given=frozenset({ANA})) for one in found]
    tasks = grouped(tasked, BLIND, [], []).standing[1]
    assert tasks.keeps is not None
    assert (
        tasks.id == TASKS and tasks.keeps(tasked[0]) and not tasks.keeps(replace(tasked[0], states={ANA: State.DONE}))
    )
    assert TASKS not in [line.id for line in grouped(tasked, LEAD, [], []).standing]


def test_values_are_listed_where_their_field_is_unfolded() -> None:
    groups = grouped([row("1", date="2026-01-22", kind="a"), row("2", date="2022", kind="a")], LEAD, [], [])
    folded = [line.text for line in lines_of(groups, set()) if line.kind is LineKind.VALUE]
    years = [line for line in lines_of(groups, {"year"}) if line.kind is LineKind.VALUE]
    assert folded == [] and [(line.text, line.count) for line in years] == [("2022", 1), ("2026", 1)]
    field = next(line for line in lines_of(groups, {"year"}) if line.id == f"{FIELD}year")
    assert field.is_open and field.count == 2
    assert line_with(groups, years[0].id) is not None and line_with(groups, "value.kind\x1fgone") is None


def test_ones_own_sets_come_last_with_what_is_wrong_with_them() -> None:
    bad = SetMembers(DocumentSet(SetId("t"), "Bad", 1, filter="x:"), fault="x is no field.")
    lines = lines_of(grouped([row("0"), row("1")], LEAD, [], [MADE, bad]), set())
    mine, other = lines[-2:]
    assert (mine.text, mine.count, mine.by_hand, set_of(mine)) == ("Mine", 1, True, "s")
    assert (other.count, other.fault, other.by_hand) == (None, "x is no field.", False)
    assert set_of(lines[0]) is None and set_of(None) is None
