"""Codings made before the meaning of their label changed are listed, until they are confirmed or recoded."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_version import known_by_number
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, LabelId, SpanId, new_id
from annotator.model.span import Extent, Span
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook, labels, stale
from annotator.operations.coding import annotate
from annotator.store.project import Project
from tests.costs import times_the_floor
from tests.operations.desks import BOOK, TEXT, Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def redefine(project: Project, label: str, **fields: object) -> None:
    book = project.codebook
    changed = [one.model_copy(update=fields) if one.id == label else one for one in book.labels]
    codebook.save(project, book.with_labels(changed))


def stale_ids(table: Table, name: str) -> list[str]:
    return [one.span.id for one in stale.codings(table.project, table.layers[name].id)]


def test_a_coding_is_stale_once_its_label_means_something_else_and_fresh_when_confirmed(table: Table) -> None:
    project = table.project
    first, other = table.code("Ana", "appeal", "urged"), table.code("Ana", "actor", "France")
    second = table.code("Ana", "appeal", "الصين", document=1)
    bens = table.code("Ben", "appeal", "urged")
    redefine(project, "appeal", name="Request", colour="#000000")
    assert stale.counts(project) == {} and stale_ids(table, "Ana") == []
    redefine(project, "appeal", definition="Asks.", include="All.")
    assert [one.span for one in stale.codings(project, table.layers["Ana"].id)] == [first, second]
    assert stale.codings(project, table.layers["Ana"].id)[0].changes == (
        "Request now has the definition “Asks.”.",
        "Request now has the rule on what to include “All.”.",
    )
    assert stale.counts(project) == {table.layers["Ana"].id: 2, table.layers["Ben"].id: 1}
    table.sit("Ana")
    annotate.confirm(project, [first.id])
    annotate.relabel(project, [second.id], "warning")
    assert stale_ids(table, "Ana") == [] and stale_ids(table, "Ben") == [bens.id]
    assert project.spans.get(other.id) == other
    table.code("Ana", "appeal", "China")
    assert stale_ids(table, "Ana") == []


def test_what_is_as_it_was_again_is_not_stale(table: Table) -> None:
    table.code("Ana", "appeal", "urged")
    redefine(table.project, "appeal", definition="Asks.")
    codebook.save(table.project, BOOK)
    assert stale_ids(table, "Ana") == []


def test_codings_of_unknown_versions_are_never_stale(table: Table) -> None:
    project, layer = table.project, table.layers["Ana"].id
    with project.transact(Told(sentence="Fill")):
        for version in (UNKNOWN_VERSION, known_by_number(7), CodebookVersionId("gone")):
            place = table.documents[0], LabelId("appeal"), (Extent(0, 6),), TEXT[:6]
            project.spans.add([Span(SpanId(new_id()), layer, *place, codebook_version=version)])
    redefine(project, "appeal", definition="Asks.")
    assert stale_ids(table, "Ana") == []


def test_what_the_lead_has_just_moved_is_not_stale_and_what_gained_an_attribute_is(table: Table) -> None:
    table.code("Ana", "warning", "no force")
    kept = table.code("Ana", "actor", "France")
    labels.merge(table.project, LabelId("actor"), [LabelId("warning")])
    (found,) = stale.codings(table.project, table.layers["Ana"].id)
    assert found.span == kept
    assert found.changes == ("Actor has a new attribute Force.", "Actor has a new role Speaker.")


def test_twenty_thousand_spans_are_looked_through_by_label_and_version(table: Table) -> None:
    project, layer = table.project, table.layers["Ana"].id
    codebook.save(project, BOOK.model_copy(update={"name": "Second"}))
    versions = [one.id for one in project.codebooks.all()]
    many = [
        Span(
            *(SpanId(f"{number:06}"), layer, table.documents[0], LabelId("appeal" if number % 10 else "warning")),
            *((Extent(0, 6),), TEXT[:6]),
            codebook_version=versions[number % 2],
        )
        for number in range(20_000)
    ]
    with project.transact(Told(sentence="Fill")):
        project.spans.add(many)
    redefine(project, "warning", definition="Threatens.")
    assert stale.counts(project) == {layer: 2_000}
    assert len(stale.codings(project, layer)) == 2_000
    connection = sqlite3.connect(project.path)

    def plainly() -> None:
        connection.execute("SELECT * FROM spans").fetchall()

    counted = times_the_floor(lambda: stale.counts(project), plainly)
    listed = times_the_floor(lambda: stale.codings(project, layer), plainly)
    connection.close()
    assert counted < 3 and listed < 6


def test_a_label_that_the_older_version_lacks_has_nothing_to_differ_from(table: Table) -> None:
    project = table.project
    table.code("Ana", "actor", "France")
    span = project.spans.with_labels(["actor"])[0]
    new = Label(id=LabelId("vow"), name="Vow")
    codebook.save(project, Codebook(name="Acts", labels=(*BOOK.labels, new)))
    with project.transact(Told(sentence="Fill")):
        project.spans.put(replace(span, label=new.id))
    redefine(project, "vow", definition="Promises.")
    assert stale_ids(table, "Ana") == []
