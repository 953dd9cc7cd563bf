"""Where nothing is counted one reads why, and is led on to where something may be."""

import pytest

from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import CoderId, LayerId
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.explore.choices import ALL_CODERS, GOLD, ExploreChoices
from annotator.ui.explore.empty import why_empty
from tests.projects import default_codebook

ACTS = [label for label in default_codebook().labels if label.is_act]
LAYERS = [
    Layer(id=LayerId("gold"), name="Gold", kind=LayerKind.GOLD),
    Layer(id=LayerId("ana"), name="Ana", kind=LayerKind.CODER, coder=CoderId("ana")),
    Layer(id=LayerId("אבא"), name="אבא", kind=LayerKind.CODER, coder=CoderId("b")),
]
CHOSEN = [GOLD, ALL_CODERS, "ana", "אבא", "a layer that is gone"]


@pytest.mark.parametrize("layer", CHOSEN)
@pytest.mark.parametrize("has_labels", [True, False])
@pytest.mark.parametrize("hidden", [True, False])
def test_whatever_was_chosen_it_is_whole_sentences_and_the_way_on_leads_elsewhere(
    layer: str, has_labels: bool, hidden: bool
) -> None:
    found = why_empty(ExploreChoices(layer), ACTS if has_labels else [], LAYERS, hidden)
    assert found.said.endswith(".") and not {"{", "}"} & set(found.said)
    assert bool(found.layer) <= bool(found.way_on)
    assert found.layer != layer, "the button leads to what is shown already"
    assert found.way_on or found.keys, "nothing is said that would help"


def test_each_reason_is_told_by_its_own_words() -> None:
    everything = [
        why_empty(ExploreChoices(GOLD), [], LAYERS, False),
        why_empty(ExploreChoices(GOLD, actor="France"), ACTS, LAYERS, True),
        *(why_empty(ExploreChoices(layer), ACTS, LAYERS, False) for layer in (GOLD, ALL_CODERS, "ana")),
    ]
    assert len({found.said for found in everything}) == len(everything)
    assert everything[0].said.startswith("There is nothing in gold yet;")
    assert everything[1].way_on == "Show all acts" and everything[1].layer == ""
    assert everything[4].said == "Ana has coded no act yet."


def test_a_key_is_named_as_it_is_now() -> None:
    found = why_empty(ExploreChoices(ALL_CODERS), ACTS, LAYERS, False)
    assert "(Ctrl+2)" in found.said
    put_in_force(keys_in_force({"view.code": "F9"}))
    try:
        assert "(F9)" in found.said and "Ctrl+2" not in found.said
    finally:
        put_in_force(None)
