"""What there is to adjudicate in a project: the queue, and what is left."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.people import people
from tests.operations.adjudicating import cases_all, decide, differing, settle
from tests.operations.desks import Table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with one case of each kind in the first document, and one of a label in the second."""
    table = differing(tmp_path)
    table.code("Ana", "actor", "الصين", document=1)
    table.code("Ben", "appeal", "الصين", document=1)
    table.sit("Dana")
    return table


def test_the_queue_has_the_cases_of_all_documents_where_they_stand(table: Table) -> None:
    decide(table, CaseKind.LABEL, "defer")
    layers = people.layers_named(table.project, None)
    told: list[tuple[int, int, str]] = []
    found = adjudicate.queue(table.project, layers, lambda *step: told.append(step))
    assert [told[0][:2], told[-1][:2]] == [(0, 2), (2, 2)]
    assert [(one.place, one.kind.value, one.status.value) for one in found] == [
        *((0, "agreed", "open"), (0, "boundary", "open"), (0, "label", "deferred"), (0, "missing", "open")),
        (1, "label", "open"),
    ]
    settled = {one.case.key: one for one in cases_all(table)}
    for one in found[:4]:
        assert one == adjudicate.entry_of(settled[one.key])
        assert one.severity == adjudicate.severity(settled[one.key].case)
    assert found[4].document == table.documents[1] and found[4].labels == ("actor", "appeal")
    assert adjudicate.queue(table.project, layers, documents=[table.documents[1]]) == found[4:]
    worst = sorted(found, key=adjudicate.ORDERS["worst"])
    assert [one.kind.value for one in worst] == ["missing", "label", "label", "boundary", "agreed"]


def test_a_document_is_settled_when_each_of_its_cases_is_decided(table: Table) -> None:
    layers, (first, second) = people.layers_named(table.project, None), table.documents
    settle(table)
    assert adjudicate.left_by_kind(table.project, layers) == {
        first: {CaseKind.BOUNDARY: 1, CaseKind.LABEL: 1, CaseKind.MISSING: 1},
        second: {CaseKind.LABEL: 1},
    }
    for kind, how in ((CaseKind.BOUNDARY, "union"), (CaseKind.LABEL, "defer"), (CaseKind.MISSING, "none")):
        assert not adjudicate.is_settled(table.project, first, layers)
        decide(table, kind, how)
    assert not adjudicate.is_settled(table.project, first, layers), "one is deferred"
    assert adjudicate.open_counts(table.project, layers) == {first: 1, second: 1}
    decide(table, CaseKind.LABEL, "take", "Ana")
    assert adjudicate.is_settled(table.project, first, layers)
    assert adjudicate.left_by_kind(table.project, layers, [first]) == {first: {}}
    assert not adjudicate.is_settled(table.project, second, layers)
    table.sit("Ana")
    annotate.remove_spans(table.project, [next(s.id for s in table.spans() if s.quote == "warned: no force")])
    assert not adjudicate.is_settled(table.project, first, layers), "a coder changed it since"
    assert Status.CHANGED in {one.status for one in cases_all(table)}


def test_a_document_that_one_coder_began_is_not_settled(table: Table) -> None:
    dana = [table.layers["Dana"], table.layers["Ana"]]
    assert adjudicate.cases_of(table.project, table.documents[0], dana) == []
    assert not adjudicate.is_settled(table.project, table.documents[0], dana)


def test_who_has_only_begun_a_text_that_two_have_done_takes_nothing_back(table: Table) -> None:
    project, first = table.project, table.documents[0]
    before = people.layers_named(project, None)
    for layer in before:
        project.person = layer.coder
        annotate.mark_done(project, layer.id, first)
    settle(table)
    stood = {one.case.key: one.status for one in adjudicate.cases_of(project, first, before)}
    newcomer = people.layer_for(project, "Newcomer")
    project.person = newcomer.coder
    annotate.add_span(project, first, newcomer.id, [(0, 1)], "actor")
    everybody = people.layers_named(project, None)
    assert newcomer in everybody
    assert {one.case.key: one.status for one in adjudicate.cases_of(project, first, everybody)} == stood
    annotate.mark_done(project, newcomer.id, first)
    asked = {layer for one in adjudicate.cases_of(project, first, everybody) for layer in one.case.absent}
    assert newcomer.id in asked
