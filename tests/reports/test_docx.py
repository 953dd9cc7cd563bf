"""Reports for Word: packages that our own reader and the rules of the format accept."""

import io
import posixpath
import zipfile

import pytest
from hypothesis import given
from lxml import etree

from annotator.model.errors import BadFile
from annotator.readers.docx import read
from annotator.readers.source import SourceFile
from annotator.reports.docx import docx
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, ARABIC, CHINESE, everything, one_cell, report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDERS = {
    "pPr": ("pStyle", "keepNext", "numPr", "bidi", "spacing", "ind", "jc", "outlineLvl"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "vertAlign", "rtl", "lang"),
    "tblPr": ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tcPr": ("tcW", "gridSpan", "tcBorders", "vAlign"),
    "trPr": ("cantSplit", "tblHeader"),
}
"""The order in which ECMA-376 part 1 wants the children of these elements; Word refuses a file with another."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> etree._Element:
    """Return the main part."""
    return etree.fromstring(parts_of(data)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    """Return the text of an element with its tabs and line ends."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(signs.get(str(one.tag), one.text or "") for one in element.iter(f"{W}t", *signs))


@given(ANY_TEXT)
def test_any_text_in_a_cell_survives(text: str) -> None:
    cells = list(document(docx(one_cell(text))).iter(f"{W}tc"))
    assert [text_of(cell) for cell in cells[2:]] == [clean(text)] * 2


def test_our_own_reader_finds_all_that_was_written() -> None:
    draft = read(SourceFile("report.docx", docx(everything())))[0]
    lines = [line.strip() for line in draft.text.splitlines() if line.strip()]
    assert lines[:4] == ["Reliability report", "Readouts · 3 May 2024", "Design", lines[3]]
    assert lines[3] == "Two coders read 40 documents with annotator agree --seed 7."
    assert lines[4:7] == ["- Ana", "- Ben (אזהרה)", "- α ≥ 0.667 is tentative"]
    assert lines[8:10] == ["Table 1. Coefficients", "95% interval"]
    assert f"{ARABIC}\tundefineda" in lines and f"{CHINESE}\t0.1\t0.9b" in lines
    assert lines[-2:] == ["Figure 1. Two cells", f"Figure 2. {CHINESE}"]
    assert draft.metadata["language"] == "en"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert docx(everything()) == docx(everything())


def test_every_part_is_xml_whose_kind_is_said_and_every_link_has_its_target() -> None:
    parts = parts_of(docx(everything()))
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {element.get("Extension") or element.get("PartName") for element in types}
    for name, content in parts.items():
        assert f"/{name}" in known or name.rpartition(".")[2] in known
        if not name.endswith(".png"):
            etree.fromstring(content)
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = [str(link.get("Target")) for link in etree.fromstring(parts[name])]
        assert all(posixpath.join(folder, target) in parts for target in targets)


def test_every_id_that_is_used_is_linked_and_every_style_is_there() -> None:
    parts = parts_of(docx(everything()))
    root = etree.fromstring(parts["word/document.xml"])
    links = {link.get("Id") for link in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    used = {value for one in root.iter() for name, value in one.attrib.items() if str(name).startswith(R)}
    assert used and used <= links
    styles = {one.get(f"{W}styleId") for one in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    wanted = {one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert wanted <= styles


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_properties_stand_in_the_order_that_the_format_wants(part: str) -> None:
    root = etree.fromstring(parts_of(docx(everything()))[part])
    for name, order in ORDERS.items():
        for element in root.iter(f"{W}{name}"):
            places = [order.index(str(child.tag).removeprefix(W)) for child in element]
            assert places == sorted(places), f"{name}: {etree.tostring(element)!r}"


def test_rows_of_heads_are_repeated_on_each_page() -> None:
    rows = list(document(docx(everything())).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * 2 + [False] * 5


def test_each_row_fills_the_grid() -> None:
    table = next(document(docx(everything())).iter(f"{W}tbl"))
    columns = len(list(table.iter(f"{W}gridCol")))
    for row in table.iter(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
        assert sum(1 if span is None else int(str(span.get(f"{W}val"))) for span in spans) == columns


def test_a_plot_has_its_svg_its_pixels_and_its_words() -> None:
    data = docx(everything())
    root, parts = document(data), parts_of(data)
    said = [one.get("descr") for one in root.iter("{*}docPr")]
    assert said == ["A drawing in words.", "Two cells & a line."]
    pictures = [one.get(f"{R}embed") for one in root.iter("{*}blip", "{*}svgBlip")]
    assert pictures == ["png1", "svg1", "png2", "svg2"]
    assert parts["word/media/plot1.png"].startswith(b"\x89PNG") and b"<svg" in parts["word/media/plot2.svg"]


def test_text_from_right_to_left_is_marked_as_such() -> None:
    root = document(docx(one_cell(f"Ben {ARABIC}")))
    runs = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert runs["Ben "] is False and runs["نداء إلى وقف إطلاق النار"] is True
    paragraphs = list(document(docx(one_cell(ARABIC))).iter(f"{W}p"))
    assert any(one.find(f"{W}pPr/{W}bidi") is not None for one in paragraphs)


def test_a_report_without_a_word_is_a_word_file_without_text() -> None:
    with pytest.raises(BadFile, match="it has no text"):
        read(SourceFile("report.docx", docx(report(title="", subtitle=""))))
