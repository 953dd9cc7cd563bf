"""Word files: which of their parts are read, and what is said of the others."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.readers.samples import docx, p, zipped


def read(body: str, **parts: str) -> DocumentDraft:
    (draft,) = read_bytes("a.docx", docx(body, **parts))
    return draft


def test_the_strict_kind_of_file_is_read_too() -> None:
    document = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
    assert read_bytes("a.docx", zipped({"word/document.xml": document}))[0].text == "x"


def test_the_main_part_is_the_one_that_the_content_types_name() -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document2.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>two</w:t></w:r></w:p></w:body></w:document>"
    data = zipped({"[Content_Types].xml": types, "word/document2.xml": body})
    assert read_bytes("a.docx", data)[0].text == "two"


def test_headers_and_comments_are_left_out_which_is_said() -> None:
    draft = read(p("x"), header1=p("Letterhead"), footer1=p(), comments='<w:comment w:id="1"/><w:comment w:id="2"/>')
    assert draft.text == "x"
    assert draft.notices == ("Headers and footers were left out.", "2 comments were left out.")


def test_properties_are_metadata() -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>Joint statement</dc:title>"
        "<dc:creator>Ana</dc:creator><t:created>2023-04-06T12:00:00Z</t:created></c:coreProperties>"
    )
    draft = read(p("x"), core=core)
    assert draft.title == "Joint statement"
    assert draft.metadata == {"author": "Ana", "created": "2023-04-06T12:00:00Z"}


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(BadFile, match="it has no text"):
        read(p("<w:r><w:drawing/></w:r>"))


def test_a_broken_part_is_named() -> None:
    with pytest.raises(BadFile, match=r"its part word/document.xml is not XML from line 1 on"):
        read_bytes("a.docx", zipped({"word/document.xml": "<w:document"}))
