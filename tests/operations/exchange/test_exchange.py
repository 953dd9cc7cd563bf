"""Files in, files out: good and bad ones together, one step each time, nothing half done."""

import json
import re
from pathlib import Path

import pytest

from annotator.formats.jsonl.jsonl import JsonlOptions
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import BadCodebook, BadFile, BadProject, Cancelled, NotFound
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.operations.documents.documents import add_drafts
from annotator.operations.documents.fields import define_field
from annotator.operations.exchange import exchange
from annotator.operations.exchange.exchange import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import BOOK, TEXT, make_table, new_project
from tests.operations.random_projects import content_of
from tests.projects import default_codebook, said


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "in.annot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a project exported in all layers, its gold, and texts."""
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    table.code("Ana", "actor", "France")
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    made = tmp_path / "files"
    made.mkdir()
    exchange.export(table.project, made / "all.jsonl", "jsonl", "all", names=True)
    (made / "a.txt").write_text("a text\r\n")
    (made / "b.md").write_text("---\ntitle: Markdown\n---\nwords\n")
    return made


def titles(project: Project) -> list[str]:
    return [info.title for info in project.documents.all()]


def test_bad_files_get_one_sentence_each_and_the_others_come_in_whole(project: Project, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "half.txt").write_bytes("“é".encode()[:-1] + b"\n")
    (folder / "bad.jsonl").write_text((folder / "all.jsonl").read_text("utf-8") + '{"id": 1}\n', "utf-8")
    (folder / "broken.jsonl").write_text((folder / "all.jsonl").read_text("utf-8"), "utf-8")
    (folder / "broken.codebook.json").write_text("{")
    report = exchange.import_sources(project, [*exchange.sources_in([folder]), ImportSource(folder / "gone.txt")])
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
    report = exchange.import_sources(project, [ImportSource(folder / "all.jsonl")])
    assert len(report.failed) == 1 and "all.jsonl: line 2, span 1" in report.failed[0]
    assert content_of(project) == before
    assert said(project) == "New project"


def test_a_whole_import_is_one_step(project: Project, folder: Path) -> None:
    before = content_of(project)
    exchange.import_sources(project, exchange.sources_in([folder]))
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
        exchange.import_sources(project, exchange.sources_in([folder]), progress=stop)
    assert content_of(project) == before


def test_progress_names_the_file_at_hand(project: Project, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    exchange.import_sources(project, exchange.sources_in([folder]), progress=lambda *step: told.append(step))
    assert told == [(0, 3, "a.txt"), (1, 3, "all.jsonl"), (2, 3, "b.md"), (3, 3, "")]


def test_the_same_text_under_another_name_is_noticed(project: Project, folder: Path) -> None:
    (folder / "copy.txt").write_text("a text\n")
    (folder / "readout.txt").write_text(TEXT, "utf-8")
    names = ("a.txt", "copy.txt", "readout.txt", "all.jsonl")
    report = exchange.import_sources(project, [ImportSource(folder / name) for name in names])
    assert report.repeated == [("copy", "a"), ("Readout", "readout")]
    assert titles(project) == ["a", "readout", "بيان"]
    assert len(project.spans.of_document(project.documents.all()[1].id)) == 4


def test_a_file_named_twice_comes_in_once(project: Project, folder: Path) -> None:
    report = exchange.import_sources(project, [ImportSource(folder / "all.jsonl"), ImportSource(folder / "all.jsonl")])
    assert (report.spans, report.repeated) == (4, [])
    assert report.notices == ["all.jsonl: 4 spans are in the project already."]


def test_an_encoding_that_the_user_chose_is_used(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("Москва".encode("koi8-r"))
    report = exchange.import_sources(project, exchange.sources_in([path], encoding="cp1251"))
    assert report.failed == []
    assert project.documents.get(project.documents.all()[0].id).text == "Москва".encode("koi8-r").decode("cp1251")


@pytest.mark.parametrize(("encoding", "format"), [("klingon", ""), ("", "klingon"), ("utf-32", ""), ("", "conll")])
def test_a_choice_that_cannot_be_used_is_said_for_the_file(
    project: Project, folder: Path, encoding: str, format: str
) -> None:
    report = exchange.import_sources(project, exchange.sources_in([folder / "a.txt"], encoding, format))
    assert len(report.failed) == 1 and report.failed[0].startswith("a.txt: ")
    assert titles(project) == []


def test_a_folder_of_brat_is_the_work_of_the_coder_who_is_named(project: Project, tmp_path: Path, folder: Path) -> None:
    brat = tmp_path / "brat"
    with Project.open(tmp_path / "project.annot") as table:
        exchange.export(table, brat, "brat", "Ana")
    report = exchange.import_sources(project, exchange.sources_in([brat]), coder="Zoë")
    assert (report.failed, report.spans, report.coders) == ([], 2, ["Zoë"])
    (layer,) = project.layers.all()
    assert layer.name == "Zoë"
    assert {span.label for info in project.documents.all() for span in project.spans.of_document(info.id)} == {
        *("appeal", "actor")
    }


def test_the_work_of_several_is_not_taken_for_that_of_one(project: Project, folder: Path) -> None:
    report = exchange.import_sources(project, [ImportSource(folder / "all.jsonl")], coder="Zoë")
    assert len(report.failed) == 1 and "of 2 coders (Ana, Ben), not of Zoë alone" in report.failed[0]
    assert (project.coders.all(), titles(project)) == ([], [])


def test_a_coder_of_a_source_owns_only_what_is_nobodys(project: Project, tmp_path: Path, folder: Path) -> None:
    brat = tmp_path / "brat"
    brat.mkdir()
    (brat / "x.txt").write_text("France urged")
    (brat / "x.ann").write_text("T1\tactor 0 6\tFrance\n")
    sources = [ImportSource(brat, coder="Zoë"), ImportSource(folder / "all.jsonl", coder="Zoë")]
    assert exchange.import_sources(project, sources).failed == []
    assert {coder.name for coder in project.coders.all()} == {"Ana", "Ben", "Zoë"}


def test_a_preview_tells_what_is_in_a_file_and_imports_nothing(folder: Path) -> None:
    text = exchange.preview(ImportSource(folder / "a.txt"))
    assert (text.drafts[0].text, text.kind, text.format, text.spans) == ("a text\n", "Plain text", "", 0)
    coded = exchange.preview(ImportSource(folder / "all.jsonl"))
    assert (len(coded.drafts), coded.format, coded.spans, coded.names_coders) == (2, "jsonl", 4, True)
    with pytest.raises(BadFile, match="no such file"):
        exchange.preview(ImportSource(folder / "gone.txt"))
    (folder / "all.codebook.json").write_text("{")
    with pytest.raises(BadCodebook):
        exchange.preview(ImportSource(folder / "all.jsonl"))


def test_gold_goes_out_with_its_decisions_and_without_the_names_of_people(tmp_path: Path, folder: Path) -> None:
    with Project.open(tmp_path / "project.annot") as table:
        written = exchange.export(table, tmp_path / "gold.jsonl")
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
        exchange.export(table, tmp_path / "with.jsonl", layer="all", names=True)
        monkeypatch.setattr(exchange, "agreement_of", lambda project: pytest.fail("not asked for"))
        exchange.export(table, tmp_path / "without.jsonl", layer="all", names=True, own=JsonlOptions(agreement=False))
        exchange.export(table, tmp_path / "table.csv", "csv", "all", names=True)
    agreement = json.loads((tmp_path / "with.agreement.json").read_text("utf-8"))
    assert agreement["coders"] == ["coder-1", "coder-2"] and not (tmp_path / "without.agreement.json").exists()
    assert (tmp_path / "with.jsonl").read_bytes() == (tmp_path / "without.jsonl").read_bytes()


def test_agreement_of_very_many_spans_is_computed_where_it_is_asked_for(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "MOST_COMPARED", 0)
    with Project.open(tmp_path / "project.annot") as table:
        spared = exchange.export(table, tmp_path / "spared.jsonl", layer="all", names=True)
        chosen = exchange.export(
            table, tmp_path / "chosen.jsonl", layer="all", names=True, own=JsonlOptions(agreement=True)
        )
        left_out = exchange.export(
            table, tmp_path / "out.jsonl", layer="all", names=True, own=JsonlOptions(agreement=False)
        )
    there = [(tmp_path / f"{name}.agreement.json").exists() for name in ("spared", "chosen", "out")]
    assert there == [False, True, False]
    said = [any("--agreement" in notice for notice in one.notices) for one in (spared, chosen, left_out)]
    assert said == [True, False, False]


@pytest.mark.parametrize("layer", ["Ana", "ANA"])
def test_a_layer_goes_out_by_the_name_of_its_coder(tmp_path: Path, folder: Path, layer: str) -> None:
    with Project.open(tmp_path / "project.annot") as table:
        exchange.export(table, tmp_path / "ana.csv", "csv", layer)
    assert (tmp_path / "ana.csv").read_text("utf-8-sig").count("\n") == 3


def test_an_export_of_what_is_not_there_says_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no gold yet"):
        exchange.export(project, tmp_path / "gold.jsonl")
    with pytest.raises(NotFound, match="no coder “Zoë”"):
        exchange.export(project, tmp_path / "x.jsonl", layer="Zoë")
    with pytest.raises(NotFound, match="no format"):
        exchange.export(project, tmp_path / "x.xls", "xls")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".jsonl"] == []


def test_an_export_never_overwrites_a_project(project: Project, tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for out in (project.path, table.project.path):
        for format in exchange.format_names():
            with pytest.raises(BadFile, match="it is a project"):
                exchange.export(project, out, format, "all")
    table.project.close()
    with pytest.raises(BadFile, match="it is a project"):
        exchange.export(project, table.project.path, "csv", "all", names=True)
    assert project.check() == []
    with Project.open(table.project.path) as opened:
        assert opened.documents.count() == 2


def test_exports_beside_the_open_project_leave_it_and_each_other_alone(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project = table.project
    before = content_of(project), project.journal.latest()
    for name in ("one.jsonl", "two.jsonl", "one.jsonl"):
        exchange.export(project, tmp_path / name, layer="all", names=True, replace=True)
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
            exchange.export(table, folder / "all.jsonl", "jsonl", "gold", stop, replace=True)
        assert table.documents.count() == 2  # the snapshot is closed
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_span_that_lost_its_text_is_not_exported(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    span = table.code("Ana", "appeal", "urged China")
    with table.project.transact(Told(sentence="Tamper")):
        table.project.spans.update(span.id, {"start": span.start + 1})
    with pytest.raises(BadProject, match="does not have the text that it quotes"):
        exchange.export(table.project, tmp_path / "x.jsonl", layer="all", names=True)
    assert not (tmp_path / "x.jsonl").exists()


@pytest.mark.parametrize("format", exchange.format_names())
def test_losses_are_told_before_and_after_in_the_same_words(tmp_path: Path, format: str) -> None:
    table = make_table(tmp_path)
    span = table.code("Ana", "appeal", "urged China")
    table.code("Ana", "warning", "China 🕊 to talk")
    table.code("Ana", "genre")
    annotate.set_note(table.project, span.id, "look again")
    acts.fill_slot(table.project, span.id, "speaker", acts.SlotFiller(value="implicit"))
    told = exchange.export_look(table.project, format, "Ana").losses
    written = exchange.export(table.project, tmp_path / "out", format, "Ana")
    assert written.notices[: len(told)] == told  # and of a folder to publish, where the key is
    assert told or format not in ("brat", "conll", "dyads")
    assert not told or format not in ("jsonl", "csv", "label-studio", "doccano", "prodigy", "pubannotation")
    folder = exchange.folder_of(tmp_path / "out", format)
    assert all((folder / name).is_file() for name in written.files)


def test_the_lists_of_formats_are_those_of_the_registries() -> None:
    assert {"jsonl", "brat", "conll", "csv", "dyads"} <= set(exchange.format_names())
    assert {"jsonl", "brat", "csv"} <= set(exchange.format_names(writable=False))
    assert "dyads" not in exchange.format_names(writable=False)
    assert {"text", "docx", "jsonl", "brat"} <= set(exchange.input_names())


def test_a_full_disk_stops_an_import_with_a_sentence_and_changes_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("word " * 200_000)
    (tmp_path / "small.txt").write_text("word")
    pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
    project._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    before = content_of(project)
    with pytest.raises(BadProject, match="disk is full"):
        exchange.import_sources(project, [ImportSource(tmp_path / "small.txt"), ImportSource(tmp_path / "big.txt")])
    assert content_of(project) == before
    assert exchange.import_sources(project, [ImportSource(tmp_path / "small.txt")]).failed == []


def test_a_format_that_is_only_written_cannot_be_read(project: Project, folder: Path) -> None:
    report = exchange.import_sources(project, [ImportSource(folder / "a.txt", format="dyads")])
    assert report.failed == ["a.txt: The format “dyads” can only be exported."]


def test_an_import_into_a_new_project_brings_the_codebook_with_its_number(folder: Path, tmp_path: Path) -> None:
    fresh = new_project(tmp_path / "fresh.annot", BOOK.model_copy(update={"name": "Own"}))
    exchange.import_sources(fresh, [ImportSource(folder / "all.jsonl")])
    assert (fresh.codebook, fresh.codebooks.current().number) == (BOOK, 1)


def test_the_pair_of_a_brat_text_is_read_with_it(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("France urged")
    (tmp_path / "x.ann").write_text("T1\tactor 0 6\tFrance\n")
    report = exchange.import_sources(project, exchange.sources_in([tmp_path / "x.ann"]), coder="Zoë")
    assert (report.failed, report.spans) == ([], 1)


def test_an_export_of_a_project_without_documents_brings_its_people_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.annot", BOOK) as project:
        people.add_coder(project, "Ana")
        exchange.export(project, tmp_path / "all.jsonl", "jsonl", "all", names=True)
    with Project.create(tmp_path / "new.annot", BOOK) as project:
        report = exchange.import_sources(project, [exchange.ImportSource(tmp_path / "all.jsonl")])
        assert (report.failed, report.coders) == ([], ["Ana"])


def test_values_that_do_not_fit_their_fields_are_noticed_of_what_came_in(project: Project, tmp_path: Path) -> None:
    add_drafts(project, [DocumentDraft("Here", "Here before.", {"session": "last"})])
    define_field(project, "session", FieldKind.NUMBER, misfits_may_stay=True)
    table = tmp_path / "talks.csv"
    table.write_text("title,text,session\nOne,First words.,78\nTwo,Other words.,seventy\n")
    report = exchange.import_sources(project, [ImportSource(table)])
    told = [notice for notice in report.notices if "do not fit" in notice or "does not fit" in notice]
    assert told == [
        "1 value does not fit the field “session”, which holds a number, such as 12 or 3.5: “seventy” (“Two”)."
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "a.txt").write_bytes(b"")
    with Project.create(tmp_path / "p.annot", default_codebook()) as project:
        report = exchange.import_sources(project, exchange.sources_in([tmp_path / "data"]))
    assert [sentence.partition(":")[0] for sentence in report.failed] == ["one/a.txt", "two/a.txt"]
