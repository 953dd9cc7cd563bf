"""Adjudicating without names: whether whoever decides sees which coder said what. It is a choice of the project.

It belongs to how the gold came about, so it holds for all who adjudicate, and the history says when it was chosen.
After the last decision names do no harm any more; a project may say that they never come.
"""

from annotator.model.settings import ProjectSettings
from annotator.model.verbs.gold import AdjudicateWithoutNames, ShowNamesAtTheEnd
from annotator.store.project import Project


def are_names_hidden(project: Project) -> bool:
    """Whether coders are called A, B … while a case is open, in another order for each case."""
    return project.settings.get().adjudicate_without_names


def come_at_the_end(project: Project) -> bool:
    """Whether names that are hidden come after the last decision."""
    return project.settings.get().names_after_last_decision


def hidden_now(settings: ProjectSettings, all_decided: bool) -> bool:
    """Whether names are hidden now; `all_decided`: every case between all coders is decided."""
    return settings.adjudicate_without_names and not (all_decided and settings.names_after_last_decision)


def hide_names(project: Project, on: bool) -> None:
    """Choose it for the whole project, or take it back."""
    with project.transact(AdjudicateWithoutNames(on=on)):
        if on != are_names_hidden(project):
            project.settings.put(adjudicate_without_names=on)


def show_at_the_end(project: Project, on: bool) -> None:
    """Say for the whole project whether names come after the last decision, or never."""
    with project.transact(ShowNamesAtTheEnd(on=on)):
        if on != come_at_the_end(project):
            project.settings.put(names_after_last_decision=on)
