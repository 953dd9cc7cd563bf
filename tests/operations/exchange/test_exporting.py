"""Files out: what each layer and format holds, and what it says of what it leaves out."""

import json
import re
from pathlib import Path

import pytest

from annotator.formats.jsonl.jsonl import JsonlOptions
from annotator.model.errors import BadFile, BadProject, Cancelled, NotFound
from annotator.model.verbs.verb import Told
from annotator.operations.coding import acts, annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import BOOK, make_table
from tests.operations.random_projects import content_of


def test_gold_goes_out_with_its_decisions_and_without_the_names_of_people(tmp_path: Path, folder: Path) -> None:
    with Project.open(tmp_path / "project.annot") as table:
        written = exporting.export(table, tmp_path / "gold.jsonl")
    assert written.files == (
        "gold.jsonl",
        "gold.codebook.json",
        "gold.project.json",
        "gold.agreement.json",
        "gold.card.json",
    )
    record = json.loads((tmp_path / "gold.jsonl").read_text("utf-8").splitlines()[0])
    assert [(span["layer"], span["rule"]) for span in record["spans"]] == [("Gold", "unanimous")]
    assert len(record["decisions"][0]["candidates"]) == 2
    for name in written.files:
        assert not re.search(r"\bAna\b", (tmp_path / name).read_text("utf-8"))
    card = json.loads((tmp_path / "gold.card.json").read_text("utf-8"))
    agreement = json.loads((tmp_path / "gold.agreement.json").read_text("utf-8"))
    assert agreement["compared"] == 1 and card["coders"] == ["coder-1", "coder-2"]


def test_agreement_is_computed_only_where_it_is_wanted(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(tmp_path / "project.annot") as table:
        exporting.export(table, tmp_path / "with.jsonl", layer="all", names=True)
        monkeypatch.setattr(exporting, "agreement_of", lambda project: pytest.fail("not asked for"))
        exporting.export(table, tmp_path / "without.jsonl", layer="all", names=True, own=JsonlOptions(agreement=False))
        exporting.export(table, tmp_path / "table.csv", "csv", "all", names=True)
    agreement = json.loads((tmp_path / "with.agreement.json").read_text("utf-8"))
    assert agreement["coders"] == ["coder-1", "coder-2"] and not (tmp_path / "without.agreement.json").exists()
    assert (tmp_path / "with.jsonl").read_bytes() == (tmp_path / "without.jsonl").read_bytes()


def test_agreement_of_very_many_spans_is_computed_where_it_is_asked_for(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_COMPARED", 0)
    with Project.open(tmp_path / "project.annot") as table:
        spared = exporting.export(table, tmp_path / "spared.jsonl", layer="all", names=True)
        chosen = exporting.export(
            table, tmp_path / "chosen.jsonl", layer="all", names=True, own=JsonlOptions(agreement=True)
        )
        left_out = exporting.export(
            table, tmp_path / "out.jsonl", layer="all", names=True, own=JsonlOptions(agreement=False)
        )
    there = [(tmp_path / f"{name}.agreement.json").exists() for name in ("spared", "chosen", "out")]
    assert there == [False, True, False]
    said = [any("--agreement" in notice for notice in one.notices) for one in (spared, chosen, left_out)]
    assert said == [True, False, False]


@pytest.mark.parametrize("layer", ["Ana", "ANA"])
def test_a_layer_goes_out_by_the_name_of_its_coder(tmp_path: Path, folder: Path, layer: str) -> None:
    with Project.open(tmp_path / "project.annot") as table:
        exporting.export(table, tmp_path / "ana.csv", "csv", layer)
    assert (tmp_path / "ana.csv").read_text("utf-8-sig").count("\n") == 3


def test_an_export_of_what_is_not_there_says_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no gold yet"):
        exporting.export(project, tmp_path / "gold.jsonl")
    with pytest.raises(NotFound, match="no coder “Zoë”"):
        exporting.export(project, tmp_path / "x.jsonl", layer="Zoë")
    with pytest.raises(NotFound, match="no format"):
        exporting.export(project, tmp_path / "x.xls", "xls")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".jsonl"] == []


def test_an_export_never_overwrites_a_project(project: Project, tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for out in (project.path, table.project.path):
        for format in exporting.format_names():
            with pytest.raises(BadFile, match="it is a project"):
                exporting.export(project, out, format, "all")
    table.project.close()
    with pytest.raises(BadFile, match="it is a project"):
        exporting.export(project, table.project.path, "csv", "all", names=True)
    assert project.check() == []
    with Project.open(table.project.path) as opened:
        assert opened.documents.count() == 2


def test_exports_beside_the_open_project_leave_it_and_each_other_alone(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project = table.project
    before = content_of(project), project.journal.latest()
    for name in ("one.jsonl", "two.jsonl", "one.jsonl"):
        exporting.export(project, tmp_path / name, layer="all", names=True, replace=True)
    one, two = ((tmp_path / f"{name}.jsonl").read_bytes().splitlines()[1:] for name in ("one", "two"))
    assert one == two and one
    project.look()
    assert (content_of(project), project.journal.latest()) == before
    people.add_coder(project, "Zoe")
    assert project.check() == []


def test_a_stopped_export_leaves_what_was_there(tmp_path: Path, folder: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled("Stopped.")

    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with Project.open(tmp_path / "project.annot") as table:
        with pytest.raises(Cancelled):
            exporting.export(table, folder / "all.jsonl", "jsonl", "gold", stop, replace=True)
        assert table.documents.count() == 2  # the snapshot is closed
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_span_that_lost_its_text_is_not_exported(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    span = table.code("Ana", "appeal", "urged China")
    with table.project.transact(Told(sentence="Tamper")):
        table.project.spans.update(span.id, {"start": span.start + 1})
    with pytest.raises(BadProject, match="does not have the text that it quotes"):
        exporting.export(table.project, tmp_path / "x.jsonl", layer="all", names=True)
    assert not (tmp_path / "x.jsonl").exists()


@pytest.mark.parametrize("format", exporting.format_names())
def test_losses_are_told_before_and_after_in_the_same_words(tmp_path: Path, format: str) -> None:
    table = make_table(tmp_path)
    span = table.code("Ana", "appeal", "urged China")
    table.code("Ana", "warning", "China 🕊 to talk")
    table.code("Ana", "genre")
    annotate.set_note(table.project, span.id, "look again")
    acts.fill_slot(table.project, span.id, "speaker", acts.SlotFiller(value="implicit"))
    told = exporting.export_look(table.project, format, "Ana").losses
    written = exporting.export(table.project, tmp_path / "out", format, "Ana")
    assert written.notices[: len(told)] == told  # and of a folder to publish, where the key is
    assert told or format not in ("brat", "conll", "dyads")
    assert not told or format not in ("jsonl", "csv", "label-studio", "doccano", "prodigy", "pubannotation")
    folder = exporting.folder_of(tmp_path / "out", format)
    assert all((folder / name).is_file() for name in written.files)


def test_the_formats_to_export_to_are_those_of_the_registry_that_are_written() -> None:
    assert {"jsonl", "brat", "conll", "csv", "dyads"} <= set(exporting.format_names())


def test_an_export_of_a_project_without_documents_brings_its_people_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.annot", BOOK) as project:
        people.add_coder(project, "Ana")
        exporting.export(project, tmp_path / "all.jsonl", "jsonl", "all", names=True)
    with Project.create(tmp_path / "new.annot", BOOK) as project:
        report = importing.import_sources(project, [ImportSource(tmp_path / "all.jsonl")])
        assert (report.failed, report.coders) == ([], ["Ana"])
