"""What stands on pages and is no part of their text: running heads and feet, numbers of pages and of lines.

A row at the head or foot of pages is told by repetition (the same words, numbers aside) at the same height, or by its
place: pages' numbers go up with the pages. What is found is returned, since the user is told of it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.readers.pdf_layout.lines import line_of
from annotator.readers.pdf_layout.rows import Row
from annotator.readers.pdf_layout.words import Word

_EDGE_ROWS = 4
"""So many rows at the head and at the foot of a page may be running ones."""
_HEIGHT = 0.8
"""Running rows stand at the same height, give or take so many em."""
_SHARE = 0.3
_WINDOW = 10
"""So many pages before and after are looked at."""
_RISING = 0.45
"""What goes up with the pages without naming them does so on nearly half of them: else it numbers articles."""
_FURTHER = 1.2
_APART = 2.0
"""Pieces of a running row are set apart by so many em."""
_DIGITS = regex.compile(r"[0-9]+|\b[ivxlc]+\b")
_NUMBER = regex.compile(r"[0-9]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_FOLIO = regex.compile(
    r"(?i)[\W_]*(?:(?:page|seite|p\.|стр\.|страница|página|pagina|pág\.|صفحة|第)\s*)?(?P<number>\p{Nd}{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|de|von|sur|из|di)\s*\p{Nd}{1,4})?\s*(?:页|頁|ページ)?[\W_]*"
)
_LINE_NUMBER = regex.compile(r"[0-9]{1,4}")
_LEAST_NUMBERS = 3
_MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was left out. `kind`: head, foot, folio, line number, turned, web; `pages`: on which, counted from 0."""

    kind: str
    text: str
    pages: tuple[int, ...]


@dataclass(slots=True)
class _Cell:
    """A piece of a row at the head or foot of a page, set apart from the rest of the row."""

    text: str
    y: float
    em: float
    page: int


@dataclass(slots=True)
class _Candidate:
    row: Row
    page: int
    rank: int
    """How many rows stand between it and the edge of the page."""
    text: str
    cells: list[_Cell]
    is_head: bool


def without_running(pages: list[list[Row]]) -> list[Dropped]:
    """Take running heads, feet and numbers of pages out of the rows of pages; return what was taken out."""
    taken: list[tuple[str, _Candidate]] = []
    for is_head in (True, False):
        candidates = [one for index, rows in enumerate(pages) for one in _edge(rows, index, is_head)]
        known = _running_cells([cell for one in candidates for cell in one.cells], len(pages))
        for one in candidates:
            kinds = {known.get(id(cell), "") for cell in one.cells}
            if "" not in kinds or (kinds == {"", "folio"} and one.rank == 0 and len(one.cells) > 1):
                taken.append(("folio" if kinds == {"folio"} else "head" if is_head else "foot", one))
        taken = _set_apart(_reaching_edge(taken), pages)
    once = {id(one.row): (kind, one) for kind, one in reversed(taken)}
    for _, one in once.values():
        pages[one.page].remove(one.row)
    return told((kind, one.text, one.page) for kind, one in reversed(once.values()))


def _edge(rows: list[Row], page: int, is_head: bool) -> list[_Candidate]:
    edge = rows[:_EDGE_ROWS] if is_head else rows[-_EDGE_ROWS:][::-1]
    found = []
    for rank, row in enumerate(edge):
        pieces = _pieces(row)
        texts = [line_of(words, page, True).text for words in pieces]
        cells = [_Cell(text, row.y, row.em, page) for text in texts]
        found.append(_Candidate(row, page, rank, " ".join(texts), cells, is_head))
    return found


def _pieces(row: Row) -> list[list[Word]]:
    pieces = [[row.words[0]]]
    for before, word in zip(row.words, row.words[1:], strict=False):
        if word.x0 - before.x1 > _APART * row.em:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _running_cells(cells: list[_Cell], count: int) -> dict[int, str]:
    """Return the cells that run over pages, by their ids: the same text, or numbers that go up with the pages."""
    groups: dict[str, list[_Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.page):
        groups[_DIGITS.sub("#", cell.text.casefold())].append(cell)
    found: dict[int, str] = {}
    for group in groups.values():
        for index, cell in enumerate(group):
            if _runs_over(cell, group[max(0, index - _WINDOW) : index + _WINDOW + 1], count):
                found[id(cell)] = "folio" if _FOLIO.fullmatch(cell.text) else "running"
    found.update((cell, "folio") for cell in _folios(cells, count))
    return found


def _runs_over(cell: _Cell, others: list[_Cell], count: int) -> bool:
    """Whether a cell comes again at its height on pages around."""
    near = [
        other
        for other in others
        if abs(other.page - cell.page) <= _WINDOW and abs(other.y - cell.y) < _HEIGHT * cell.em
    ]
    same = {other.page for other in near if other.text == cell.text}
    if len(same) >= max(2, _SHARE * min(count, 10)):
        return True
    around = min(count, cell.page + _WINDOW + 1) - max(0, cell.page - _WINDOW)
    return len({other.page for other in near if _rises(cell, other)}) >= max(2, _RISING * around)


def _rises(one: _Cell, other: _Cell) -> bool:
    """Whether each number of two cells is the same or goes up with the pages."""
    numbers, others = _NUMBER.findall(one.text), _NUMBER.findall(other.text)
    if len(numbers) != len(others):
        return False
    steps = [int(after) - int(before) for before, after in zip(numbers, others, strict=True)]
    return all(step in (0, other.page - one.page) for step in steps)


def _folios(cells: list[_Cell], count: int) -> Iterator[int]:
    """Yield the ids of cells that are numbers of their pages: at one height they go up with the pages."""
    steps: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        if match := _FOLIO.fullmatch(cell.text):
            steps[_number(match["number"]) - cell.page].append(cell)
    for step, alike in steps.items():
        alike.sort(key=lambda cell: cell.page)
        for index, cell in enumerate(alike):
            near = alike[max(0, index - _WINDOW) : index + _WINDOW + 1]
            pages = {other.page for other in near if abs(other.y - cell.y) < 2 * _HEIGHT * cell.em}
            if len(pages) > 1 or (count == 1 and step == 1):
                yield id(cell)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[char] for char in text.casefold()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _reaching_edge(taken: list[tuple[str, _Candidate]]) -> list[tuple[str, _Candidate]]:
    """Keep what has nothing but other such rows between it and the edge of its page."""
    ranks: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for _, one in taken:
        ranks[one.page, one.is_head].add(one.rank)
    return [each for each in taken if ranks[each[1].page, each[1].is_head].issuperset(range(each[1].rank))]


def _set_apart(taken: list[tuple[str, _Candidate]], pages: list[list[Row]]) -> list[tuple[str, _Candidate]]:
    """Keep what is set apart from the text on most of its pages: the last note of a page, say, is not."""
    for _ in range(_EDGE_ROWS):
        inner: dict[tuple[int, bool], _Candidate] = {}
        for _, one in taken:
            last = inner.setdefault((one.page, one.is_head), one)
            if one.rank > last.rank:
                inner[one.page, one.is_head] = one
        votes: dict[str, list[bool]] = defaultdict(list)
        for one in inner.values():
            votes[_DIGITS.sub("#", one.text.casefold())].append(_is_apart(one, pages[one.page]))
        close = {id(one) for one in inner.values() if not _mostly(votes[_DIGITS.sub("#", one.text.casefold())])}
        if not close:
            break
        taken = [(kind, one) for kind, one in taken if id(one) not in close]
    return taken


def _mostly(votes: list[bool]) -> bool:
    return 2 * sum(votes) >= len(votes)


def _is_apart(one: _Candidate, rows: list[Row]) -> bool:
    """Whether a row stands further from the next one than that from its next, or is the whole page."""
    step = 1 if one.is_head else -1
    at = one.rank if one.is_head else len(rows) - 1 - one.rank
    inner = [rows[index] for index in (at + step, at + 2 * step) if 0 <= index < len(rows)]
    if len(inner) < 2:
        return True
    gap, usual = abs(one.row.y - inner[0].y), abs(inner[0].y - inner[1].y)
    return gap > _FURTHER * usual or gap > 2.5 * max(one.row.em, inner[0].em) or _differ(one.row.em, inner[0].em)


def _differ(em: float, other: float) -> bool:
    return abs(em - other) > 0.08 * max(em, other)


def without_line_numbers(pages: list[list[Row]], em: float) -> list[Dropped]:
    """Take the numbers of lines in a margin out of rows; return what was taken out."""
    taken = []
    for at_left in (True, False):
        found = {page: _line_numbers(rows, em, at_left) for page, rows in enumerate(pages)}
        known = [word for numbers in found.values() for _, word in numbers]
        for page, rows in enumerate(pages):
            numbers = found[page] or _like(known, _marginal(rows, em, at_left), em)
            for row, number in numbers:
                row.words.remove(number)
                taken.append(("line number", number.text, page))
            rows[:] = [row for row in rows if row.words]
    return told(taken)


def _like(known: list[Word], found: list[tuple[Row, Word]], em: float) -> list[tuple[Row, Word]]:
    """Return the numbers of a page that has few, where they stand as those of other pages do."""
    return [
        (row, word)
        for row, word in found
        if any(_same_edge(word, one, em) and abs(word.em - one.em) < 0.05 * em for one in known)
    ]


def _marginal(rows: list[Row], em: float, at_left: bool) -> list[tuple[Row, Word]]:
    """Return numbers that begin (or end) rows and are set apart from them."""
    edge = 0 if at_left else -1
    found = [(row, row.words[edge]) for row in rows if _LINE_NUMBER.fullmatch(row.words[edge].text)]
    return [(row, word) for row, word in found if len(row.words) == 1 or _gap(row, at_left) > 0.6 * em]


def _line_numbers(rows: list[Row], em: float, at_left: bool) -> list[tuple[Row, Word]]:
    found = _marginal(rows, em, at_left)
    found = max(([one for one in found if _same_edge(one[1], other[1], em)] for other in found), key=len, default=[])
    numbers = [word for _, word in found]
    if len(found) < _LEAST_NUMBERS:
        return []
    inner = [word.x1 if at_left else word.x0 for word in numbers]
    values = [int(word.text) for word in numbers]
    steps = {after - before for before, after in itertools.pairwise(values)}
    others = [word for row in rows for word in row.words if all(word is not number for number in numbers)]
    if len(steps) != 1 or steps.pop() not in (1, 2, 5, 10) or not others:
        return []
    clear = min(one.x0 for one in others) > max(inner) if at_left else max(one.x1 for one in others) < min(inner)
    return found if clear and len(rows) >= 2 * _LEAST_NUMBERS else []


def _same_edge(one: Word, other: Word, em: float) -> bool:
    return min(abs(one.x0 - other.x0), abs(one.x1 - other.x1)) < 0.5 * em


def _gap(row: Row, at_left: bool) -> float:
    return row.words[1].x0 - row.words[0].x1 if at_left else row.words[-1].x0 - row.words[-2].x1


def told(taken: Iterable[tuple[str, str, int]]) -> list[Dropped]:
    """Return what was taken out, given as kind, text and page: each text once, whatever its numbers are."""
    pages: dict[tuple[str, str], list[int]] = defaultdict(list)
    texts: dict[tuple[str, str], str] = {}
    for kind, text, page in taken:
        key = kind, _DIGITS.sub("#", text.casefold())
        texts.setdefault(key, text)
        pages[key].append(page)
    return [Dropped(key[0], texts[key], tuple(sorted(set(on)))) for key, on in pages.items()]


def pages_named(pages: Sequence[int]) -> str:
    """Return pages, counted from 0, as “page 2”, “pages 2, 4–7”, “70 pages from 1 to 139”."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page - spans[-1][-1] <= 1:
            spans[-1][1:] = [page]
        else:
            spans.append([page])
    if len(spans) > _MOST_SPANS:
        return f"{len(pages)} pages from {pages[0] + 1} to {pages[-1] + 1}"
    named = ", ".join(f"{one[0] + 1}–{one[-1] + 1}" if one[-1] > one[0] else f"{one[0] + 1}" for one in spans)
    return f"page{'s' * (len(pages) > 1)} {named}"
