"""Reports as web pages: one file, well formed, its tables told apart by assistive tools."""

import regex
from hypothesis import given
from lxml import etree

from annotator.reports.blocks import paragraph
from annotator.reports.html import html
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, CHINESE, everything, one_cell, report

XHTML = "{http://www.w3.org/1999/xhtml}"


def page() -> etree._Element:
    """Return the sample report as XML, which is stricter than HTML."""
    return etree.fromstring(html(everything()))


@given(ANY_TEXT)
def test_any_text_in_a_cell_survives(text: str) -> None:
    root = etree.fromstring(html(one_cell(text)), etree.HTMLParser(encoding="utf-8"))
    cells = [cell for body in root.iter("tbody") for cell in body.iter("th", "td")]
    assert [cell.text or "" for cell in cells] == [clean(text)] * 2


@given(ANY_TEXT)
def test_any_text_in_a_paragraph_and_in_the_title_survives(text: str) -> None:
    root = etree.fromstring(html(report(paragraph(text), title=text, subtitle=text)))
    shown = [element.text or "" for tag in ("h1", "title", "p") for element in root.iter(f"{XHTML}{tag}")]
    assert shown == [clean(text)] * 4


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = html(everything()).decode()
    addresses = set(regex.findall(r"https?://[^\s\"<]+", text))
    assert addresses <= {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"}
    assert not regex.search(r"<script|<link|<img|@import|url\(|\bon\w+=", text)


def test_heads_of_columns_rows_and_groups_say_what_they_head() -> None:
    scopes = [(head.get("scope"), head.text) for head in page().iter(f"{XHTML}th")]
    assert scopes[:5] == [
        *(("col", None), ("colgroup", "95% interval"), ("col", "Coefficient"), ("col", "Low"), ("col", "High"))
    ]
    assert ("rowgroup", "The whole") in scopes and ("row", "Alpha") in scopes


def test_each_group_of_rows_is_a_body_of_its_own() -> None:
    bodies = list(page().iter(f"{XHTML}tbody"))
    assert [len(body) for body in bodies] == [2, 3]


def test_notes_have_the_marks_that_the_cells_have() -> None:
    marks = ["".join(map(str, mark.itertext())) for mark in page().iter(f"{XHTML}sup")]
    assert marks == ["a", "b", "a", "b"]


def test_tables_and_plots_are_numbered_in_their_captions() -> None:
    captions = [one.text for tag in ("caption", "figcaption") for one in page().iter(f"{XHTML}{tag}")]
    assert captions == ["Table 1. Coefficients", "Figure 1. Two cells", f"Figure 2. {CHINESE}"]


def test_the_ids_of_a_page_differ_though_its_plots_are_alike() -> None:
    ids = [element.get("id") for element in page().iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_plots_alternative_text_is_its_description() -> None:
    said = [one.text for one in page().iter("{http://www.w3.org/2000/svg}desc")]
    assert said == ["A drawing in words.", "Two cells & a line."]


def test_the_language_is_said() -> None:
    assert page().get("lang") == "en"
