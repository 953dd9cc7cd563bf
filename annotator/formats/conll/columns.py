"""Which column of a CoNLL file is what: words, tags of passages, places, blanks, brackets.

CoNLL-U and the treebanks before it (2006, 2008, 2009) number the tokens of a sentence; 2012 says passages by brackets
and chains by numbers; our own says places. Of the others the first column is the word, and each column in which every
cell is a tag of a scheme has passages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.formats.conll.rows import ConllRows, all_rows
from annotator.formats.conll.spaces import read_blanks
from annotator.formats.conll.tags import TagColumn

_NUMBER = re.compile(r"\d+(?:-\d+|\.\d+)?\Z")
_WORDS, _MISC = ("FORM", "WORD", "TOKEN"), "MISC"
_UD = 10


@dataclass(slots=True)
class ConllColumns:
    """Where what stands, by number from 0; -1 for what the file does not have.

    `number`: that of a token in its sentence; `place`: the first of two, start and stop; `entities`, `chains`: brackets
    of CoNLL-2012; `roles`: the first column of its predicates' arguments. `others`: columns that say
    something of which nothing is made.
    """

    word: int = 0
    number: int = -1
    place: int = -1
    blanks: int = -1
    tags: dict[int, TagColumn] = field(default_factory=dict)
    entities: int = -1
    chains: int = -1
    roles: int = -1
    others: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the file is one of the kinds, or has tags."""
        return bool(self.tags) or self.number >= 0 or self.entities >= 0 or self.place >= 0


def columns_of(found: ConllRows) -> ConllColumns:
    """Return which column of a file is what."""
    rows = list(all_rows(found))
    if not rows:
        widths = {len(document.start) for document in found.documents}
        return ConllColumns(place=1 if widths & {4, 5} else -1, blanks=3 if 5 in widths else -1)
    if found.is_2012:
        return _of_2012(rows)
    width = min(len(row) for row in rows)
    columns = [[row[at] for row in rows] for at in range(width)]
    made = ConllColumns()
    if width >= 3 and all(_NUMBER.match(cell) for cell in columns[0]) and _counts(columns[0]):
        made.number, made.word = 0, 1
    elif width in (4, 5) and all(cell.isdecimal() for at in (1, 2) for cell in columns[at]):
        made.place, made.blanks = 1, 3 if width == 5 else -1
    named = [name.rpartition(":")[2].upper() for name in found.columns]
    made.word = next((named.index(name) for name in _WORDS if name in named), made.word)
    if _MISC in named or (made.number == 0 and width == _UD and _says_blanks(columns[-1])):
        made.blanks = named.index(_MISC) if _MISC in named else width - 1
    taken = {made.word, made.number, made.blanks}
    taken |= {made.place, made.place + 1} if made.place >= 0 else set()
    for at in range(width):
        if at not in taken and (tags := TagColumn.of(columns[at])) is not None and not _is_placeholder(columns[at]):
            made.tags[at] = tags
    told = [at for at in range(width) if at not in taken and at not in made.tags]
    made.others = tuple(at for at in told if len(set(columns[at]) - {"_", "-", "O"}) > 0)
    return made


def _of_2012(rows: Sequence[Sequence[str]]) -> ConllColumns:
    others = (4, 5, *([6, 7] if any(row[6] != "-" for row in rows if len(row) > 7) else []))
    return ConllColumns(word=3, entities=10, chains=-2, roles=11, others=others)


def _counts(cells: Sequence[str]) -> bool:
    """Whether numbers go up from 1 or 0, again and again."""
    whole = [int(cell) for cell in cells if cell.isdecimal()]
    return bool(whole) and whole[0] in (0, 1) and all(b in (a + 1, 0, 1) for a, b in pairwise(whole))


def _says_blanks(cells: Sequence[str]) -> bool:
    return any(cell != "_" and read_blanks(cell) is not None for cell in cells) or set(cells) == {"_"}


def _is_placeholder(cells: Sequence[str]) -> bool:
    return not set(cells) - {"_", "", "-X-"}
