"""Walks a text in TEI and writes what is to be read of it.

A note never stands in mid-sentence: its mark does, and the notes follow the text. Of two readings that an edition
gives side by side, the corrected or expanded one is read; what was deleted is not. TEI P5 guidelines, chapters 3 and 4.
"""

from collections.abc import Collection, Iterator, Mapping

import regex
from lxml import etree

from annotator.readers.flow import Flow
from annotator.readers.tei_elements import (
    BLOCKS_IN_QUOTES,
    CONTAINERS,
    DROPPED,
    LINES,
    PARAGRAPHS,
    QUOTED,
    chosen_of,
    has_marks,
    is_block_note,
    is_layout,
    local,
    markers_of,
)

_SHAPING = (
    PARAGRAPHS
    | LINES
    | QUOTED
    | {
        *("list", "item", "table", "cell", "lb", "pb", "gap", "space", "w", "pc", "s", "seg"),
    }
)
"""Elements that are more than a name for words within a line."""
_BLANKS = " \t\r\n\f"
# Scripts without blanks between words: where the file breaks a line in them, there is no blank in the text.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff00-\uffef]"
_WRAPPED = regex.compile(rf"(?<={_UNSPACED})[ \t]*\n\s*(?={_UNSPACED})")
_ENDS_UNSPACED, _BEGINS_UNSPACED = regex.compile(rf"{_UNSPACED}\Z"), regex.compile(rf"\s*{_UNSPACED}")


def line_of(element: etree._Element | None, without: Collection[etree._Element] = ()) -> str:
    """Return the text of an element on one line, without its notes."""
    return "" if element is None else " ".join(TeiBody(element, without, with_notes=False).text()[0].split())


class TeiBody:
    """The text of one element. `without`: what in it is left to others; `outside`: notes elsewhere, by identity."""

    def __init__(
        self,
        root: etree._Element,
        without: Collection[etree._Element] = (),
        outside: Mapping[str, etree._Element] | None = None,
        with_notes: bool = True,
    ) -> None:
        """Read `root`."""
        self._flow = Flow()
        self._without = frozenset(without)
        self._outside = outside or {}
        self._lists: list[Iterator[str]] = []
        self._layout: list[bool] = []
        self._glued = False
        self._said: dict[str, None] = {}
        self._chosen: dict[etree._Element, etree._Element | None] = {}
        self._notes = _labelled(self._notes_in(root)) if with_notes else {}
        self._walk(root)
        for note, label in self._notes.items():
            self._flow.block(2)
            self._flow.marker(f"[{label}] ")
            self._walk(note)

    def text(self) -> tuple[str, tuple[int, ...]]:
        """Return the text, its notes at its end, and where in it each page after the first begins."""
        return self._flow.paged_text()

    def notices(self) -> tuple[str, ...]:
        """Return sentences about what was chosen or left out."""
        return tuple(self._said)

    def _notes_in(self, root: etree._Element) -> list[etree._Element]:
        """Return the notes that are to have a mark, in the order of their marks, each one once."""
        found: dict[etree._Element, None] = {}
        walker = etree.iterwalk(root, events=("start",))
        for _, element in walker:
            if self._is_skipped(element):
                walker.skip_subtree()
            elif element is not root and (note := self._note_at(element)) is not None:
                found[note] = None
        return list(found)

    def _note_at(self, element: etree._Element) -> etree._Element | None:
        """Return the note whose mark belongs here: this element, or the one that it points at."""
        match local(element):
            case "note":
                return None if is_block_note(element) else element
            case "ptr" | "ref":
                return self._outside.get((element.get("target") or "").removeprefix("#"))
        return None

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        passed: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._is_skipped(element) or (element is not root and self._is_mark(element)):
                    walker.skip_subtree()
                    passed = element  # whose end comes next
                    continue
                if (name := local(element)) in _SHAPING:
                    self._open(name, element)
                if text := element.text:
                    self._write(text)
                continue
            if element is not passed and (name := local(element)) in _SHAPING:
                self._close(name, element)
            passed = None
            if element is not root and (tail := element.tail):
                self._write(tail)

    def _is_mark(self, element: etree._Element) -> bool:
        """Whether there is a note here; its mark is written then."""
        note = self._note_at(element)
        label = None if note is None else self._notes.get(note)
        if label is not None:
            self._flow.attached(f"[{label}]", after_block=local(element.getparent()) in CONTAINERS)
        return note is not None

    def _is_skipped(self, element: etree._Element) -> bool:
        name = local(element)
        if name == "del":
            self._said["Passages that the edition marks as deleted were left out."] = None
        if name in DROPPED or element in self._without:
            return True
        parent = element.getparent()
        kind = local(parent)
        if parent is None or kind not in ("choice", "app"):
            return kind == "gap"
        if parent not in self._chosen:
            self._chosen[parent] = chosen_of(parent)
        if self._chosen[parent] is element:
            return False
        if kind == "choice":
            self._said["Where the edition gives two readings, the corrected or expanded one was read."] = None
        return True

    def _write(self, text: str) -> None:
        if self._glued:
            text = text.lstrip(_BLANKS)
        if text:
            self._glued = False
            is_wrapped = "\n" in text and not text.isascii()
            self._flow.collapsed(_WRAPPED.sub("", text) if is_wrapped else text)

    def _open(self, name: str, element: etree._Element) -> None:
        match name:
            case "list":
                self._flow.block(1 if self._lists else 2)
                self._lists.append(markers_of(element))
            case "item" if self._lists:
                self._open_item(element)
            case "table":
                self._flow.block(2)
                self._layout.append(is_layout(element))
            case "cell" if self._layout and not self._layout[-1]:
                if any(local(before) == "cell" for before in element.itersiblings(preceding=True)):
                    self._flow.next_cell()
                self._flow.enter_cell()
            case _ if name in QUOTED:
                self._quote(element, "“")
            case _:
                self._open_words(name, element)
                self._block(name, element)

    def _open_words(self, name: str, element: etree._Element) -> None:
        """Begin what stands within lines: breaks, gaps, words and sentences."""
        match name:
            case "lb":
                self._line_break(element)
            case "pb":
                self._flow.page()
                self._glue(element.get("break") == "no")
            case "gap" if local(element.getparent()) not in CONTAINERS:
                self._flow.collapsed("[…]")
            case "space":
                self._flow.collapsed(" ")
            case "w" | "pc":
                self._glue(element.get("join") in ("left", "both"))
            case "s":
                self._join_sentence(element)

    def _open_item(self, element: etree._Element) -> None:
        if local(element.getprevious()) == "label":
            self._flow.collapsed(" ")
            return
        marker = next(self._lists[-1])
        if marker:
            self._flow.marker("  " * (len(self._lists) - 1) + marker)
        else:
            self._flow.block(1)

    def _close(self, name: str, element: etree._Element) -> None:
        match name:
            case "w" | "pc":
                self._glue(element.get("join") in ("right", "both"))
            case "list":
                self._lists.pop()
                self._flow.block(1 if self._lists else 2)
            case "label" if local(element.getnext()) == "item":
                pass
            case "table":
                self._layout.pop()
                self._flow.block(2)
            case "cell" if self._layout and not self._layout[-1]:
                self._flow.leave_cell()
            case _ if name in QUOTED:
                self._quote(element, "”")
            case _:
                self._block(name, element)

    def _block(self, name: str, element: etree._Element) -> None:
        parent = local(element.getparent())
        if name == "head" and parent in ("list", "table"):
            self._flow.block(1)
        elif name in PARAGRAPHS or (name in LINES and parent in CONTAINERS) or (name == "seg" and parent == "u"):
            self._flow.block(2)
        elif name in LINES or name == "cell":
            self._flow.block(1)

    def _line_break(self, element: etree._Element) -> None:
        """A break with a number or a facsimile is one of a manuscript's or a printed page's lines, and no line here."""
        if element.get("break") == "no":
            self._glue(True)
        elif any(element.get(name) is not None for name in ("n", "facs", "break", "ed")):
            self._flow.collapsed(" ")
        else:
            self._flow.block(1)

    def _glue(self, glued: bool) -> None:
        if glued:
            self._flow.unspaced()
            self._glued = True

    def _join_sentence(self, element: etree._Element) -> None:
        """Between sentences on lines of their own there is a blank, where the script has blanks."""
        before = element.getprevious()
        wrapped = before is not None and "\n" in (before.tail or "")
        if wrapped and _ENDS_UNSPACED.search(self._flow.last) and _BEGINS_UNSPACED.match(element.text or ""):
            self._flow.unspaced()

    def _quote(self, element: etree._Element, mark: str) -> None:
        """A quotation is a paragraph, or stands in marks unless the file has some."""
        if local(element.getparent()) in CONTAINERS or any(local(one) in BLOCKS_IN_QUOTES for one in element):
            self._flow.block(2)
        elif not has_marks(element):
            if mark == "“":
                self._flow.collapsed(mark)
            else:
                self._flow.attached(mark)


def _labelled(notes: list[etree._Element]) -> dict[etree._Element, str]:
    """Return the mark of each note: its number in print where each has one of its own, else a running one."""
    printed = [(note.get("n") or "").strip() for note in notes]
    if all(printed) and len(set(printed)) == len(printed):
        return dict(zip(notes, printed, strict=True))
    return {note: str(number) for number, note in enumerate(notes, 1)}
