"""What the things of a bundle are called here: as they were, unless something is called otherwise, or was merged."""

from annotator.model.ids import ActorId, LabelId
from annotator.model.removal import RemovedKind
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.exchange.called_here import CalledHere, merged_here
from tests.operations.desks import Table
from tests.operations.exchange.zoes_work import actor, bundle, span


def test_a_span_of_which_all_is_called_alike_stays_the_same_and_another_follows(table: Table) -> None:
    called, coded = CalledHere(table.project, bundle()), span("s", 0, 6)
    assert called.span(coded, coded.document) is coded
    called.labels, called.layers = {"actor": LabelId("appeal")}, {coded.layer: table.layers["Ana"].id}
    here = called.span(coded, table.documents[0])
    assert (here.label, here.layer, here.document) == ("appeal", table.layers["Ana"].id, table.documents[0])
    assert (here.id, here.extents, here.quote) == (coded.id, coded.extents, coded.quote)


def test_what_was_merged_twice_is_called_as_the_last(table: Table) -> None:
    project = table.project
    with project.transact(Told(sentence="Register")):
        project.actors.add([actor(id) for id in "abc"])
    actors.merge(project, ActorId("b"), [ActorId("a")])
    actors.merge(project, ActorId("c"), [ActorId("b")])
    assert merged_here(project, RemovedKind.ACTOR) == {"a": "c", "b": "c"}
