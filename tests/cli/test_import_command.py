"""`annotator import`: what can be read comes in, what cannot is named."""

import json
import unicodedata
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import importing
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import TEXT
from tests.operations.exchange.test_matching import other_source
from tests.operations.team.copies_made import make_team_of_copies
from tests.readers.samples import pdf


def test_import_takes_files_and_folders_and_names_the_bad_ones(cli: Cli, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts with blanks"
    folder.mkdir()
    (folder / "a.txt").write_text("a text")
    (folder / "copy.txt").write_text("a text")
    (folder / "empty.txt").touch()
    (folder / "latin.txt").write_bytes("Façade déjà vue, à l’été, où ça gêne.".encode("cp1252"))
    (tmp_path / "readout.txt").write_text(TEXT, "utf-8")
    said = cli("import", file, folder, tmp_path / "readout.txt")
    assert said.code == 1
    assert said.err == "empty.txt: the file is empty; nothing was imported from it.\n"
    assert said.out.splitlines()[:3] == [
        "Imported 2 documents.",
        "“copy” has the same text as “a” and was not added again.",
        "“readout” has the same text as “Readout” and was not added again.",
    ]
    assert said.out.splitlines()[3].startswith("Note: latin.txt: ")
    assert cli("import", file, folder / "a.txt").code == 0


def test_import_of_the_folder_of_the_project_leaves_the_project_alone(cli: Cli, file: Path) -> None:
    (file.parent / "a.txt").write_text("a text")
    said = cli("import", file, file.parent)
    assert (said.code, said.out) == (0, "Imported 1 document.\n")
    assert "the project that is open" in cli("import", file, file).sentence


def test_import_takes_annotations_as_the_work_of_a_coder(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert cli("export", file, tmp_path / "brat", "--format", "brat", "--layer", "Ana").code == 0
    said = cli("import", file, tmp_path / "brat", "--coder", "Zoë", "--format", "brat")
    assert (said.code, said.out.splitlines()[0]) == (0, "Imported 0 documents and 3 spans.")
    assert "Zoë" in cli("info", file).out


def test_import_reads_texts_in_the_encoding_that_is_named(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("Привет".encode("koi8-r"))
    assert cli("import", file, tmp_path / "x.txt", "--encoding", "koi8-r").code == 0
    with Project.open(file) as project:
        assert project.documents.get(project.documents.all()[-1].id).text == "Привет"
    assert cli("import", file, tmp_path / "x.txt", "--encoding", "klingon").sentence.startswith("x.txt: ")


def test_a_kind_that_there_is_not_is_answered_with_the_list(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a text")
    said = cli("import", file, tmp_path / "x.txt", "--format", "klingon")
    assert said.code == 2 and all(name in said.err for name in importing.input_names())
    assert "Imported" not in said.out


def test_what_looks_like_codings_is_refused_with_the_option_that_takes_it(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("text,label\nParis called.,call\n")
    said = cli("import", file, tmp_path / "x.csv")
    assert (said.code, said.out) == (1, "Imported 0 documents.\n")
    assert said.err.startswith("x.csv: it looks like a table of codings") and "(--format table)" in said.err
    assert cli("import", file, tmp_path / "x.csv", "--format", "table").out == "Imported 1 document.\n"


@pytest.mark.parametrize(("column", "text"), [("body", "one"), ("summary", "two")])
def test_the_column_of_a_table_can_be_named(cli: Cli, file: Path, tmp_path: Path, column: str, text: str) -> None:
    (tmp_path / "x.csv").write_text("title,body,summary\nA,one,two\n")
    assert cli("import", file, tmp_path / "x.csv", "--text-column", column).code == 0
    with Project.open(file) as project:
        assert project.documents.get(project.documents.all()[-1].id).text == text


def test_importing_twice_adds_nothing(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a text")
    first, second = (cli("import", file, tmp_path / "x.txt") for _ in range(2))
    assert (first.out, second.out.splitlines()[0]) == ("Imported 1 document.\n", "Imported 0 documents.")


@pytest.mark.parametrize(("option", "kept"), [((), 1), (("--keep-source",), 2), (("--no-keep-source",), 0)])
def test_pdf_files_are_kept_unless_it_is_said_otherwise(
    cli: Cli, file: Path, tmp_path: Path, option: tuple[str, ...], kept: int
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["A printed text."]))
    (tmp_path / "x.txt").write_text("a text")
    assert cli("import", file, tmp_path / "a.pdf", tmp_path / "x.txt", *option).code == 0
    with Project.open(file) as project:
        assert len(project.source_files.used()) == kept


def test_fields_go_where_it_is_said_and_do_so_again(cli: Cli, file: Path, tmp_path: Path) -> None:
    rede = "Wir sprechen heute von dem Frieden und von seinem Preis in diesem Jahr."
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"Rede;Mund;Sitzung\n{rede} {name};Ana;6. April 2023\n", "utf-8")
    maps = ("--map", "speaker=Mund", "--map", "date=Sitzung", "--map", "place=Ort")
    assert "No file has a field called “Ort”." in cli("import", file, tmp_path / "a.csv", *maps).out
    assert "as when a file of this kind was imported before" in cli("import", file, tmp_path / "b.csv").out
    with Project.open(file) as project:
        for info in project.documents.all()[-2:]:
            known = {"speaker": "Ana", "date": "2023-04-06", "date_as_written": "6. April 2023"}
            assert known.items() <= info.metadata.items()
            assert not {"Mund", "Sitzung", "place"} & info.metadata.keys()


def test_a_map_that_says_nothing_is_refused(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a text")
    said = cli("import", file, tmp_path / "x.txt", "--map", "Datum")
    assert said.code == 2 and "write it as date=Datum" in said.err


@pytest.mark.parametrize("ending", [".txt", ".csv", ".html"])
def test_the_report_is_one_line_for_many_texts_that_are_here_and_whole_in_a_file(
    cli: Cli, file: Path, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(6):
        (folder / f"t{number}.txt").write_text("a text")
    (folder / "empty.txt").touch()
    said = cli("import", file, folder, "--report", tmp_path / f"r{ending}")
    assert said.code == 1
    assert "5 texts are here already and were not added again." in said.out.splitlines()
    whole = (tmp_path / f"r{ending}").read_text("utf-8-sig")
    assert all(name in whole for name in ("t0", "t1", "t2", "t3", "t4", "t5", "empty.txt"))
    assert "--report lists them" in cli("import", file, folder).out


def test_a_report_of_no_known_kind_is_refused_before_anything_comes_in(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a text")
    said = cli("import", file, tmp_path / "x.txt", "--report", tmp_path / "r.docx")
    assert "a report is written as .txt, .csv, .html" in said.sentence
    assert cli("import", file, tmp_path / "x.txt").out == "Imported 1 document.\n"


def test_a_report_in_a_place_where_none_can_be_is_refused_before_anything_comes_in(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("A text of some words.", "utf-8")
    (tmp_path / "taken.txt").mkdir()
    before = file.read_bytes()
    for report in (tmp_path / "nowhere" / "r.txt", tmp_path / "x.txt" / "r.txt", tmp_path / "taken.txt"):
        said = cli("import", file, tmp_path / "x.txt", "--report", report)
        assert said.code == 1 and said.sentence and file.read_bytes() == before


def test_an_empty_name_is_not_the_current_folder(cli: Cli, file: Path) -> None:
    said = cli("import", file, "")
    assert said.code == 2 and "An empty name names no file" in said.err


def delivered_twice(cli: Cli, file: Path, folder: Path) -> Path:
    """Return what Ana delivers once she has changed her layer in a copy of the project."""
    copy = folder / "copy.annot"
    copy.write_bytes(file.read_bytes())
    with Project.open(copy) as project:
        ana = project.coders.all()[0]
        project.person = ana.id
        (layer,) = project.layers.of_coder(ana.id)
        first = project.documents.all()[0].id
        france, china = project.spans.of_document(first, layer.id)
        annotate.remove_spans(project, [france.id])
        annotate.relabel(project, [china.id], "warning")
        annotate.add_span(project, first, layer.id, [(21, 23)], "actor")
    out = folder / "ana.jsonl"
    assert cli("export", copy, out, "--layer", "Ana").code == 0
    return out


def test_a_layer_that_is_delivered_again_is_listed_and_nothing_changes_before_it_is_said_so(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    out = delivered_twice(cli, file, tmp_path)
    said = cli("import", file, out)
    assert said.code == 1 and said.sentence.startswith("Nothing was imported: the files change codings that are here.")
    listed = [
        "Ana: 1 coding is new, 1 changed, 1 deleted.",
        "  changed: Appeal “urged China” → Warning “urged China”: label",
        "  deleted: Actor “France”",
        "  new: Actor “to”",
    ]
    assert said.out.splitlines() == listed
    with Project.open(file) as project:
        before = project.journal.count()
    dry = cli("import", file, out, "--dry-run")
    assert (dry.code, dry.out.splitlines()[:4]) == (0, listed)
    assert dry.out.splitlines()[4:6] == ["This would be done:", "Imported 0 documents and 1 span."]
    with Project.open(file) as project:
        assert project.journal.count() == before


def test_a_layer_that_is_delivered_again_becomes_what_the_file_says_or_what_is_here_is_kept(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    out = delivered_twice(cli, file, tmp_path)

    def codings() -> list[str]:
        with Project.open(file) as project:
            layer = project.layers.all()[0]
            first = project.documents.all()[0].id
            return [f"{span.label} {span.quote}" for span in project.spans.of_document(first, layer.id)]

    kept = cli("import", file, out, "--keep")
    assert (kept.code, codings()) == (0, ["actor France", "appeal urged China", "actor to"])
    assert "What is here was kept." in kept.out
    assert cli("import", file, out, "--update").out.splitlines()[:2] == [
        "Imported 0 documents.",
        "Ana: 1 coding is changed, 1 deleted.",
    ]
    assert codings() == ["warning urged China", "actor to"]
    again = cli("import", file, out)
    assert (again.code, codings()) == (0, ["warning urged China", "actor to"])


def test_labels_and_people_of_another_project_are_listed_and_taken_as_said(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    out = other_source(tmp_path).path
    dry = cli("import", file, out, "--dry-run")
    assert "Label: Party → a new label (new)" in dry.out and "Label: Warning → Warning (the same id)" in dry.out
    assert "Person: coder-1 → somebody new (new)" in dry.out
    said = cli("import", file, out, "--label", "Party=actor", "--person", "coder-1=Ben")
    assert said.code == 0 and "Label: Party → Actor (as you said)" in said.out
    with Project.open(file) as project:
        assert project.codebook.get("party") is None and len(project.coders.all()) == 2
    assert "is not THEIRS=OURS" in cli("import", file, out, "--label", "Party").sentence


def test_strict_imports_nothing_where_something_would_be_left_out(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("France urged China.")
    (tmp_path / "note.ann").write_text("T1\tappeal 7 12\turged\n*\tEquiv T1 T1\n")
    before = file.read_bytes()
    refused = cli("import", file, tmp_path / "note.ann", "--coder", "Ana", "--strict")
    assert refused.code == 1 and "Nothing was imported" in refused.sentence and "equivalents" in refused.sentence
    assert cli("info", file).out.count("Documents") <= 1 and file.read_bytes()[:16] == before[:16]
    taken = cli("import", file, tmp_path / "note.ann", "--coder", "Ana")
    assert taken.code == 0 and "Imported 1 document" in taken.out


def test_a_table_of_codings_comes_in_by_what_is_said_of_its_columns_and_is_known_the_next_time(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text("Paris called for talks.")
    (tmp_path / "x.csv").write_text("Rede,Stelle,Was\ntalk.txt,called,Ask\n")
    (tmp_path / "y.csv").write_text("Rede,Stelle,Was\ntalk.txt,talks,Ask\n")
    assert cli("import", file, tmp_path / "talk.txt").code == 0
    said = cli("import", file, tmp_path / "x.csv", "--format", "csv", "--coder", "Ana")
    assert said.code == 1 and "--map label=COLUMN" in said.err
    maps = ("--map", "document=Rede", "--map", "quote=Stelle", "--map", "label=Was")
    assert cli("import", file, tmp_path / "x.csv", "--format", "csv", "--coder", "Ana", *maps).code == 0
    assert cli("import", file, tmp_path / "y.csv", "--format", "csv", "--coder", "Ana").code == 0
    with Project.open(file) as project:
        spans = [span for info in project.documents.all() for span in project.spans.of_document(info.id)]
        assert sorted(span.quote for span in spans if span.label == "ask") == ["called", "talks"]


def _table(folder: Path) -> Path:
    rows = ("Text 1,Ana,Appeal,urged", "Text 1,Ben,Appeal,France", "Text 3,Ana,Appeal,sides", "Text 1,Ana,Plea,China")
    (folder / "codings.csv").write_text("\n".join(("document,coder,label,quote", *rows)) + "\n", "utf-8")
    return folder / "codings.csv"


def test_a_coders_copy_takes_their_own_codings_and_lists_the_rest(cli: Cli, tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.project.close()
    copy, table = team.copies["Ana"], _table(tmp_path)
    dry = cli("import", copy, table, "--dry-run")
    assert dry.code == 0 and "Imported 1 span; 3 codings were left out." in dry.out
    with Project.open(copy) as project:
        assert not project.spans.count()
    said = cli("import", copy, table)
    for sentence in (
        "Label: Plea → left out",
        "Person: Ben → left out (--person says whose it is)",
        "Note: codings.csv: 1 coding is left out, since it is not Ana’s: Ben (1).",
        "Note: codings.csv: 1 row is left out, since no text here is called as its document: “Text 3” (1).",
    ):
        assert sentence in said.out.splitlines(), said.out
    assert (
        "Imported 0 spans; 3 codings were left out.\n" in (again := cli("import", copy, table)).out
        and "codings.csv: 1 span is in the project already." in again.out
    )
    mapped = cli("import", copy, table, "--label", "Plea=appeal", "--json")
    record = json.loads(mapped.out)
    assert record["spans"] == 1 and record["codings_left_out"] == 2
    assert {"file": "codings.csv", "why": "of others", "name": "Ben", "count": 1, "coder": "Ana"} in record["left_out"]
    assert "nobody else’s codings come" in cli("import", copy, table, "--coder", "Ben").err
    assert cli("team", "hand-in", copy, tmp_path).code == 0
    assert "2 codings are new" in cli("team", "take", team.project.path, *tmp_path.glob("*.packet"), "--as", "Lea").out
    history = cli("history", copy).out
    assert "Import own codings from a file" in history


def test_a_lead_is_told_what_lies_outside_of_what_was_given_out(cli: Cli, tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.project.close()
    table, sentence = (
        _table(tmp_path),
        "Note: codings.csv: 1 coding of Ana lies outside of what Ana was given: “Text 3” (1).",
    )
    for more in (["--dry-run"], []):
        said = cli("import", team.project.path, table, "--as", "Lea", *more)
        assert sentence in said.out.splitlines()
        assert "Imported 0 documents and 4 spans; 1 coding lies outside of what was given out." in said.out.splitlines()
    record = json.loads(cli("import", team.project.path, table, "--as", "Lea", "--dry-run", "--json").out)
    assert record["dry_run"] and not record["left_out"]
    assert record["outside"] == [
        {
            "file": "codings.csv",
            "why": "outside of what was given out",
            "document": "Text 3",
            "count": 1,
            "coder": "Ana",
        }
    ]


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "/".join(["d" * 200] * 25) + "/a.txt"])
def test_a_text_whose_name_or_path_is_too_long_is_told_so(cli: Cli, tmp_path: Path, name: str) -> None:
    cli("new", tmp_path / "p.annot")
    said = cli("import", tmp_path / "p.annot", tmp_path / name)
    assert said.code == 1 and "is too long: " in said.err and "are the most" in said.err


def test_a_text_with_accents_from_a_mac_is_found_and_so_is_its_document(cli: Cli, tmp_path: Path) -> None:
    apart, whole = (unicodedata.normalize(form, "Déclaration") for form in ("NFD", "NFC"))
    (tmp_path / f"{apart}.txt").write_text("A text.")
    cli("new", tmp_path / "p.annot")
    assert cli("import", tmp_path / "p.annot", tmp_path / f"{whole}.txt").code == 0
    with Project.open(tmp_path / "p.annot") as project:
        documents.add_drafts(project, [DocumentDraft(whole, "One."), DocumentDraft(apart, "Two.")])
        titles = {project.documents.get(id).title for id in documents.documents_named(project, [whole])}
        assert titles == {whole}
