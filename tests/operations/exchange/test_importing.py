"""Files in: good and bad ones together, one step each time, nothing half done."""

import json
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import BadCodebook, BadFile, BadProject, Cancelled
from annotator.operations.documents.documents import add_drafts
from annotator.operations.documents.fields import define_field
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.store.project import Project
from tests.operations.desks import BOOK, TEXT, new_project
from tests.operations.random_projects import content_of
from tests.projects import default_codebook, said


def titles(project: Project) -> list[str]:
    return [info.title for info in project.documents.all()]


def test_bad_files_get_one_sentence_each_and_the_others_come_in_whole(project: Project, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "half.txt").write_bytes("“é".encode()[:-1] + b"\n")
    (folder / "bad.jsonl").write_text((folder / "all.jsonl").read_text("utf-8") + '{"id": 1}\n', "utf-8")
    (folder / "broken.jsonl").write_text((folder / "all.jsonl").read_text("utf-8"), "utf-8")
    (folder / "broken.codebook.json").write_text("{")
    report = importing.import_sources(project, [*sources_in([folder]), ImportSource(folder / "gone.txt")])
    assert [sentence.split(":")[0] for sentence in report.failed] == [
        *("bad.jsonl", "broken.codebook.json", "empty.txt", "half.txt", "gone.txt")
    ]
    assert all("\n" not in sentence and sentence.endswith(".") for sentence in report.failed)
    assert sorted(titles(project)) == ["Markdown", "Readout", "a", "بيان"]
    assert report.spans == project.spans.count() == 4
    assert project.check() == []


def test_nothing_of_a_bad_file_stays(project: Project, folder: Path) -> None:
    lines = (folder / "all.jsonl").read_text("utf-8").splitlines()
    record = json.loads(lines[0])
    record["spans"][0]["start"] += 1
    (folder / "all.jsonl").write_text("\n".join([lines[1], json.dumps(record)]), "utf-8")
    before = content_of(project)
    report = importing.import_sources(project, [ImportSource(folder / "all.jsonl")])
    assert len(report.failed) == 1 and "all.jsonl: line 2, span 1" in report.failed[0]
    assert content_of(project) == before
    assert said(project) == "New project"


def test_a_whole_import_is_one_step(project: Project, folder: Path) -> None:
    before = content_of(project)
    importing.import_sources(project, sources_in([folder]))
    after = content_of(project)
    assert said(project) == "Import 3 files"
    project.undo()
    assert {**content_of(project), "texts": []} == {**before, "texts": []}
    project.redo()
    assert content_of(project) == after


def test_a_stopped_import_leaves_nothing(project: Project, folder: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done == total:
            raise Cancelled("Stopped.")

    before = content_of(project)
    with pytest.raises(Cancelled):
        importing.import_sources(project, sources_in([folder]), progress=stop)
    assert content_of(project) == before


def test_progress_names_the_file_at_hand(project: Project, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    importing.import_sources(project, sources_in([folder]), progress=lambda *step: told.append(step))
    assert told == [(0, 3, "a.txt"), (1, 3, "all.jsonl"), (2, 3, "b.md"), (3, 3, "")]


def test_the_same_text_under_another_name_is_noticed(project: Project, folder: Path) -> None:
    (folder / "copy.txt").write_text("a text\n")
    (folder / "readout.txt").write_text(TEXT, "utf-8")
    names = ("a.txt", "copy.txt", "readout.txt", "all.jsonl")
    report = importing.import_sources(project, [ImportSource(folder / name) for name in names])
    assert report.repeated == [("copy", "a"), ("Readout", "readout")]
    assert titles(project) == ["a", "readout", "بيان"]
    assert len(project.spans.of_document(project.documents.all()[1].id)) == 4


def test_a_file_named_twice_comes_in_once(project: Project, folder: Path) -> None:
    report = importing.import_sources(project, [ImportSource(folder / "all.jsonl"), ImportSource(folder / "all.jsonl")])
    assert (report.spans, report.repeated) == (4, [])
    assert report.notices == ["all.jsonl: 4 spans are in the project already."]


def test_an_encoding_that_the_user_chose_is_used(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("Москва".encode("koi8-r"))
    report = importing.import_sources(project, sources_in([path], encoding="cp1251"))
    assert report.failed == []
    assert project.documents.get(project.documents.all()[0].id).text == "Москва".encode("koi8-r").decode("cp1251")


@pytest.mark.parametrize(("encoding", "format"), [("klingon", ""), ("", "klingon"), ("utf-32", ""), ("", "conll")])
def test_a_choice_that_cannot_be_used_is_said_for_the_file(
    project: Project, folder: Path, encoding: str, format: str
) -> None:
    report = importing.import_sources(project, sources_in([folder / "a.txt"], encoding, format))
    assert len(report.failed) == 1 and report.failed[0].startswith("a.txt: ")
    assert titles(project) == []


def test_a_folder_of_brat_is_the_work_of_the_coder_who_is_named(project: Project, tmp_path: Path, folder: Path) -> None:
    brat = tmp_path / "brat"
    with Project.open(tmp_path / "project.annot") as table:
        exporting.export(table, brat, "brat", "Ana")
    report = importing.import_sources(project, sources_in([brat]), coder="Zoë")
    assert (report.failed, report.spans, report.coders) == ([], 2, ["Zoë"])
    (layer,) = project.layers.all()
    assert layer.name == "Zoë"
    assert {span.label for info in project.documents.all() for span in project.spans.of_document(info.id)} == {
        *("appeal", "actor")
    }


def test_the_work_of_several_is_not_taken_for_that_of_one(project: Project, folder: Path) -> None:
    report = importing.import_sources(project, [ImportSource(folder / "all.jsonl")], coder="Zoë")
    assert len(report.failed) == 1 and "of 2 coders (Ana, Ben), not of Zoë alone" in report.failed[0]
    assert (project.coders.all(), titles(project)) == ([], [])


def test_a_coder_of_a_source_owns_only_what_is_nobodys(project: Project, tmp_path: Path, folder: Path) -> None:
    brat = tmp_path / "brat"
    brat.mkdir()
    (brat / "x.txt").write_text("France urged")
    (brat / "x.ann").write_text("T1\tactor 0 6\tFrance\n")
    sources = [ImportSource(brat, coder="Zoë"), ImportSource(folder / "all.jsonl", coder="Zoë")]
    assert importing.import_sources(project, sources).failed == []
    assert {coder.name for coder in project.coders.all()} == {"Ana", "Ben", "Zoë"}


def test_a_preview_tells_what_is_in_a_file_and_imports_nothing(folder: Path) -> None:
    text = importing.preview(ImportSource(folder / "a.txt"))
    assert (text.drafts[0].text, text.kind, text.format, text.spans) == ("a text\n", "Plain text", "", 0)
    coded = importing.preview(ImportSource(folder / "all.jsonl"))
    assert (len(coded.drafts), coded.format, coded.spans, coded.names_coders) == (2, "jsonl", 4, True)
    with pytest.raises(BadFile, match="no such file"):
        importing.preview(ImportSource(folder / "gone.txt"))
    (folder / "all.codebook.json").write_text("{")
    with pytest.raises(BadCodebook):
        importing.preview(ImportSource(folder / "all.jsonl"))


def test_a_full_disk_stops_an_import_with_a_sentence_and_changes_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("word " * 200_000)
    (tmp_path / "small.txt").write_text("word")
    pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
    project._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    before = content_of(project)
    with pytest.raises(BadProject, match="disk is full"):
        importing.import_sources(project, [ImportSource(tmp_path / "small.txt"), ImportSource(tmp_path / "big.txt")])
    assert content_of(project) == before
    assert importing.import_sources(project, [ImportSource(tmp_path / "small.txt")]).failed == []


def test_the_kinds_of_files_to_import_are_those_of_both_registries_that_are_read() -> None:
    assert {"text", "docx", "jsonl", "brat", "csv"} <= set(importing.input_names())
    assert "dyads" not in importing.input_names()


def test_a_format_that_is_only_written_cannot_be_read(project: Project, folder: Path) -> None:
    report = importing.import_sources(project, [ImportSource(folder / "a.txt", format="dyads")])
    assert report.failed == ["a.txt: The format “dyads” can only be exported."]


def test_an_import_into_a_new_project_brings_the_codebook_with_its_number(folder: Path, tmp_path: Path) -> None:
    fresh = new_project(tmp_path / "fresh.annot", BOOK.model_copy(update={"name": "Own"}))
    importing.import_sources(fresh, [ImportSource(folder / "all.jsonl")])
    assert (fresh.codebook, fresh.codebooks.current().number) == (BOOK, 1)


def test_the_pair_of_a_brat_text_is_read_with_it(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("France urged")
    (tmp_path / "x.ann").write_text("T1\tactor 0 6\tFrance\n")
    report = importing.import_sources(project, sources_in([tmp_path / "x.ann"]), coder="Zoë")
    assert (report.failed, report.spans) == ([], 1)


def test_values_that_do_not_fit_their_fields_are_noticed_of_what_came_in(project: Project, tmp_path: Path) -> None:
    add_drafts(project, [DocumentDraft("Here", "Here before.", {"session": "last"})])
    define_field(project, "session", FieldKind.NUMBER, misfits_may_stay=True)
    table = tmp_path / "talks.csv"
    table.write_text("title,text,session\nOne,First words.,78\nTwo,Other words.,seventy\n")
    report = importing.import_sources(project, [ImportSource(table)])
    told = [notice for notice in report.notices if "do not fit" in notice or "does not fit" in notice]
    assert told == [
        "1 value does not fit the field “session”, which holds a number, such as 12 or 3.5: “seventy” (“Two”)."
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "a.txt").write_bytes(b"")
    with Project.create(tmp_path / "p.annot", default_codebook()) as project:
        report = importing.import_sources(project, sources_in([tmp_path / "data"]))
    assert [sentence.partition(":")[0] for sentence in report.failed] == ["one/a.txt", "two/a.txt"]
