"""What must hold of every revert, whatever was done before: for the machine that plays the users."""

import json
from typing import Any

from annotator.model.errors import UndoBlocked, UserError
from annotator.operations.people import roles
from annotator.operations.project import reverting
from annotator.operations.project.reverting import RevertPlan
from annotator.store.project import Project
from annotator.store.schema.tables import Table

Rows = dict[tuple[str, str], dict[str, Any]]


def rows(project: Project) -> Rows:
    """Return all journaled rows, by table and id; what is not shown, since something was removed, among them."""
    hidden = project._connection.execute("SELECT table_name, row, content FROM hidden")
    found: Rows = {(table, row): json.loads(content) for table, row, content in hidden}
    for table in Table:
        cursor = project._connection.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        found |= {(str(table), row["id"]): row for row in (dict(zip(columns, one, strict=True)) for one in cursor)}
    return found


def states(project: Project) -> list[Any]:
    """Return which steps stand, and what took back those that do not."""
    return project._connection.execute(
        "SELECT number, state, iif(state = 'done', 0, target) FROM steps WHERE kind = 'do' ORDER BY number"
    ).fetchall()


def replayed(project: Project) -> Rows:
    """Return the rows that the steps which stand make, one after another, as though the others had never been."""
    changes = project._connection.execute(
        "SELECT table_name, row, after FROM changes JOIN steps ON steps.number = step WHERE kind = 'do'"
        " AND target IS NULL AND verb <> 'revert' ORDER BY step, changes.number"
    )
    found: Rows = {}
    for table, row, after in changes:
        if after is None:
            del found[table, row]
        else:
            found[table, row] = json.loads(after)
    return found


def agreed(project: Project, number: int) -> RevertPlan | None:
    """Return what reverting a step would take back, its owner, or who leads, at the desk; None: nobody may."""
    owners = reverting.owners_of(project, reverting.plan(project, number).steps)
    if len(owners) == 1:
        (project.person,) = owners
    elif not owners:  # what is shared is taken back by who leads, at first the first one
        project.person = next((coder.id for coder in roles.leads(project.coders.all())), None)
    found = reverting.plan(project, number)
    assert not (len(owners) > 1 and not found.refusal)
    return None if found.refusal else found


def revert_and_look(project: Project, number: int) -> bool:
    """Revert a step, and hold the file against what must be true of it; undo that and do it again.

    Return whether it was done.
    """
    before, stood = rows(project), states(project)
    if (found := agreed(project, number)) is None:
        assert rows(project) == before
        return False
    try:
        reverting.revert(project, number, found.steps)
    except UserError:
        assert rows(project) == before and states(project) == stood
        return False
    after, standing = rows(project), states(project)
    assert after == replayed(project)
    assert project.check() == []
    touched = {row: project.reverting._ends(*changes)[0] for row, changes in found.standing.rows.items()}
    for row in before.keys() | after.keys():
        wanted = touched[row] if row in touched else json.dumps(before.get(row))
        assert after.get(row) == (json.loads(wanted) if wanted else None), row
    project.undo()
    assert rows(project) == before
    assert states(project)[:-1] == without_redo(stood, states(project))
    project.redo()
    assert rows(project) == after and states(project) == standing
    return True


def without_redo(before: list[Any], after: list[Any]) -> list[Any]:
    """Return what stood, but that whoever does something new has nothing more to do again."""
    now = {number: state for number, state, _ in after}
    return [
        (number, "dropped" if state == "undone" and now[number] == "dropped" else state, target)
        for number, state, target in before
    ]


def undo_is_the_revert_of_the_latest(project: Project) -> None:
    """Take the latest step that stands back by undo, then by revert: the rows are the same."""
    query = "SELECT max(number) FROM steps WHERE state = 'done' AND kind = 'do'"
    (number,) = project._connection.execute(query).fetchone()
    step = project.journal.get(number)
    if step is None:
        return
    project.journal.person = step.person
    try:
        project.undo()
    except UndoBlocked:
        return
    undone = rows(project)
    project.redo()
    found = reverting.plan(project, number)
    assert found.steps == (number,)
    project.reverting.revert(reverting.verb_of(found), found.standing)
    assert rows(project) == undone
    project.undo()
