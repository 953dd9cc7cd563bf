"""A row's words stand on two lines, its document on the second where one is enough; heads where listed by document."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.decisions import settle
from annotator.model.ids import DocumentId, LayerId
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.adjudication.queue_panel import QueuePanel
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.cases.case_rows import HEAD, HIGH, CaseDelegate, CaseRow
from annotator.ui.kit import theme
from annotator.ui.kit.rows import ROW_ROLE
from tests.adjudication.builders import cases_of, span


@given(st.text(max_size=120), st.integers(60, 300))
def test_the_first_line_holds_no_more_than_fits_and_nothing_is_lost(qapp: QApplication, words: str, width: int) -> None:
    delegate = CaseDelegate()
    line = " ".join(words.split())
    at = delegate.break_of(line, width, theme.interface_font())
    assert 0 <= at <= len(line)
    assert delegate.break_of(line, width, theme.interface_font()) == at
    if " " in line[:at].strip():
        assert QFontMetrics(theme.interface_font()).horizontalAdvance(line[:at].strip()) <= width + 12


def test_by_document_the_first_row_of_each_has_its_title_above_it(qapp: QApplication) -> None:
    panel = QueuePanel()
    spans = [span("A1", 0, 5), span("A2", 10, 15)]
    cases = [listed(one, at, "x" * 50) for at in (0, 1) for one in settle(cases_of(*spans), [])]
    cases = [
        one._replace(entry=replace(one.entry, document=DocumentId(f"d{at // 2}"), key=str(at)))
        for at, one in enumerate(cases)
    ]
    panel.resize(260, 500)
    panel.model.set_words(CoderLetters(), {"d0": "First", "d1": "Second"})
    heads = {}
    for order in ("document", "worst"):
        panel.model.view = QueueView(order)
        panel.model.show_all(cases)
        found = (panel.model.data(panel.model.index(at), ROW_ROLE) for at in range(4))
        rows = [row for row in found if isinstance(row, CaseRow)]
        heads[order] = [row.head for row in rows]
        heights = [panel.list.sizeHintForIndex(panel.model.index(at)).height() for at in range(4)]
        assert heights == [HIGH + HEAD * bool(row.head) for row in rows]
        assert all(row.mark == "" and row.document in ("First", "Second") for row in rows)
    assert heads == {"document": ["First", "", "Second", ""], "worst": [""] * 4}
    panel.deleteLater()


def test_only_what_is_no_longer_open_has_a_mark(qapp: QApplication) -> None:
    book = CaseBook(cases_of(span("A1", 0, 5))[0].document, (LayerId("A"), LayerId("B")), [span("A1", 0, 5)], ())
    model = QueueModel()
    model.show_all([listed(one, 0, "x" * 9) for one in book.all()])
    row = model.data(model.index(0), ROW_ROLE)
    assert isinstance(row, CaseRow) and row.mark == ""
