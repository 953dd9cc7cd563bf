"""The policies' page: nothing is settled before it is worked out, and ten by lot are ten of those, in their order."""

from pytestqt.qtbot import QtBot

from annotator.adjudication.policies import POLICIES
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import CoderId, LayerId
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.adjudication.policy_page import TEN, PolicyPage
from annotator.ui.adjudication.policy_rows import PolicyPreview, ProposalRow
from tests.projects import default_codebook

LAYERS = [
    Layer(id=LayerId(id), name=name, kind=LayerKind.CODER, coder=CoderId(id))
    for id, name in (("a", "Ana"), ("b", "Ben"), ("c", "Cleo"))
]
ROWS = [ProposalRow("Note", str(number), "Appeal", ("d", str(number))) for number in range(40)]


def opened(qtbot: QtBot) -> PolicyPage:
    page = PolicyPage()
    qtbot.addWidget(page)
    page.resize(670, 620)
    page.offer(default_codebook().labels, LAYERS, 89)
    page.show()
    return page


def test_all_policies_are_asked_for_at_once_each_coder_by_a_line_and_the_majority_is_at_hand(qtbot: QtBot) -> None:
    page = PolicyPage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.previews_wanted) as asked:
        page.offer(default_codebook().labels, LAYERS, 89)
    plans = [page.plan_of(row) for row in asked.args[0]]
    others = [PolicyPlan(policy.name) for policy in POLICIES if not policy.needs_coder]
    assert sorted(plans, key=repr) == sorted(
        [*others, *(PolicyPlan("preferred", layer.id) for layer in LAYERS)], key=repr
    )
    assert page.plan == PolicyPlan("majority")


def test_nothing_can_be_settled_before_it_is_worked_out_nor_where_nothing_would_be(qtbot: QtBot) -> None:
    page = opened(qtbot)
    assert not page.accept_button.isEnabled() and not page.each.isEnabled()
    page.show_preview(page.row, PolicyPreview(ROWS, 49, {"Appeal": 40}))
    assert page.accept_button.isEnabled() and page.accept_button.text() == "Settle 40 cases"
    page.show_preview(page.row, PolicyPreview((), 89))
    assert not page.accept_button.isEnabled() and page.of_them.text().startswith("It would settle nothing")
    page.show_preview(page.row, PolicyPreview(refusal="It needs three coders."))
    assert not page.accept_button.isEnabled() and page.of_them.text() == "It needs three coders."


def test_ten_by_lot_are_ten_of_those_in_their_order_and_others_each_time(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.show_preview(page.row, PolicyPreview(ROWS, 49, {"Appeal": 40}))
    seen = set()
    for _ in range(5):
        page.draw_ten()
        drawn = [ROWS.index(row) for row in page.proposals.rows]
        assert len(drawn) == len(set(drawn)) == TEN and drawn == sorted(drawn)
        assert page.drawn.text() == "10 of 40, drawn by lot"
        seen.add(tuple(drawn))
    assert len(seen) == 5
    page.look_at_each()
    assert list(page.proposals.rows) == ROWS


def test_fewer_than_ten_are_all_drawn(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.show_preview(page.row, PolicyPreview(ROWS[:3], 0, {"Appeal": 3}))
    page.draw_ten()
    assert list(page.proposals.rows) == ROWS[:3]


def test_in_a_narrow_window_no_column_is_lost_and_nothing_is_cut(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.show_preview(page.row, PolicyPreview(ROWS, 49, {"Appeal": 40}))
    page.look_at_each()
    for width in (340, 410, 670, 1400):
        page.resize(width, 620)
        widths = [page.list.columnWidth(column) for column in range(3)]
        assert min(widths) >= 60 and sum(widths) <= page.list.viewport().width() + 1, (width, widths)


def test_at_the_least_width_and_height_all_policies_are_seen_whole(qtbot: QtBot) -> None:
    page = opened(qtbot)
    rows = [page.table.visualRect(page.model.index(row, 0)) for row in range(page.model.rowCount())]
    assert rows[-1].bottom() <= page.table.viewport().height()
    assert page.cancel.mapTo(page, page.cancel.rect().bottomRight()).y() <= page.height()
