"""What is said where there is nothing to count, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.ui.explore.choices import ALL_CODERS, GOLD, Choices, layer_options


@dataclass(frozen=True, slots=True)
class Empty:
    """Sentences, and a way on: the words of a button, empty for none. `layer`: what it chooses, empty for all acts."""

    text: str
    way_on: str = ""
    layer: str = ""


def why_empty(choices: Choices, labels: Sequence[Label], layers: Sequence[Layer], acts_in_layer: bool) -> Empty:
    """Return why no act is counted. `labels`: those that are acts; `acts_in_layer`: whether the filters hide some."""
    if not labels:
        return Empty(
            "No label of the codebook is an act yet. A label becomes one by its roles, such as speaker and addressee;"
            " Ctrl+B shows the codebook."
        )
    if acts_in_layer:
        return Empty("No act fits these filters.", "Show all acts")
    if choices.layer == GOLD:
        return Empty(
            "There are no acts in gold yet; adjudicate what the coders marked (Ctrl+2), or look at what they coded.",
            "Look at all coders",
            ALL_CODERS,
        )
    if choices.layer == ALL_CODERS:
        return Empty("Nobody has coded an act yet; code some in the workspace Code (Ctrl+1).")
    name = dict(layer_options(layers)).get(choices.layer, "This coder")
    return Empty(f"{name} has coded no act yet.", "Look at gold", GOLD)
