"""What is said of a project as a whole comes into a new project, and stays as it is in one that is in use."""

import json
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate, without_names
from annotator.operations.agreement import recoding
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import annotate, mentions
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.feedback import releases, training
from annotator.store.project import Project
from tests.operations.desks import TEXT, Table, make_table, new_project


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a project with a round, a result, a release, a sample and settings of its own."""
    made = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        made.code(name, "appeal", "urged China")
    adjudicate.settle(made.project, "unanimous", list(made.layers.values()))
    made.project.person = None
    training.set_round(made.project, [made.documents[0]], 0.75)
    training.mark_done(made.project, made.sit("Ana").id, made.documents[0])
    recoding.sample(made.project, made.layers["Ana"].id, 1, 7)
    releases.release(made.project, [made.documents[1]])
    without_names.hide_names(made.project, True)
    adjudicate.set_reasons(made.project, ["Too wide"])
    made.project.person = None
    return made


def exported(table: Table, folder: Path, layer: str = "all") -> ImportSource:
    exporting.export(table.project, folder / "out.jsonl", layer=layer, names=layer == "all")
    return ImportSource(folder / "out.jsonl")


def test_a_new_project_holds_all_of_it_and_undo_takes_it_back(table: Table, tmp_path: Path) -> None:
    source = exported(table, tmp_path)
    copy = new_project(tmp_path / "copy.annot")
    assert importing.import_sources(copy, [source]).notices == []
    for name in ("settings", "releases", "practice_documents", "practice_results", "recode_samples", "codebooks"):
        rows = [getattr(one, name)._select("ORDER BY id").fetchall() for one in (copy, table.project)]
        assert rows[0] == rows[1] != []
    assert without_names.are_names_hidden(copy) and copy.name == table.project.name
    copy.undo()
    assert not without_names.are_names_hidden(copy) and copy.name == "copy" and copy.releases.all() == []


def test_a_new_project_keeps_what_was_chosen_and_its_own_name(table: Table, tmp_path: Path) -> None:
    with Project.create(tmp_path / "copy.annot", default_codebook(), "My copy") as copy:
        adjudicate.set_reasons(copy, ["Mine"])
        report = importing.import_sources(copy, [exported(table, tmp_path)])
        assert (copy.name, adjudicate.reasons(copy)) == ("My copy", ("Mine",))
        assert without_names.are_names_hidden(copy) and training.pass_mark(copy) == 0.75
        assert report.notices == [
            "out.jsonl: the project keeps its own settings, which are other ones there: the list of reasons."
        ]


def test_a_project_in_use_decides_itself_and_what_was_left_out_is_said(table: Table, tmp_path: Path) -> None:
    copy = new_project(tmp_path / "copy.annot")
    documents.add_drafts(copy, [DocumentDraft("Readout", TEXT)])
    mentions.offer(copy, True)
    report = importing.import_sources(copy, [exported(table, tmp_path)])
    assert (without_names.are_names_hidden(copy), training.pass_mark(copy), mentions.are_offered(copy)) == (
        False,
        0.8,
        True,
    )
    assert copy.name == "copy" and copy.practice_documents.all() == []
    # The second text came in just now, and its release with it.
    (new,) = [info.id for info in copy.documents.all() if info.title != "Readout"]
    assert [release.document for release in copy.releases.all()] == [new]
    assert [result.score for result in copy.practice_results.all()] == [
        result.score for result in table.project.practice_results.all()
    ]
    assert copy.recode_samples.all() == table.project.recode_samples.all()
    assert report.notices[-2:] == [
        "out.jsonl: the project keeps its own settings, which are other ones there: "
        "adjudicating without names, the list of reasons, the pass mark.",
        "out.jsonl: what is released and practised on of documents that were here already was kept: 1.",
    ]
    assert copy.check() == []


def test_taking_in_what_is_there_already_says_and_changes_nothing_of_it(table: Table, tmp_path: Path) -> None:
    source, steps = exported(table, tmp_path), table.project.journal.count()
    assert importing.import_sources(table.project, [source]).notices == [
        "out.jsonl: 3 spans are in the project already."
    ]
    assert table.project.journal.count() == steps


@pytest.mark.parametrize(
    ("layer", "counts"),
    [("all", (1, 1, 1, 1)), ("gold", (1, 1, 0, 0)), ("Ana", (0, 0, 1, 0)), ("Ben", (0, 0, 0, 0))],
)
def test_an_export_of_a_part_carries_what_belongs_to_it(table: Table, layer: str, counts: tuple[int, ...]) -> None:
    bundle = exporting.chosen_bundle(table.project, layer)
    parts = (bundle.releases, bundle.practice_documents, bundle.practice_results, bundle.recode_samples)
    assert tuple(map(len, parts)) == counts
    assert bool(bundle.codebook_versions) == (layer == "all")
    assert bundle.settings == table.project.settings.get()


def test_a_result_that_the_project_has_otherwise_is_kept_and_said(table: Table, tmp_path: Path) -> None:
    source = exported(table, tmp_path)
    (first,) = table.project.practice_results.all()
    with table.project.transact(Told(sentence="Tamper")):
        table.project.practice_results.update(f"{first.layer}/{first.document}", {"time": "later"})
    (said,) = importing.import_sources(table.project, [source]).notices[1:]
    assert said.endswith("results of practice and re-code samples that are otherwise in the project were kept: 1.")
    assert table.project.practice_results.all()[0].time == "later"


def test_a_sample_that_was_not_drawn_from_a_layer_of_the_same_coder_is_left_out_and_said(
    table: Table, tmp_path: Path
) -> None:
    source, path = exported(table, tmp_path), tmp_path / "out.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["recode_samples"][0]["drawn_from"] = "Ben"
    path.write_text(json.dumps(record), encoding="utf-8")
    copy = new_project(tmp_path / "copy.annot")
    assert importing.import_sources(copy, [source]).notices == [
        "out.jsonl: re-code samples that were not drawn from another layer of the same coder were left out: 1."
    ]
    assert (copy.recode_samples.all(), copy.check()) == ([], [])


def test_removing_a_document_takes_its_release_and_results_along_and_undo_brings_them_back(table: Table) -> None:
    project = table.project
    before = (project.releases.all(), project.practice_documents.all(), project.practice_results.all())
    documents.remove(project, table.documents, with_codings=True)
    assert (project.releases.all(), project.practice_documents.all(), project.practice_results.all()) == ([], [], [])
    assert project.check() == []
    project.undo()
    assert (project.releases.all(), project.practice_documents.all(), project.practice_results.all()) == before


def test_each_setting_and_each_release_is_undone_by_whoever_chose_it_whatever_others_did_since(table: Table) -> None:
    project, (one, other) = table.project, table.documents
    releases.set_released(project, [])
    for name, choose in (
        ("Ana", lambda: without_names.hide_names(project, False)),
        ("Ben", lambda: mentions.offer(project, True)),
        ("Ana", lambda: releases.release(project, [one])),
        ("Ben", lambda: releases.release(project, [other])),
    ):
        table.sit(name)
        choose()
    table.sit("Ana")
    project.undo(), project.undo()
    assert without_names.are_names_hidden(project) and mentions.are_offered(project)
    assert [release.document for release in project.releases.all()] == [other]
    table.sit("Ben")
    project.undo(), project.undo()
    assert not mentions.are_offered(project) and project.releases.all() == []


def test_who_marked_it_done_and_codes_on_loses_no_result(table: Table) -> None:
    (first,) = table.project.practice_results.all()
    layer = table.sit("Ana")
    annotate.mark_done(table.project, layer.id, table.documents[0], False)
    assert table.project.practice_results.all() == [first]
