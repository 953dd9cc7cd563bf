"""In which texts a coder counts: the one rule, for agreement, bias, models, plans, likely errors, policies and reports.

A coder counts in the texts that they have called done. Whoever has called none done counts in none, since one act in a
text is no silence about the rest of it; but for two who cannot have said more: all of them where nobody in the project
has called a text done, and whoever never coded here, whose codings came by an import in which nothing is called done.
These count in all that they have begun. So it hangs on nobody else who is compared.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from annotator.model.coder import Layer, LayerKind, State
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.removal import RemovedKind
from annotator.store.project import Project
from annotator.sync.activity import CODING, timed_acts
from annotator.sync.following import MergeMark, followed


@dataclass(frozen=True, slots=True)
class TakenTexts:
    """`asked`: the layers asked for; `layers`: those of them that are compared; `said`: in which texts."""

    asked: tuple[Layer, ...]
    layers: tuple[Layer, ...]
    said: ComparedTexts
    _texts: Mapping[LayerId, Set[DocumentId]]

    def counts(self, layer: LayerId, document: DocumentId) -> bool:
        """Whether a coder's layer counts in a document."""
        return document in self._texts.get(layer, ())

    def among(self, document: DocumentId) -> set[LayerId]:
        """Return the coders' layers that count in a document."""
        return {layer for layer, texts in self._texts.items() if document in texts}


def taken_texts(
    project: Project, layers: Sequence[Layer], begun_too: bool = False, documents: Collection[DocumentId] = ()
) -> TakenTexts:
    """Return in which texts layers count; gold is compared, and its texts are no matter of this rule.

    `begun_too`: also in those that are begun and not done. `documents`: what is left out is counted in these alone,
    none being all. Whoever counts in no text, for being nowhere done, is not compared, where two others are.
    """
    has_done = project.assignments.done_layers()
    texts: dict[LayerId, Set[DocumentId]] = {}
    left: dict[str, int] = {}
    untold: list[str] = []
    unfinished: set[LayerId] = set()
    there = {info.id for info in project.documents.all()}
    looked_at = there.intersection(documents) if documents else there
    for layer in layers:
        if layer.kind is not LayerKind.CODER:
            continue
        states = project.assignments.states(layer.id)
        done, begun = ({one for one, is_at in states.items() if is_at is state} for state in (State.DONE, State.BEGUN))
        if not begun or begun_too:
            taken = done | begun
        elif layer.id not in has_done and (not has_done or not _codes_here(project, layer)):
            taken = begun
            untold.append(layer.id)
        else:
            taken = done
            unfinished.update([layer.id] if layer.id not in has_done else ())
            if count := len(begun & looked_at):
                left[layer.id] = count
        texts[layer.id] = taken
    compared = tuple(layer for layer in layers if layer.id not in unfinished)
    said = ComparedTexts(begun_too, left, tuple(untold), bool(untold) and not has_done)
    return TakenTexts(tuple(layers), compared if len(compared) > 1 else tuple(layers), said, texts)


def _codes_here(project: Project, layer: Layer) -> bool:
    """Whether a layer is somebody's who works with this program: who was given texts, or has coded, here or in a copy.

    What a copy did is read from the chain, which is the same in all copies; files of before it have steps alone.
    """
    if project.assignments.has_given(layer.id) or project.recode_samples.of_layer(layer.id) is not None:
        return True
    people = _entries_of(project, layer.coder) if layer.coder is not None else set[str]()
    if any(project.journal.has_done(CODING, person) for person in people):
        return True
    channels = {f"coder/{person}" for person in people}
    return next(timed_acts(project.strands.as_delivery(channels.__contains__).strands()), None) is not None


def _entries_of(project: Project, coder: CoderId) -> set[str]:
    """Return the ids of a coder, with those of entries that turned out to be the same person."""
    marks = project.removals.marks(RemovedKind.CODER)
    same = followed(MergeMark((0, one.time, one.id), one.target, one.successor or "") for one in marks)
    return {coder, *(old for old, new in same.items() if new == coder)}
