"""What is said where there are no numbers and what would help, or where they do not stand yet."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.wording import word_list
from annotator.ui.agreement.choices import StudyChoices
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.commands.key_names import key_of


class WayOn(StrEnum):
    """What the button of the empty page does, in its words."""

    NONE = ""
    AGAIN = "Calculate again"
    ALL = "Compare all"
    BEGUN = "Compare begun texts too"
    SAMPLES = "Compare the re-code sample too"


@dataclass(frozen=True, slots=True)
class EmptyAgreement:
    """Sentences, and a way on. `keys`: the commands whose keys stand at the braces of `text`."""

    text: str
    way_on: WayOn = WayOn.NONE
    keys: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The sentences, with the keys as they are now."""
        return self.text.format(*map(key_of, self.keys)) if self.keys else self.text


CALCULATING = EmptyAgreement("Calculating…")
STOPPED = EmptyAgreement("The calculation was stopped before there were any numbers.", WayOn.AGAIN)
FAILED = EmptyAgreement("The numbers could not be calculated; the message below says why.", WayOn.AGAIN)

EARLY = "Gamma and the number of words are still being found."
OUT_OF_DATE = "The project has changed since: these numbers are out of date, and will be calculated again in a moment."
OLD = "These numbers are out of date: calculating them again did not finish."
"""How numbers that are shown stand."""


def why_empty(found: StudyView, choices: StudyChoices) -> EmptyAgreement | None:
    """Return why there are no numbers, None where there are some."""
    stock = found.stock
    if not stock.documents:
        return EmptyAgreement("There are no documents in this project yet; import some ({}).", keys=("project.import",))
    if not stock.labels:
        return EmptyAgreement("The codebook has no label yet; {} shows it.", keys=("project.codebook",))
    if not stock.begun:
        return EmptyAgreement("Nobody has coded anything yet; code in the workspace Code ({}).", keys=("view.code",))
    if len(stock.begun) == 1 and len(found.layers) < 2:
        return EmptyAgreement(
            f"Only {stock.begun[0].name} has coded so far. Agreement needs two coders of the same documents, or a "
            "second layer of one coder."
        )
    if len(found.layers) < 2 and not choices.layers:
        name = found.layers[0].name if found.layers else "Nobody"
        return EmptyAgreement(
            f"Only {name} has coded so far, and once more in a re-code sample; to compare the two shows stability.",
            WayOn.SAMPLES,
        )
    if len(found.layers) < 2:
        return EmptyAgreement("Fewer than two of the chosen coders are left in the project.", WayOn.ALL)
    texts = found.texts
    if (found.study is None or found.study.compared == 0) and texts.left_out:
        return EmptyAgreement(f"No document here was marked as done by two coders. {texts.sentence}", WayOn.BEGUN)
    if found.study is None or found.study.compared == 0:
        names = word_list(layer.name for layer in found.layers)
        way = WayOn.ALL if choices.narrows else WayOn.NONE
        return EmptyAgreement(f"No document here was coded by two of {names}, so there is nothing to compare.", way)
    return None
