"""The pages of the manual as they come with the program, cut at their headings."""

import re
from dataclasses import dataclass
from functools import cache

from annotator.resources import resource

FIRST = "start"
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|`|^\||\|$|^#+ +|^ *[-*] +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ManualPlace:
    """Where in the manual: a page by the name of its file, and the anchor of a heading ("" for its top)."""

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, as one reads it: without the marks of Markdown."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page. `markdown`: as it is written; `sections`: at least the one of its title, which comes first."""

    name: str
    title: str
    markdown: str
    sections: tuple[Section, ...]


@cache
def page(name: str) -> ManualPage:
    """Return a page by the name of its file, without the ending; raises `NotFound`."""
    return page_of(name, resource(f"help/{name}.md").read_text(encoding="utf-8"))


def page_of(name: str, markdown: str) -> ManualPage:
    """Return a page of this Markdown, which begins with its title."""
    sections = tuple(_sections(markdown))
    return ManualPage(name, sections[0].heading, markdown, sections)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all pages: the first, then those that it links to, in that order."""
    linked = re.findall(r"\]\((\w[\w-]*)\.md\)", page(FIRST).markdown)
    return tuple(dict.fromkeys((FIRST, *linked)))


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading, as links name it: "What is shown" is #what-is-shown."""
    return re.sub(r"[^\w -]", "", plain(heading).lower()).strip().replace(" ", "-")


def plain(markdown: str) -> str:
    """Return the words of Markdown as one reads them, on one line."""
    words = _MARKS.sub("", _LINK.sub(r"\1", markdown))
    return " ".join(words.replace("|", " ").split())


def _sections(markdown: str) -> list[Section]:
    found: list[tuple[str, list[str]]] = []
    fenced = False
    for line in markdown.split("\n"):
        fenced ^= _FENCE.match(line) is not None
        heading = None if fenced else _HEADING.match(line)
        if heading is not None:
            found.append((plain(heading[2]), []))
        elif found and not re.fullmatch(r"[|: -]+", line):
            found[-1][1].append(line)
    return [Section(heading, anchor_of(heading), plain("\n".join(lines))) for heading, lines in found]
