"""Lines to paragraphs: by indents, by the room behind a line, by leading, size and weight, by signs of lists.

A line that leaves room in which the next one's first word had stood ends its paragraph: programs and printers fill
lines as far as they go. What is said of left and right is the other way round where lines run from right to left.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

import regex

from annotator.readers.pdf_layout.glyphs import is_cjk
from annotator.readers.pdf_layout.lines import HYPHEN, SetLine
from annotator.readers.pdf_layout.margins import set_edges

_INDENT, _OUTDENT = 0.55, 0.55
_LOOSE = 0.22
"""Lines so many em further apart than is usual are two paragraphs."""
_RESIZED = 0.06
_LEAST_SLACK, _MOST_SLACK = 0.1, 6.0
_MOST, _LEAST_LINES = 0.93, 10
_CENTRED = 0.8
_FILLS = 0.5
_BLANK = 0.2
_NEARLY, _UNENDED = 0.75, 2.0
_SAME_INDENT, _WIDE, _SHORT = 0.3, 0.6, 0.35
BULLET = regex.compile(r"[•◦▪‣⁃·●○■□◆➢✓–—\uf0b7\uf0a7-]\s*(?=\S)")
_NUMBERED = regex.compile(
    r"(?:\(?(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}|[a-zA-Zа-яА-Я]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)]"
    r"|\([0-9a-zA-Zivxlc]{1,4}\))\s"
)
_LEADER = regex.compile(r"(?:\.\s?){5,}\s*(?:[0-9]+|[ivxlc]+)$")
"""The dots of a list of contents, with the number of a page."""
_ENDS = regex.compile(r"[.!?…:;。！？：；؟۔।][\"'”’»)\]」』）\ue001\p{N}]*$")
_CONTINUES = regex.compile(r"[,،、–—-]$")


def paragraphs_of(lines: Sequence[SetLine], bold: frozenset[int] = frozenset()) -> list[list[SetLine]]:
    """Return lines in the order of reading as paragraphs; `bold`: the fonts that are."""
    lines = list(lines)
    set_edges(lines)
    indent = _indent(lines)
    for line, others in zip(lines, _neighbours(lines), strict=True):
        is_indent = indent > 0 and abs(line.start / line.em - indent) < _SAME_INDENT
        is_item = BULLET.match(line.text) is not None or _NUMBERED.match(line.text) is not None
        stands_so = _is_centred(line) and not is_indent and not is_item
        line.centred = stands_so and not any(_share_start(line, one) for one in others)
    habits = Habits(_leadings(lines), indent > 0, _slack(lines), bold, _usual_size(lines))
    found: list[list[SetLine]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if before is None or _begins(before, line, after, found[-1], habits):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _neighbours(lines: list[SetLine]) -> list[list[SetLine]]:
    """Return for each line those above and below it in its column."""
    around = zip([None, *lines], lines, [*lines[1:], None], strict=False)
    return [[one for one in (above, below) if one and _same_block(one, line)] for above, line, below in around]


def _share_start(line: SetLine, other: SetLine) -> bool:
    """Whether two lines begin alike and end otherwise, as centred ones never do."""
    return abs(line.x0 - other.x0) < 0.15 * line.em and abs(line.x1 - other.x1) > 0.5 * line.em


def _leadings(lines: list[SetLine]) -> dict[int, float]:
    """Return how far apart the lines of each size usually are, in em, by ten times the size."""
    found: dict[int, list[float]] = defaultdict(list)
    for before, line in itertools.pairwise(lines):
        gap = (before.y - line.y) / line.em
        if _same_block(before, line) and _same_size(before, line) and 0.8 < gap < 2.6:
            found[round(line.em * 10)].append(gap)
    return {size: _usual(gaps) for size, gaps in found.items()}


def _usual(gaps: list[float]) -> float:
    """Return the least distance that is common: lines of a paragraph are never further apart than its paragraphs."""
    counts = Counter(round(gap * 20) for gap in gaps)
    most = max(counts.values())
    least = min(gap for gap, count in counts.items() if count + counts[gap + 1] >= max(2, 0.35 * most) or most < 2)
    near = [gap for gap in gaps if abs(gap * 20 - least) <= 1.5]
    return median_low(near)


def _indent(lines: list[SetLine]) -> float:
    """Return how far paragraphs are indented, in em: 0 where they begin at the edge."""
    found: Counter[int] = Counter()
    flush = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if _same_block(before, line) and _same_block(line, after):
            if line.start > _INDENT * line.em and before.start < 0.3 * line.em and after.start < 0.3 * line.em:
                found[round(line.start / line.em * 5)] += 1
            elif (
                before.rest > _SHORT * (line.right - line.left)
                and line.start < 0.3 * line.em
                and before.start < 0.3 * line.em
            ):
                flush += 1
    if found.total() <= max(flush, 1):
        return 0.0
    return max(found, key=lambda indent: found[indent]) / 5


def _usual_size(lines: list[SetLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.em] += len(line.text)
    return max(sizes, key=lambda em: sizes[em], default=0.0)


def _same_block(one: SetLine, other: SetLine) -> bool:
    return one.page == other.page and one.block == other.block


def _same_size(one: SetLine, other: SetLine) -> bool:
    return abs(one.em - other.em) <= _RESIZED * max(one.em, other.em)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document is set. `slack`: how many em more than a word needs may be left at the end of a full line."""

    leadings: dict[int, float]
    indented: bool
    slack: float
    bold: frozenset[int]
    em: float


def _begins(before: SetLine, line: SetLine, after: SetLine | None, paragraph: list[SetLine], habits: Habits) -> bool:
    """Whether a paragraph begins with `line`."""
    if _LEADER.search(before.text):
        return True
    if line.is_row or before.is_row or (BULLET.match(line.text) and _is_item(line, paragraph)):
        return True
    if not _same_size(before, line) or _change_weight(before, line, habits.bold):
        return True
    if _same_block(before, line):
        return _begins_below(before, line, paragraph, habits)
    return _begins_anew(before, line, after, habits)


def _change_weight(before: SetLine, line: SetLine, bold: frozenset[int]) -> bool:
    weights = _weight(before, bold), _weight(line, bold)
    return -1 not in weights and weights[0] != weights[1]


def _weight(line: SetLine, bold: frozenset[int]) -> int:
    return -1 if line.font < 0 else int(line.font in bold)


def _is_item(line: SetLine, paragraph: list[SetLine]) -> bool:
    """Whether a line with a sign of lists begins an item: a dash may also stand within a sentence."""
    if line.text[0] not in "–—-":
        return True
    return _ends(paragraph[-1]) and (line.text[1:2].isspace() or paragraph[-1].rest > line.em)


def _ends(line: SetLine) -> bool:
    return _ENDS.search(line.text) is not None


def _begins_below(before: SetLine, line: SetLine, paragraph: list[SetLine], habits: Habits) -> bool:
    gap = (before.y - line.y) / line.em
    usual = habits.leadings.get(round(line.em * 10), 1.2)
    if gap > usual + _LOOSE or gap < -0.5:
        return True
    if line.centred and _is_heading(before, habits) and _is_heading(line, habits) and _width(before) > _WIDE:
        return False
    if _has_room(before, line, habits.slack):
        return True
    centred = line.centred
    if centred != before.centred and (centred or before.start > _INDENT * line.em):
        return line.rest > line.em if centred else not _is_first_indent(before, paragraph)
    if centred:
        return False
    shift = line.start - before.start
    if shift > _INDENT * line.em:
        return not _hangs(line, paragraph)
    if shift < -_OUTDENT * line.em:
        return not _is_first_indent(before, paragraph)
    if habits.indented and len(paragraph) == 1 and line.start > _INDENT * line.em and not _hangs(line, paragraph):
        return True
    return _NUMBERED.match(line.text) is not None and _ends(before)


def _is_heading(line: SetLine, habits: Habits) -> bool:
    return line.font in habits.bold or line.em > (1 + _RESIZED) * habits.em


def _width(line: SetLine) -> float:
    """Return what share of its column a line takes."""
    return (line.x1 - line.x0) / max(line.right - line.left, line.em)


def _is_first_indent(before: SetLine, paragraph: list[SetLine]) -> bool:
    """Whether the line before was a paragraph's first one, indented."""
    return len(paragraph) == 1 and before.start > 0


def _hangs(line: SetLine, paragraph: list[SetLine]) -> bool:
    """Whether a line is further in because the item that it goes on with hangs from its sign or number."""
    if len(paragraph) > 1:
        return False
    first = paragraph[0]
    if _NUMBERED.match(line.text) or not (BULLET.match(first.text) or _NUMBERED.match(first.text)):
        return False
    start = line.x1 if line.rtl else line.x0
    return abs(start - first.second) < _INDENT * line.em


def _has_room(before: SetLine, line: SetLine, slack: float) -> bool:
    """Whether the first word of a line had room at the end of the one before."""
    if before.text.endswith(HYPHEN):
        return False
    goes_on = not _ends(before) and _width(before) > _NEARLY and not _NUMBERED.match(line.text)
    return _spare(before, line) > (slack + goes_on * _UNENDED) * line.em


def _spare(before: SetLine, line: SetLine) -> float:
    """Return the room that had been left behind the first word of a line at the end of the one before."""
    blank = 0.0 if is_cjk(line.text) and is_cjk(before.text[-1]) else _BLANK * line.em
    need = min(line.first, line.em) if is_cjk(line.text) else line.first
    return _room(before) - need - blank - line.em * (1.1 if is_cjk(line.text) else 0.0)


def _slack(lines: list[SetLine]) -> float:
    """Return the slack with which a document fills its lines, in em: that of lines which surely go on in the next."""
    found = []
    for before, line in itertools.pairwise(lines):
        goes_on = line.text[:1].islower() and before.text[-1:].isalpha() and not line.is_row and not before.is_row
        if goes_on and _same_block(before, line) and _same_size(before, line) and abs(line.start) < line.em:
            found.append(_spare(before, line) / line.em)
    found.sort()
    usual = found[int(len(found) * _MOST)] if len(found) >= _LEAST_LINES else 0.0
    return min(max(_LEAST_SLACK, usual), _MOST_SLACK)


def _room(line: SetLine) -> float:
    """Return the room behind a line; one that is centred has room on both sides."""
    return line.rest + max(0.0, line.start) if line.centred else line.rest


def _is_centred(line: SetLine) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return min(left, right) > 1.2 * line.em and abs(left - right) < _CENTRED * line.em


def _begins_anew(before: SetLine, line: SetLine, after: SetLine | None, habits: Habits) -> bool:
    """Whether a paragraph begins at the head of a column or page."""
    if before.text.endswith(HYPHEN):
        return False
    if _has_room(before, line, habits.slack) or line.centred:
        return True
    is_in = line.start > _INDENT * line.em and not (
        after is not None and _same_block(line, after) and abs(after.start - line.start) < 0.3 * line.em
    )
    if is_in and not before.start > _INDENT * line.em:
        return True
    if _NUMBERED.match(line.text) and _ends(before):
        return True
    return not habits.indented and _ends(before) and before.rest > 2 * line.em and not line.text[:1].islower()
