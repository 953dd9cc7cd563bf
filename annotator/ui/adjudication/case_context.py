"""What is read from the project for what is shown: who is named, whose letters count, whether gold is still there."""

from collections.abc import Callable, Mapping, Sequence

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Settled
from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.decision import Decision
from annotator.model.ids import ActorId
from annotator.model.span import Span
from annotator.store.project import Project
from annotator.ui.adjudication.at_hand import GoldAtHand
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.coder_letters import CoderLetters


def context_of(
    project: Project, labels: Mapping[str, Label], actors: Sequence[ActorId], coder_letters: CoderLetters
) -> CaseContext:
    """Return what words are made of; `actors`: those that are named, as a register may hold thousands."""
    register: dict[ActorId, Actor] = {actor.id: actor for actor in project.actors.get_many(actors)}
    people: dict[str, str] = {one.id: one.name for one in project.coders.all()}
    return CaseContext(labels, register, people, coder_letters, project.codebooks.names())


def place_of(project: Project, document: str) -> int:
    """Return the place of a document in the list of all."""
    return next((place for place, info in enumerate(project.documents.all()) if info.id == document), 0)


def letters_of_gold(
    project: Project, decision: Decision, coder_letters: CoderLetters, case_of: Callable[[str], Settled | None]
) -> tuple[CoderLetters, str]:
    """Return how the coders of a decision are called, and the key of the case whose letters they have.

    Where names are hidden, a letter must be the same coder's as in the lanes, and as in the case of which this became
    gold: `coder_letters` are those of the desk, `case_of` finds the case of a span.
    """
    ids = {span.layer for span in decision.candidates} | set(decision.absent)
    stood = (case_of(span.id) for span in decision.candidates)
    key = next((one.case.key for one in stood if one is not None), decision.id)
    return coder_letters if coder_letters.names_hidden else CoderLetters(
        tuple(one for one in project.layers.all() if one.id in ids)
    ), key


def gold_of(project: Project, looked_at: GoldAtHand) -> list[Span]:
    """Return all that became gold by the decision about a gold span, that span first."""
    spans = project.spans.get_many(looked_at.decision.gold)
    return sorted(spans, key=lambda span: span.id != looked_at.span.id)


def still_gold(project: Project, looked_at: GoldAtHand) -> GoldAtHand | None:
    """Return a gold span and its decision as they are now, or None where one of them is gone."""
    gold, decision = looked_at.span, looked_at.decision
    spans, made = project.spans.get_many([gold.id]), project.decisions.get_many([decision.id])
    is_there = bool(spans and made and gold.id in made[0].gold)
    return GoldAtHand(spans[0], made[0]) if is_there else None


def marked_in(case: Case, coder_letters: CoderLetters, candidate: int) -> Span | None:
    """Return the candidate of a case that is marked, by its number in the order of the letters.

    None while others are being compared, where there may be none; beyond the last it is the last.
    """
    ordered = coder_letters.ordered_layers(case.key)
    spans = [span for layer in ordered if (span := case.of(layer.id)) is not None]
    return spans[min(candidate, len(spans) - 1)] if spans else None
