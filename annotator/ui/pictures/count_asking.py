"""What is to be counted of passages, and what came of it, done in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.codebook import Label
from annotator.model.wording import counted
from annotator.operations.passages import counting
from annotator.operations.passages.co_occurrence import co_occurrences, nearness
from annotator.operations.passages.counting import CountTable, PassageMeasure
from annotator.operations.passages.document_map import PassageMap, mapped
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import GroupField, PassageGroup, fields
from annotator.operations.passages.word_lists import WordLists, word_lists
from annotator.operations.progress import Progress
from annotator.store.project import Project

UNITS = {
    PassageMeasure.PASSAGES: "passages",
    PassageMeasure.DOCUMENTS: "documents",
    PassageMeasure.WORDS: "words",
    PassageMeasure.SHARE: "% of the text",
}
"""What is counted, as one says it."""
MOST_ROWS, MOST_COLUMNS = 25, 10
MOST_WORDS, MOST_LISTS = 15, 8
ALL_ROWS = 200
"""So many rows and columns are drawn where all are asked for; a table of more is the file's matter."""
EVERYTHING = "All passages"
BESIDE = "beside: "
"""What the key of columns begins with that are labels beside those of the rows; how near they are follows."""
BESIDES = {
    f"{BESIDE}overlaps": "Labels that overlap",
    f"{BESIDE}inside": "Labels around it",
    f"{BESIDE}sentence": "Labels in the sentence",
    f"{BESIDE}paragraph": "Labels in the paragraph",
    f"{BESIDE}near/5": "Labels within 5 words",
    f"{BESIDE}near/20": "Labels within 20 words",
}


class CountFigure(StrEnum):
    """How counts are shown, by the words on the chip."""

    TABLE = "Table"
    BARS = "Bars"
    MAP = "In the texts"
    WORDS = "Words"
    KEY_WORDS = "Key words"


OF_NUMBERS = frozenset({CountFigure.TABLE, CountFigure.BARS})
"""Those that have columns and a measure."""
OF_WORDS = frozenset({CountFigure.WORDS, CountFigure.KEY_WORDS})


@dataclass(frozen=True, slots=True)
class CountsAsked:
    """What is to be counted. `rows`, `columns`: keys of groupings, no columns where that is empty."""

    search: str = ""
    rows: str = "label"
    columns: str = "year"
    measure: PassageMeasure = PassageMeasure.PASSAGES
    figure: CountFigure = CountFigure.TABLE
    all_names: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether labels beside labels are counted; the rows are labels then, and passages are counted."""
        return self.figure in OF_NUMBERS and self.columns.startswith(BESIDE)

    @property
    def said_rows(self) -> str:
        """The key of what the rows are."""
        return "label" if self.is_beside else self.rows

    @property
    def said_measure(self) -> PassageMeasure:
        """What is counted."""
        return PassageMeasure.PASSAGES if self.is_beside else self.measure


@dataclass(frozen=True, slots=True)
class CountsFound:
    """What came of it: a table, or (of other figures) a map of the texts, or words. `fields`: by what one may count.

    `sentence`: what was searched for, in words.
    """

    asked: CountsAsked
    fields: Sequence[GroupField]
    labels: Sequence[Label]
    sentence: str
    table: CountTable | None = None
    texts: PassageMap | None = None
    words: WordLists | None = None

    def name_of(self, key: str) -> str:
        """Return how a grouping is called."""
        return BESIDES.get(key) or next((one.name for one in self.fields if one.key == key), key)

    @property
    def title(self) -> str:
        """What the picture is called: “Passages: Label × Year”."""
        by = self.name_of(self.asked.said_rows)
        if self.table is None:
            return "Where in the texts" if self.texts is not None else f"{self.asked.figure}: {by}"
        both = f"{by} × {self.name_of(self.asked.columns)}" if self.asked.columns else by
        return f"{UNITS[self.asked.said_measure].capitalize()}: {both}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be drawn."""
        if self.words is not None:
            return not any(one.words for one in self.words.lists)
        return not (self.texts.documents if self.texts is not None else self.table and self.table.rows)

    @property
    def shown(self) -> tuple[list[PassageGroup], list[PassageGroup]]:
        """The rows and columns that are drawn: of many the fullest, in their order."""
        assert self.table is not None
        rows, columns = (ALL_ROWS, ALL_ROWS) if self.asked.all_names else (MOST_ROWS, MOST_COLUMNS)
        return (
            _fullest(self.table.rows, self.table.row_totals, rows),
            _fullest(self.table.columns, self.table.column_totals, columns),
        )

    @property
    def left(self) -> str:
        """What is not drawn, in words; empty for nothing."""
        if self.texts is not None:
            return f"{counted(self.texts.left, 'other document')} not shown" if self.texts.left else ""
        if self.words is not None:
            return self._words_left(self.words)
        if self.table is None:
            return ""
        rows, columns = self.shown
        more = len(self.table.rows) - len(rows), len(self.table.columns) - len(columns)
        said = [
            counted(number, f"other {what}") for number, what in zip(more, ("row", "column"), strict=True) if number
        ]
        return f"{' and '.join(said)} not shown" if said else ""

    def _words_left(self, words: WordLists) -> str:
        more = sum(one.left for one in words.lists)
        said = [counted(more, "other word")] if more else []
        said += [counted(words.left, "other group")] if words.left else []
        return f"{' and '.join(said)} not shown" if said else ""


def _fullest(groups: Sequence[PassageGroup], totals: Mapping[PassageGroup, float], most: int) -> list[PassageGroup]:
    if len(groups) <= most:
        return list(groups)
    kept = set(sorted(groups, key=lambda group: -totals[group])[:most])
    return [group for group in groups if group in kept]


def found_of(project: Project, asked: CountsAsked, labels: Sequence[Label], progress: Progress) -> CountsFound:
    """Count what is asked; raises `BadSearch`."""
    offered = fields(project)
    sentence = PassageSearch(project, asked.search).sentence() if asked.search else EVERYTHING
    if asked.figure is CountFigure.MAP:
        texts = mapped(project, asked.search, ALL_ROWS if asked.all_names else MOST_ROWS, progress)
        return CountsFound(asked, offered, labels, sentence, texts=texts)
    if asked.figure in OF_WORDS:
        are_keys = asked.figure is CountFigure.KEY_WORDS
        most = (ALL_ROWS, ALL_ROWS) if asked.all_names else (MOST_WORDS, MOST_LISTS)
        words = word_lists(project, asked.search, asked.rows, are_keys, most, progress)
        return CountsFound(asked, offered, labels, sentence, words=words)
    if asked.is_beside:
        table = co_occurrences(project, asked.search, nearness(asked.columns.removeprefix(BESIDE)), progress)
    else:
        table = counting.counted(project, asked.search, asked.rows, asked.columns, asked.measure, progress)
    return CountsFound(asked, offered, labels, sentence, table)
