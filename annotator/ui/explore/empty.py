"""What is said where there is nothing to count, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.ui.commands.key_names import key_of
from annotator.ui.explore.choices import ALL_CODERS, GOLD, ExploreChoices, layer_options


@dataclass(frozen=True, slots=True)
class EmptyExplore:
    """Sentences, and a way on: the words of a button, empty for none. `layer`: what it chooses, empty for all acts.

    `keys`: the commands whose keys stand at the braces of `text`.
    """

    text: str
    way_on: str = ""
    layer: str = ""
    keys: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The sentences, with the keys as they are now."""
        return self.text.format(*map(key_of, self.keys)) if self.keys else self.text


def why_empty(
    choices: ExploreChoices, labels: Sequence[Label], layers: Sequence[Layer], acts_in_layer: bool, coded: bool = False
) -> EmptyExplore:
    """Return why nothing is counted. `labels`: those that are acts; `acts_in_layer`: whether the filters hide some.

    `coded`: whether there are codings of other labels, which the view Labels counts.
    """
    what = "an act" if labels else "anything"
    if acts_in_layer:
        what, every = ("No act", "acts") if labels else ("No coding", "codings")
        return EmptyExplore(f"{what} fits these filters.", f"Show all {every}")
    if choices.layer == GOLD:
        return EmptyExplore(
            f"There {'are no acts' if labels else 'is nothing'} in gold yet; adjudicate what the coders marked ({{}}),"
            " or look at what they coded.",
            "Look at all coders",
            ALL_CODERS,
            ("view.adjudicate",),
        )
    if choices.layer == ALL_CODERS:
        return EmptyExplore(f"Nobody has coded {what} yet; code in the workspace Code ({{}}).", keys=("view.code",))
    name = dict(layer_options(layers)).get(choices.layer, "This coder")
    nothing = "no act" if labels else "nothing"
    also = " What else is coded stands under Labels." if coded else ""
    return EmptyExplore(f"{name} has coded {nothing} yet.{also}", "Look at gold", GOLD)
