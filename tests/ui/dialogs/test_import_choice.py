"""Files to import: found in folders, with the encodings and kinds that are offered for them."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.exchange.finding import COMPANIONS
from annotator.ui.dialogs.import_choice import (
    ENCODINGS,
    FileKind,
    file_filter,
    files_in,
    unknown_in,
    unknown_sentence,
)

KINDS = (FileKind("text", "Plain text", (".txt",)), FileKind("table", "Table", (".csv", ".tsv")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "guess.txt", "coded.txt", "t.csv", "sub/c.TXT", ".hidden/d.txt", "x.exe", "old.doc"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    return tmp_path


def test_of_a_folder_all_that_can_be_read_is_found_in_order(folder: Path) -> None:
    found = [str(path.relative_to(folder)) for path in files_in(folder, KINDS)]
    assert found == ["a.txt", "b.txt", "coded.txt", "guess.txt", "t.csv", str(Path("sub", "c.TXT"))]


def test_what_of_a_folder_nothing_reads_is_counted_and_said(folder: Path) -> None:
    for name in ("y.exe", "README", ".secret", "p.annot", "g.card.json"):
        (folder / name).write_text("x")
    assert unknown_in(folder, KINDS) == {".exe": 2, ".doc": 1, "": 1}
    assert unknown_sentence(unknown_in(folder, KINDS)) == (
        "4 files of unknown kinds were left out: .exe, .doc, without an extension."
    )
    assert unknown_sentence(Counter()) == ""
    assert unknown_sentence(Counter([".xyz"])) == "1 file of an unknown kind was left out: .xyz."
    assert unknown_sentence(Counter(f".{n}" for n in range(9))).endswith(".5 and 3 more.")


@pytest.mark.parametrize("encoding", [name for name, _ in ENCODINGS if name])
def test_every_encoding_that_is_offered_is_known_to_python(encoding: str) -> None:
    assert "a".encode(encoding)


def test_the_filter_of_the_file_dialog_begins_with_all_kinds() -> None:
    assert file_filter(KINDS) == (
        "All that can be read (*.txt *.csv *.tsv);;Plain text (*.txt);;Table (*.csv *.tsv);;All files (*)"
    )


def test_what_an_export_wrote_beside_its_file_is_not_listed(tmp_path: Path) -> None:
    kinds = (
        FileKind("any", "Any", tuple(sorted({Path(f"x{ending}").suffix for ending in COMPANIONS} - {*COMPANIONS}))),
    )
    for ending in COMPANIONS:
        (tmp_path / f"x{ending}").touch()
    (tmp_path / f"x{kinds[0].extensions[0]}").touch()
    assert COMPANIONS and files_in(tmp_path, kinds) == [tmp_path / f"x{kinds[0].extensions[0]}"]


@given(extensions=st.lists(st.sampled_from([".txt", ".csv", ".docx", ".XML"]), unique=True))
def test_every_extension_can_be_chosen_among_all_and_by_its_kind(extensions: list[str]) -> None:
    first, *others = file_filter([FileKind(each, each, (each,)) for each in extensions]).split(";;")
    for each in extensions:
        assert f"*{each}" in first
    assert others == [*(f"{each} (*{each})" for each in extensions), "All files (*)"]


def test_an_empty_folder_holds_nothing_to_import(tmp_path: Path) -> None:
    assert files_in(tmp_path, KINDS) == [] and files_in(tmp_path / "gone", KINDS) == []
