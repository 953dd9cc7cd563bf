"""A page of the manual as the HTML that Qt's rich text knows, in the colours of the theme and the reader's size."""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PySide6.QtGui import QKeySequence

from annotator.ui.kit.themes import Theme

_IN_TABLE = "in a table"
_BREAKS = re.compile(r"(?<=[._/-])(?=\w)")


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a page is set. `px`: the size of its words; `families`: the first that is installed draws them."""

    theme: Theme
    px: int
    families: Sequence[str]


def html_of(markdown: str, look: PageLook) -> str:
    """Return a page as HTML; what it looks like stands in `style_of`."""
    return f"<body>{_renderer(look).render(markdown)}</body>"


def style_of(look: PageLook) -> str:
    """Return the style sheet that Qt's rich text puts on a page (Qt, “Supported HTML Subset”)."""
    colours, px = look.theme, look.px
    half = px // 2
    families = ", ".join(f"'{family}'" for family in look.families)
    return f"""
        body {{ font-family: {families}; font-size: {px}px; color: {colours.ink}; }}
        p, li {{ line-height: 110%; margin-top: 0; margin-bottom: {half}px; }}
        h1 {{ font-size: {round(px * 1.4)}px; font-weight: 600; margin-top: 0; margin-bottom: {px}px; }}
        h2 {{ font-size: {round(px * 1.15)}px; font-weight: 600; margin-top: {round(px * 1.4)}px;
             margin-bottom: {half}px; }}
        h3 {{ font-size: {px}px; font-weight: 600; margin-top: {px}px; margin-bottom: {px // 3}px; }}
        .picture {{ line-height: 100%; }}
        a {{ color: {colours.accent}; text-decoration: underline; }}
        th {{ color: {colours.secondary}; font-weight: 400; text-align: left; }}
        td, th {{ border-bottom: 1px solid {colours.hairline}; padding: 4px 8px 4px 0; }}
        table {{ border-collapse: collapse; margin-bottom: {px}px; font-size: {round(px * 0.85)}px; }}
        pre {{ white-space: pre-wrap; line-height: 107%; font-size: {round(px * 0.85)}px;
              background-color: {colours.frame}; }}
        .code {{ font-family: monospace; font-size: {round(px * 0.85)}px; background-color: {colours.frame}; }}
        .key {{ font-family: sans-serif; font-size: {round(px * 0.8)}px; font-weight: 600;
               background-color: {colours.hover}; }}
    """


def _renderer(look: PageLook) -> MarkdownIt:
    made = MarkdownIt("commonmark").enable("table")
    rules: dict[str, Callable[..., str]] = {
        "code_inline": _code,
        "table_open": _table,
        "table_close": _table_end,
        "paragraph_open": _paragraph,
        "fence": _block,
        "code_block": _block,
    }
    for name, rule in rules.items():
        made.add_render_rule(name, rule)
    return made


def _code(_: Any, tokens: Sequence[Token], at: int, __: object, env: MutableMapping[str, Any]) -> str:
    """Set a key as a key, and anything else that is typed in letters of one width, which may break."""
    text = tokens[at].content
    if _is_key(text):
        # Room around it, since rich text has no padding there; and no break within, but for the columns of a table.
        held = escape(text).replace("+", "+&#8203;" if env.get(_IN_TABLE) else "&#8288;+&#8288;")
        return f'<span class="key">&nbsp;{held}&nbsp;</span>'
    return f'<span class="code">{escape(_BREAKS.sub("​", text))}</span>'


def _is_key(text: str) -> bool:
    """Whether Qt knows this as a key, or as what is held with one."""
    if len(text) > 1 and not text[0].isupper():
        return False
    known = QKeySequence(text), QKeySequence(f"{text}+A") if text.isalpha() else QKeySequence()
    return any(each.toString() for each in known)


def _table(_: Any, __: object, ___: int, ____: object, env: MutableMapping[str, Any]) -> str:
    env[_IN_TABLE] = True
    return '<table width="100%" cellspacing="0">\n'


def _table_end(_: Any, __: object, ___: int, ____: object, env: MutableMapping[str, Any]) -> str:
    env[_IN_TABLE] = False
    return "</table>\n"


def _paragraph(_: Any, tokens: Sequence[Token], at: int, *__: object) -> str:
    """Set a picture that stands alone without the room between lines, which would be a share of its height."""
    if tokens[at].hidden:
        return ""
    inside = [child.type for child in tokens[at + 1].children or ()]
    return '<p class="picture">' if inside == ["image"] else "<p>"


def _block(_: Any, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f"<pre>{escape(tokens[at].content.rstrip())}</pre>\n"


def copied(text: str) -> str:
    """Return words of a page as they are put on the clipboard: without what only says where a line may break."""
    return text.translate(_INVISIBLE)


_INVISIBLE: Mapping[int, str | None] = {0x200B: None, 0x2060: None, 0xA0: " "}
