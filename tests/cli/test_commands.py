"""Each command does what it says, says what it did, and prints one JSON object where it is asked to."""

import json
from pathlib import Path

import pytest

from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.project.sample import FILE
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import BOOK, TEXT


def test_new_makes_a_project_with_a_codebook_and_a_coder(cli: Cli, tmp_path: Path) -> None:
    said = cli("new", tmp_path / "a.annot", "--coder", "Ana")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Made {tmp_path / 'a.annot'} with 4 labels and the coder Ana.\n"
    (tmp_path / "book.json").write_text(BOOK.to_json(), "utf-8")
    assert cli("new", tmp_path / "b.annot", "--codebook", tmp_path / "book.json").code == 0
    with Project.open(tmp_path / "a.annot") as first, Project.open(tmp_path / "b.annot") as second:
        assert first.codebook == default_codebook() and second.codebook == BOOK
        assert [coder.name for coder in first.coders.all()] == ["Ana"] and second.coders.all() == []


def test_new_adds_the_register_of_actors_where_it_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    said = cli("new", tmp_path / "a.annot", "--coder", "Ana", "--with-actors")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Made {tmp_path / 'a.annot'} with 4 labels, 492 actors and the coder Ana.\n"


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("there.annot", []),
        ("no/such/folder.annot", []),
        ("a.annot", ["--coder", " "]),
        ("a.annot", ["--coder", "gold"]),
        ("a.annot", ["--codebook", "gone.json"]),
        ("a.annot", ["--codebook", "there.annot"]),
        ("a.annot", ["--codebook", "."]),
    ],
)
def test_new_leaves_nothing_where_it_cannot_do_all(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.annot").write_text("dear")
    said = cli("new", file, *options)
    assert said.code == 1 and said.sentence
    assert [path.name for path in tmp_path.iterdir()] == ["there.annot"]
    assert (tmp_path / "there.annot").read_text() == "dear"


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


@pytest.mark.parametrize(
    ("coders", "sentence"), [("Ana,Zoë", "no coder “Zoë”"), ("Ana", "at least two"), ("", "at least two")]
)
def test_agree_and_adjudicate_need_two_coders_who_exist(cli: Cli, file: Path, coders: str, sentence: str) -> None:
    for arguments in (["agree"], ["adjudicate", "--policy", "majority"]):
        said = cli(arguments[0], file, *arguments[1:], "--coders", coders)
        assert said.code == 1 and sentence in said.sentence


def test_adjudicate_makes_gold_of_what_a_policy_settles_and_says_what_is_left(cli: Cli, file: Path) -> None:
    said = cli("adjudicate", file, "--policy", "unanimous")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "1 case settled between Ana, Ben.",
        "1 case left: label 1.",
        "1 document begun by one coder only, and left out.",
    ]
    again = json.loads(cli("adjudicate", file, "--policy", "unanimous", "--json").out)
    assert (again["settled"], again["left"], again["policy"]) == ({}, {"label": 1}, "unanimous")


def test_export_writes_gold_and_says_what_it_wrote_and_lost(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "gold.jsonl"
    assert "There is no gold yet" in cli("export", file, out).sentence
    cli("adjudicate", file, "--policy", "unanimous")
    said = cli("export", file, out)
    assert said.code == 0
    assert said.out.splitlines() == [
        f"Wrote {out.with_name(name)}"
        for name in ("gold.jsonl", "gold.codebook.json", "gold.project.json", "gold.card.json")
    ]
    lost = cli("export", file, tmp_path / "gold.conll", "--format", "conll")
    assert lost.code == 0 and "Note: 1 decision is left out" in lost.out
    assert "no coder “Zoë”" in cli("export", file, out, "--layer", "Zoë").sentence


def test_export_of_many_files_names_the_first_ten(cli: Cli, file: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(8):
        (texts / f"{number}.txt").write_text(f"text {number}")
    cli("import", file, texts)
    said = cli("export", file, tmp_path / "brat", "--format", "brat", "--layer", "Ana").out
    assert said.count("Wrote ") == 10 and "more files." in said


def test_export_never_overwrites_a_project(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    assert "which an export would destroy" in cli("export", file, file, "--layer", "all").sentence
    assert file.read_bytes() == before


def test_info_says_what_is_in_a_project(cli: Cli, file: Path) -> None:
    said = cli("info", file)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:4] == [
        "codebook version 1: appeal, warning, actor, genre",
        "coder Ana: actor 2, appeal 1; 0 done, 2 begun",
        "coder Ben: actor 1, warning 1; 0 done, 1 begun",
    ]
    cli("adjudicate", file, "--policy", "unanimous")
    assert "decisions: unanimous 1" in cli("info", file).out
    found = json.loads(cli("info", file, "--json").out)
    assert (found["documents"], found["decisions"]) == (2, {"unanimous": 1})


def test_info_says_what_to_know_about_the_folder(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    cli("new", folder / "p.annot")
    assert "Note: The project stands in a synced folder" in cli("info", folder / "p.annot").out


def test_check_finds_a_sound_project_sound_and_a_broken_one_not(cli: Cli, file: Path) -> None:
    said = cli("check", file)
    assert (said.code, said.err) == (0, "") and "is sound" in said.out
    with Project.open(file) as project, project.transact(Told(sentence="Tamper")):
        project._connection.execute("UPDATE spans SET start = start + 1")
    said = cli("check", file)
    assert (said.code, said.out) == (1, "") and "does not have the text that it quotes" in said.err
    found = json.loads(cli("check", file, "--json").out)
    assert (found["sound"], len(found["problems"])) == (False, 3)


def test_the_demo_leaves_the_project_gold_codebook_and_card_and_says_so(cli: Cli, tmp_path: Path) -> None:
    said = cli("demo", tmp_path / "out")
    assert (said.code, said.err) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {FILE, "gold.jsonl", "gold.codebook.json", "gold.project.json", "gold.card.json"}
    assert all(str(tmp_path / "out" / name) in said.out for name in names)
    assert "There is no display." in said.out
    assert f"annotator open {tmp_path / 'out' / FILE}" in said.out
    again = cli("demo", tmp_path / "out", "--no-window")
    assert again.code == 0 and "is there already" in again.out and "No window" not in again.out
    assert cli("check", tmp_path / "out" / FILE).code == 0


def test_the_demo_is_not_made_into_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("dear")
    assert "cannot be made a folder" in cli("demo", tmp_path / "file", "--no-window").sentence
    assert "cannot be made a folder" in cli("demo", tmp_path / "file" / "inner", "--no-window").sentence
