"""Adjudicating without names: whether whoever decides sees which coder said what. It is a choice of the project.

It belongs to how the gold came about, so it holds for all who adjudicate, and the history says when it was chosen.
"""

from annotator.model.verbs.gold import AdjudicateWithoutNames
from annotator.store.project import Project


def are_names_hidden(project: Project) -> bool:
    """Whether coders are called A, B … while adjudicating, in another order for each case."""
    return project.settings.get().adjudicate_without_names


def hide_names(project: Project, on: bool) -> None:
    """Choose it for the whole project, or take it back."""
    with project.transact(AdjudicateWithoutNames(on=on)):
        if on != are_names_hidden(project):
            project.settings.put(adjudicate_without_names=on)
