"""The appendix: what a paper needs, in few words, its table and its figure with the numbers of the study."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.agreement.study.study import Design
from annotator.operations.adjudication import policy_plans
from annotator.operations.agreement.report.appendix import appendix_of
from annotator.operations.agreement.report.figures import written
from annotator.operations.agreement.report.folding import rows_of
from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.agreement.report.supplement import supplement_of
from annotator.operations.people.people import layers_named
from annotator.operations.project.describing import authors_of, describe
from annotator.operations.sample import SampleReport
from annotator.reports.blocks import Paragraph, Plot, Report
from annotator.reports.column_widths import ROOM, SIZE, least_width
from annotator.reports.docx import docx
from annotator.reports.html import NARROW_PX
from annotator.reports.tex import tex_file
from annotator.store.project import Project
from tests.examples import many
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import (
    NAMES,
    QUICK,
    WHOLE,
    headings,
    large,
    report_input,
    tables,
    words_of,
)
from tests.operations.desks import make_table
from tests.reports.engines import (
    ENGINES,
    beyond,
    broken,
    complaints,
    has_arial,
    left_behind,
    lines_of,
    pages_of,
    set_by_libreoffice,
    set_by_tex,
)


def test_it_has_a_paragraph_one_table_one_figure_choices_and_sources(tmp_path: Path) -> None:
    made = appendix_of(report_input(differing(tmp_path).project))
    assert headings(made) == ["Design and reliability", "Choices", "Software and sources"]
    assert isinstance(made.blocks[1], Paragraph) and len(tables(made)) == 1
    assert sum(isinstance(block, Plot) for block in made.blocks) == 1
    said = words_of(made)
    assert "annotator 0." in said and "Krippendorff, K. (2011)" in said and "annotator agree FILE" in said


@pytest.mark.parametrize("make", [appendix_of, supplement_of])
def test_its_title_and_authors_are_those_of_the_dataset_as_it_is_described(
    make: Callable[[ReportInput], Report], tmp_path: Path
) -> None:
    project = differing(tmp_path).project
    before = make(report_input(project))
    assert project.name in before.title and before.authors == ()
    describe(project, {"title": "Appeals", "authors": authors_of(["Souza, Ana", "A Press"])})
    after = make(report_input(project))
    assert after.title == before.title.replace(project.name, "Appeals") and after.authors == ("Ana Souza", "A Press")


def test_the_table_has_the_numbers_of_its_rows_with_documents_and_units(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 6, 0), WHOLE)
    shown = [row for row in rows_of(made) if row.figure is not None]
    body = [row for row in tables(appendix_of(made))[0].rows if len(row) > 1]
    assert len(body) == len(shown)
    for cells, row in zip(body, shown, strict=True):
        figure = row.figure
        assert figure is not None
        assert [cell.text for cell in (cells[0], cells[1], *cells[3:])] == [
            row.title,
            written(figure),
            f"{figure.documents:,}",
            f"{figure.n:,.0f}",
        ]


def test_the_paragraph_gives_the_number_of_all_labels_as_the_table_does(tmp_path: Path) -> None:
    table = differing(tmp_path)
    policy_plans.settle(table.project, "unanimous", layers_named(table.project, None))
    made = report_input(table.project)
    (whole, *_) = [row.figure for row in rows_of(made)]
    assert whole is not None
    said = words_of(appendix_of(made))
    assert f"Krippendorff’s alpha over all characters and all labels was {written(whole)}" in said
    assert "Two coders coded one of 2 documents" in said and "rests on 1 decision, 1 by the rule “unanimous”" in said


@pytest.mark.parametrize("labels", [1, 12, 90])
def test_it_has_as_few_words_and_rows_as_two_pages_hold_whatever_the_codebook(tmp_path: Path, labels: int) -> None:
    made = appendix_of(report_input(large(tmp_path, labels, labels // 8), WHOLE))
    (table,) = tables(made)
    (figure,) = [block for block in made.blocks if isinstance(block, Plot)]
    assert len(table.rows) <= 36 and figure.drawing.height <= 700
    assert len(words_of(made).split()) <= 1100


def test_coders_are_letters_unless_names_are_wished(tmp_path: Path) -> None:
    project = large(tmp_path, 3, 0, coders=4)
    said = words_of(appendix_of(report_input(project)))
    assert not any(name in said for name in NAMES)


def test_what_cannot_be_computed_is_said_in_a_sentence_and_leaves_no_empty_table(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "actor", "الصين", document=1)
    made = appendix_of(report_input(table.project, QUICK))
    assert not tables(made) and "No document was coded by two of them" in words_of(made)


def test_what_is_undefined_is_in_one_sentence_and_not_in_the_table(tmp_path: Path) -> None:
    made = report_input(differing(tmp_path).project)
    hidden = [row for row in rows_of(made) if row.figure is None]
    said = appendix_of(made)
    sentences = [text for text in words_of(said).split("\n") if text.startswith("Undefined")]
    assert hidden and len(sentences) == 1
    assert sum(len(row) > 1 for row in tables(said)[0].rows) == len(rows_of(made)) - len(hidden)


def test_coefficients_that_were_asked_for_take_the_place_of_alpha(tmp_path: Path) -> None:
    design = Design(coefficients=("cohen-kappa",), gamma_samples=0)
    said = appendix_of(report_input(large(tmp_path, 3, 0, coders=2), design))
    assert tables(said)[0].header[0][1].text == "κ" and "Cohen’s kappa over all characters" in words_of(said)


MARGIN_CM = 2.2


@pytest.fixture(scope="module")
def sample(sample_made: SampleReport) -> Iterator[ReportInput]:
    """The study of the sample project."""
    with Project.open(sample_made.path) as project:
        yield report_input(project)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_samples_appendix_is_two_pages_of_any_program_of_tex(
    sample: ReportInput, tmp_path: Path, engine: str
) -> None:
    pdf, log = set_by_tex(engine, tex_file(appendix_of(sample)), tmp_path)
    assert complaints(log) == [] and pages_of(pdf) == 2


@pytest.mark.hypothesis  # for `make torture`, which lets each program set what the usual run lets one
@pytest.mark.parametrize("engine", ENGINES if many() else ENGINES[:1])
def test_the_samples_supplement_with_bias_in_it_is_set_whole_by_any_program_of_tex(
    sample: ReportInput, tmp_path: Path, engine: str
) -> None:
    made = supplement_of(sample)
    assert sample.record.bias and "Coders’ bias" in headings(made)
    pdf, log = set_by_tex(engine, tex_file(made), tmp_path)
    assert complaints(log) == [] and left_behind(made, pdf) == [] and beyond(pdf, MARGIN_CM) == []
    # Signs of mathematics stand as letters of their own in a PDF of TeX.
    words = [word for word in broken(made, lines_of(pdf)) if word.isascii() and "[" not in word]
    assert words == []


def test_the_samples_reports_have_no_broken_word_in_libreoffice_and_the_appendix_two_pages(
    sample: ReportInput, tmp_path: Path
) -> None:
    reports = {kind.value: entry.make(sample) for kind, entry in REPORTS.items()}
    found = set_by_libreoffice({kind: docx(report) for kind, report in reports.items()}, tmp_path)
    for kind, pdf in found.items():
        assert broken(reports[kind], lines_of(pdf)) == [] and beyond(pdf, MARGIN_CM) == []
        assert left_behind(reports[kind], pdf) == []
    assert pages_of(found[ReportKind.APPENDIX]) <= (2 if has_arial() else 3)


def test_the_samples_table_can_be_read_on_a_telephone_without_scrolling(sample: ReportInput) -> None:
    (table,) = tables(appendix_of(sample))
    # Of the estimate six percent are kept for wider fonts, which a page of a browser does not need.
    assert least_width(table) / ROOM * NARROW_PX / SIZE <= 400
