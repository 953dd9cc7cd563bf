"""Counts as pictures: each cell has the search of its row and its column."""

from annotator.model.ids import DocumentId, LabelId, SpanId
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.passages.counting import CountTable, PassageMeasure
from annotator.operations.passages.document_map import MappedDocument, PassageMap, TextMark
from annotator.operations.passages.grouping import GroupField, PassageGroup
from annotator.ui.pictures.count_asking import CountFigure, CountsAsked, CountsFound
from annotator.ui.pictures.count_figures import picture_of, plot_of

ROWS = [PassageGroup(name, f"by={name}") for name in ("France", "China", "")]
COLUMNS = [PassageGroup(name, f"label={name.lower()}") for name in ("Appeal", "Warning")]
FIELDS = [GroupField("by", "Who speaks"), GroupField("label", "Label")]


def found(figure: CountFigure = CountFigure.TABLE, measure: PassageMeasure = PassageMeasure.PASSAGES) -> CountsFound:
    table = CountTable(ROWS, COLUMNS, {(ROWS[0], COLUMNS[0]): 3, (ROWS[1], COLUMNS[1]): 1})
    table.row_totals = dict(zip(ROWS, (3, 1, 0), strict=True))
    table.column_totals, table.total = dict(zip(COLUMNS, (3, 1), strict=True)), 4
    asked = CountsAsked("", "by", "label", measure, figure)
    return CountsFound(asked, FIELDS, default_codebook().labels, "All passages", table)


def test_a_cell_is_found_by_its_row_and_its_column_and_a_total_by_one_of_them() -> None:
    picture = picture_of(found(), 700)
    assert picture.searches == {
        (0, 0): "by=France label=appeal",
        (0, 2): "by=France",
        (1, 1): "by=China label=warning",
        (1, 2): "by=China",
        (3, 0): "label=appeal",
        (3, 1): "label=warning",
        (3, 2): "",
    }
    assert picture.name == "Passages: Who speaks × Label" and picture.said((2, 1)) == "—, Warning: 0 passages"
    assert picture.find(picture.key((1, 1))) == (1, 1)


def test_bars_are_in_the_labels_colours_and_open_the_same() -> None:
    picture = picture_of(found(CountFigure.BARS), 700)
    assert picture.searches == {(0, 0): "by=France label=appeal", (1, 1): "by=China label=warning"}
    colours = {label.name: label.colour for label in default_codebook().labels}
    assert plot_of(found()).colours == {0: colours["Appeal"], 1: colours["Warning"]}
    assert plot_of(found(measure=PassageMeasure.SHARE)).said((0, 0)) == "France, Appeal: 3.00 % of the text"


def test_labels_have_lanes_in_the_codebooks_order_and_words_the_last() -> None:
    marks = [
        TextMark(None, 0, 1, None, 0),
        TextMark(LabelId("warning"), 9, 12, SpanId("w"), 30, 2),
        TextMark(LabelId("appeal"), 100, 101, SpanId("a"), 90),
    ]
    texts = PassageMap([MappedDocument(DocumentId("d"), "A text", 4, marks)], 2, 9)
    asked = CountsAsked(figure=CountFigure.MAP)
    one = CountsFound(asked, FIELDS, default_codebook().labels, "All passages", texts=texts)
    picture = picture_of(one, 700)
    assert [picture.said(at).split(", ")[1] for at in sorted(picture.keys)] == ["Words", "Warning", "Appeal"]
    lane = {at: picture.box(at).top for at in picture.keys}
    assert lane[0, 2] < lane[0, 1] < lane[0, 0]
    assert picture.moved((0, 1), 1, 0) == (0, 2) and picture.moved((0, 1), 0, 1) == (0, 1)
    assert one.left == "2 other documents not shown" and not one.is_empty
