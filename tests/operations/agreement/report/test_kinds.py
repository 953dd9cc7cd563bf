"""The table of reports has each kind, and what makes it."""

from pathlib import Path

import pytest

from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.reports.column_widths import PAGE, column_widths, fitted
from annotator.reports.docx import docx
from annotator.reports.html import html
from annotator.reports.plain_text import clean, xml
from annotator.reports.tex import tex_file
from tests.examples import in_turn
from tests.operations.agreement.report.studies import WHOLE, large, report_input, tables, words_of
from tests.reports.samples import ARABIC, CHINESE, NASTY, RUSSIAN
from tests.reports.test_docx import W
from tests.reports.test_docx_body import document, text_of
from tests.reports.tex_checker import check, rows_of, seen, unescaped


def test_each_kind_is_described_and_the_appendix_is_the_shorter_one(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 3, 0), WHOLE)
    assert [*REPORTS] == [*ReportKind] and all(entry.title and entry.said for entry in REPORTS.values())
    lengths = [len(words_of(entry.make(made))) for entry in REPORTS.values()]
    assert lengths == sorted(lengths)


LONG = ("Undertakes commitments vis-à-vis third parties " * 3, "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2)


CALLED = ((ARABIC, CHINESE, RUSSIAN), NASTY, LONG, ("1,234.5 [−0.3]", "99.9 %"))


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
@pytest.mark.parametrize(
    ("names", "labels", "domains"), [(one, *size) for one, size in in_turn(CALLED, ((20, 4), (1, 0)))]
)
def test_whatever_labels_are_called_no_table_is_wider_than_a_page_and_no_name_is_lost(
    tmp_path: Path, names: tuple[str, ...], labels: int, domains: int
) -> None:
    made = report_input(large(tmp_path, labels, domains, coders=2, names=names), WHOLE)
    for kind, entry in REPORTS.items():
        report = entry.make(made)
        parts = [part for table in tables(report) for part in fitted(table)]
        assert all(sum(column_widths(part)) <= PAGE + 1e-6 for part in parts)
        source, page, word = tex_file(report).decode(), html(report).decode(), document(docx(report))
        check(source)
        if kind is ReportKind.SUPPLEMENT:
            cells = {text_of(cell) for cell in word.iter(f"{W}tc")}
            lines = [unescaped(cell) for row in rows_of(source) for cell in row]
            for label in made.project.codebook.labels:
                assert clean(label.name) in cells and xml(label.name) in page
                assert any(seen(label.name) in line for line in lines)
