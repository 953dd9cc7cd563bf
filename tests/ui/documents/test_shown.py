"""Whatever changes of what is shown, what is selected stays so as long as it is there."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.documents.loader import DocumentListing
from annotator.ui.documents.shown import ShownDocuments
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_view import DocumentTableView
from tests.ui.documents.one_row import ANA, row

ROWS = [row("1", "B", kind="a"), row("2", "A", kind="b"), row("3", "C", kind="a")]


@pytest.fixture
def shown(qtbot: QtBot) -> ShownDocuments:
    model = DocumentTable()
    view = DocumentTableView(model, lambda _: (), lambda _: ())
    model.setParent(view)
    qtbot.addWidget(view)
    made = ShownDocuments(model, view, view)
    made.show_listing(DocumentListing(ROWS, [(ANA, "Ana")], ["kind"]))
    return made


def ids(shown: ShownDocuments) -> list[str]:
    return [row.info.id for row in shown.rows]


def test_what_is_selected_stays_over_order_columns_and_rows(shown: ShownDocuments) -> None:
    shown.view.choose(["1", "3"], "3", 1)
    shown.sort(shown.every[0])
    assert ids(shown) == ["2", "1", "3"] and shown.view.chosen() == ["1", "3"] and shown.view.at_hand == "3"
    shown.choose_columns(["words", "field.kind"])
    assert [one.id for one in shown.model.columns] == ["title", "words", "field.kind"]
    assert shown.view.chosen() == ["1", "3"]
    shown.keep(lambda row: row.info.metadata["kind"] == "b")
    assert ids(shown) == ["2"] and shown.view.at_hand == "2"


def test_a_row_that_says_something_else_stands_where_it_belongs(shown: ShownDocuments) -> None:
    shown.sort(shown.every[0])
    changed = row("2", "Z", kind="b")
    shown.put_rows({"2": changed})
    assert ids(shown) == ["1", "3", "2"]


def test_a_document_that_is_asked_for_is_gone_to_once_it_is_there(shown: ShownDocuments) -> None:
    shown.want("9")
    shown.show_listing(DocumentListing([*ROWS, row("9", "D")], [(ANA, "Ana")], ["kind"]))
    assert shown.view.at_hand == "9"


def test_an_order_by_a_column_that_is_gone_is_none(shown: ShownDocuments) -> None:
    shown.begin_with((), "field.gone", is_descending=True)
    assert ids(shown) == ["1", "2", "3"] and shown.order.column is None
    shown.begin_with((), "title", is_descending=True)
    assert ids(shown) == ["3", "1", "2"]
    shown.reset()
    assert ids(shown) == [] and shown.model.columnCount() == 0
