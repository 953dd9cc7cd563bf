"""What one may choose to see, and what was chosen; pure values."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from annotator.acts.acts import forces_of
from annotator.acts.days import ALL_DAYS, days_in
from annotator.acts.label_counts import BY_CODER, BY_DOCUMENT, METADATA
from annotator.acts.series import APART, FITTING, ActEvent, Filter
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.wording import counted

GOLD, ALL_CODERS = "gold", "coders"
NO_FORCE = ""
"""Chosen as a force: the acts that were given none."""
_NOTHING = frozenset({"\0"})
"""A set that keeps no event: an empty one would keep all."""


@dataclass(frozen=True, slots=True)
class ExploreChoices:
    """What is to be counted. `layer`: gold, coders, or the id of a layer.

    `labels`: None for all; `force`: None for any. `expand`: groups by their members. `by_state`: offices and who holds
    them as their state. `period`: week, month, year, or what fits. `by`: what has a row where labels are counted.
    `all_names`: also those that are counted together otherwise. `document`: the id of one, which is called `title`;
    `members`: the documents of a set that was chosen in the place of one. `when`: a day, a month, a year of the
    documents, or from one to another; an empty text for all.
    """

    layer: str = GOLD
    labels: frozenset[str] | None = None
    force: str | None = None
    actor: str = ""
    expand: bool = False
    by_state: bool = False
    period: str = FITTING
    by: str = BY_DOCUMENT
    all_names: bool = False
    document: str = ""
    title: str = ""
    when: str = ""
    members: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        """Whether some acts of the layer are left out."""
        return self.labels is not None or self.force is not None or bool(self.actor) or self.narrows_documents

    @property
    def narrows_documents(self) -> bool:
        """Whether some documents are left out."""
        return bool(self.document or self.when)

    def filter(self, layers: Iterable[Layer], labels: Sequence[Label]) -> Filter:
        """Return the filter that keeps what was chosen. `labels`: those of which there is a choice."""
        names = frozenset(label.name for label in labels)
        forces = frozenset() if self.force is None else names if self.force == NO_FORCE else frozenset({self.force})
        return Filter(
            labels=(frozenset(label.id for label in labels) if self.labels is None else self.labels) or _NOTHING,
            forces=forces,
            actor=self.actor,
            layers=frozenset(layer.id for layer in layers if self._takes(layer)) or _NOTHING,
            document="" if self.members else self.document,
            days=days_in(self.when) or ALL_DAYS,
            documents=self.members,
        )

    def of_layer(self, layers: Iterable[Layer]) -> Filter:
        """Return the filter that keeps all that was coded in the layers and documents that were chosen."""
        taken = frozenset(layer.id for layer in layers if self._takes(layer)) or _NOTHING
        document = "" if self.members else self.document
        return Filter(layers=taken, document=document, days=days_in(self.when) or ALL_DAYS, documents=self.members)

    def _takes(self, layer: Layer) -> bool:
        if self.layer in (GOLD, ALL_CODERS):
            return layer.kind is (LayerKind.GOLD if self.layer == GOLD else LayerKind.CODER)
        return layer.id == self.layer


def act_labels(codebook: Codebook) -> list[Label]:
    """Return the labels that are acts, those that nobody codes with any more too."""
    return [label for label in codebook.labels if label.is_act]


def counted_layers(layers: Iterable[Layer]) -> list[Layer]:
    """Return the layers whose acts are counted: gold and the coders'."""
    return [layer for layer in layers if layer.kind in (LayerKind.GOLD, LayerKind.CODER)]


def layer_options(layers: Sequence[Layer], own: str = "") -> list[tuple[str, str]]:
    """Return what may be chosen as a layer, with its name; `own`: that of whoever is at the desk, which comes first."""
    coders = [(str(layer.id), layer.name) for layer in layers if layer.kind is LayerKind.CODER]
    mine = [(id, f"My own ({name})") for id, name in coders if id == own]
    return [*mine, (GOLD, "Gold"), (ALL_CODERS, "All coders"), *(each for each in coders if each[0] != own)]


def force_options(labels: Iterable[Label], used: Collection[str]) -> list[str]:
    """Return the forces that occur, from weak to strong and by label; last of all that some acts have none."""
    ladders = [force.values for label in labels for force in forces_of(label)]
    steps = list(dict.fromkeys(value for ladder in ladders for value in ladder if value in used))
    return [*steps, NO_FORCE] if set(used) - set(steps) else steps


def actor_names(events: Iterable[ActEvent]) -> list[str]:
    """Return who is a source or a target of an act, in order."""
    names = {name for event in events for name in (event.source, event.target)}
    return sorted(names - {*APART}, key=str.casefold)


def row_options(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return what may have a row where labels are counted. `keys`: of the documents' metadata."""
    return [(BY_DOCUMENT, "by document"), (BY_CODER, "by coder"), *((METADATA + key, f"by {key}") for key in keys)]


def coded_line(choices: ExploreChoices, layers: Sequence[Layer], codings: int) -> str:
    """Return in a line what is counted where labels are: “Gold · 124 codings of any label”."""
    layer = dict(layer_options(layers)).get(choices.layer, "")
    parts = [layer, f"{counted(codings, 'coding')} of any label", choices.title, choices.when]
    return " · ".join(part for part in parts if part)


def described(choices: ExploreChoices, layers: Sequence[Layer], labels: Sequence[Label], acts: int) -> str:
    """Return in a line what is counted: “Gold · 124 acts · Appeal, Warning · urges · France”."""
    names = dict(layer_options(layers))
    parts = [names.get(choices.layer, ""), counted(acts, "act")]
    if choices.labels is not None:
        parts.append(", ".join(label.name for label in labels if label.id in choices.labels))
    if choices.force is not None:
        parts.append(choices.force or "no force given")
    parts += [choices.actor, choices.title, choices.when]
    parts.append("groups by their members" if choices.expand else "")
    parts.append("offices counted for their state" if choices.by_state else "")
    return " · ".join(part for part in parts if part)
