"""Folding the table of numbers: by key at the number at hand, by a click on the head of a parent."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.agreement.study.study import Aspect
from annotator.model.ids import LabelId
from annotator.ui.agreement.folding import ColumnFolding
from annotator.ui.agreement.label_columns import LabelColumn
from annotator.ui.agreement.table import NumbersTable
from annotator.ui.background.session import Session
from tests.ui.agreement.studies import BOOK, figure, found, study

ALL = (0, 1, 2)
# A warning and a commitment are kinds of appeal here.
LABELS = [
    label.model_copy(update={"parent": LabelId("appeal")}) if label.id in ("warning", "commitment") else label
    for label in BOOK.values()
]
FIGURES = (
    figure(0.5),
    figure(0.6, with_children=True),
    figure(0.1, label="appeal"),
    figure(0.7, label="appeal", with_children=True),
    figure(0.2, label="warning"),
    figure(0.3, label="commitment"),
    figure(0.4, Aspect.SLOT, "warning", "addressee", coefficient="alpha-masi"),
)
HEAD = LabelColumn(LabelId("appeal"), True)


class _Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.table, self.session = NumbersTable(), Session()
        qtbot.addWidget(self.table)
        self.folding = ColumnFolding(self.session, self.table, self.table)
        self.refused: list[str] = []
        self.session.refused.connect(self.refused.append)
        self.folding.show_study(found(study(FIGURES), LABELS), ALL, False)

    @property
    def seen(self) -> list[tuple[str | None, bool]]:
        return [(one.label, one.with_children) for one in self.table.numbers_model.numbers.columns]

    def go(self, label: str | None, with_children: bool = False, row: int = 0) -> None:
        columns = self.table.numbers_model.numbers.columns
        at = columns.index(LabelColumn(LabelId(label) if label else None, with_children))
        self.table.setCurrentIndex(self.table.numbers_model.index(row, at))

    def do(self, command: str) -> None:
        self.folding.handlers()[f"agreement.{command}"]()


@pytest.fixture
def desk(qtbot: QtBot) -> _Desk:
    return _Desk(qtbot)


UNFOLDED = [(None, False), (None, True), ("appeal", True), ("appeal", False), ("commitment", False), ("warning", False)]


def test_a_key_folds_what_is_at_hand_and_its_number_goes_to_the_parent(desk: _Desk) -> None:
    assert desk.seen == UNFOLDED
    desk.go("warning")
    desk.do("fold")
    assert desk.seen == UNFOLDED[:3] and desk.table.figure is FIGURES[3]
    # A row that only those folded away have is gone with them.
    assert len(desk.table.numbers_model.numbers.rows) == 1
    desk.do("unfold")
    assert desk.seen == UNFOLDED and desk.table.figure is FIGURES[3]


def test_a_number_whose_row_is_folded_away_leaves_one_at_its_parent(desk: _Desk) -> None:
    desk.go("warning", row=1)
    assert desk.table.figure is FIGURES[6]
    desk.do("fold")
    assert desk.table.figure is FIGURES[3]


def test_a_click_on_the_head_of_a_parent_folds_and_unfolds_and_on_another_does_nothing(desk: _Desk) -> None:
    click = desk.table.horizontalHeader().sectionClicked.emit
    for at in (0, 1, 3, 4):
        click(at)
        assert desk.seen == UNFOLDED
    click(2)
    assert desk.seen == UNFOLDED[:3] and desk.table.numbers_model.fold_of(2) is True
    click(2)
    assert desk.seen == UNFOLDED and desk.table.numbers_model.fold_of(2) is False


def test_all_are_folded_and_unfolded_at_once(desk: _Desk) -> None:
    desk.do("unfold_all")
    assert desk.seen == UNFOLDED[:3]
    desk.do("unfold_all")
    assert desk.seen == UNFOLDED


def test_what_is_folded_already_goes_into_what_is_above_it(qtbot: QtBot) -> None:
    desk = _Desk(qtbot)
    deep = [one.model_copy(update={"parent": LabelId("warning")}) if one.id == "commitment" else one for one in LABELS]
    figures = (*FIGURES, figure(0.25, label="warning", with_children=True))
    desk.folding.show_study(found(study(figures), deep), ALL, False)
    desk.go("commitment")
    desk.do("fold")
    assert ("warning", True) in desk.seen and ("commitment", False) not in desk.seen
    desk.do("fold")
    assert desk.seen == UNFOLDED[:3]


def test_where_nothing_can_be_folded_that_is_said(desk: _Desk) -> None:
    desk.go(None)
    desk.do("fold")
    desk.folding.show_study(found(study()), ALL, False)
    desk.do("unfold")
    desk.do("unfold_all")
    desk.folding.clear()
    desk.do("fold")
    assert [said.split(" of ")[0] for said in desk.refused] == [
        "This label has no others below it, and none above it."
    ] + ["No label"] * 3
    assert desk.seen == []


def test_what_was_folded_stays_so_in_other_numbers_and_is_forgotten_with_the_project(desk: _Desk) -> None:
    desk.do("unfold_all")
    desk.folding.show_study(found(study(FIGURES), LABELS), ALL, True)
    assert desk.seen == UNFOLDED[:3]
    desk.folding.reset()
    desk.folding.show_study(found(study(FIGURES), LABELS), ALL, True)
    assert desk.seen == UNFOLDED
