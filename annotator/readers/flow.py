"""Running text from a tree of blocks: lines, blank lines, list markers and table cells, as one would type them.

Blocks only *ask* for line ends; these are written when text follows, so that a text never begins or ends with
them and nested blocks do not pile them up.
"""

from itertools import accumulate

import regex

_LINE_BLANKS = regex.compile(r"(?<![ \t])[ \t]+(?=\n)")
"""Begins where a run of blanks does, so that a long one in a line is gone through once."""
_PAGE = "\0"
"""Marks the beginning of a page until the text is done; what has pages (XML) cannot hold this character."""


class Flow:
    """Collects the text of one document."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._parts: list[str] = []
        self._ends = 0
        self._space = False
        self._line_open = False
        self._cells = 0
        self._page = False
        self._has_words = False

    @property
    def last(self) -> str:
        """The last character that was written, "" at the beginning."""
        return self._parts[-1][-1:] if self._parts else ""

    @property
    def line_open(self) -> bool:
        """Whether something stands on the present line already."""
        return self._line_open and not self._ends

    def block(self, ends: int = 1) -> None:
        """Ask for `ends` line ends before what follows; within a cell and right after a marker, for a blank."""
        if self._cells:
            self._space = True
        elif self._line_open or self._ends:
            self._ends = max(self._ends, ends)
            self._space = False

    def collapsed(self, text: str) -> None:
        """Write `text` with its runs of blanks as one, and none at the beginning of a line."""
        body = squeezed(text)
        if body.startswith(" "):
            self._space = True
            body = body[1:]
        if not body:
            return
        tail = body.endswith(" ")
        self.verbatim(body[:-1] if tail else body)
        self._space = tail

    def verbatim(self, text: str) -> None:
        """Write `text` as it stands."""
        if not text:
            return
        if self._ends:
            self._parts.append("\n" * self._ends)
        elif self._space and self._line_open and not self._parts[-1].endswith((" ", "\t", "\n")):
            self._parts.append(" ")
        self._ends, self._space, self._line_open = 0, False, True
        if text.strip():
            # What stands before the first word is no part of the text, so that no page ends with it.
            text = _PAGE + text if self._page and self._has_words else text
            self._page, self._has_words = False, True
        self._parts.append(text)

    def attached(self, text: str, *, after_block: bool = False) -> None:
        """Write `text` right after the last word: a blank that was asked for comes behind it instead.

        `after_block`: even where that word ends a block. At the beginning of a block, a blank follows.
        """
        space = self._space if self.line_open else not after_block
        ends, self._space = self._ends, False
        if after_block:
            self._ends = 0
        self.verbatim(text)
        self._space = space
        if after_block:
            self._ends = ends

    def unspaced(self) -> None:
        """Take back a blank that was asked for."""
        self._space = False

    def page(self) -> None:
        """Let a page begin with what is written next; see `paged_text`."""
        self._page = True

    def line_end(self) -> None:
        """End the line here; within a cell a blank does."""
        if self._cells:
            self._space = True
            return
        self.verbatim("\n")

    def marker(self, text: str) -> None:
        """Begin a list item: blocks that open right after its marker stay on its line."""
        self.block(1)
        self.verbatim(text)
        self._line_open = False

    def next_cell(self) -> None:
        """Go to the next cell of a row."""
        self._space = False
        self.verbatim("\t")

    def enter_cell(self) -> None:
        """From here on everything belongs to one cell, on one line."""
        self._cells += 1
        self._space = False

    def leave_cell(self) -> None:
        """End what `enter_cell` began."""
        self._cells -= 1
        self._space = False

    def text(self) -> str:
        """Return what was written, without blanks at the ends of lines."""
        return without_line_blanks("".join(self._parts)).strip("\n\t ")

    def paged_text(self) -> tuple[str, tuple[int, ...]]:
        """Return `text` and the offset at which each page after the first begins."""
        pages = self.text().split(_PAGE)
        return "".join(pages), tuple(accumulate(len(page) for page in pages[:-1]))


def squeezed(text: str) -> str:
    """Return `text` with each run of blanks, tabs and line ends as one blank.

    By replacing strings, which is ten times as quick as a pattern that stops at every blank between words.
    """
    for blank in "\n\t\r\f":
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def without_line_blanks(text: str) -> str:
    """Return `text` without blanks and tabs at the ends of its lines."""
    text = text.replace(" \n", "\n")
    return _LINE_BLANKS.sub("", text) if " \n" in text or "\t\n" in text else text
