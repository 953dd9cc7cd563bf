"""A layer delivered again becomes at the lead's what it is at its owner's, and no other layer changes."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.registry import format_named
from annotator.model.ids import LabelId, LayerId
from annotator.operations.codebook import labels
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.delivery import notes, summary
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.operations.random_coding import Act, coding, do
from tests.operations.random_projects import content_of


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def copy_of(table: Table, name: str) -> Project:
    """Return what a coder works in: a project with the lead's people, documents and codebook."""
    exporting.export(table.project, table.project.path.with_name("out.jsonl"), layer="all", names=True, replace=True)
    copy = Project.create(table.project.path.with_name(f"{name}.annot"), table.project.codebook)
    importing.import_sources(copy, [ImportSource(table.project.path.with_name("out.jsonl"))])
    copy.person = table.coders[name].id
    return copy


OTHERS = ("label-studio", "doccano", "prodigy", "pubannotation", "spacy")
"""Formats of other programs that say whose a layer is and carry ids."""


def delivered(copy: Project, name: str, format: str = "jsonl") -> ImportSource:
    ending = format_named(format).extensions[0]
    out = copy.path.with_name(f"delivery of {name}{ending}")
    exporting.export(copy, out, format, layer=name, replace=True)
    return ImportSource(out)


def taken(project: Project, *sources: ImportSource, is_update: bool = True) -> ImportReport:
    project.person = None
    report = importing.import_sources(project, list(sources), is_update=is_update)
    assert report.failed == []
    return report


def layer_in(project: Project, layer: LayerId) -> dict[str, Any]:
    """Return all that a project holds of a layer."""
    content = content_of(project)
    spans = [row for row in content["spans"] if row["layer"] == layer]
    acts = {row["id"] for row in spans}
    own = {table: [row for row in content[table] if row["layer"] == layer] for table in ("practice_results",)}
    return own | {
        "spans": spans,
        "links": [row for row in content["links"] if row["act"] in acts],
        "done": sorted(row["document"] for row in content["assignments"] if row["layer"] == layer and row["done"]),
    }


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(coding(), coding(4)), min_size=1, max_size=3))
def test_whatever_a_coder_does_between_deliveries_the_layer_is_the_owners_and_all_others_stay(
    rounds: list[tuple[list[Act], list[Act]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder))
        with table.project as lead, copy_of(table, "Ana") as copy:
            anas, bens = table.layers["Ana"].id, table.layers["Ben"].id
            for mine, others in rounds:
                do(copy, anas, mine)
                lead.person = table.coders["Ben"].id
                do(lead, bens, others)
                was = layer_in(lead, bens)
                taken(lead, delivered(copy, "Ana"))
                assert layer_in(lead, anas) == layer_in(copy, anas)
                assert layer_in(lead, bens) == was
                content, steps = content_of(lead), lead.journal.count()
                assert taken(lead, delivered(copy, "Ana")).updates == []
                assert (content_of(lead), lead.journal.count()) == (content, steps)
            assert lead.check() == []


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(coding(), coding())
def test_an_update_is_one_step_and_its_undo_brings_back_what_was(first: list[Act], then: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder))
        with table.project as lead, copy_of(table, "Ana") as copy:
            anas = table.layers["Ana"].id
            do(copy, anas, first)
            taken(lead, delivered(copy, "Ana"))
            do(copy, anas, then)
            content, steps = content_of(lead), lead.journal.count()
            taken(lead, delivered(copy, "Ana"))
            after = content_of(lead)
            assert lead.journal.count() - steps <= 1
            if after != content:
                lead.undo()
                assert {**content_of(lead), "texts": 0} == {**content, "texts": 0}
                lead.redo()
                assert content_of(lead) == after


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(OTHERS), coding(), coding())
def test_a_format_of_another_program_that_carries_ids_delivers_as_ours_does(
    format: str, first: list[Act], then: list[Act]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder))
        with table.project as lead, copy_of(table, "Ana") as copy:
            anas = table.layers["Ana"].id
            for acts_of_round in (first, then):
                do(copy, anas, acts_of_round)
                content = content_of(lead)
                taken(lead, delivered(copy, "Ana", format))
                assert layer_in(lead, anas) == layer_in(copy, anas), format
                steps = lead.journal.count()
                assert taken(lead, delivered(copy, "Ana", format)).updates == []
                assert lead.journal.count() == steps
            after = content_of(lead)
            if after != content:
                lead.undo()
                assert {**content_of(lead), "texts": 0} == {**content, "texts": 0}
            assert lead.check() == []


@pytest.mark.parametrize("format", ["jsonl", *OTHERS])
def test_nothing_of_a_second_delivery_is_dropped(table: Table, format: str) -> None:
    """A deletion, a relabelling, a moved edge, a note, a slot, a doubt, a value and a reopened document."""
    with copy_of(table, "Ana") as copy:
        anas, documents = table.layers["Ana"].id, [one.id for one in copy.documents.all()]
        made = [
            annotate.add_span(copy, documents[0], anas, [place], label)
            for place, label in (((0, 6), "actor"), ((7, 19), "appeal"), ((25, 30), "appeal"), ((34, 40), "warning"))
        ]
        slot = acts.fill_slot(copy, made[1].id, "addressee", acts.SlotFiller(value="collective"))
        annotate.mark_done(copy, anas, documents[0])
        taken(table.project, delivered(copy, "Ana", format))
        annotate.remove_spans(copy, [made[0].id])
        annotate.relabel(copy, [made[2].id], "warning")
        annotate.set_extents(copy, made[1].id, [(7, 12)])
        annotate.set_note(copy, made[1].id, "half of it")
        annotate.set_doubt(copy, made[3].id, True)
        annotate.set_attribute(copy, made[1].id, "force", "urges")
        acts.clear_slot(copy, made[1].id, slot.id)
        acts.fill_slot(copy, made[3].id, "speaker", acts.SlotFiller(value="implicit"))
        annotate.mark_done(copy, anas, documents[0], False)
        (update,) = taken(table.project, delivered(copy, "Ana", format)).updates
        assert layer_in(table.project, anas) == layer_in(copy, anas)
    assert summary(update) == "Ana: 3 codings are changed, 1 deleted; 1 document is open again."
    assert {one.before.label: one.fields for one in update.changed if one.before.id != made[2].id} == {
        "appeal": ("passage", "attributes", "note", "slots"),
        "warning": ("doubt", "slots"),
    }
    assert update.overwrites and not update.later


def test_without_being_told_to_an_import_keeps_what_is_here_and_says_what_is_otherwise(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, first = table.layers["Ana"].id, copy.documents.all()[0].id
        made = [annotate.add_span(copy, first, anas, [place], "actor") for place in ((0, 6), (13, 18))]
        taken(table.project, delivered(copy, "Ana"))
        annotate.set_note(copy, made[0].id, "mine")
        annotate.remove_spans(copy, [made[1].id])
        before = content_of(table.project)
        (update,) = taken(table.project, delivered(copy, "Ana"), is_update=False).updates
    assert content_of(table.project) == before
    assert (len(update.changed), len(update.gone), update.overwrites) == (1, 1, True)


def test_what_was_changed_here_since_is_said_before_it_is_overwritten(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, first = table.layers["Ana"].id, copy.documents.all()[0].id
        made = [annotate.add_span(copy, first, anas, [place], "actor") for place in ((0, 6), (13, 18))]
        taken(table.project, delivered(copy, "Ana"))
        table.sit("Ana")
        annotate.set_note(table.project, made[0].id, "at the lead's")
        annotate.set_note(copy, made[1].id, "in the copy")
        (update,) = taken(table.project, delivered(copy, "Ana")).updates
    assert [span.id for span in update.later] == [made[0].id]
    (note,) = notes(update)
    assert note == "Ana: 1 coding of it was changed here since; the update overwrites that."


def test_a_file_that_does_not_say_that_it_is_whole_takes_nothing_away(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, first = table.layers["Ana"].id, copy.documents.all()[0].id
        made = [annotate.add_span(copy, first, anas, [place], "actor") for place in ((0, 6), (13, 18))]
        taken(table.project, delivered(copy, "Ana"))
        annotate.remove_spans(copy, [made[1].id])
        source = delivered(copy, "Ana")
        record = source.path.with_name(f"{source.path.stem}.project.json")
        said = json.loads(record.read_text(encoding="utf-8"))
        assert said["layers"][0].pop("whole")
        record.write_text(json.dumps(said), encoding="utf-8")
        (update,) = taken(table.project, source).updates
    assert {span.id for span in table.spans()} == {one.id for one in made}
    assert "which does not say that it holds the whole layer; they stay" in " ".join(notes(update))
    assert not update.overwrites


def test_documents_that_the_delivery_does_not_hold_are_left_alone(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, both = table.layers["Ana"].id, [one.id for one in copy.documents.all()]
        for document in both:
            annotate.add_span(copy, document, anas, [(0, 3)], "actor")
        taken(table.project, delivered(copy, "Ana"))
        for document in both:
            annotate.remove_spans(copy, [copy.spans.of_document(document)[0].id])
        exporting.export(copy, copy.path.with_name("one.jsonl"), layer="Ana", only=[both[0]])
        taken(table.project, ImportSource(copy.path.with_name("one.jsonl")))
    assert (len(table.spans(0)), len(table.spans(1))) == (0, 1)


def test_codings_of_a_format_without_ids_are_known_by_their_places(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, first = table.layers["Ana"].id, copy.documents.all()[0].id
        made = [
            annotate.add_span(copy, first, anas, [place], label)
            for place, label in (((0, 6), "actor"), ((7, 19), "appeal"))
        ]
        folder = copy.path.with_name("Ana")
        for _ in range(2):
            exporting.export(copy, folder, "brat", layer="Ana", replace=True)
            taken(table.project, ImportSource(folder))
        known = {span.id for span in table.spans()}
        assert len(known) == 2
        annotate.set_extents(copy, made[1].id, [(7, 12)])
        annotate.relabel(copy, [made[0].id], "warning")
        exporting.export(copy, folder, "brat", layer="Ana", replace=True)
        taken(table.project, ImportSource(folder))
    assert {span.id for span in table.spans()} == known
    assert {(span.label, span.quote) for span in table.spans()} == {("warning", "France"), ("appeal", "urged")}


def test_a_document_that_was_removed_here_stays_in_the_bin(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, both = table.layers["Ana"].id, [one.id for one in copy.documents.all()]
        made = [annotate.add_span(copy, document, anas, [(0, 3)], "actor") for document in both]
        taken(table.project, delivered(copy, "Ana"))
        documents.remove(table.project, [both[0]], with_codings=True)
        for span in made:
            annotate.set_note(copy, span.id, "later")
        report = taken(table.project, delivered(copy, "Ana"))
    assert [one.id for one in table.project.documents.all()] == both[1:]
    assert [span.note for span in table.spans(1)] == ["later"]
    said = "1 document was removed here, or read anew, and left out with what was coded in the file."
    assert report.notices == [f"delivery of Ana.jsonl: {said}"]
    assert table.project.check() == []


def test_a_label_that_was_merged_here_stays_merged(table: Table) -> None:
    with copy_of(table, "Ana") as copy:
        anas, first = table.layers["Ana"].id, copy.documents.all()[0].id
        made = annotate.add_span(copy, first, anas, [(7, 19)], "warning")
        taken(table.project, delivered(copy, "Ana"))
        labels.merge(table.project, LabelId("appeal"), [LabelId("warning")])
        annotate.set_note(copy, made.id, "later")
        again = annotate.add_span(copy, first, anas, [(0, 6)], "warning")
        (update,) = taken(table.project, delivered(copy, "Ana")).updates
    assert {span.id: (span.label, span.note) for span in table.spans()} == {
        made.id: ("appeal", "later"),
        again.id: ("appeal", ""),
    }
    assert [one.fields for one in update.changed] == [("note",)] and update.relabelled == 0
    assert table.project.codebook.get("warning") is None
