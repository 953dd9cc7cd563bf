"""Notes at the foot of pages: smaller type below the text that begins with a number or a sign of the text."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low

import regex

from annotator.readers.pdf_layout.lines import MARK, MARK_END, SetLine

_SMALLER = 0.95
_FOOT_GAP = 1.3
"""Notes stand so many times as far below the text as its lines stand apart, at the least."""
_FEWEST_AT_END = 2
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
    is_at_end: bool = False
    """Whether it stands at the end of the document, behind all marks."""


def without_notes(pages: Sequence[list[SetLine]], em: float) -> list[Note]:
    """Take the notes out of the lines of each page and return them in their order; `em`: the size of the text."""
    notes: list[Note] = []
    for page, lines in enumerate(pages):
        marks = [mark for line in lines for mark in _MARKS.findall(line.text)]
        found = _notes_of(lines, marks, page, em, notes[-1] if notes else None)
        notes += found or _of_one_size(lines, marks, page)
    notes += _at_end(pages, notes)
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


def _of_one_size(lines: list[SetLine], marks: list[str], page: int) -> list[Note]:
    """Take notes as large as the text out of a page: below a gap, one for each mark of the text, in its order."""
    if not marks or len(set(marks)) < len(marks):
        return []
    pitches = [before.y - after.y for before, after in itertools.pairwise(lines) if before.block == after.block]
    usual = median_low(pitches) if pitches else 0.0
    for first in range(1, len(lines)):
        gap = lines[first - 1].y - lines[first].y
        if gap < _FOOT_GAP * usual or any(line.is_row for line in lines[first:]):
            continue
        above = [mark for line in lines[:first] for mark in _MARKS.findall(line.text)]
        notes = _in_order(lines[first:], above, page)
        if above and len(notes) == len(above):
            del lines[first:]
            return notes
    return []


def _in_order(lines: Sequence[SetLine], marks: Sequence[str], page: int) -> list[Note]:
    """Return the notes that lines are: the first begins with the first mark, and each with the next; or none."""
    begins = {number: _mark_of(line) for number, line in enumerate(lines)}
    notes: list[Note] = []
    for number, line in enumerate(lines):
        if len(notes) < len(marks) and begins[number][0] == marks[len(notes)]:
            notes.append(Note(marks[len(notes)], page, [line]))
        elif notes:
            notes[-1].lines.append(line)
        else:
            return []
    if len(notes) == len(marks):
        for note in notes:
            note.lines[0].text = note.lines[0].text[_mark_of(note.lines[0])[1] :]
    return notes


def _mark_of(line: SetLine) -> tuple[str, int]:
    """Return the mark that a line begins with, and how long that is with what follows; nothing without one."""
    begins = _BEGINS.match(line.text)
    return ((begins["raised"] or begins["plain"]), begins.end()) if begins else ("", 0)


def _at_end(pages: Sequence[list[SetLine]], known: Sequence[Note]) -> list[Note]:
    """Take notes at the end of a document out of its pages: numbered through, one for each mark that has none yet."""
    noted = {(note.mark, note.page) for note in known}
    marks = [
        (mark, page, number)
        for page, lines in enumerate(pages)
        for number, line in enumerate(lines)
        for mark in _MARKS.findall(line.text[1:])  # one at the beginning of a line is a note's own
        if not {(mark, page), (mark, page + 1)} & noted
    ]
    wanted = [mark for mark, _, _ in marks]
    if len(wanted) < _FEWEST_AT_END or wanted != [str(number) for number in range(1, len(wanted) + 1)]:
        return []
    _, last_page, last_line = marks[-1]
    rest = [
        (page, line)
        for page, lines in enumerate(pages)
        for number, line in enumerate(lines)
        if (page, number) > (last_page, last_line)
    ]
    first = next((at for at, (_, line) in enumerate(rest) if _is_first(line, rest[at:], len(wanted))), None)
    if first is None:
        return []
    lines = [line for _, line in rest[first:]]
    found = _in_order(lines, wanted, len(pages) - 1)
    if len(found) < len(wanted):
        return []
    taken = {id(line) for line in lines}
    for page in pages:
        page[:] = [line for line in page if id(line) not in taken]
    for note in found:
        note.is_at_end = True
    return found


def _is_first(line: SetLine, rest: Sequence[tuple[int, SetLine]], count: int) -> bool:
    """Whether a line begins the first note, where each further one begins at the same edge."""
    if _mark_of(line)[0] != "1":
        return False
    at_edge = [mark for _, one in rest if (mark := _mark_of(one)[0]) and abs(one.start - line.start) < one.em]
    return [mark for mark in at_edge if mark.isdecimal()][:count] == [str(number) for number in range(1, count + 1)]


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
        near = [note for note in notes if note.mark == mark and (note.is_at_end or 0 <= note.page - page <= 1)]
        return f"[{near[0].label}]" if near else mark

    return _MARKS.sub(told, text)
