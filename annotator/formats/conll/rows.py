"""A CoNLL file as documents, sentences and rows, whichever its columns are."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

START = "-DOCSTART-"
_BEGIN = re.compile(r"#begin document[ (]*([^);]*)\)?(?:; part (\d+))?")
_NEW = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?\Z")
_COLUMNS = re.compile(r"#\s*global\.columns\s*=\s*(.*)\Z")
_TEXT = re.compile(r"#\s*text\s*=\s*(.*)\Z")
_PARAGRAPH = re.compile(r"#\s*newpar\b")


@dataclass(slots=True)
class ConllSentence:
    """The rows of a sentence, each a list of cells. `text`: as a comment has it; `is_first`: of a paragraph."""

    rows: list[list[str]] = field(default_factory=list)
    text: str = ""
    is_first: bool = False


@dataclass(slots=True)
class ConllDocument:
    """The sentences of a document; `title`: as the file calls it; `start`: the cells of the row that begins it."""

    title: str = ""
    start: list[str] = field(default_factory=list)
    sentences: list[ConllSentence] = field(default_factory=list)


@dataclass(slots=True)
class ConllRows:
    """A whole file. `is_tabbed`: whether tabs part its cells; `columns`: their names, where the file gives them."""

    documents: list[ConllDocument]
    is_tabbed: bool
    columns: tuple[str, ...] = ()
    is_2012: bool = False


def rows_of(text: str) -> ConllRows:
    """Return what the text of a file holds."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in lines if line.strip() and not line.startswith("#")]
    is_tabbed = sum("\t" in line for line in filled) * 2 > len(filled)
    found = ConllRows([], is_tabbed)
    _RowReading(found, _width(filled, is_tabbed)).read(lines)
    found.documents = [one for one in found.documents if one.sentences or one.start]
    return found


def cells_of(line: str, is_tabbed: bool) -> list[str]:
    """Return the cells of a line."""
    return line.split("\t") if is_tabbed else line.split()


def _width(lines: list[str], is_tabbed: bool) -> int:
    counted = Counter(len(cells_of(line, is_tabbed)) for line in lines)
    return counted.most_common(1)[0][0] if counted else 0


class _RowReading:
    def __init__(self, found: ConllRows, width: int) -> None:
        self._found, self._width = found, width
        self._document, self._sentence = ConllDocument(), ConllSentence()
        found.documents.append(self._document)

    def read(self, lines: list[str]) -> None:
        for line in lines:
            if not line.strip():
                self._end()
            elif not self._is_remark(line):
                cells = [cell.strip(" ") for cell in cells_of(line, self._found.is_tabbed)]
                if cells[0] == START:
                    self._begin("", cells)
                else:
                    self._sentence.rows.append(cells)
        self._end()

    def _is_remark(self, line: str) -> bool:
        """Whether a line is no row of a token; what it says is noted."""
        if not line.startswith(("#", "<")):
            return False
        cells = cells_of(line, self._found.is_tabbed)
        if begun := _BEGIN.match(line):
            self._found.is_2012 = True
            part = int(begun[2] or 0)
            self._begin(f"{begun[1].strip()} {part}" if part else begun[1].strip(), [])
        elif new := _NEW.match(line):
            self._begin((new[1] or "").strip(), [])
        elif columns := _COLUMNS.match(line):
            self._found.columns = tuple(columns[1].split())
        elif said := _TEXT.match(line):
            self._sentence.text = said[1]
        elif _PARAGRAPH.match(line):
            self._sentence.is_first = True
        elif len(cells) == self._width and self._width > 1 and (len(cells[0]) == 1 or self._sentence.rows):
            return False  # the token is called so
        return True

    def _begin(self, title: str, start: list[str]) -> None:
        self._end()
        self._document = ConllDocument(title, start)
        self._found.documents.append(self._document)

    def _end(self) -> None:
        if self._sentence.rows:
            self._document.sentences.append(self._sentence)
            self._sentence = ConllSentence()


def all_rows(found: ConllRows) -> Iterator[list[str]]:
    """Yield the rows of all sentences."""
    return (row for document in found.documents for sentence in document.sentences for row in sentence.rows)
