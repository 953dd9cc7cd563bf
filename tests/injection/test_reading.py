"""Nothing that a person can enter makes a program do something that reads what leaves: parsers here, all in torture."""

import random
import zipfile
from pathlib import Path

import pytest

from tests.examples import many
from tests.injection import leaving, reading
from tests.injection.hostile import ATTACKS, CANARY, hostile_project

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORKING: dict[reading.Reader, tuple[str, str]] = {
    reading.by_parser: ("a.html", f"<p>{ATTACKS[6]}</p><img src=x onerror=1>"),
    reading.by_cells: ("a.csv", '1,"=HYPERLINK(A1)"\n'),
    reading.by_xml: ("a.graphml", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'),
    reading.by_json: ("a.jsonl", '{"a": {"polluted": true}}\n'),
    reading.by_yaml: ("a.md", "---\ntitle: other\n---\n"),
}
"""By reader, a file in which an attack works."""


@pytest.mark.hypothesis
def test_no_word_of_a_project_is_obeyed_by_who_reads_what_leaves(tmp_path: Path) -> None:
    with hostile_project(tmp_path, random.Random("usual"), is_coded=many()) as project:
        leaving.exported(project, tmp_path, everything=many())
    for read in reading.PARSERS:
        assert list(read(tmp_path, tmp_path)) == []


def test_no_word_of_a_project_gives_a_terminal_orders(tmp_path: Path) -> None:
    with hostile_project(tmp_path, random.Random("usual"), is_coded=False) as project:
        desk = leaving.desk_at(project, tmp_path)
    told = leaving.played(desk, tmp_path, leaving.SHORT)
    assert len(told) > 15
    for line, out, err in told:
        assert out or err, line
        assert leaving.orders(out) == leaving.orders(err) == [], line


@pytest.mark.parametrize("read", WORKING)
def test_an_attack_that_works_is_noticed(read: reading.Reader, tmp_path: Path) -> None:
    name, content = WORKING[read]
    (tmp_path / name).write_text(content, "utf-8")
    assert list(read(tmp_path, tmp_path)) != []


def test_what_an_archive_hides_is_noticed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("../a", "")
        archive.writestr("a.xml", f'<a xmlns:w="{WORD[1:-1]}"><w:instrText>DDEAUTO cmd</w:instrText></a>')
        archive.writestr("a.rels", '<a><b TargetMode="External" Type="x/image" Target="https://a.invalid"/></a>')
    assert len(list(reading.by_inside(tmp_path, tmp_path))) == 3


def test_a_file_that_an_attack_made_is_found(tmp_path: Path) -> None:
    assert list(reading.no_canary(tmp_path)) == []
    (tmp_path / CANARY).touch()
    assert len(list(reading.no_canary(tmp_path))) == 1
