"""The tables of the policies' page: what is worked out is a number, what is not yet dots, what cannot be a dash."""

from PySide6.QtCore import Qt

from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.adjudication.policy_rows import PolicyLine, PolicyModel, PolicyPreview, ProposalModel, ProposalRow

ROWS = [ProposalRow("Note", "دعا الصين", "Appeal", ("d", "k")), ProposalRow("Speech", "urged", "nothing")]
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def test_each_proposal_is_a_line_that_is_also_its_tooltip() -> None:
    model = ProposalModel()
    model.show_rows(ROWS)
    for role in SHOWN:
        found = [tuple(model.index(row, column).data(role) for column in range(3)) for row in range(2)]
        assert found == [tuple(row[:3]) for row in ROWS]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == list(model.heads)


def test_a_policy_says_what_it_decides_and_leaves_once_that_is_known() -> None:
    model = PolicyModel()
    model.show_rows([PolicyLine("Most", PolicyPlan("majority")), PolicyLine("Likely", PolicyPlan("posterior"))])
    assert [model.cell(row, column) for row in range(2) for column in (1, 2)] == ["…"] * 4
    model.show_found(0, PolicyPreview(ROWS, 7, {"Appeal": 1, "nothing": 1}))
    model.show_found(1, PolicyPreview(refusal="It needs three coders."))
    assert [model.cell(row, column) for row in range(2) for column in (1, 2)] == ["2", "7", "–", "–"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Most: decides 2 cases, leaves 7"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "Likely: It needs three coders."
