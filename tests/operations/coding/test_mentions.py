"""Mentions of registered actors, offered and accepted."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Codebook
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate, mentions
from tests.operations.desks import BOOK, TEXT, Table, make_table, new_project


@pytest.fixture
def table(tmp_path: Path) -> Table:
    table = make_table(tmp_path)
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add(
            Actor(id=ActorId(id), name=name, kind=ActorKind.STATE) for id, name in (("fra", "France"), ("chn", "China"))
        )
    return table


def test_they_are_not_offered_until_the_project_says_so(table: Table) -> None:
    project = table.project
    assert not mentions.are_offered(project)
    mentions.offer(project, True)
    assert mentions.are_offered(project)
    project.undo()
    assert not mentions.are_offered(project)
    mentions.offer(project, True)
    mentions.offer(project, False)
    assert not mentions.are_offered(project)


def test_all_mentions_of_a_document_are_accepted_as_one_step(table: Table) -> None:
    project, layer = table.project, table.sit("Ana")
    found = mentions.finder(project).find(TEXT)
    steps = project.journal.count()
    made = mentions.accept(project, table.documents[0], layer.id, [(one, one.actors[0]) for one in found])
    assert [(span.quote, span.actor, span.label) for span in made] == [
        ("France", "fra", "actor"), ("China", "chn", "actor"),
    ]  # fmt: skip
    assert project.journal.count() == steps + 1
    project.undo()
    assert table.spans() == []


def test_a_mention_that_is_coded_already_gets_its_actor_and_keeps_it(table: Table) -> None:
    project, layer = table.project, table.sit("Ana")
    france = table.code("Ana", "actor", "France")
    found = mentions.finder(project).find(TEXT)
    made = mentions.accept(project, table.documents[0], layer.id, [(found[0], ActorId("fra"))])
    assert [(span.id, span.actor) for span in made] == [(france.id, "fra")]
    assert mentions.accept(project, table.documents[0], layer.id, [(found[0], ActorId("chn"))]) == []
    assert project.spans.get(france.id).actor == "fra", "what a coder said stays"


def test_nobody_accepts_for_another_coder_or_without_a_label_for_it(table: Table, tmp_path: Path) -> None:
    found = mentions.finder(table.project).find(TEXT)
    table.sit("Ben")
    with pytest.raises(NotAllowed, match="own coder alone"):
        mentions.accept(table.project, table.documents[0], table.layers["Ana"].id, [(found[0], found[0].actors[0])])
    plain = [label.model_copy(update={"names_actors": False}) for label in BOOK.labels]
    project = new_project(tmp_path / "plain.annot", Codebook(labels=tuple(plain)))
    with pytest.raises(NotAllowed, match="say in the codebook"):
        mentions.label_for(project)


def test_what_a_passage_mentions_can_be_said_and_taken_back(table: Table) -> None:
    span = table.code("Ana", "actor", "China")
    assert annotate.set_actor(table.project, span.id, ActorId("chn")).actor == "chn"
    assert annotate.set_actor(table.project, span.id, None).actor is None
