from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.exchange.import_report import FEW, ImportReport, ReportRow, RowKind, same_text

NAMES = st.text("ab.: “”é日", min_size=1, max_size=8)
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=8)
REPORTS = st.builds(
    ImportReport,
    documents=st.lists(NAMES),
    repeated=PAIRS,
    failed=st.lists(NAMES),
    notices=st.lists(NAMES),
    files=PAIRS,
)


@given(REPORTS)
def test_nothing_of_a_report_is_lost_in_the_short_one_or_the_rows(report: ImportReport) -> None:
    lines, rows = report.lines(), list(report.rows())
    said = [text for line in lines for text in (line.words, *line.details)]
    assert {*report.failed, *report.notices} <= {*said}
    assert {same_text(title, known) for title, known in report.repeated} <= {*said}
    counts = {kind: sum(row.kind is kind for row in rows) for kind in RowKind}
    assert counts == {
        RowKind.FAILED: len(report.failed),
        RowKind.NOTICED: len(report.notices),
        RowKind.READ: len(report.files),
        RowKind.REPEATED: len(report.repeated),
    }


@given(st.integers(0, 200))
def test_many_texts_that_are_here_already_are_one_line(count: int) -> None:
    report = ImportReport(repeated=[(f"t{n}", "known") for n in range(count)])
    lines = report.repetitions()
    if count > FEW:
        (line,) = lines
        assert line.words == f"{count} texts are here already and were not added again."
        assert len(line.details) == count
    else:
        assert [line.words for line in lines] == [same_text(f"t{n}", "known") for n in range(count)]


def test_a_row_names_the_file_that_a_sentence_begins_with() -> None:
    report = ImportReport(
        failed=["a.docx: it is broken; save it again."],
        notices=["b: left out: heads", "No file has it."],
        files=[("b", "B")],
    )
    assert list(report.rows()) == [
        ReportRow(RowKind.FAILED, "a.docx", "", "it is broken; save it again."),
        ReportRow(RowKind.NOTICED, "b", "", "left out: heads"),
        ReportRow(RowKind.NOTICED, "", "", "No file has it."),
        ReportRow(RowKind.READ, "b", "B", ""),
    ]


def test_a_sentence_that_quotes_a_field_before_its_colon_names_no_file() -> None:
    said = "1 value does not fit the field “n”, which holds a number, such as 12 or 3.5: “x” (“A: b”)."
    assert [*ImportReport(notices=[said]).rows()] == [ReportRow(RowKind.NOTICED, "", "", said)]


def test_how_much_came_in_is_a_sentence() -> None:
    assert ImportReport().summary() == "Imported 0 documents."
    assert ImportReport(documents=["a"], spans=2).summary() == "Imported 1 document and 2 spans."
