"""The codebook, and its labels with their codings. `version`: the number of the version that came of it."""

from annotator.model.ids import DecisionId, DocumentId, LabelId
from annotator.model.verbs.project import Rename
from annotator.model.verbs.verb import Verb


class ChangeCodebook(Verb):
    """Another codebook was saved."""

    version: int


class TakeOverCodebook(Verb):
    """The codebook of another copy of the project became the one in force."""

    version: int


class MakeExample(Verb):
    """What was decided of a case became an example of labels."""

    document: DocumentId
    decision: DecisionId
    labels: tuple[LabelId, ...]
    version: int = 0


class AtLabel(Verb):
    """Something done to a label."""

    label: LabelId
    version: int = 0


class RenameLabel(AtLabel, Rename):
    """A label got another name."""


class RetireLabel(AtLabel):
    """Nobody codes with a label any more."""


class BringBackLabel(AtLabel):
    """A retired label is coded with again."""


class RemoveLabel(AtLabel):
    """A label was removed, with so many codings in all layers."""

    spans: int = 0


class MoveLabel(AtLabel):
    """A label got another place: under `parent`, or at the top."""

    parent: LabelId | None = None


class MergeLabels(AtLabel):
    """Others became one with a label. `spans` and `decisions`: how many follow it."""

    others: tuple[LabelId, ...]
    spans: int
    decisions: int


class SplitLabel(AtLabel):
    """Some of the spans of a label went to new labels. `spans` and `decisions`: how many."""

    parts: tuple[LabelId, ...]
    spans: int
    decisions: int
