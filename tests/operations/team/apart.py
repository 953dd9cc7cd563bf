"""A project that two people who lead wrote apart: what the other said of a row came in without having been seen."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.ids import ActorId
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.people import people
from annotator.operations.team import conflicts
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.taking.taking import Taking
from annotator.sync.delivery import Conflict
from tests.store.chain.foreign import tip_of, write_apart
from tests.ui.windows import make_project

GROUP = ActorId("contact-group")


def two_leads(path: Path) -> Project:
    """Open a project of Lea and Dana, who both lead, and of Ana, who codes; there is an actor. Lea is at work."""
    project = Project.open(make_project(path, coders=["Lea", "Dana", "Ana"]))
    lea, dana, _ = project.coders.all()
    project.person = lea.id
    people.set_roles(project, dana.id, [TeamRole.LEAD])
    actors.add(project, Actor(id=GROUP, name="Contact Group", kind=ActorKind.GROUP))
    return project


def said_by_dana(
    project: Project, table: Table, row: str, hers: Mapping[str, Any], ours: Mapping[str, Any], clock: int = 1_000
) -> None:
    """Let Dana have written columns of a row elsewhere, and whoever is at work others, from one state of it."""
    sitting, counter, _ = tip_of(project, table, row)
    with project.transact(Told(sentence="Changed here")):
        project.decided_rows.write(table, row, ours)
    dana = project.coders.all()[1].id
    write_apart(project, table, row, hers, (sitting, counter), dana, clock)


def decide_all(project: Project, letters: Sequence[int]) -> None:
    """Decide what is listed, one after the other, as `letters` fall; each is listed no more once it is decided."""
    for number in range(60):
        found = conflicts.listed(project)
        if not found:
            break
        conflict = found[letters[number % len(letters)] % len(found)]
        choice = conflict.choices[letters[(number + 1) % len(letters)] % len(conflict.choices)]
        conflicts.decide(project, conflict.key, choice.letter)
        assert conflict.key not in {each.key for each in conflicts.listed(project)}, choice


def let_be_open(monkeypatch: pytest.MonkeyPatch, *some: Conflict) -> None:
    """Let these conflicts be open in whatever project."""
    monkeypatch.setattr(Taking, "conflicts", lambda self: list(some))
