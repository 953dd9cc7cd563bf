"""Reports as web pages: one file, well formed, its tables told apart by assistive tools."""

import regex
from hypothesis import given
from lxml import etree

from annotator.reports.blocks import Plot, TableBlock, paragraph, row
from annotator.reports.drawing import Drawing
from annotator.reports.html import html
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, CHINESE, DRAWING, NUMBERS, WORDS, everything, one_cell, report

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
    root = etree.fromstring(html(report(paragraph(text), title=text, subtitle=text, authors=(f"A{text}",))))
    shown = [element.text or "" for tag in ("h1", "title", "p") for element in root.iter(f"{XHTML}{tag}")]
    assert shown == [*[clean(text)] * 2, clean(f"A{text}"), *[clean(text)] * 2]
    (author,) = (one.get("content") for one in root.iter(f"{XHTML}meta") if one.get("name") == "author")
    assert author is not None and author.split() == clean(f"A{text}").split()


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
    captions = ["".join(map(str, one.itertext())) for one in page().iter(f"{XHTML}caption", f"{XHTML}figcaption")]
    assert captions == ["Table 1. Coefficients", "Figure 1. Two cells", f"Figure 2. {CHINESE}"]


def test_the_ids_of_a_page_differ_though_its_plots_are_alike() -> None:
    ids = [element.get("id") for element in page().iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_plots_alternative_text_is_its_description() -> None:
    said = [one.text for one in page().iter("{http://www.w3.org/2000/svg}desc")]
    assert said == ["A drawing in words.", "Two cells & a line."]


def test_the_language_is_said() -> None:
    assert page().get("lang") == "en"


def rules(media: str) -> str:
    """Return the style of a page, or what it says for one medium only."""
    style = next(page().iter(f"{XHTML}style")).text or ""
    parts = dict(regex.findall(r"@media ([^{]+) \{((?:[^{}]|\{[^{}]*\})*)\}", style))
    return parts[media] if media else regex.sub(r"@media [^{]+ \{(?:[^{}]|\{[^{}]*\})*\}", "", style)


def test_words_in_cells_break_only_where_they_are_too_wide_and_numbers_never() -> None:
    usual = rules("")
    cells = [
        rule for rule in regex.findall(r"[^{}]+\{[^{}]*\}", usual) if regex.search(r"\bt[dh]\b", rule.split("{")[0])
    ]
    assert cells and not any("anywhere" in rule or "break-all" in rule for rule in cells)
    assert "td.numbers { white-space: pre; }" in usual


def test_a_wide_table_scrolls_by_itself_with_its_first_column_kept_and_is_whole_in_print() -> None:
    assert ".wide { overflow-x: auto;" in rules(
        ""
    ) and "tbody th, thead th:first-child { position: sticky; left: 0;" in rules("")
    printed = rules("print")
    assert ".wide { overflow: visible;" in printed and "thead { display: table-header-group; }" in printed
    assert "figure, tr { break-inside: avoid; }" in printed


def test_a_plot_has_a_narrow_drawing_that_is_shown_only_where_the_page_is_narrow() -> None:
    narrow = Drawing(width=100, height=100, shapes=(), summary="Narrow.")
    root = etree.fromstring(html(report(Plot(DRAWING, "Cells", narrow=narrow), Plot(DRAWING))))
    shown = [(one.get("class"), len(one)) for one in root.iter(f"{XHTML}div")]
    assert shown == [("both", 1), ("narrow", 1), ("", 1)]
    assert "figure .narrow { display: none; }" in rules("")
    small = rules("screen and (max-width: 34rem)")
    assert "figure .both + .narrow { display: block; }" in small and "figure .both { display: none; }" in small
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len({*ids}) == 6


def test_a_table_with_very_many_columns_goes_on_below_for_paper() -> None:
    many = TableBlock(
        columns=(WORDS, *[NUMBERS] * 30), header=(), rows=(row("name", *["[0.123, 0.456]"] * 30),), caption="Many"
    )
    root = etree.fromstring(html(report(many, many)))
    captions = ["".join(map(str, one.itertext())) for one in root.iter(f"{XHTML}caption")]
    assert captions[0] == "Table 1. Many" and captions[1] == "Table 1, continued." and "Table 2. Many" in captions
    assert sum(1 for _ in root.iter(f"{XHTML}td")) == 60
