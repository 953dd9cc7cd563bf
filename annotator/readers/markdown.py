"""Markdown: the words without the markup, the front matter as metadata.

Lines that were wrapped at some width are joined, since an editor's width is no part of a text; blank lines, lists,
quotations, tables and code stay what they are.
"""

from typing import Any

import regex
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.model.document import DocumentDraft
from annotator.readers import html
from annotator.readers.flow import Flow
from annotator.readers.html_text import text_of
from annotator.readers.source import SourceFile
from annotator.readers.values import DEEPEST, TooDeep, json_value

_FRONT = regex.compile(r"---[ \t]*\n(.{0,65536}?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", regex.S)
"""Front matter stands at the very beginning and is small; a rule of dashes elsewhere is a rule."""

# Scripts that are written without blanks between words: a line end in them stands for nothing.
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff00-\uffef]"
)


# Pages that were converted have emphasis with blanks inside ("**Preamble\n**"), which Markdown takes for asterisks.
# A coder should not read them; "5 * 3" and a lone mark of a footnote ("Choi*") stay.
_STRAY = (
    regex.compile(r"(?:\0\*){2,}()"),
    regex.compile(r"(?<!\S)\0\*(?=\S)([^\0\n]*(?:\0\n[^\0\n]*)*)\0\*"),
    regex.compile(r"\0\*([.,;:!?]+)\0\*"),
)


class _Loader(yaml.BaseLoader):
    """Safe; values stay as they are written, since YAML 1.1 would make “NO” a no and 12:30 a number.

    Aliases, by which a few lines can stand for billions, are refused.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a Markdown file; raises `BadFile`."""
    decoded = source.decoded()
    metadata, front, body = split_front_matter(decoded.text)
    notices = decoded.notices
    try:
        text, heading = render(body)
    except TooDeep:
        text, heading = body, ""
        notices += ("Its lists and quotations are nested too deeply; the text was kept as it is written.",)
    if metadata is None:
        metadata = {}
        notices += ("The front matter is not sound YAML and was kept as text.",)
        text = f"{front}\n\n{text}"
    title = metadata.pop("title") if isinstance(metadata.get("title"), str) else ""
    return [source.draft(text, title=title, heading=heading, metadata=metadata, notices=notices)]


def split_front_matter(text: str) -> tuple[dict[str, Any] | None, str, str]:
    """Return (metadata, front matter as written, body); metadata is None where the YAML cannot be read."""
    found = _FRONT.match(text)
    if found is None:
        return {}, "", text
    body = text[found.end() :]
    try:
        values = yaml.load(found[1] or "", _Loader)
        if values is None:
            return {}, "", body
        if not isinstance(values, dict):
            return {}, "", text
        return json_value(values), found[1].strip("\n"), body
    # ValueError: a date that does not exist, a number of 5,000 digits; the others come of what is nested or odd.
    except (yaml.YAMLError, ValueError, TooDeep, RecursionError, TypeError, AttributeError, LookupError):
        return None, found[1].strip("\n"), body


def render(body: str) -> tuple[str, str]:
    """Return (text, first heading) of Markdown without front matter; raises `TooDeep`."""
    page = _MarkdownPage()
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.disable(["text_join", "fragments_join"])
    for token in parser.parse(body):
        # The parser drops what lies deeper without a word.
        if token.nesting == 1 and token.level >= DEEPEST - 1:
            raise TooDeep
        page.take(token)
    return page.flow.text(), page.heading


class _MarkdownPage:
    def __init__(self) -> None:
        self.flow = Flow()
        self.heading = ""
        self.lists: list[int | None] = []
        self.cells = 0
        self.in_heading = False

    def take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self.inline(token)
            case "fence" | "code_block":
                self.flow.block(2)
                self.flow.verbatim(token.content.rstrip("\n"))
                self.flow.block(2)
            case "html_block":
                self.html(token.content)
            case "bullet_list_open" | "ordered_list_open":
                self.flow.block(1 if self.lists else 2)
                start = token.attrGet("start")
                ordered = token.type.startswith("ordered")
                self.lists.append((int(start) if start is not None else 1) if ordered else None)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.flow.block(1 if self.lists else 2)
            case "list_item_open":
                self.item()
            case "tr_open":
                self.flow.block(1)
                self.cells = 0
            case "th_open" | "td_open":
                if self.cells:
                    self.flow.next_cell()
                self.cells += 1
            case "heading_open" | "heading_close":
                self.in_heading = token.type == "heading_open"
                self.flow.block(2)
            case "paragraph_open" | "paragraph_close":
                self.flow.block(1 if token.hidden else 2)
            case "hr" | "table_open" | "table_close" | "blockquote_open" | "blockquote_close":
                self.flow.block(2)

    def item(self) -> None:
        number = self.lists[-1]
        marker = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1
        self.flow.marker("  " * (len(self.lists) - 1) + marker)

    def html(self, content: str) -> None:
        try:
            root = html.parse(content)
        except TooDeep:
            text = content
        else:
            text = "" if root is None else text_of(root)
        if text:
            self.flow.block(2)
            self.flow.verbatim(text)
            self.flow.block(2)

    def inline(self, token: Token) -> None:
        text = _inline_text(token.children or [])
        if self.in_heading and not self.heading:
            self.heading = text
        self.flow.verbatim(text.strip(" "))


def _inline_text(tokens: list[Token]) -> str:
    return _joined(_marked_text(tokens))


def _marked_text(tokens: list[Token]) -> str:
    """Return the words, with NUL before what is to be decided: a line end and an asterisk that pairs with none.

    markdown-it makes U+FFFD of NUL, so that there is no other.
    """
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "text" if token.content == "*":
                parts.append("\0*")
            case "text" | "code_inline" | "text_special":
                parts.append(token.content)
            case "softbreak":
                parts.append("\0\n")
            case "hardbreak":
                parts.append("\n")
            case "html_inline" if token.content.lower().startswith("<br"):
                parts.append("\n")
            case "image":
                parts.append(_marked_text(token.children or []))
    return "".join(parts)


def _joined(text: str) -> str:
    for pattern in _STRAY:
        text = pattern.sub(r"\1", text)
    return regex.sub(r" *\0\n *", _joint, text.replace("\0*", "*"))


def _joint(found: regex.Match[str]) -> str:
    text = found.string
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "
