"""The list of differences says of each place its labels, in what it differs, and its words."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.ui.cases.case_rows import CaseRow
from annotator.ui.feedback.item_model import DifferenceModel
from annotator.ui.feedback.wording import kind_of
from annotator.ui.kit.rows import ROW_ROLE
from tests.projects import default_codebook
from tests.ui.feedback.places import GOLD, MINE, differences, place, span

BOOK = default_codebook()
NAMES = {str(label.id): label.name for label in BOOK.labels}


def shown(places: list[FeedbackPlace]) -> DifferenceModel:
    model = DifferenceModel()
    model.set_codebook(BOOK)
    model.show_places(places, range(1, len(places) + 1))
    return model


@given(st.lists(differences(), min_size=1, max_size=3))
def test_each_row_is_the_place_that_stands_there_in_the_list_that_was_shown_last(
    qapp: QApplication, lists: list[list[FeedbackPlace]]
) -> None:
    model = DifferenceModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_codebook(BOOK)
    for places in lists:
        model.show_places(places, range(1, len(places) + 1))
    assert model.rowCount() == len(lists[-1]) and tester.model() is model
    for row, one in enumerate(lists[-1]):
        labels = " / ".join(dict.fromkeys(NAMES.get(each.label, each.label) for each in one.case.candidates))
        words = max((each.quote for each in one.case.candidates), key=len) or "the whole document"
        drawn = model.index(row).data(ROW_ROLE)
        assert isinstance(drawn, CaseRow)
        assert drawn.document == f"paragraph {row + 1}", "no line of a row is blank"
        assert (drawn.said, drawn.words) == (f"{labels} · {kind_of(one)}", " ".join(words[:200].split()))
        assert model.index(row).data() == f"{labels}, {kind_of(one)}: {words[:200]}"
        assert model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) == model.index(row).data()
        assert [model.row_of(each.id) for each in one.case.candidates] == [row] * len(one.case.candidates)
    assert model.row_of("none of them") == -1


def test_a_label_that_the_codebook_has_no_more_is_called_by_its_id(qapp: QApplication) -> None:
    model = shown([place(None, span(GOLD, (0, 4), label="gone"))])
    assert model.index(0).data().startswith("gone, ")


def test_another_codebook_calls_all_rows_anew(qapp: QApplication) -> None:
    model = shown([place(span(MINE, (0, 4)), None), place(span(MINE, (9, 12)), None)])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    renamed = [label.model_copy(update={"name": f"{label.name}!"}) for label in BOOK.labels]
    model.set_codebook(BOOK.model_copy(update={"labels": tuple(renamed)}))
    assert told == [(0, 1)] and model.index(1).data().startswith("Appeal!, ")
    assert model.names() == {id: f"{name}!" for id, name in NAMES.items()}
