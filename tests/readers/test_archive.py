"""Zip files and XML are read without trust."""

import io
import warnings
import zipfile

import pytest

from annotator.model.errors import BadFile
from annotator.readers import archive
from annotator.readers.archive import Archive, members_of, parse_xml
from annotator.readers.registry import read_bytes
from tests.readers.samples import docx, p, zipped

ENTITIES = '<!DOCTYPE x [<!ENTITY e "boo">]>'


def test_a_member_is_read() -> None:
    assert Archive("a.zip", zipped({"x": b"words"})).read("x") == b"words"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadFile, match="packed more than 200 to 1"):
        read_bytes("a.docx", zipped({"word/document.xml": b" " * 20_000_000}))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(BadFile, match="unpacks to more"):
        Archive("a.zip", zipped({f"m{number}": b"" for number in range(archive.MOST_MEMBERS + 1)}))


def test_headers_that_lie_about_the_size_are_caught_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Archive("a.zip", zipped({"x": b"0123456789" * 10}))
    monkeypatch.setattr(opened, "_left", 50)
    with pytest.raises(BadFile, match="unpacks to more"):
        opened.read("x")


def test_a_part_with_a_wrong_checksum_is_said() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        out.writestr("word/document.xml", "words words words")
    with pytest.raises(BadFile, match="cannot be unpacked"):
        Archive("a.docx", file.getvalue().replace(b"words words", b"words wards")).read("word/document.xml")


def test_an_encrypted_part_is_said() -> None:
    data = bytearray(zipped({"x": b"words"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark) + (6 if mark.endswith(b"\x04") else 8)
        data[at] |= 1
    with pytest.raises(BadFile, match="encrypted"):
        Archive("a.docx", bytes(data)).read("x")


def test_a_missing_part_is_said() -> None:
    with pytest.raises(BadFile, match="the part y is missing"):
        Archive("a.zip", zipped({"x": b""})).read("y")


def test_other_files_have_no_members() -> None:
    assert members_of(b"PK but no zip") == frozenset()
    assert members_of(b"words") == frozenset()


@pytest.mark.parametrize(
    "xml",
    [
        f"{ENTITIES}<x>&e;</x>",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x"> %e;]><x/>',
        '<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
    ],
)
def test_declared_entities_are_refused(xml: str) -> None:
    with pytest.raises(BadFile, match=r"declares entities|is not XML"):
        parse_xml("a.xml", xml.encode())


def test_a_document_type_without_entities_is_read() -> None:
    assert parse_xml("a.xml", b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x>y</x>').text == "y"


def test_entities_in_a_word_file_are_refused() -> None:
    good = docx(p("x"))
    with zipfile.ZipFile(io.BytesIO(good)) as archive_:
        document = archive_.read("word/document.xml").decode()
    with pytest.raises(BadFile, match="declares entities"):
        read_bytes("a.docx", zipped({"word/document.xml": ENTITIES + document}))


def test_an_identity_that_is_given_twice_hides_no_other_fault() -> None:
    twice = b'<x><a xml:id="i">b</a>\n<a xml:id="i">c</a>'
    assert [one.text for one in parse_xml("a.xml", twice + b"</x>")] == ["b", "c"]
    with pytest.raises(BadFile, match="it is not XML from line 2 on"):
        parse_xml("a.xml", twice + b"<y></x>")


def test_a_part_that_is_there_twice_is_refused() -> None:
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w") as archive:
        for text in ("one", "two"):
            archive.writestr("word/document.xml", text)
    with pytest.raises(BadFile, match=r"it has the part word/document\.xml twice"):
        Archive("a.docx", file.getvalue())
