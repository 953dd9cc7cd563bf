"""Chapters of e-books, well written or not."""

import pytest
from lxml import etree

from annotator.model.errors import BadFile
from annotator.readers.epub_chapter import chapter_of, take_out, types_of, without_furniture
from annotator.readers.html_text import text_of

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'


def chapter(body: str) -> etree._Element:
    found = chapter_of("a.epub", f"{HEAD}{body}</body></html>".encode(), "c.xhtml")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<br/>b</p><script/><p>c</p>", "a\nb\n\nc"),
        ("<p>caf&eacute;&nbsp;&mdash; &lt;x&gt; &unknown;</p>", "café\u00a0— <x> &unknown;"),
        ("<p>never closed<p>all the same", "never closed\n\nall the same"),
    ],
)
def test_what_reading_programs_show_is_read(body: str, text: str) -> None:
    assert text_of(chapter(body)) == text


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(BadFile, match="declares entities"):
        chapter_of("a.epub", b'<!DOCTYPE html [<!ENTITY a "b">]><html><body>&a;</body></html>', "c.xhtml")


def test_an_empty_chapter_is_none() -> None:
    assert chapter_of("a.epub", b"", "c.xhtml") is None


def test_what_an_element_says_it_is() -> None:
    root = chapter('<p epub:type="noteref x" role="doc-noteref">a</p>')
    assert types_of(root[0][0]) == {"noteref", "x"}


def test_page_numbers_and_contents_go_and_what_follows_stays() -> None:
    root = chapter('<p>a<span epub:type="pagebreak">12</span>b</p><nav epub:type="toc"><p>list</p></nav><p>c</p>')
    assert without_furniture(root) == ["contents"]
    assert text_of(root) == "ab\n\nc"


def test_an_element_is_taken_out_with_something_in_its_place() -> None:
    root = etree.fromstring("<p>a<b>x</b>b<i>y</i>c</p>")
    for element in list(root):
        take_out(element, "-")
    assert etree.tostring(root) == b"<p>a-b-c</p>"
