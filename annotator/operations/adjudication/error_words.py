"""What looks wrong and why, in words: one wording for the window and the command line."""

from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.adjudication.likely_errors import LikelyError, Of
from annotator.store.project import Project


class ErrorWords:
    """Knows how labels, attributes and roles are called."""

    def __init__(self, project: Project) -> None:
        self._labels = {label.id: label for label in project.codebook.labels}

    def label(self, id: str) -> str:
        """Return the name of a label."""
        return next((label.name for known, label in self._labels.items() if known == id), id)

    def what(self, error: LikelyError) -> str:
        """Return what it is: “Ana: Warning”, “gold: Warning”, “nothing in gold”."""
        if error.of is Of.REJECTED:
            return "nothing in gold"
        who = "gold" if error.of is Of.GOLD else isolated(error.layer)
        return f"{who}: {self.label(error.span.label)}"

    def why(self, error: LikelyError) -> str:
        """Return why it looks wrong, as one or two sentences."""
        return " ".join(sentence for sentence in (self._by_model(error), self._by_like(error)) if sentence)

    def _by_model(self, error: LikelyError) -> str:
        against, part, label = error.suspicion.against, error.suspicion.part, self.label(error.span.label)
        if error.of is Of.REJECTED:
            return f"It is {label} with {_probability(against)}."
        if against < 0.01:
            return ""
        what = self._part(error.span.label, part) if part else label
        return f"{what} is right with {_probability(1 - against)}."

    def _by_like(self, error: LikelyError) -> str:
        like = error.suspicion.like
        if not like.suspicion:
            return ""
        has, are = one_or_many(like.usual, "has", "have"), one_or_many(like.usual, "is", "are")
        usual = f"{has} no label" if like.label is None else f"{are} {self.label(str(like.label))}"
        others = counted(like.others, "passage", "passages")
        own = self.label(error.span.label)
        return f"Of {others} of like words {like.usual} {usual}, {like.same} {own} (entropy {like.entropy:.2f})."

    def _part(self, label: str, part: str) -> str:
        known = next((one for id, one in self._labels.items() if id == label), None)
        names: dict[str, str] = {}
        if known is not None:
            names = {**{role.id: role.name for role in known.roles}, **{one.id: one.name for one in known.attributes}}
        return names.get(part, part.capitalize())


def _probability(share: float) -> str:
    """Return a probability in words; what a model thinks is never quite impossible, nor certain."""
    if share < 0.005:
        return "a probability of less than 0.01"
    return "a probability of more than 0.99" if share >= 0.995 else f"a probability of {share:.2f}"
