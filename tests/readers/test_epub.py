"""E-books as files: which chapters are read, in which order, and what is said of the others."""

import pytest

from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.readers.samples import epub, zipped

ENCRYPTED = '<encryption><CipherReference URI="{}"/></encryption>'


def test_chapters_are_one_text_in_reading_order() -> None:
    (draft,) = read_bytes("a.epub", epub("<h1>One</h1><p>First.</p>", "<h1>Two</h1><p>Last.</p>"))
    assert draft.text == "One\n\nFirst.\n\nTwo\n\nLast."


def test_what_is_said_of_the_book_becomes_metadata() -> None:
    metadata = (
        "<dc:title>Speeches</dc:title><dc:creator>Ana</dc:creator><dc:creator>Bo</dc:creator>"
        "<dc:date>2023-09-20T00:00:00Z</dc:date><dc:language>en</dc:language>"
    )
    (draft,) = read_bytes("a.epub", epub("<p>x</p>", metadata=metadata))
    assert (draft.title, draft.metadata) == ("Speeches", {"author": "Ana; Bo", "date": "2023-09-20", "language": "en"})


def test_contents_and_title_page_are_left_out_and_that_is_said() -> None:
    guide = '<reference type="title-page" href="text/c1.xhtml"/>'
    (draft,) = read_bytes("a.epub", epub("<p>Title</p>", "<p>x</p>", guide=guide, nav="<ol><li>x</li></ol>"))
    assert (draft.text, draft.notices) == ("x", ("Left out: title page, contents.",))


def test_fonts_may_be_encrypted_and_chapters_not() -> None:
    part = "META-INF/encryption.xml"
    assert read_bytes("a.epub", epub("<p>x</p>", **{part: ENCRYPTED.format("E/font.otf")}))[0].text == "x"
    with pytest.raises(BadFile, match="protected against copying"):
        read_bytes("a.epub", epub("<p>x</p>", **{part: ENCRYPTED.format("E/text/c1.xhtml")}))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (epub(""), "it has no text"),
        (epub(), "it has no text"),
        (zipped({"META-INF/container.xml": "<container/>"}), "does not say where its chapters are"),
        (zipped({"META-INF/container.xml": "<container"}), "its part META-INF/container.xml is not XML"),
        (b"words", "its zip archive cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_bytes("a.epub", data)
