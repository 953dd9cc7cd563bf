"""What came of taking a bundle into a project, in counts and in sentences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.ids import CoderId, LabelId
from annotator.model.wording import counted
from annotator.operations.exchange.delivery import LayerUpdate
from annotator.operations.exchange.left_out import CountedByName
from annotator.operations.exchange.origins import ForeignOrigin


@dataclass(slots=True)
class ImportOutcome:
    """What came of it. `known` spans were in the project already; `differing` ones too, but say other things.

    `filled`: links whose slot another party has in the project; `unfit`: those for which their label has no slot.
    `said`: what came of the codebook. `of_others`: how many spans are new in layers that were here already and belong
    to others than the coder at the desk, by the layers' names. `updates`: what layers that are delivered again have
    otherwise. `origin`: which labels and people of a bundle are which here, as it was seen before; `label_ids`,
    `coder_ids`: what theirs are called here since. `left_out`: sentences on codings
    that cannot stand here as they are. `apart`: what a coder's copy leaves out, or lies outside of what was given out;
    `kept_back`: so many codings more are left out there, by a rule of the codebook or for what is in the project.
    """

    documents: list[str]
    repeated: list[tuple[str, str]]
    coders: list[str]
    spans: int = 0
    known: int = 0
    differing: int = 0
    filled: int = 0
    unfit: int = 0
    said: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    updates: list[LayerUpdate] = field(default_factory=list)
    origin: ForeignOrigin | None = None
    label_ids: Mapping[str, LabelId] = field(default_factory=dict)
    coder_ids: Mapping[str, CoderId] = field(default_factory=dict)
    apart: list[CountedByName] = field(default_factory=list)
    kept_back: int = 0
    of_others: Counter[str] = field(default_factory=Counter)

    def lost(self, source: str) -> list[str]:
        """Return what does not come in as it stands in the source, as sentences."""
        said = []
        if self.differing:
            differing = counted(self.differing, "span is", "spans are")
            said.append(f"{source}: {differing} in the project with other content, which was kept.")
        if self.filled:
            said.append(f"{source}: slots that are filled otherwise in the project were kept: {self.filled}.")
        if self.unfit:
            said.append(f"{source}: parties for which the codebook has no such slot were left out: {self.unfit}.")
        return [*said, *(f"{source}: {sentence}" for sentence in self.left_out)]

    def notices(self, source: str) -> list[str]:
        """Return what the user should know, as sentences."""
        said = []
        if self.known:
            said.append(f"{source}: {counted(self.known, 'span is', 'spans are')} in the project already.")
        said += [*self.lost(source), *(f"{source}: {sentence}" for sentence in self.said)]
        said += [
            f"{source}: {counted(count, 'new span is', 'new spans are')} in the layer “{name}”, which is "
            "another coder’s."
            for name, count in self.of_others.items()
        ]
        return said
