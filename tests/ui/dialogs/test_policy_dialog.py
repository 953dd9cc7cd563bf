"""Settling by a policy: the plan is what was chosen, its proposals are listed, and nothing settles before they are."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.adjudication.policies import POLICIES, Policy
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import CoderId, LabelId, LayerId
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.dialogs.policy_dialog import PolicyDialog, ProposalRow
from annotator.ui.kit.fields import Choice
from tests.projects import default_codebook

LAYERS = [
    Layer(id=LayerId(id), name=name, kind=LayerKind.CODER, coder=CoderId(id))
    for id, name in (("a", "Ana"), ("b", "Ben"))
]
ROWS = [ProposalRow("Note", "دعا الصين", "Appeal"), ProposalRow("Speech", "urged", "nothing")]


def opened(qtbot: QtBot, coders: Sequence[Layer] = LAYERS) -> PolicyDialog:
    dialog = PolicyDialog(default_codebook().labels, coders)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(box: Choice, value: str) -> None:
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_policy_can_be_chosen_for_all_labels_and_for_one(qtbot: QtBot, policy: Policy) -> None:
    dialog = opened(qtbot)
    plans: list[PolicyPlan] = []
    dialog.plan_asked.connect(plans.append)
    choose(dialog.policy, policy.name)
    preferred = LayerId("a") if policy.needs_coder else None
    assert plans[-1] == dialog.plan == PolicyPlan(policy.name, preferred)
    choose(dialog.policy, "")
    choose(dialog.by_label["warning"], policy.name)
    assert plans[-1] == PolicyPlan("", preferred, None, {LabelId("warning"): policy.name})
    assert dialog.coder.isEnabled() == (preferred is not None)


def test_who_works_without_names_is_offered_no_policy_that_prefers_a_coder(qtbot: QtBot) -> None:
    dialog = opened(qtbot, ())
    offered = {dialog.policy.itemData(row) for row in range(dialog.policy.count())}
    assert offered == {"", *(policy.name for policy in POLICIES if not policy.needs_coder)}
    assert not dialog.coder.isVisible()
    assert any("prefer one coder" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_nothing_is_settled_before_it_is_listed(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    chosen: list[PolicyPlan] = []
    dialog.chosen.connect(chosen.append)
    dialog.accept()
    assert chosen == [] and dialog.isVisible() and not dialog.accept_button.isEnabled()
    dialog.show_proposals(ROWS)
    assert dialog.accept_button.text() == "Settle 2" and dialog.count.text() == "2 cases would be settled"
    choose(dialog.by_label["appeal"], "")
    assert not dialog.accept_button.isEnabled() and "Working out" in dialog.count.text()
    dialog.show_proposals(ROWS)
    dialog.accept()
    assert chosen == [dialog.plan] and not dialog.isVisible()


def test_where_nothing_would_be_settled_a_sentence_says_so(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.show_proposals(ROWS)
    dialog.show_proposals([])
    assert dialog.model.rowCount() == 0 and not dialog.accept_button.isEnabled()
    assert dialog.count.text().startswith("Nothing would be settled")
    dialog.show_proposals(ROWS)
    dialog.show_problem("The coder is gone.")
    assert dialog.model.rowCount() == 0 and dialog.table.accessibleDescription() == "The coder is gone."


def test_each_proposal_is_a_line_that_is_also_its_tooltip(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    model = dialog.model
    model.show_rows(ROWS)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for role in roles:
        found = [tuple(model.index(row, column).data(role) for column in range(3)) for row in range(2)]
        assert found == [tuple(row) for row in ROWS]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == list(model.heads)
