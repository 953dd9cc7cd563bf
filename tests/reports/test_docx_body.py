"""The main part of a Word file: each block in its style, plots with their words, captions that Word counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.reports.blocks import Heading, Plot, code, emphasis, listing, paragraph
from annotator.reports.column_widths import PAGE
from annotator.reports.docx import docx
from annotator.reports.drawing import Drawing
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, everything, report
from tests.reports.test_docx import R, W, parts_of


def document(data: bytes) -> etree._Element:
    """Return the main part."""
    return etree.fromstring(parts_of(data)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    """Return the text of an element with its tabs, line ends and hyphens."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
    return "".join(signs.get(str(one.tag), one.text or "") for one in element.iter(f"{W}t", *signs))


def test_a_plot_has_its_svg_its_pixels_and_its_words() -> None:
    data = docx(everything())
    root, parts = document(data), parts_of(data)
    said = [one.get("descr") for one in root.iter("{*}docPr")]
    assert said == ["A drawing in words.", "Two cells & a line."]
    pictures = [one.get(f"{R}embed") for one in root.iter("{*}blip", "{*}svgBlip")]
    assert pictures == ["png1", "svg1", "png2", "svg2"]
    assert parts["word/media/plot1.png"].startswith(b"\x89PNG") and b"<svg" in parts["word/media/plot2.svg"]


def styles_of(root: etree._Element) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph."""
    found = ((one.find(f"{W}pPr/{W}pStyle"), text_of(one)) for one in root.iter(f"{W}p"))
    return [("" if style is None else str(style.get(f"{W}val")), text) for style, text in found]


def test_each_block_has_the_style_of_its_kind() -> None:
    blocks = (Heading(2, "Head"), paragraph("a ", emphasis("b"), code("c")), listing("one", "two"))
    assert styles_of(document(docx(report(*blocks))))[2:] == [
        *(("Heading2", "Head"), ("", "a bc"), ("ListBullet", "one"), ("ListBullet", "two"))
    ]
    root = document(docx(report(*blocks)))
    assert [one.get(f"{W}val") for one in root.iter(f"{W}rStyle")] == ["Emphasis", "Code"]


@given(ANY_TEXT)
def test_any_text_survives_in_titles_headings_paragraphs_and_items(text: str) -> None:
    made = report(Heading(1, text), paragraph(text), listing(text), title=text, subtitle=text)
    assert [found for _, found in styles_of(document(docx(made)))] == [clean(text)] * 5


def test_captions_are_counted_by_word_for_tables_and_figures_apart() -> None:
    root = document(docx(everything()))
    fields = [str(one.get(f"{W}instr")).split()[1] for one in root.iter(f"{W}fldSimple")]
    assert fields == ["Table", "Figure", "Figure"]
    captions = [text for style, text in styles_of(root) if style == "Caption"]
    assert [text.split(".")[0] for text in captions] == ["Table 1", "Figure 1", "Figure 2"]


@pytest.mark.parametrize(("width", "height"), [(100, 50), (2_000, 400), (300, 5_000), (1_600, 1_600)])
def test_a_plot_keeps_its_shape_and_fits_the_page(width: int, height: int) -> None:
    plot = Plot(Drawing(width=width, height=height, shapes=(), summary="A plot."), "A plot")
    (extent,) = document(docx(report(plot))).iter("{*}extent")
    wide, high = (int(str(extent.get(name))) / 9525 for name in ("cx", "cy"))
    assert wide / high == pytest.approx(width / height, rel=0.01)
    assert wide <= min(width, PAGE) + 0.01 and high <= min(height, 820) + 0.01


@given(st.sampled_from(["two\nlines", 'a "b" <c>', "中文\t&"]))
def test_what_a_plot_shows_is_said_on_one_line(said: str) -> None:
    drawing = Drawing(width=10, height=10, shapes=(), summary="other")
    root = document(docx(report(Plot(drawing, "caption", said))))
    assert [one.get("descr") for one in root.iter("{*}docPr")] == [" ".join(said.split())]
