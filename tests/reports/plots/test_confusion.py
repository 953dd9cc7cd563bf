"""Confusion matrix: counts, shares of rows, sums."""

from annotator.reports.drawing import Shade, Words
from annotator.reports.plots.confusion import ConfusionPlot, confusion
from tests.reports.plots.samples import boxes, texts

COUNTS = ((90, 8, 2), (5, 15, 0), (0, 1, 3))
DATA = ConfusionPlot(categories=("(none)", "Appeal", "Warning"), counts=COUNTS, rows="Ana", columns="Ben")


def test_a_cell_is_as_dark_as_its_share_of_the_row() -> None:
    shades = {box.at: box.fill for box in boxes(confusion(DATA))}
    assert shades[0, 0] == Shade(0.9) and shades[1, 0] == Shade(0.25) and shades[2, 2] == Shade(0.75)


def test_a_pair_that_never_occurs_is_an_empty_cell_with_a_place() -> None:
    drawing = confusion(DATA)
    assert drawing.box((2, 0)) is not None and (2, 0) not in {box.at for box in boxes(drawing)}
    assert (2, 0) not in {shape.at for shape in drawing.shapes if isinstance(shape, Words)}


def test_rows_columns_and_all_have_their_sums() -> None:
    shown = texts(confusion(DATA))
    sums = shown[-9:]
    assert sums == ["100", "20", "4", "124", "95", "24", "5", "Sum", "Shade: share of the row"]


def test_agreement_is_bold() -> None:
    words = [shape for shape in confusion(DATA).shapes if isinstance(shape, Words) and shape.at is not None]
    assert [one.text for one in words if one.bold] == ["90", "15", "3"]


def test_a_tip_says_who_said_what_how_often() -> None:
    assert confusion(DATA).tips[0, 1] == "Ana: (none); Ben: Appeal: 8, 8% of 100"


def test_the_summary_names_the_most_frequent_differences() -> None:
    assert "the same category in 108 of 124 units" in confusion(DATA).summary
    assert "(none) against Appeal: 8; Appeal against (none): 5; (none) against Warning: 2" in confusion(DATA).summary


def test_many_categories_make_the_picture_wider_instead_of_unreadable() -> None:
    names = tuple(f"Label {number}" for number in range(40))
    drawing = confusion(ConfusionPlot(categories=names, counts=[[12345] * 40] * 40, rows="A", columns="B"))
    assert drawing.width > 1200 and texts(drawing).count("12345") == 1600
