"""What every reader must do, tried on each of them; and how a file finds its reader."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile, NotFound
from annotator.readers import doc, recognition
from annotator.readers.recognition import RecognisedPage
from annotator.readers.registry import READERS, Reader, extensions, read_bytes, read_file, reader_for
from annotator.readers.source import SourceFile
from tests.examples import examples
from tests.readers import samples

TEXT = "The Ministers urged restraint.\nThey will meet again in May."

PNG = b"\x89PNG\r\n\x1a\n"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
ODP = "application/vnd.oasis.opendocument.presentation"

# A new reader brings one sample, made from plain ASCII lines.
SAMPLES: dict[str, Callable[[str], bytes]] = {
    "text": lambda text: text.encode(),
    "markdown": lambda text: f"---\ntitle: A title\n---\n{text}".encode(),
    "html": lambda text: f"<!doctype html><title>A title</title><p>{text.replace(chr(10), '<br>')}</p>".encode(),
    "html-whole": lambda text: f"<title>A title</title><p>{text.replace(chr(10), '<br>')}</p>".encode(),
    "docx": lambda text: samples.docx("".join(samples.p(line) for line in text.split("\n"))),
    "doc": lambda text: OLD_WORD + text.encode(),
    "odt": lambda text: samples.odt("".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))),
    "rtf": lambda text: (r"{\rtf1{\info{\title A title}}" + text.replace("\n", "\\par\n") + "}").encode(),
    "epub": lambda text: samples.epub(f"<p>{text.replace(chr(10), '<br/>')}</p>"),
    "pdf": lambda text: samples.pdf([text]),
    "pdf-lines": lambda text: samples.pdf([text]),
    "scan": lambda text: PNG + text.encode(),
    "tei": lambda text: samples.tei(f"<p>{text.replace(chr(10), '<lb/>')}</p>"),
    "xml": lambda text: f"<debates><p>{text}</p></debates>".encode(),
    "akoma-ntoso": lambda text: f"<akomaNtoso><debate><p>{text}</p></debate></akomaNtoso>".encode(),
    "mail": lambda text: samples.mail(text, "Subject: A title"),
    "transcript": lambda text: f"WEBVTT A title\n\n00:01.000 --> 00:02.000\n{text}\n".encode(),
    "table": lambda text: f'title,text\nA title,"{text}"\n'.encode(),
    "workbook": lambda text: samples.xlsx(samples.row("title", "text") + samples.row("A title", text)),
    "zip": lambda text: samples.zipped({"folder/file.txt": text}),
    "json": lambda text: json.dumps([{"title": "A title", "text": text}]).encode(),
}

PACKED = {"doc", "docx", "epub", "odt", "pdf", "pdf-lines", "json", "rtf", "scan", "workbook", "zip"}
"""Kinds in whose files no line ends of the text stand."""


@pytest.fixture(scope="module", autouse=True)
def _program_for_old_word() -> Iterator[None]:
    """Let a program be installed that reads old Word files: here what stands after their mark."""

    def converted(source: SourceFile) -> tuple[str, bytes]:
        return "LibreOffice", source.data.partition(OLD_WORD)[2]

    def recognised(name: str, picture: bytes, language: str) -> RecognisedPage:
        return RecognisedPage(picture.removeprefix(PNG).decode("utf-8", "replace"), 90.0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doc, "converted", converted)
        patch.setattr(recognition, "program", lambda: "tesseract")
        patch.setattr(recognition, "language_for", lambda name, wanted: "eng")
        patch.setattr(recognition, "recognised", recognised)
        yield


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
class TestEveryReader:
    def test_its_sample_has_the_words_in_order(self, reader: Reader) -> None:
        draft = self.sample(reader)
        assert words_of(draft) == TEXT.split()
        assert draft.title in ("A title", "file")
        assert draft.source in (name_of(reader), "file.zip/folder/file.txt")

    def test_its_text_is_canonical_under_any_line_ends(self, reader: Reader) -> None:
        for ends in ("\r\n", "\r", "\n"):
            data = SAMPLES[reader.name](TEXT)
            if reader.name not in PACKED:
                data = b"\xef\xbb\xbf" + data.replace(b"\n", ends.encode())
            draft = read_by(reader, data)[0]
            assert draft.text == canonical(draft.text)
            assert "\ufeff" not in draft.text
            assert words_of(draft) == TEXT.split()

    def test_its_metadata_are_json_values(self, reader: Reader) -> None:
        json.dumps(dict(self.sample(reader).metadata), allow_nan=False)

    def test_an_empty_file_is_refused_in_a_sentence(self, reader: Reader) -> None:
        for extension in reader.extensions:
            with pytest.raises(BadFile, match=rf"^file\{extension}: the file is empty; .*\.$"):
                read_bytes(f"file{extension}", b"")

    def test_a_mark_alone_is_refused_in_a_sentence(self, reader: Reader) -> None:
        with pytest.raises(BadFile):
            read_by(reader, b"\xef\xbb\xbf")

    def test_a_truncated_file_is_read_or_refused(self, reader: Reader) -> None:
        data = SAMPLES[reader.name](TEXT)
        for stop in range(1, len(data), max(1, len(data) // 60)):
            read_or_refused(reader, data[:stop])

    @settings(max_examples=examples(60), suppress_health_check=[HealthCheck.differing_executors])
    @given(data=st.binary(min_size=1))
    def test_random_bytes_are_read_or_refused(self, reader: Reader, data: bytes) -> None:
        for extension in reader.extensions:
            read_or_refused(reader, data, extension)

    @settings(max_examples=examples(60), suppress_health_check=[HealthCheck.differing_executors])
    @given(place=st.floats(0, 1), gone=st.integers(0, 20), put=st.binary(max_size=8))
    def test_a_damaged_file_is_read_or_refused(self, reader: Reader, place: float, gone: int, put: bytes) -> None:
        data = SAMPLES[reader.name](TEXT)
        at = int(place * len(data))
        read_or_refused(reader, data[:at] + put + data[at + gone :])

    def test_the_user_may_choose_it_by_name(self, reader: Reader) -> None:
        assert reader_for("file.unknown", b"\0\1", reader.name) is reader
        (draft,) = read_bytes("file", SAMPLES[reader.name](TEXT), format=reader.name)
        assert words_of(draft) == TEXT.split()

    def test_reading_twice_gives_the_same(self, reader: Reader) -> None:
        assert self.sample(reader) == self.sample(reader)

    def sample(self, reader: Reader) -> DocumentDraft:
        (draft,) = read_by(reader, SAMPLES[reader.name](TEXT))
        return draft


def name_of(reader: Reader, extension: str = "") -> str:
    return f"file{extension or ''.join(reader.extensions[:1])}"


def read_by(reader: Reader, data: bytes, extension: str = "") -> list[DocumentDraft]:
    """Read a file called as the reader's are; one that has no extension of its own is chosen."""
    return read_bytes(name_of(reader, extension), data, format=None if reader.extensions else reader.name)


def words_of(draft: DocumentDraft) -> list[str]:
    """Return the words of a sample, without the time that a transcript begins with."""
    return draft.text.removeprefix("[00:00:01] ").split()


def read_or_refused(reader: Reader, data: bytes, extension: str = "") -> None:
    try:
        drafts = read_by(reader, data, extension)
    except BadFile as refused:
        assert str(refused).startswith(f"{name_of(reader, extension)}: ")
        assert str(refused).endswith(".")
        assert "\n" not in str(refused)
    else:
        for draft in drafts:
            assert draft.text == canonical(draft.text) != ""
            (draft.text + draft.title + "".join(draft.notices)).encode()
            json.dumps(dict(draft.metadata), allow_nan=False).encode()


def test_names_and_extensions_are_used_once() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert len(set(extensions())) == len(extensions())


def test_every_reader_has_a_sample() -> None:
    assert set(SAMPLES) == {reader.name for reader in READERS}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"<html><p>x</p>", "text"),
        ("a.txt", b"---\ntitle: x\n---\n# y", "text"),
        ("a.txt", b'{"text": "x"}', "text"),
        ("A.TXT", b"x", "text"),
        ("a.md", b"x", "markdown"),
        ("a.txt", samples.pdf(["x"]), "pdf"),
        ("a.bin", samples.docx(samples.p("x")), "docx"),
        ("a.doc", samples.docx(samples.p("x")), "docx"),
        ("a.csv", samples.xlsx(samples.row("text")), "workbook"),
        ("a.zip", samples.ods(["text"]), "workbook"),
        ("a.doc", b"{\\rtf1 x}", "rtf"),
        ("a.doc", b"<html><p>x", "html"),
        ("a.bin", OLD_WORD, "doc"),
        ("a.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nx", "transcript"),
        ("a.srt", b"x", "transcript"),
        ("a.zip", samples.zipped({"a.txt": "x"}), "zip"),
        ("a", samples.zipped({"a.txt": "x"}), "zip"),
        ("a.zip", samples.epub("<p>x</p>"), "epub"),
        ("a.docx", samples.odt("<text:p>x</text:p>"), "odt"),
        ("page", b"<!DOCTYPE html>\n<title>x</title>", "html"),
        ("page.php", b"<!-- saved --><html><body>x", "html"),
        ("a", samples.mail("x", "Subject: y"), "mail"),
        ("a.eml", b"x", "mail"),
        ("a.txt", samples.mail("x"), "text"),
        ("a", b"From: the Ministry\nTo: all\nSubject: y\nDate: today\n\nx", "text"),
        ("a.xml", b"<!DOCTYPE html>\n<html><p>x</p></html>", "html"),
        ("a.xml", samples.tei("<p>x</p>"), "tei"),
        ("a.tei", samples.tei("<p>x</p>"), "tei"),
        ("a.txt", samples.tei("<p>x</p>"), "text"),
        ("a", samples.tei("<p>x</p>"), "tei"),
        ("a", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<?xml-model href='b'?><teiCorpus>", "tei"),
        ("a", b"<!DOCTYPE TEI.2 SYSTEM 'tei2.dtd' [\n<!ENTITY % TEI.prose 'INCLUDE'>\n]>\n<TEI.2>", "tei"),
        ("a", "<?xml version='1.0' encoding='UTF-16'?><t:TEI/>".encode("utf-16"), "tei"),
        ("a.txt", b"<TEIL>", "text"),
        ("README", "Grüße".encode(), "text"),
        ("a.readout", "x".encode("utf-16"), "text"),
    ],
)
def test_content_decides_where_it_is_certain_and_the_extension_elsewhere(name: str, data: bytes, expected: str) -> None:
    assert reader_for(name, data).name == expected


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.bin", bytes(range(256)), "this kind of file is not known; what can be read is: Plain text .*Word .*PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no old Word file, or has a password; save it as"),
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word or Office file.*save it as .docx"),
        ("a.rtf", b"plain words", "it is no rich text"),
        ("scan.txt", b"\x89PNG\r\n\x1a\n", "a picture; choose “Picture or scan"),
        ("a.odt", samples.zipped({"content.xml": "<x/>"}), "an OpenDocument file without a text"),
        ("a.odp", samples.zipped({"mimetype": ODP, "content.xml": "<x/>"}), "an OpenDocument presentation; save"),
        ("a.zip", samples.zipped({"content.xml": "<x/>"}), "a.zip: nothing in it can be read .*an XML file of a kind"),
        ("a.csv", samples.zipped({"a.txt": "x"}), "a zip archive of no kind that is read; unpack .*, or name it .zip"),
        ("a.xlsx", samples.zipped({"xl/workbook.xml": "<x/>"}), "the workbook is damaged|its sheets have no rows"),
        ("a.xls", b"plain words", "the workbook is damaged, or no workbook; save it again as .xlsx"),
        ("a.docx", samples.zipped({"content.xml": "<x/>"}), "without a Word document"),
        ("a.xml", b"<?xml version='1.0'?><akomaNtoso/>", "it has no text"),
        ("a.xml", b"<?xml version='1.0'?><minutes/>", r"an XML file of a kind that is not read; choose “Other XML"),
        ("a.xml", b"<TEIL/>", "an XML file of a kind that is not read"),
        ("a", b"<?xml version='1.0'?><minutes/>", "an XML file of a kind that is not read"),
        ("a.xml", b"plain words", "damaged: it is not XML from line 1 on"),
        ("a.docx", b"plain words", "damaged: its zip archive cannot be opened"),
        ("a.pdf", b"plain words", "the PDF file is damaged"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_do(name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_bytes(name, data)


def test_an_unknown_reader_is_answered_with_the_list() -> None:
    with pytest.raises(NotFound, match="no reader “brat”; choose one of text, markdown"):
        reader_for("a.txt", b"x", "brat")


def test_a_file_is_read_from_disk_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "Déclaration.txt"
    path.write_bytes("Les ministres\r\nsont convenus".encode("cp1252"))
    before = path.stat()
    (draft,) = read_file(path)
    assert (draft.title, draft.text, draft.source) == ("Déclaration", "Les ministres\nsont convenus", "Déclaration.txt")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    (chosen,) = read_file(path, encoding="latin-1")
    assert (chosen.text, chosen.notices) == (draft.text, ())


def test_a_path_that_is_no_readable_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    cases = {
        tmp_path / "none.txt": "none.txt: there is no such file",
        tmp_path / "folder.txt": "folder.txt: it is a folder",
        tmp_path / "a\0b": "no possible file name",
        tmp_path / ("x" * 5000): "it cannot be read|there is no such file",
    }
    if Path("/dev/null").exists():
        cases[Path("/dev/null")] = "null: it is not a file but a device"
    for path, words in cases.items():
        with pytest.raises(BadFile, match=words):
            read_file(path)


def test_data_of_other_programs_called_a_text_is_none(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.db")
    connection.execute("CREATE TABLE x AS SELECT 'words' AS y")
    connection.commit()
    connection.close()
    database, broken_zip = (tmp_path / "x.db").read_bytes(), samples.zipped({"a": bytes(range(256)) * 40})[:-30]
    for data, said in ((database, "it is a database"), (broken_zip, "a zip archive of no kind that is read")):
        for chosen in (None, "text", "markdown"):
            with pytest.raises(BadFile, match=said):
                read_bytes("a.txt", data, format=chosen)
            with pytest.raises(BadFile, match=r"it is no text but data of another program|cannot be decoded|encoding"):
                read_bytes("a.txt", data[40:], format=chosen)
