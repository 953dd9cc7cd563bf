"""Counts of passages as pictures: a table, bars, or where they stand in the texts; each place has its search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.codebook import Label
from annotator.model.filter_words import FilterSign, Term
from annotator.model.ids import LabelId
from annotator.model.wording import counted
from annotator.operations.passages.counting import CountTable, PassageMeasure
from annotator.operations.passages.document_map import PIECES, PassageMap, TextMark
from annotator.operations.passages.grouping import GroupField, PassageGroup
from annotator.reports.drawing import Drawing
from annotator.reports.plots.count_bars import count_bars
from annotator.reports.plots.counts import CountPlot, counts
from annotator.reports.plots.document_map import DocumentMapPlot, DrawnDocument, DrawnMark, document_map
from annotator.ui.pictures.drawing import DrawingPicture
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.picture import Key

UNITS = {
    PassageMeasure.PASSAGES: "passages",
    PassageMeasure.DOCUMENTS: "documents",
    PassageMeasure.WORDS: "words",
    PassageMeasure.SHARE: "% of the text",
}
"""What is counted, as one says it."""
MOST_ROWS, MOST_COLUMNS = 25, 10
ALL_ROWS = 200
"""So many rows and columns are drawn where all are asked for; a table of more is the file's matter."""
UNNAMED = "—"
"""How what says nothing is called."""
WORDS_FOUND = "Words"
"""How the lane of words is called that are no coding."""
_PLAIN_COLOUR = "#5A6069"


class CountFigure(StrEnum):
    """How counts are shown, by the words on the chip."""

    TABLE = "Table"
    BARS = "Bars"
    MAP = "In the texts"


@dataclass(frozen=True, slots=True)
class CountsAsked:
    """What is to be counted. `rows`, `columns`: keys of groupings, no columns where that is empty."""

    search: str = ""
    rows: str = "label"
    columns: str = "year"
    measure: PassageMeasure = PassageMeasure.PASSAGES
    figure: CountFigure = CountFigure.TABLE
    all_names: bool = False


@dataclass(frozen=True, slots=True)
class CountsFound:
    """What came of it: a table, or (of the figure of the texts) a map. `fields`: by what one may count.

    `sentence`: what was searched for, in words.
    """

    asked: CountsAsked
    fields: Sequence[GroupField]
    labels: Sequence[Label]
    sentence: str
    table: CountTable | None = None
    texts: PassageMap | None = None

    def name_of(self, key: str) -> str:
        """Return how a grouping is called."""
        return next((one.name for one in self.fields if one.key == key), key)

    @property
    def title(self) -> str:
        """What the picture is called: “Passages: Label × Year”."""
        if self.table is None:
            return "Where in the texts"
        by = self.name_of(self.asked.rows)
        both = f"{by} × {self.name_of(self.asked.columns)}" if self.asked.columns else by
        return f"{UNITS[self.asked.measure].capitalize()}: {both}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be drawn."""
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
        if self.table is None:
            return ""
        rows, columns = self.shown
        more = len(self.table.rows) - len(rows), len(self.table.columns) - len(columns)
        said = [
            counted(number, f"other {what}") for number, what in zip(more, ("row", "column"), strict=True) if number
        ]
        return f"{' and '.join(said)} not shown" if said else ""


class PassagesPicture(DrawingPicture):
    """A picture whose places stand for passages. `searches`: the terms that find them, besides what was searched for.

    `marks`: the passage that comes first at a place of a text.
    """

    def __init__(
        self,
        name: str,
        caption: str,
        drawing: Drawing,
        keys: Mapping[At, Key],
        searches: Mapping[At, str],
        marks: Mapping[At, tuple[str, TextMark]] | None = None,
    ) -> None:
        super().__init__(name, caption, drawing, keys, searches)
        self.searches, self.marks = searches, marks or {}

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the neighbour to a side; of marks in a text, those of the next text that stand nearest."""
        if not self.marks or right:
            return super().moved(at, right, down)
        row = [one for one in self.keys if one[0] == at[0] + down]
        return min(row, key=lambda one: abs(self.box(one).left - self.box(at).left), default=at)


def picture_of(found: CountsFound, width: float) -> PassagesPicture:
    """Return what was found as a picture that takes this width where it can."""
    if found.texts is not None:
        return _map_picture(found, found.texts, width)
    assert found.table is not None
    rows, columns = found.shown
    data = plot_of(found)
    is_table = found.asked.figure is CountFigure.TABLE
    drawing = counts(data, width=width) if is_table else count_bars(data, width=width)
    groups = {
        at: [*(rows[at[0] : at[0] + 1]), *(columns[at[1] : at[1] + 1])] for at in data.places if at in drawing.tips
    }
    keys = {at: _key(data, at) for at in groups}
    searches = {at: " ".join(filter(None, (one.search for one in some))) for at, some in groups.items()}
    filled = {at: search for at, search in searches.items() if data.value(at)}
    return PassagesPicture(found.title, found.sentence, drawing, keys, filled)


def plot_of(found: CountsFound) -> CountPlot:
    """Return the table as plain numbers."""
    table, asked = found.table, found.asked
    assert table is not None
    rows, columns = found.shown
    colours = {label.name: label.colour for label in found.labels} if asked.columns == "label" else {}
    return CountPlot(
        rows=[one.name or UNNAMED for one in rows],
        columns=[one.name or UNNAMED for one in columns],
        values=[[table.value(row, column) for column in columns] for row in rows],
        row_totals=[table.row_totals[row] for row in rows],
        column_totals=[table.column_totals[column] for column in columns],
        total=table.total,
        by_row=found.name_of(asked.rows),
        by_column=found.name_of(asked.columns) if asked.columns else "",
        unit=UNITS[asked.measure],
        digits=2 if asked.measure is PassageMeasure.SHARE else 0,
        colours={place: colours[one.name] for place, one in enumerate(columns) if one.name in colours},
    )


def _map_picture(found: CountsFound, texts: PassageMap, width: float) -> PassagesPicture:
    order = [label for label in found.labels if any(m.label == label.id for one in texts.documents for m in one.marks)]
    lanes: dict[LabelId | None, int] = {label.id: lane for lane, label in enumerate(order)}
    of_labels = [(label.name, label.colour) for label in order]
    rest = any(mark.label not in lanes for one in texts.documents for mark in one.marks)
    documents = [
        DrawnDocument(one.title, [_drawn(mark, lanes.get(mark.label, len(lanes))) for mark in one.marks], one.number)
        for one in texts.documents
    ]
    data = DocumentMapPlot(documents, [*of_labels, *([(WORDS_FOUND, _PLAIN_COLOUR)] if rest else [])])
    marks = {
        (row, place): (str(one.document), mark)
        for row, one in enumerate(texts.documents)
        for place, mark in enumerate(one.marks)
    }
    keys = {at: (document, f"{mark.label} {mark.start}") for at, (document, mark) in marks.items()}
    searches = {at: str(Term(texts.documents[at[0]].title, "title", FilterSign.IS)) for at in marks}
    return PassagesPicture(found.title, found.sentence, document_map(data, width=width), keys, searches, marks)


def _drawn(mark: TextMark, lane: int) -> DrawnMark:
    return DrawnMark(lane, mark.start / PIECES, mark.stop / PIECES, mark.number)


def _key(data: CountPlot, at: At) -> Key:
    row = data.rows[at[0]] if at[0] < len(data.rows) else "\0"
    return row, data.columns[at[1]] if at[1] < len(data.columns) else "\0"


def _fullest(groups: Sequence[PassageGroup], totals: Mapping[PassageGroup, float], most: int) -> list[PassageGroup]:
    if len(groups) <= most:
        return list(groups)
    kept = set(sorted(groups, key=lambda group: -totals[group])[:most])
    return [group for group in groups if group in kept]
