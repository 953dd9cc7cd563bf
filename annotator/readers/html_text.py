"""The running text of a tree of HTML: what a browser shows, blanks collapsed, paragraphs between blank lines.

A page is long and its elements are many, so that the walk only puts marks between the words, and blanks, line ends and
marks are settled once, for the whole text. A mark begins with NUL, which no tree can hold.
"""

from collections.abc import Iterator
from itertools import count

import regex
from lxml import etree

from annotator.readers.flow import squeezed, without_line_blanks
from annotator.readers.web_page.tree import found_by, take_away

_DROPPED = (
    *("head", "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "canvas"),
    *("audio", "video", "select", "textarea", "button", "datalist", "input", "map", "frameset"),
)
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "figure", "dl", "address")
_BLOCKS = (
    *("article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dt", "fieldset"),
    *("figcaption", "footer", "form", "header", "hgroup", "legend", "main", "nav", "section", "summary"),
    *("tr", "thead", "tbody", "tfoot"),
)
_LINE, _PARAGRAPH = "\0A", "\0B"
"""Ask for a line end and for a blank line: several in a row are one."""
_BREAK, _CELL, _KEPT, _ITEM = "\0N", "\0T", "\0K", "\0M"
"""A line end, a tab, words that stand as they are, and the end of a marker: what follows stays on its line."""
_BLANKS = " \t\n\r\f"

_AROUND = {**dict.fromkeys(_PARAGRAPHS, _PARAGRAPH), **dict.fromkeys(_BLOCKS, _LINE)}
_IN_CELL = dict.fromkeys(_AROUND, " ")
_WITHIN_LINES = ("", "q")
"""What is written around elements whose blanks count; beside all others blanks are nothing."""
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_SPECIAL = _LISTS | {"br", "pre", "li", "table", "td", "th", "q"}
_MAY_HIDE = etree.XPath("descendant-or-self::*[@hidden or @style]")
_HIDDEN = regex.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", regex.I)
_UNMARKED = regex.compile(r"list-style(?:-type)?\s*:\s*none", regex.I)


def take_out_hidden(root: etree._Element) -> None:
    """Take out of a tree what a browser does not show."""
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in found_by(_MAY_HIDE, root):
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            take_away(element)


def text_of(root: etree._Element) -> str:
    """Return the running text of an element; what a browser does not show of it is taken out of its tree."""
    take_out_hidden(root)
    walk = _Walk()
    walk.go(root)
    return _settled("".join(walk.parts), iter(walk.kept))


class _Walk:
    """Walks a page without recursion: pages may be nested a thousand deep.

    `parts`: the words with marks between them; `kept`: the words that stand as they are, in their order.
    """

    def __init__(self) -> None:
        self.parts: list[str] = [_LINE]
        self.kept: list[str] = []
        self.around = _AROUND
        self.pre = self.cells = 0
        self.lists: list[Iterator[str]] = []
        self.layout: list[bool] = []

    def go(self, root: etree._Element) -> None:
        """Walk through an element."""
        write = self.parts.append
        above = [(iter((root,)), "", root)]
        while above:
            children, behind, holder = above[-1]
            for element in children:
                tag = element.tag
                if tag in _SPECIAL:
                    around = tag
                    self.open(tag, element)
                elif around := self.around.get(tag, ""):
                    write(around)
                if text := element.text:
                    self.write(text, around, tag)
                if len(element):
                    above.append((iter(element), around, element))
                    break
                if around:
                    self.close(around) if around in _SPECIAL else write(around)
                if (tail := element.tail) and element is not root:
                    self.write(tail, around)
            else:
                above.pop()
                if behind:
                    self.close(behind) if behind in _SPECIAL else write(behind)
                if above and (tail := holder.tail) and holder is not root:
                    self.write(tail, behind)

    def write(self, text: str, around: str, tag: object = "") -> None:
        """Write what stands in or behind an element; `tag`: of the one that it stands in."""
        if self.pre:
            if tag != "pre" or (text := text.removeprefix("\n")):  # a line end right after <pre> is no part of it
                self.parts.append(_KEPT)
                self.kept.append(text)
        elif (around in _WITHIN_LINES or text.strip(_BLANKS)) and tag.__class__ is str:  # of a comment it is no string
            self.parts.append(text)

    def open(self, tag: str, element: etree._Element) -> None:
        match tag:
            case "br":
                self.parts.append(" " if self.cells else _BREAK)
            case "pre":
                self.parts.append(self.block(_PARAGRAPH))
                self.pre += 1
            case "li":
                marker = next(self.lists[-1]) if self.lists else "- "
                indent = max(0, len(self.lists) - 1)
                self.parts.append(self.block(_LINE) + (_KEPT + _ITEM if marker else ""))
                if marker:
                    self.kept.append("  " * indent + marker)
            case "table":
                self.parts.append(self.block(_PARAGRAPH))
                self.layout.append(_is_layout(element))
            case "td" | "th":
                self.open_cell(element)
            case "q":
                self.parts.append("“")
            case _:
                self.parts.append(self.block(_LINE if self.lists else _PARAGRAPH))
                self.lists.append(_markers(element))

    def close(self, tag: str) -> None:
        match tag:
            case "br":
                pass
            case "pre":
                self.pre -= 1
                self.parts.append(self.block(_PARAGRAPH))
            case "li":
                self.parts.append(self.block(_LINE))
            case "table":
                self.layout.pop()
                self.parts.append(self.block(_PARAGRAPH))
            case "td" | "th":
                self.close_cell()
            case "q":
                self.parts.append("”")
            case _:
                self.lists.pop()
                self.parts.append(self.block(_LINE if self.lists else _PARAGRAPH))

    def open_cell(self, element: etree._Element) -> None:
        if not self.layout or self.layout[-1]:
            self.parts.append(self.block(_LINE))
            return
        if any(True for _ in element.itersiblings("td", "th", preceding=True)):
            self.parts.append(_CELL)
        self.cells += 1
        self.around = _IN_CELL

    def close_cell(self) -> None:
        if not self.layout or self.layout[-1]:
            self.parts.append(self.block(_LINE))
            return
        self.cells -= 1
        self.around = _IN_CELL if self.cells else _AROUND

    def block(self, mark: str) -> str:
        """Return what asks for the end of a line; within a cell, which is on one line, a blank does."""
        return " " if self.cells else mark


def _settled(text: str, kept: Iterator[str]) -> str:
    """Return a text with its marks as line ends and tabs, and with what is kept in its places."""
    written, ends, on_item = [""], 0, False
    for piece in squeezed(text).split("\0")[1:]:
        mark, words = piece[0], piece[1:]
        if mark == "A" or mark == "B":
            ends = ends if on_item else max(ends, 1 if mark == "A" else 2)
        elif mark == "M":
            on_item = True
        else:
            written.append("\n" * ends)
            if mark == "T":
                written[-2] = written[-2].removesuffix(" ")
            written.append("\n" if mark == "N" else "\t" if mark == "T" else next(kept))
            ends, on_item = 0, False
        if mark != "K":
            words = words.removeprefix(" ")
        if words:
            if ends:
                written.append("\n" * ends)
            written.append(words)
            ends, on_item = 0, False
    return without_line_blanks("".join(written)).strip("\n\t ")


def _markers(element: etree._Element) -> Iterator[str]:
    if _UNMARKED.search(element.get("style") or ""):
        return iter(lambda: "", None)
    if element.tag != "ol":
        return iter(lambda: "- ", None)
    start = element.get("start") or ""
    first = int(start) if regex.fullmatch(r"-?[0-9]{1,6}", start) else 1
    letters = element.get("type") in ("a", "A")
    base = ord(element.get("type") or "a")
    return (f"{chr(base + n - 1) if letters and 1 <= n <= 26 else n}. " for n in count(first))


def _is_layout(table: etree._Element) -> bool:
    """Whether a table arranges a page instead of holding data: one column, or cells with several paragraphs."""
    if table.get("role") == "presentation":
        return True
    rows = table.xpath("count(./tr/*[2] | ./tbody/tr/*[2] | ./thead/tr/*[2])")
    inner = "p|div|h1|h2|h3|h4|ul|ol|table|article|section"
    return not rows or bool(table.xpath(f"boolean(.//td[count({inner}) > 1 or .//table or .//li])"))
