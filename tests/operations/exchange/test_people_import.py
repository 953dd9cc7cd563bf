"""People, layers and actors of a bundle: who is here already stays, whatever the bundle calls them."""

import pytest

from annotator.model.actor import Actor, Membership
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, CoderId, DecisionId, DocumentId
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.exchange.bundle_import import import_bundle
from tests.operations.desks import Table
from tests.operations.exchange.zoes_work import ZOES, actor, bundle, span


def test_a_coder_whose_pseudonym_is_taken_gets_a_free_one(table: Table) -> None:
    assert import_bundle(table.project, bundle(span("s", 0, 6))).coders == ["Zoë"]
    assert {coder.name: coder.pseudonym for coder in table.project.coders.all()}["Zoë"] == "coder-3"


def test_a_coder_of_the_same_name_is_the_same_person(table: Table) -> None:
    anas = Coder(id=CoderId("zoe"), name="ANA", pseudonym="p")
    layer = Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe"))
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(anas,), layers=(layer,)))
    assert [one.layer for one in table.spans()] == [table.layers["Ana"].id]
    assert len(table.project.coders.all()) == 2


def test_a_layer_whose_name_is_taken_by_another_gets_a_number(table: Table) -> None:
    layer = Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe"))
    import_bundle(table.project, bundle(span("s", 0, 6), layers=(layer,)))
    assert table.project.layers.get(ZOES).name == "Ana 2"


def test_a_layer_of_nobody_is_that_of_a_coder_of_its_name(table: Table) -> None:
    layer = Layer(id=ZOES, name="Ben", kind=LayerKind.CODER)
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(), layers=(layer,)))
    assert [one.layer for one in table.spans()] == [table.layers["Ben"].id]


def test_there_is_one_gold_layer_whatever_it_is_called(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    gold = Layer(id=ZOES, name="Truth", kind=LayerKind.GOLD)
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(), layers=(gold,)))
    assert [layer.name for layer in table.project.layers.all(LayerKind.GOLD)] == ["Gold"]
    assert {one.quote for one in table.gold()} == {"France", "urged China"}


def test_who_decided_is_kept_where_the_coder_is_named_by_the_user(table: Table) -> None:
    theirs = bundle(
        span("s", 0, 6),
        coders=(
            Coder(id=CoderId("zoe"), name="Zoë", pseudonym="p"),
            Coder(id=CoderId("dana"), name="Dana", pseudonym="q"),
        ),
        decisions=(
            Decision(DecisionId("x"), DocumentId("d"), Rule.NONE, (span("s", 0, 6),), (), (), "", CoderId("dana")),
        ),
    )
    import_bundle(table.project, theirs, "Ana")
    (found,) = table.project.decisions.of_document(table.documents[0])
    assert {coder.name for coder in table.project.coders.all()} == {"Ana", "Ben", "Dana"}
    assert found.coder is not None and table.project.coders.get(found.coder).name == "Dana"
    assert [one.layer for one in table.spans()] == [table.layers["Ana"].id]


def test_actors_come_in_whatever_their_order_and_those_here_stay(table: Table) -> None:
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add([actor("d")])
    theirs = (actor("a", "b"), actor("b", "c"), actor("c", "d"), actor("d", "a"))
    import_bundle(table.project, bundle(actors=theirs))
    assert {one.id: one.parent for one in table.project.actors.all()} == {"a": "b", "b": "c", "c": "d", "d": None}


@pytest.mark.parametrize(
    ("actors", "problem"),
    [
        ((actor("a", "gone"),), "has a parent that is not in the file"),
        ((actor("a", "a"),), "is its own ancestor"),
        ((actor("a", "b"), actor("b", "a")), "is its own ancestor"),
    ],
)
def test_actors_without_a_sound_line_are_refused(table: Table, actors: tuple[Actor, ...], problem: str) -> None:
    with pytest.raises(NotAllowed, match=problem):
        import_bundle(table.project, bundle(span("s", 0, 6), actors=actors))
    assert table.spans() == [] and table.project.coders.named("Zoë") is None


def test_a_register_that_contradicts_itself_or_ours_is_refused(table: Table) -> None:
    ring = [
        actor(one).model_copy(update={"memberships": (Membership(group=ActorId(other)),)})
        for one, other in ("ab", "ba")
    ]
    coded = [actor(id).model_copy(update={"codes": {"iso3": code}}) for id, code in (("a", "AAA"), ("b", "aaa"))]
    for actors, problem in ((ring, "member of itself"), (coded, "used twice"), (ring[:1], "is not in the register")):
        with pytest.raises(NotAllowed, match=problem):
            import_bundle(table.project, bundle(span("s", 0, 6), actors=tuple(actors)))
        assert table.spans() == []
