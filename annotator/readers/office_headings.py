"""The heading with which a Word file or an OpenDocument text begins, as its styles mark it."""

from collections.abc import Callable, Iterator
from itertools import islice

import regex
from lxml import etree

from annotator.readers.odf import attribute as odf_attribute
from annotator.readers.odf import local as odf_local
from annotator.readers.odf import qualified
from annotator.readers.ooxml import attribute, child, children, local, value_of

_AMONG_FIRST = 10
"""So many paragraphs with words are looked at: a heading further down is that of a part."""
_TITLE, _HEADING = regex.compile(r"title", regex.I), regex.compile(r"heading ?[1-9]", regex.I)


def docx_heading(main: etree._Element, styles: etree._Element | None) -> str:
    """Return the title or first heading at the beginning of a Word file, "" where none is marked."""
    kinds = _docx_styles(styles)
    marked: dict[str, str] = {}
    paragraphs = (one for one in main.iter("{*}p") if local(one) == "p")
    for paragraph, words in islice(_with_words(paragraphs, _docx_words), _AMONG_FIRST):
        properties = child(paragraph, "pPr")
        kind = kinds.get(value_of(child(properties, "pStyle")), "") if properties is not None else ""
        marked.setdefault(kind, words)
    return marked.get("title") or marked.get("heading") or ""


def odt_heading(body: etree._Element, *styles: etree._Element | None) -> str:
    """Return the title or first heading at the beginning of an OpenDocument text, "" where none is marked."""
    titles = _odt_titles(styles)
    marked: dict[str, str] = {}
    paragraphs = body.iter(qualified("text", "p"), qualified("text", "h"))
    for paragraph, words in islice(_with_words(paragraphs, _odt_words), _AMONG_FIRST):
        if odf_attribute(paragraph, "text", "style-name") in titles:
            marked.setdefault("title", words)
        elif odf_local(paragraph) == "h":
            marked.setdefault("heading", words)
    return marked.get("title") or marked.get("heading") or ""


def _with_words(
    paragraphs: Iterator[etree._Element], words_of: Callable[[etree._Element], str]
) -> Iterator[tuple[etree._Element, str]]:
    for paragraph in paragraphs:
        if words := " ".join(words_of(paragraph).split()):
            yield paragraph, words


def _docx_words(paragraph: etree._Element) -> str:
    runs = paragraph.iter("{*}t", "{*}tab", "{*}br")
    return "".join(one.text or "" if local(one) == "t" else " " for one in runs)


def _odt_words(paragraph: etree._Element) -> str:
    return "".join(str(part) for part in paragraph.itertext())


def _docx_styles(styles: etree._Element | None) -> dict[str, str]:
    """Return "title" or "heading" by the identities of the styles that are one, also in files of other languages."""
    found: dict[str, str] = {}
    for style in () if styles is None else children(styles, "style"):
        name = value_of(child(style, "name"))
        if _TITLE.fullmatch(name):
            found[attribute(style, "styleId")] = "title"
        elif _HEADING.fullmatch(name):
            found[attribute(style, "styleId")] = "heading"
    return found


def _odt_titles(roots: tuple[etree._Element | None, ...]) -> frozenset[str]:
    """Return the names of the style of titles and of those that are based on it."""
    found = {"Title"}
    for root in roots:
        for style in () if root is None else root.iter(qualified("style", "style")):
            if odf_attribute(style, "style", "parent-style-name") in found:
                found.add(odf_attribute(style, "style", "name"))
    return frozenset(found)
