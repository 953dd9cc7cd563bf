"""Reverting a step of the history with all that stands on it: what that is, who may, and doing it.

A coder's layer is reverted by its owner alone. What is shared (documents, codebook, register, gold, people) is reverted
by whoever may take it back by `roles.why_not_revert`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.coder import LayerKind
from annotator.model.errors import NotAllowed, NotFound, UndoBlocked
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.verbs.reverting import Revert, StepNumber
from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Told, Verb
from annotator.model.wording import counted
from annotator.operations.actors.actors import must_be_sound
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.people import roles
from annotator.operations.progress import Progress, silent
from annotator.operations.project import history
from annotator.store.history.standing_on import StandingOn
from annotator.store.history.steps import Step
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_SOME = 500
_NOTHING_LEFT = "Nothing is left of this step to revert: later ones did away with what it did."
_FROM_ELSEWHERE = "What came from another copy is reverted there, by whoever did it, and comes from there."
_ERASED = "What this step did was erased for good, so that nothing can bring it back or take it away."


@dataclass(frozen=True, slots=True)
class RevertPlan:
    """What reverting a step would take back. `step`: that step; `standing`: it with all that stands on it.

    `refusal`: why whoever asks may not, a sentence; empty where they may.
    """

    step: Step
    standing: StandingOn
    refusal: str = ""

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of the steps that go, the one that was asked for first."""
        return tuple(self.standing.steps)


def plan(project: Project, number: int, progress: Progress = silent) -> RevertPlan:
    """Return what reverting a step would take back, for the project's person; `refusal` says why they may not.

    Raises `NotFound` where there is no such step.
    """
    step = project.journal.get(number)
    if step is None:
        raise NotFound(f"There is no step {number:,} in the history.")
    if problem := _why_never(step) if not project.erasures.has_taken_from(number) else _ERASED:
        return RevertPlan(step, StandingOn([number]), problem)
    standing = project.reverting.standing_on(number, lambda: progress(0, 0, "Looking for what stands on it…"))
    problem = why_not(project, standing.steps, project.person)
    if not problem and not project.reverting.changes(standing):
        problem = _FROM_ELSEWHERE if isinstance(step.verb, TakeIn) else _NOTHING_LEFT
    return RevertPlan(step, standing, problem)


def revert(project: Project, number: int, agreed: Sequence[int], progress: Progress = silent) -> int:
    """Take a step back, with all that stands on it, in one step of its own; return how many went.

    `agreed`: the numbers of the steps that go, as `plan` said. Raises `NotAllowed` where others go by now, or whoever
    asks may not; `UndoBlocked` where what would be there does not fit what is there. All is then as it was.
    """
    found = plan(project, number, progress)
    if found.refusal:
        raise NotAllowed(found.refusal)
    if found.steps != tuple(agreed):
        raise NotAllowed("The project has changed since you looked; look again at what goes with this step.")
    actors = seen_actors(project) if _touches(found.standing, Table.ACTORS) else None

    def sound() -> None:
        if actors is not None:
            must_be_sound(actors, seen_actors(project))

    try:
        project.reverting.revert(verb_of(found), found.standing, sound)
    except UndoBlocked as error:
        raise UndoBlocked(error.problem, f"“{history.sentence(project, found.step.verb)}”") from error
    return len(found.steps)


def verb_of(found: RevertPlan) -> Revert:
    """Return what doing it is called in the history."""
    return Revert(
        steps=tuple(map(StepNumber, found.steps)),
        set_aside=tuple(map(StepNumber, found.standing.reverts)),
        documents=tuple(map(DocumentId, found.step.verb.ids(DocumentId))),
        spans=found.step.verb.passages[:1],
    )


def why_not(project: Project, steps: Sequence[int], person: CoderId | None) -> str:
    """Return why a person may not revert these steps together, in a sentence; empty where they may."""
    others = sorted(owners_of(project, steps) - {person})
    if not others:
        return _why_not_by_role(project, steps, person)
    names = history.Names(project)
    named = " and ".join(names.of(CoderId, other) for other in others[:3])
    more = f" and {counted(len(others) - 3, 'other coder', 'other coders')}" if len(others) > 3 else ""
    whose = f"{named}{more}"
    if len(steps) == 1:
        return f"This was done in the layer of {whose}, which its owner alone reverts; ask them to."
    return f"Among these steps are some in the layer of {whose}, which its owner alone reverts; ask them to."


def _why_not_by_role(project: Project, steps: Sequence[int], person: CoderId | None) -> str:
    asked: set[tuple[type[Verb], str]] = set()
    for first in range(0, len(steps), _SOME):
        found = project.journal.get_many(steps[first : first + _SOME])
        for step in (one for each in found.values() for one in (each, *_reverted(project, each))):
            # The answer hangs on nothing else.
            key = type(step.verb), step.person
            if key not in asked and (problem := roles.why_not_revert(project, step, person)):
                return problem
            asked.add(key)
    return ""


def _reverted(project: Project, step: Step) -> list[Step]:
    """Return the steps that a step took back, none where it is no revert; those of a damaged file may be any."""
    found = project.journal.get_many(step.verb.steps) if isinstance(step.verb, Revert) else {}
    return [one for one in found.values() if one.number < step.number and not isinstance(one.verb, Revert)]


def owners_of(project: Project, steps: Sequence[int]) -> set[CoderId]:
    """Return the coders in whose layers some of these steps were done."""
    layers: set[str] = set()
    for first in range(0, len(steps), _SOME):
        found = project.journal.get_many(steps[first : first + _SOME])
        layers.update(layer for step in found.values() for layer in _layers_of(project, step))
    coders = project.layers.last_values(("coder", "kind"), sorted(layers))
    return {CoderId(coder) for coder, kind in coders.values() if coder and kind == LayerKind.CODER}


def _layers_of(project: Project, step: Step) -> Iterable[str]:
    verb = step.verb
    if isinstance(verb, Revert):
        reverted = project.journal.get_many(verb.steps)
        return {layer for one in reverted.values() if one.number < step.number for layer in _layers_of(project, one)}
    if isinstance(verb, Told):
        # What an older version did, or a newer one: its rows tell.
        return project.journal.layers_in(step.number)
    return verb.ids(LayerId) if verb.is_coding else ()


def _touches(standing: StandingOn, table: Table) -> bool:
    return any(one == table for one, _ in standing.rows)


def _why_never(step: Step) -> str:
    if step.kind != "do":
        return f"This step is itself {'an undo' if step.kind == 'undo' else 'a redo'}; revert the step that it is of."
    if step.verb.is_noted:
        return "This step changed nothing, so there is nothing to revert."
    if step.state == "undone" or step.was_taken_back:
        return "This step was taken back already."
    if step.state == "dropped":
        return "The beginning of a project cannot be reverted."
    return ""
