"""Counts of passages as pictures: a table, bars, or where they stand in the texts; each place has its search."""

from collections.abc import Mapping

from annotator.model.filter_words import FilterSign, Term
from annotator.model.ids import LabelId
from annotator.operations.passages.counting import PassageMeasure
from annotator.operations.passages.document_map import PIECES, PassageMap, TextMark
from annotator.operations.passages.word_lists import WordLists
from annotator.reports.drawing import Drawing
from annotator.reports.plots.count_bars import count_bars
from annotator.reports.plots.counts import CountPlot, counts
from annotator.reports.plots.document_map import DocumentMapPlot, DrawnDocument, DrawnMark, document_map
from annotator.reports.plots.word_bars import DrawnWord, WordBars, word_bars
from annotator.ui.pictures.count_asking import UNITS, CountFigure, CountsFound
from annotator.ui.pictures.drawing import DrawingPicture
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.picture import Key

UNNAMED = "—"
"""How what says nothing is called."""
WORDS_FOUND = "Words"
"""How the lane of words is called that are no coding."""
_PLAIN_COLOUR = "#5A6069"


class PassagesPicture(DrawingPicture):
    """A picture whose places stand for passages. `searches`: the terms that find them, besides what was searched for.

    `marks`: the passage that comes first at a place of a text. `are_whole`: the searches have what was searched for.
    """

    def __init__(
        self,
        name: str,
        caption: str,
        drawing: Drawing,
        keys: Mapping[At, Key],
        searches: Mapping[At, str],
        marks: Mapping[At, tuple[str, TextMark]] | None = None,
        are_whole: bool = False,
    ) -> None:
        super().__init__(name, caption, drawing, keys, searches)
        self.searches, self.marks, self.are_whole = searches, marks or {}, are_whole

    def search(self, at: At, whole: str) -> str:
        """Return the search of a place. `whole`: what was searched for."""
        return self.searches[at] if self.are_whole else " ".join(filter(None, (whole, self.searches[at])))

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the neighbour to a side; of marks in a text, those of the next text that stand nearest."""
        if self.are_whole:
            there = list(self.keys).index(at) + right + down
            return list(self.keys)[there] if 0 <= there < len(self.keys) else at
        if not self.marks or right:
            return super().moved(at, right, down)
        row = [one for one in self.keys if one[0] == at[0] + down]
        return min(row, key=lambda one: abs(self.box(one).left - self.box(at).left), default=at)


def picture_of(found: CountsFound, width: float) -> PassagesPicture:
    """Return what was found as a picture that takes this width where it can."""
    if found.texts is not None:
        return _map_picture(found, found.texts, width)
    if found.words is not None:
        return _words_picture(found, found.words, width)
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
    colours = (
        {label.name: label.colour for label in found.labels} if asked.columns == "label" or asked.is_beside else {}
    )
    return CountPlot(
        rows=[one.name or UNNAMED for one in rows],
        columns=[one.name or UNNAMED for one in columns],
        values=[[table.value(row, column) for column in columns] for row in rows],
        row_totals=[table.row_totals[row] for row in rows],
        column_totals=[table.column_totals[column] for column in columns],
        total=table.total,
        by_row=found.name_of(asked.said_rows),
        by_column=found.name_of(asked.columns) if asked.columns else "",
        unit=UNITS[asked.said_measure],
        digits=2 if asked.said_measure is PassageMeasure.SHARE else 0,
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


def _words_picture(found: CountsFound, words: WordLists, width: float) -> PassagesPicture:
    groups = [
        (one.group or UNNAMED, [DrawnWord(word.word, word.weight, word.said) for word in one.words])
        for one in words.lists
    ]
    places = [(row, place) for row, one in enumerate(words.lists) for place in range(len(one.words))]
    searches = {at: words.lists[at[0]].words[at[1]].search for at in places}
    keys = {(row, place): (groups[row][0], groups[row][1][place].word) for row, place in places}
    drawing = word_bars(WordBars(groups, words.weight), width=width)
    return PassagesPicture(found.title, found.sentence, drawing, keys, searches, are_whole=True)


def _drawn(mark: TextMark, lane: int) -> DrawnMark:
    return DrawnMark(lane, mark.start / PIECES, mark.stop / PIECES, mark.number)


def _key(data: CountPlot, at: At) -> Key:
    row = data.rows[at[0]] if at[0] < len(data.rows) else "\0"
    return row, data.columns[at[1]] if at[1] < len(data.columns) else "\0"
