"""While a step is open it may be given facts, and says what it has added."""

from pathlib import Path

import pytest

from annotator.model.verbs.project import AddDocuments, ChangeMetadata
from annotator.model.verbs.verb import Told
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_a_part_of_a_step_leaves_the_step_its_verb(desk: Desk) -> None:
    outer = ChangeMetadata(document=desk.documents[0].id)
    with desk.project.transact(outer) as step:
        desk.code("urged China")
        with desk.project.transact(Told(sentence="Part")) as part:
            desk.code("undertook", "commitment")
            part.verb = Told(sentence="Still a part")
        assert len(step.new(Table.SPANS)) == len(part.new(Table.SPANS)) == 2 and step.new(Table.LINKS) == ()
    assert [one.verb for one in desk.project.history(1)] == [outer]


def test_a_step_may_get_facts_while_it_is_open_and_listeners_hear_them(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.project.subscribe(heard.append)
    with desk.project.transact(AddDocuments()) as step:
        desk.code("urged China")
        step.verb = AddDocuments(documents=(desk.documents[0].id,))
    assert heard[0].verb == step.verb == desk.project.history(1)[0].verb
    undone = desk.project.undo()
    assert undone is not None and undone.verb == step.verb == desk.project.history(1)[0].verb
