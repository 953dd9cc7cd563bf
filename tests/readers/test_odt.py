"""OpenDocument texts as files: what they are known by, their properties, what is left out."""

import pytest

from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.readers.samples import ODF, odt, zipped


def test_properties_become_title_and_metadata() -> None:
    meta = (
        "<office:meta><dc:title>Joint statement</dc:title><meta:initial-creator>Ana</meta:initial-creator>"
        "<dc:creator>Bo</dc:creator><dc:language>fr</dc:language></office:meta>"
    )
    (draft,) = read_bytes("a.odt", odt("<text:p>x</text:p>", meta=meta))
    assert (draft.title, draft.metadata) == ("Joint statement", {"author": "Ana", "language": "fr"})


def test_headers_are_left_out_and_that_is_said() -> None:
    styles = "<office:master-styles><style:header><text:p>PRESS</text:p></style:header></office:master-styles>"
    (draft,) = read_bytes("a.odt", odt("<text:p>x</text:p>", styles=styles))
    assert (draft.text, draft.notices) == ("x", ("Headers and footers were left out.",))


def test_hidden_text_is_left_out_by_its_style() -> None:
    style = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    (draft,) = read_bytes("a.odt", odt('<text:p>a <text:span text:style-name="H">no </text:span>b</text:p>', style))
    assert (draft.text, draft.notices) == ("a b", ("Hidden text was left out.",))


def test_a_flat_file_is_read_as_well() -> None:
    body = "<office:body><office:text><text:p>They met.</text:p></office:text></office:body>"
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    data = f'<?xml version="1.0"?>\n<office:document {ODF} {kind}>{body}</office:document>'.encode()
    assert read_bytes("a.fodt", data)[0].text == read_bytes("a.xml", data)[0].text == "They met."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt("<text:p/>"), "it has no text"),
        (odt("<text:p>x</text:q>"), "its part content.xml is not XML from line 1 on"),
        (zipped({"content.xml": "<x/>", "META-INF/manifest.xml": "<encryption-data/>"}), "it needs a password"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "the part content.xml is missing"),
        (odt("<text:p>x</text:p>" + "<text:p>" * 5000 + "</text:p>" * 5000), "is not XML from line 1 on"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_bytes("a.odt", data)
