"""A chapter of an e-book as a tree of HTML, without what is no text of it."""

import html.entities

import regex
from lxml import etree

from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml
from annotator.readers.html import parse
from annotator.readers.values import TooDeep

_XHTML, _OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
_ENTITY = regex.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_FURNITURE = {
    "titlepage": "title page",
    "halftitlepage": "title page",
    "cover": "cover",
    "toc": "contents",
    "landmarks": "contents",
    "page-list": "contents",
    "loi": "contents",
    "lot": "contents",
    "copyright-page": "copyright page",
}


def chapter_of(name: str, data: bytes, part: str) -> etree._Element | None:
    """Return the root of a chapter with plain names of elements, None for an empty one; raises `BadFile`."""
    try:
        root = parse_xml(name, _ENTITY.sub(_number, data), part)
    except BadFile as refused:
        if "declares entities" in refused.problem:
            raise
        return _as_page(name, data, part)  # what reading programs show all the same
    for element in root.iter(f"{{{_XHTML}}}*"):
        element.tag = etree.QName(element).localname
    return root


def _as_page(name: str, data: bytes, part: str) -> etree._Element | None:
    try:
        return parse(data.decode("utf-8", "replace"))
    except TooDeep as error:
        raise BadFile(name, f"the elements of its part {part} are nested too deeply", "convert it to .docx") from error


def _number(found: "regex.Match[bytes]") -> bytes:
    """Return an entity that HTML knows as a number, which needs no document type."""
    if found[1] in _OF_XML:
        return found[0]
    text = html.entities.html5.get(f"{found[1].decode('ascii')};", "")
    return "".join(f"&#{ord(char)};" for char in text).encode("ascii") or b"&amp;" + found[0][1:]


def types_of(element: etree._Element) -> frozenset[str]:
    """Return what an element says that it is: its epub:type, and its role without “doc-”."""
    said = element.get(f"{{{_OPS}}}type") or element.get("epub:type") or ""
    role = (element.get("role") or "").replace("doc-", "")
    return frozenset(f"{said} {role}".lower().split())


def without_furniture(root: etree._Element) -> list[str]:
    """Take out of a chapter what is no text of it, and numbers of printed pages; return what was taken out."""
    found = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        types = types_of(element)
        if kinds := types & _FURNITURE.keys():
            found += [_FURNITURE[kind] for kind in kinds]
            take_out(element)
        elif "pagebreak" in types:
            take_out(element)
    return found


def take_out(element: etree._Element, instead: str = "") -> None:
    """Take an element out of its tree and put `instead` there; what follows it stays."""
    parent, text = element.getparent(), instead + (element.tail or "")
    element.tail = None
    if parent is None:
        element.clear()
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)
