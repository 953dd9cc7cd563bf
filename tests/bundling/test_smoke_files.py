"""The smallest files are files of their kinds: what reads such files reads them."""

import io

import pypdfium2
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tools.bundling.smoke_files import pdf, workbook

LINES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@given(LINES)
@settings(max_examples=examples(30))
def test_a_pdf_has_its_line(line: str) -> None:
    document = pypdfium2.PdfDocument(pdf(line))
    try:
        page = document[0]
        text = page.get_textpage()
        assert text.get_text_range() == line
        text.close()
        page.close()
    finally:
        document.close()


@given(st.lists(st.lists(LINES.filter(lambda line: line[0] not in "=@{"), min_size=2, max_size=2), min_size=2))
@settings(max_examples=examples(30))
def test_a_workbook_has_its_rows(rows: list[list[str]]) -> None:
    found = python_calamine.CalamineWorkbook.from_object(io.BytesIO(workbook(rows)))
    read = found.get_sheet_by_index(0).to_python()
    assert [[str(cell) for cell in row] for row in read] == rows
