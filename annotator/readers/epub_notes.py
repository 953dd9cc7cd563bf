"""Notes of an e-book: found by their marks, taken out of the chapters, and their marks numbered anew.

Newer books say what a note is. In older ones a mark is a short link to a place that links back.
"""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

import regex
from lxml import etree

from annotator.readers.epub_chapter import take_out, types_of
from annotator.readers.html_text import text_of

_NOTE_TYPES = frozenset({"footnote", "endnote", "rearnote", "note"})
_GROUPS = frozenset({"footnotes", "endnotes", "rearnotes", "notes"})
_BLOCKS = frozenset({"aside", "li", "p", "div", "section", "dd", "td", "blockquote"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARK = regex.compile(r"\s*[\[(]?\s*(?:[0-9]{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,4})\s*[\])]?\.?\s*", regex.I)
_BEGIN = regex.compile(r"^[\s.:)\]]+")
_OWN_MARK = regex.compile(r"^\[?(?:[0-9]{1,4}|[*†‡§¶]{1,4})\]?[.:)]?\s+(?=\S)")
_END = regex.compile(r"[\s↩↵⏎↑^\ufe0e\ufe0f]+$")

_Place = tuple[str, str]


def take_out_notes(chapters: Mapping[str, etree._Element]) -> list[str]:
    """Take the notes out of chapters, by path; put “[1]” where their marks were. Returns their texts in order."""
    places = {(path, name): one for path, root in chapters.items() for one in root.iter() if (name := _id(one))}
    numbers: dict[etree._Element, int] = {}
    marks: list[tuple[etree._Element, int]] = []
    for path, root in chapters.items():
        for link in root.iter("a"):
            note = _note_of(path, link, places)
            if note is not None and not any(note is above for above in link.iterancestors()):
                marks.append((link, numbers.setdefault(note, len(numbers) + 1)))
    backs = {(path, _id(link)) for path, root in chapters.items() for link, _ in marks if _root(link) is root}
    for link, number in marks:
        take_out(_whole_mark(link), f"[{number}]")
    return [_text(note, chapters, backs) for note in numbers]


def _id(element: etree._Element) -> str:
    return (element.get("id") or "") if isinstance(element.tag, str) else ""


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()


def _target(path: str, link: etree._Element) -> _Place:
    href, _, name = (link.get("href") or "").partition("#")
    folder = posixpath.dirname(path)
    return (posixpath.normpath(posixpath.join(folder, unquote(href))) if href else path), unquote(name)


def _note_of(path: str, link: etree._Element, places: Mapping[_Place, etree._Element]) -> etree._Element | None:
    """Return the note that a link is the mark of, None for any other link."""
    target = places.get(_target(path, link))
    if target is None or "backlink" in types_of(link):
        return None
    block = next((one for one in (target, *target.iterancestors()) if one.tag in _BLOCKS or _is_note(one)), None)
    if block is None:
        return None
    note = next((one for one in (block, *block.iterancestors()) if _is_note(one)), block)
    if "noteref" in types_of(link):
        return note
    if not _MARK.fullmatch("".join(map(str, link.itertext()))):
        return None
    if _is_note(note):
        return note
    # Both ways a note links to its mark, too; it comes later, and its own mark stands at its beginning.
    own, _ = _target(path, link)
    returns = any(_returns(own, back, path, link) for back in block.iter("a"))
    return block if returns and not _begins(link) else None


def _returns(own: str, back: etree._Element, path: str, link: etree._Element) -> bool:
    around = {_id(one) for one in (link, *link.iter(), *list(link.iterancestors())[:3])} - {""}
    file, name = _target(own, back)
    return file == path and name in around


def _begins(link: etree._Element) -> bool:
    """Whether a link stands at the beginning of its block: the mark of a note that links back."""
    at = link
    while at.tag not in _BLOCKS:
        parent = at.getparent()
        if parent is None:
            return False
        before = at.getprevious()
        if (parent.text or "").strip() or (before is not None and parent.tag != "body"):
            return False
        at = parent
    return True


def _is_note(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and bool(types_of(element) & _NOTE_TYPES)


def _whole_mark(link: etree._Element) -> etree._Element:
    """Return a mark with the raised type around it."""
    parent = link.getparent()
    while parent is not None and parent.tag in ("sup", "small") and len(parent) == 1:
        if (parent.text or "").strip() or (link.tail or "").strip():
            break
        link, parent = parent, parent.getparent()
    return link


def _text(note: etree._Element, chapters: Mapping[str, etree._Element], backs: set[_Place]) -> str:
    """Take a note out and return its words on one line, without its own mark and the way back."""
    path = next((path for path, root in chapters.items() if root is _root(note)), "")
    for link in list(note.iter("a")):
        if link is not note and ("backlink" in types_of(link) or _target(path, link) in backs):
            take_out(_whole_mark(link))
    note.tag = "div"  # an item of a list has a sign of its own
    words = " ".join(text_of(note).split())
    group = note.getparent()
    take_out(note)
    _take_out_empty(group)
    return _END.sub("", _OWN_MARK.sub("", _BEGIN.sub("", words)))


def _take_out_empty(group: etree._Element | None) -> None:
    """Take out a list of notes in which none is left, with its heading."""
    while group is not None and group.getparent() is not None:
        above = group.getparent()
        if not (group.tag in ("ol", "ul") or types_of(group) & _GROUPS) or _has_words(group):
            return
        take_out(group)
        group = above


def _has_words(element: etree._Element) -> bool:
    inside = element.text or ""
    for one in element:
        inside += ("" if one.tag in _HEADINGS else "".join(map(str, one.itertext()))) + (one.tail or "")
    return bool(inside.strip())
