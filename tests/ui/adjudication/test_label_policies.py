"""A policy for each label: the plan is what was chosen, and nobody can be preferred while names are hidden."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.adjudication.policies import POLICIES, Policy
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import CoderId, LabelId, LayerId
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.adjudication.label_policies import LabelPolicies
from annotator.ui.kit.fields import Choice
from tests.projects import default_codebook

LAYERS = [
    Layer(id=LayerId(id), name=name, kind=LayerKind.CODER, coder=CoderId(id))
    for id, name in (("a", "Ana"), ("b", "Ben"))
]


def choose(box: Choice, value: str) -> None:
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_policy_can_be_chosen_for_a_label(qtbot: QtBot, policy: Policy) -> None:
    choices = LabelPolicies()
    qtbot.addWidget(choices)
    choices.offer(default_codebook().labels, LAYERS)
    assert choices.plan == PolicyPlan("") and not choices.coder.isEnabled()
    with qtbot.waitSignal(choices.changed):
        choose(choices.by_label["warning"], policy.name)
    preferred = LayerId("a") if policy.needs_coder else None
    assert choices.plan == PolicyPlan("", preferred, None, {LabelId("warning"): policy.name})
    assert choices.coder.isEnabled() == policy.needs_coder
    choose(choices.by_label["warning"], "")
    assert choices.plan == PolicyPlan("")


def test_who_works_without_names_is_offered_no_policy_that_prefers_a_coder(qtbot: QtBot) -> None:
    choices = LabelPolicies()
    qtbot.addWidget(choices)
    choices.show()
    choices.offer(default_codebook().labels, LAYERS)
    choices.offer(default_codebook().labels, ())
    box = choices.by_label["appeal"]
    assert {box.itemData(row) for row in range(box.count())} == {
        "",
        *(policy.name for policy in POLICIES if not policy.needs_coder),
    }
    assert not choices.coder.isVisible() and set(choices.by_label) == {one.id for one in default_codebook().labels}
