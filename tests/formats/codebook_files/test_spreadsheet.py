"""Codebooks in spreadsheets: whatever the columns are called, and however a hierarchy is written."""

from pathlib import Path

import pytest

from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.formats.codebook_files.registry import read_codebook_file
from annotator.formats.codebook_files.spreadsheet import write
from annotator.formats.losses import Losses
from annotator.model.codebook import Codebook, Label, Scope
from annotator.model.errors import BadFile
from annotator.model.ids import LabelId


def table(folder: Path, *lines: str, name: str = "book.csv", encoding: str = "utf-8") -> ReadCodebook:
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return read_codebook_file(path)


def tree(read: ReadCodebook) -> list[tuple[str, str | None]]:
    names = {label.id: label.name for label in read.codebook.labels}
    return [(label.name, names.get(label.parent) if label.parent else None) for label in read.codebook.labels]


def test_all_fields_are_read(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "name,parent,definition,includes,excludes,examples,key,colour,external code,heading,scope",
        "Speech acts,,,,,,,,,yes,",
        'Appeal,Speech acts,Asks for it.,requests,orders,"We call on all.\n- We urge them.",A,#f00,504,,',
        "Genre,,,,,,,,,,document",
    )
    acts, appeal, genre = read.codebook.labels
    assert acts.heading and genre.scope is Scope.DOCUMENT
    assert appeal == Label(
        id=LabelId("appeal"),
        name="Appeal",
        parent=LabelId("speech-acts"),
        definition="Asks for it.",
        include="requests",
        exclude="orders",
        examples=("We call on all.", "We urge them."),
        key="a",
        colour="#FF0000",
        code="504",
    )
    assert read.notices == ()


HEADERS = {
    "German": "Kategorie;Beschreibung;Oberkategorie;Ankerbeispiele;Kodierregel;Farbe",
    "French": "Étiquette;Définition;Parent;Exemples;Inclut;Couleur",
    "Spanish": "Etiqueta;Definición;Padre;Ejemplos;Incluye;Color",
    "Chinese": "名称;定义;上级;例子;包括;颜色",
    "Russian": "Название;Определение;Категория;Примеры;Включает;Цвет",
    "MAXQDA": "Code;Memo;Parent code;Quotes;Rule;Color",
}


@pytest.mark.parametrize("language", HEADERS)
def test_columns_are_known_in_several_languages(tmp_path: Path, language: str) -> None:
    read = table(tmp_path, HEADERS[language], "Tone;how it sounds;;;;", "Sharp;very;Tone;Never!;all of it;#00ff00")
    tone, sharp = read.codebook.labels
    assert (tone.name, tone.definition) == ("Tone", "how it sounds")
    assert (sharp.parent, sharp.examples, sharp.include, sharp.colour) == (tone.id, ("Never!",), "all of it", "#00FF00")


@pytest.mark.parametrize(
    "lines",
    [
        ("name", "Food", "  Drink", "    Coke", "  Bread", "Mood"),
        ("name,level", "Food,1", "Drink,2", "Coke,3", "Bread,2", "Mood,1"),
        ("Level 1,Level 2,Level 3", "Food,,", ",Drink,", ",,Coke", ",Bread,", "Mood,,"),
        ("Level 1,Level 2,Level 3", "Food,Drink,Coke", "Food,Bread,", "Mood,,"),
        ("name", "Food", r"Food\Drink", r"Food\Drink\Coke", r"Food\Bread", "Mood"),
        ("id,parent id,title", "1,,Food", "2,1,Drink", "3,2,Coke", "4,1,Bread", "5,,Mood"),
        ("name,parent", "Food,", "Drink,food", "Coke,Drink", "Bread,FOOD", "Mood,"),
        ("number,name,parent", "10,Food,", "11,Drink,10", "12,Coke,11", "13,Bread,10", "20,Mood,"),
    ],
    ids=["indent", "depth", "columns", "filled columns", "paths", "ids", "names", "codes"],
)
def test_a_hierarchy_is_read_however_it_is_written(tmp_path: Path, lines: tuple[str, ...]) -> None:
    expected = [("Food", None), ("Drink", "Food"), ("Coke", "Drink"), ("Bread", "Food"), ("Mood", None)]
    assert tree(table(tmp_path, *lines)) == expected


def test_a_parent_that_is_no_label_is_a_heading_before_its_first_one(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "domain_code,domain_name,code,title,description_md",
        "1,External,101,Allies,Good",
        "1,External,102,Foes,Bad",
    )
    assert tree(read) == [("External", None), ("Allies", "External"), ("Foes", "External")]
    assert [(label.heading, label.code) for label in read.codebook.labels] == [
        (True, ""),
        (False, "101"),
        (False, "102"),
    ]
    assert any("became a heading" in notice for notice in read.notices)


def test_a_header_may_stand_below_a_title_and_a_list_may_have_none(tmp_path: Path) -> None:
    assert tree(table(tmp_path, "Codebook of the study,,", ",,", "Label,Definition,Nr", "A,what,1")) == [("A", None)]
    assert tree(table(tmp_path, "Joy", "Anger", "Fear")) == [("Joy", None), ("Anger", None), ("Fear", None)]
    read = table(tmp_path, "Joy;being glad", "Anger;being cross")
    assert [label.definition for label in read.codebook.labels] == ["being glad", "being cross"]


def test_what_is_wrong_in_a_table_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "name,definition,key,colour,parent,mystery",
        "A,one,x,#111111,,1",
        "A,again,,,,2",
        ",no name,,,,3",
        "B,two,x,nothing,C,4",
        "C,three,long,,B,5",
    )
    assert [label.name for label in read.codebook.labels] == ["A", "B", "C"]
    said = " ".join(read.notices)
    for part in (
        "stands there twice",
        "without a name",
        "keys are left out",
        "colour is not known",
        "own ancestor",
        "“mystery”",
    ):
        assert part in said, (part, said)


@pytest.mark.parametrize("lines", [("",), ("a,b,c", "1,2,3"), ("definition,colour", "x,#fff", "y,#000")])
def test_a_table_without_names_is_refused_with_a_sentence(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadFile):
        table(tmp_path, *lines)


def test_a_legacy_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    read = table(tmp_path, "Name;Beschreibung", "Größe;wie groß etwas ist", "Höhe;wie hoch", encoding="cp1252")
    assert [label.name for label in read.codebook.labels] == ["Größe", "Höhe"]
    assert any("windows-1252" in notice for notice in read.notices)


def test_no_cell_is_run_as_a_formula_and_each_comes_back(tmp_path: Path) -> None:
    evil = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "'quoted", "\ttab", "012", "TRUE"]
    labels = tuple(
        Label(id=LabelId(f"l-{number}"), name=f"L {number}", definition=text, include=f"{text} a")
        for number, text in enumerate(evil)
    )
    data = write(Codebook(labels=labels), Losses())
    path = tmp_path / "book.csv"
    path.write_bytes(data)
    cells = [cell for line in data.decode("utf-8-sig").split("\r\n") for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)
    back = read_codebook_file(path).codebook.labels
    assert [label.definition for label in back] == [text.strip() for text in evil]
