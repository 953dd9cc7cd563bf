"""Agreement of a project: who takes part where, and under which name."""

import json
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, NotAllowed
from annotator.operations import annotate, measure, people
from tests.operations.desks import Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_identical_coding_agrees_wholly_and_says_on_what(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    summary = measure.agree(table.project, list(table.layers.values()))
    assert (summary.documents, summary.compared) == (2, 1)
    assert summary.labels[0].alpha.value == 1
    assert summary.pairs[0].exact.matched == 1


def test_a_document_that_one_coder_left_out_is_missing_and_one_called_done_is_not(table: Table) -> None:
    table.code("Ana", "appeal", "urged China")
    layers = list(table.layers.values())
    assert measure.agree(table.project, layers).compared == 0
    annotate.mark_done(table.project, table.sit("Ben").id, table.documents[0])
    summary = measure.agree(table.project, layers)
    assert summary.compared == 1
    assert summary.labels[0].alpha.value is not None and summary.labels[0].alpha.value < 0.1


def test_agreement_needs_two_layers(table: Table) -> None:
    with pytest.raises(NotAllowed, match="at least two"):
        measure.agree(table.project, [table.layers["Ana"]])
    assert measure.agreement_of(table.project) is None


def test_the_card_names_pseudonyms_and_never_people(table: Table) -> None:
    second = people.add_layer(table.project, table.coders["Ana"].id, "Ana again")
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    table.sit("Ana")
    annotate.add_span(table.project, table.documents[0], second.id, [(0, 6)], "actor")
    found = json.dumps(measure.agreement_of(table.project), ensure_ascii=False)
    assert "Ana" not in found and "Ben" not in found
    assert all(name in found for name in ("coder-1", "coder-1 (2)", "coder-2"))
    summary = measure.agree(table.project, people.layers_named(table.project, None))
    assert "Ana again" in json.dumps(measure.named(table.project, summary))


def test_the_order_of_the_layers_is_the_one_asked_for(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    layers = [table.layers["Ben"], table.layers["Ana"]]
    assert measure.agree(table.project, layers).coders == (layers[0].id, layers[1].id)


def test_progress_is_told_and_may_stop_it(table: Table) -> None:
    told: list[tuple[int, int]] = []
    measure.agree(table.project, list(table.layers.values()), lambda done, total, text: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        measure.agree(table.project, list(table.layers.values()), stop)
