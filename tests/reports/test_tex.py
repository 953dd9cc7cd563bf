"""Reports for LaTeX, read by a strict checker, since TeX itself is not asked of whoever runs the tests."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given

from annotator.reports.blocks import Heading, Plot, paragraph
from annotator.reports.drawing import Drawing, Words
from annotator.reports.tex import tex_file
from tests.reports.engines import ENGINES, complaints, lines_of, set_by_tex
from tests.reports.samples import ANY_TEXT, CHINESE, NASTY, everything, one_cell, report, strange
from tests.reports.tex_checker import check, rows_of, seen, unescaped


def test_a_report_with_all_kinds_of_blocks_is_accepted() -> None:
    check(tex_file(everything()).decode())


@given(ANY_TEXT)
def test_any_text_in_a_cell_survives(text: str) -> None:
    source = tex_file(one_cell(text)).decode()
    check(source)
    assert [[unescaped(cell) for cell in row] for row in rows_of(source)] == [[seen(text)] * 2]


@given(ANY_TEXT)
def test_any_text_may_stand_in_titles_headings_paragraphs_and_plots(text: str) -> None:
    drawing = Drawing(width=10, height=10, shapes=(Words(text=text, x=0, y=0),))
    made = report(
        Heading(1, text), paragraph(text), Plot(drawing, text, text), title=text, subtitle=text, authors=(text,)
    )
    check(tex_file(made).decode())


@pytest.mark.parametrize(
    "bad",
    ["\\unknown", "{", "}", "a & b", "50%x", "#1", "$x$", "\\begin{itemize}", "\\end{itemize}", "\\begin{verbatim}"],
)
def test_the_checker_refuses_what_tex_would(bad: str) -> None:
    source = tex_file(report(paragraph("HERE"))).decode()
    with pytest.raises(AssertionError):
        check(source.replace("HERE", bad))


def test_what_a_plot_shows_is_a_comment_on_one_line() -> None:
    drawing = Drawing(width=10, height=10, shapes=(), summary="one\ntwo\x00 \\end{document}")
    assert "\n% one two\ufffd \\end{document}\n" in tex_file(report(Plot(drawing))).decode()


def test_nasty_texts_leave_one_document() -> None:
    source = tex_file(report(*(paragraph(text) for text in NASTY))).decode()
    assert source.count("\\end{document}") == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_any_program_of_tex_sets_any_letter_without_a_complaint(engine: str, tmp_path: Path) -> None:
    pdf, log = set_by_tex(engine, tex_file(strange()), tmp_path)
    assert complaints(log) == []
    properties = pdfium.PdfDocument(pdf).get_metadata_dict()
    assert properties["Title"] == CHINESE and properties["Author"] == strange().byline
    said = "".join(lines_of(pdf)).replace(" ", "")
    assert "Krippendorff" in said and "29,455" in said
    assert ("[Arabic1]" in said and "numberedhere" in said) is (engine == "pdflatex")
