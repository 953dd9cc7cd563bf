"""PDF: the text layer of each page, and where each page begins."""

import zlib

import pytest

from annotator.model.errors import BadFile
from annotator.readers import pdf as pdf_reader
from annotator.readers.registry import read_bytes
from annotator.readers.source import SourceFile
from tests.readers.samples import pdf


def test_pages_follow_one_another_and_are_found_again() -> None:
    (draft,) = read_bytes("a.pdf", pdf(["First page\nsecond line", "Page two", "Page three"]))
    assert draft.text == "First page\nsecond line\nPage two\nPage three"
    assert [draft.text[start:][:8] for start in draft.pages] == ["Page two", "Page thr"]


def test_its_properties_are_metadata() -> None:
    information = "/Title (Joint \\(final\\) statement) /Author (Ana) /CreationDate (D:20230406120000+02'00')"
    (draft,) = read_bytes("a.pdf", pdf(["x"], information))
    assert draft.title == "Joint (final) statement"
    assert draft.metadata == {"author": "Ana", "created": "2023-04-06"}


def test_a_scan_says_that_it_is_one() -> None:
    with pytest.raises(pdf_reader.ScannedPdf, match=r"its pages are pictures without text \(a scan\); "):
        pdf_reader.read(SourceFile("a.pdf", with_picture()))
    with pytest.raises(BadFile, match="no text was found on its pages, nor a picture"):
        read_bytes("a.pdf", pdf(["", ""]))


def with_picture() -> bytes:
    """Return a PDF of one page with a grey dot in place of its text."""
    words = b"(" + b"x" * 60 + b") Tj T* "
    dot = b"ET q 10 0 0 10 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q BT"
    return pdf(["x" * 60]).replace(words, dot.ljust(len(words)))


def test_a_bomb_is_refused_in_a_sentence_and_the_next_file_is_read() -> None:
    bomb = zlib.compress(zlib.compress(b"BT /F1 12 Tf (hello) Tj ET " * 8_000_000, 9), 9)
    with pytest.raises(BadFile, match=r"takes too much memory, or breaks the program|unpacks to more"):
        read_bytes("a.pdf", with_content(bomb))
    assert read_bytes("a.pdf", pdf(["words"]))[0].text == "words"


def with_content(content: bytes) -> bytes:
    """Return a PDF of one page whose content is packed twice; PDFium finds its objects without a table."""
    start, end = pdf(["x"]).split(b"stream", 1)[0], b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    head = start[: start.rindex(b"<<")]
    return head + b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(content) + content + end


def test_pages_without_text_are_named() -> None:
    (draft,) = read_bytes("a.pdf", pdf(["One", "", "Three"]))
    assert draft.notices == ("No text was found on page 2, which may be a picture.",)
    assert len(draft.pages) == 2


def test_a_password_is_said() -> None:
    zeros = "00" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4 >> /ID [<00> <00>]"
    with pytest.raises(BadFile, match="protected by a password"):
        read_bytes("a.pdf", pdf(["x"], trailer=encrypt))


def test_a_damaged_file_is_said() -> None:
    with pytest.raises(BadFile, match="the PDF file is damaged"):
        read_bytes("a.pdf", b"%PDF-1.7\nnothing else")
