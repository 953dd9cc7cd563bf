"""Notes at the foot of pages: smaller type below the text that begins with a number or a sign of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from annotator.readers.pdf_layout.lines import MARK, MARK_END, SetLine

_SMALLER = 0.95
_BEGINS = regex.compile(
    rf"{MARK}(?P<raised>[^{MARK_END}]+){MARK_END}\s*|(?P<plain>[0-9]{{1,3}}|[*†‡§]{{1,3}})[.)]?\s?(?=\S)"
)
_MARKS = regex.compile(rf"{MARK}([^{MARK_END}]+){MARK_END}")


@dataclass(slots=True)
class Note:
    """A note: its mark as printed, the page that it stands on, its lines without the mark."""

    mark: str
    page: int
    lines: list[SetLine] = field(default_factory=list)
    label: str = ""
    """What it is called in the text: its mark, or a number where marks begin anew on each page."""


def without_notes(pages: Sequence[list[SetLine]], em: float) -> list[Note]:
    """Take the notes out of the lines of each page and return them in their order; `em`: the size of the text."""
    notes: list[Note] = []
    for page, lines in enumerate(pages):
        marks = [mark for line in lines for mark in _MARKS.findall(line.text)]
        found = _notes_of(lines, marks, page, em, notes[-1] if notes else None)
        notes += found
    _label(notes)
    return notes


def _notes_of(lines: list[SetLine], marks: list[str], page: int, em: float, last: Note | None) -> list[Note]:
    """Take the notes of a page out of its lines: what is small at the end of a column, from the first mark on."""
    found: list[Note] = []
    for first, end in reversed(_small_runs(lines, em)):
        run = lines[first:end]
        notes: list[Note] = []
        lead: list[SetLine] = []
        for line in run:
            begins = _BEGINS.match(line.text)
            mark = (begins["raised"] or begins["plain"]) if begins else ""
            is_expected = marks.count(mark) > sum(note.mark == mark for note in notes)
            if begins and (begins["raised"] or is_expected):
                line.text = line.text[begins.end() :]
                notes.append(Note(mark, page, [line]))
            elif notes:
                notes[-1].lines.append(line)
            else:
                lead.append(line)
        if not notes and not (lead and last is not None and last.page == page - 1 and _goes_on(last, lines, first)):
            continue
        if lead and last is not None and last.page == page - 1:
            last.lines += lead
            lead = []
        lines[first:end] = lead
        found = notes + found
    return found


def _goes_on(note: Note, lines: list[SetLine], first: int) -> bool:
    """Whether small type at the foot of a page may be the rest of the page before's last note."""
    text = note.lines[-1].text
    return first > 0 and not text.endswith((".", "!", "?", "”", ")"))


def _small_runs(lines: list[SetLine], em: float) -> list[tuple[int, int]]:
    """Return runs of small lines that end a column or the page, as first and last place."""
    runs = []
    end = len(lines)
    while end > 0:
        start = end
        while (
            start > 0
            and lines[start - 1].em < _SMALLER * em
            and (start == end or lines[start - 1].block == lines[end - 1].block)
        ):
            start -= 1
        if start < end and not lines[start].is_row:
            runs.append((start, end))
        block = lines[end - 1].block
        while end > 0 and lines[end - 1].block == block:
            end -= 1
    return runs[::-1]


def _label(notes: list[Note]) -> None:
    """Call notes by their marks, or number them where these come twice or are signs."""
    marks = [note.mark for note in notes]
    plain = all(mark.isdecimal() for mark in marks) and len(set(marks)) == len(marks)
    for number, note in enumerate(notes, 1):
        note.label = note.mark if plain else str(number)


def with_marks(text: str, page: int, notes: Sequence[Note]) -> str:
    """Return a text of a page in which marks of notes stand as `[1]`, and other raised type as it is."""

    def told(match: regex.Match[str]) -> str:
        mark = match[1]
        near = [note for note in notes if note.mark == mark and 0 <= note.page - page <= 1]
        return f"[{near[0].label}]" if near else mark

    return _MARKS.sub(told, text)
