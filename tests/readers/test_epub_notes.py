"""Notes of e-books: as newer books say them, and as older ones link them."""

import pytest

from annotator.readers.registry import read_bytes
from tests.readers.samples import epub

NEW = (
    '<p>A word<a epub:type="noteref" href="#n1">1</a> and<sup><a epub:type="noteref" href="#n2">2</a></sup> more.</p>'
    '<section epub:type="footnotes"><h2>Notes</h2><aside epub:type="footnote" id="n1"><p>1. First.</p></aside>'
    '<aside epub:type="footnote" id="n2"><p>Second. <a role="doc-backlink" href="#r2">↩</a></p></aside></section>'
)
OLD = (
    '<p>A word<sup id="r1"><a href="#n1">[1]</a></sup> and<a id="r2" href="#n2"><sup>*</sup></a> more.</p>'
    '<p id="n1"><a href="#r1">[1]</a> First.</p><p><a id="n2" href="#r2">*</a> Second.</p>'
)


@pytest.mark.parametrize("body", [NEW, OLD])
def test_notes_follow_the_text_and_their_marks_stay(body: str) -> None:
    assert read_bytes("a.epub", epub(body))[0].text == "A word[1] and[2] more.\n\n[1] First.\n\n[2] Second."


def test_notes_of_several_chapters_in_a_file_of_their_own_are_numbered_on() -> None:
    mark = '<p>{} word<a epub:type="noteref" href="c3.xhtml#n{}">1</a>.</p>'
    notes = "".join(f'<li epub:type="endnote" id="n{n}"><p>Note {n}.</p></li>' for n in (1, 2))
    book = epub(mark.format("One", 1), mark.format("Two", 2), f'<ol epub:type="endnotes">{notes}</ol>')
    assert read_bytes("a.epub", book)[0].text == "One word[1].\n\nTwo word[2].\n\n[1] Note 1.\n\n[2] Note 2."


def test_a_note_that_is_meant_twice_stands_once() -> None:
    mark = '<a epub:type="noteref" href="#n">*</a>'
    book = epub(f'<p>a{mark} b{mark}</p><aside epub:type="footnote" id="n">Note.</aside>')
    assert read_bytes("a.epub", book)[0].text == "a[1] b[1]\n\n[1] Note."


def test_other_links_stay_as_they_are() -> None:
    links = '<p>See <a href="#c">1</a>, <a href="c9.xhtml#x">2</a> and <a href="#p">below</a>.</p>'
    body = f'{links}<p id="c">c</p><p id="p">d</p>'
    assert read_bytes("a.epub", epub(body))[0].text == "See 1, 2 and below.\n\nc\n\nd"
