"""What fills a slot of an act, and what does not."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Codebook, Role
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId
from annotator.model.role_kinds import Takes
from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from annotator.operations.actors import register_files
from annotator.operations.codebook import codebook, labels
from annotator.operations.coding import acts, annotate
from tests.operations.desks import BOOK, TEXT, Table, make_table
from tests.projects import Desk, make_desk


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_a_slot_is_filled_by_a_span_an_actor_both_or_a_value(table: Table) -> None:
    act, party = table.code("Ana", "appeal", "urged China"), table.code("Ana", "actor", "China")
    with table.project.transact(Told(sentence="Register")):
        states = (("chn", "China"), ("fra", "France"))
        table.project.actors.add([Actor(id=ActorId(id), name=name, kind=ActorKind.STATE) for id, name in states])
    project = table.project
    made = [
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(span=party.id, actor=ActorId("chn"))),
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("fra"))),
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(extents=((20, 27),))),
        acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(value="implicit")),
    ]
    assert sorted(made, key=lambda link: link.id) == project.links.of_spans([act.id])
    assert (made[2].quote, made[2].extents) == (TEXT[20:27], (Extent(20, 27),))
    assert project.spans.get(party.id).actor == "chn", "the actor is noted at the span that mentions it"
    acts.clear_slot(project, act.id, made[0].id)
    assert made[0] not in project.links.of_spans([act.id])


def test_a_slot_is_not_filled_with_what_does_not_fit_it(table: Table) -> None:
    act, actor = table.code("Ana", "appeal", "urged China"), table.code("Ana", "actor", "France")
    elsewhere = table.code("Ana", "actor", "الصين", document=1)
    project = table.project
    bens = table.code("Ben", "actor", "China")
    table.sit("Ana")
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(span=actor.id))
    with pytest.raises(NotAllowed, match="empty it first"):
        acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(value="implicit"))
    with pytest.raises(NotFound, match="no role “victim”"):
        acts.fill_slot(project, act.id, "victim", acts.SlotFiller(value="implicit"))
    with pytest.raises(NotAllowed, match="needs a span, an actor, a passage or a value"):
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller())
    with pytest.raises(NotAllowed, match="“nobody” is no value"):
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value="nobody"))  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="register"):
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("gone")))
    for party in (elsewhere, bens):
        with pytest.raises(NotAllowed, match="same text and layer"):
            acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(span=party.id))
    assert project.links.count() == 1


def test_one_actor_is_in_a_slot_once_whichever_way_it_is_named(table: Table) -> None:
    act, mention = table.code("Ana", "appeal", "urged China"), table.code("Ana", "actor", "China")
    bare = table.code("Ana", "actor", "France")
    project, china = table.project, ActorId("chn")
    with project.transact(Told(sentence="Register")):
        project.actors.add([Actor(id=china, name="China", kind=ActorKind.STATE)])
    ways = [
        acts.SlotFiller(span=mention.id, actor=china),
        acts.SlotFiller(actor=china),
        acts.SlotFiller(extents=((0, 3),), actor=china),
        acts.SlotFiller(span=bare.id, actor=china),
    ]
    for first in ways:
        link = acts.fill_slot(project, act.id, "addressee", first)
        for second in ways:
            with pytest.raises(NotAllowed, match="in the slot “Addressee” already"):
                acts.fill_slot(project, act.id, "addressee", second)
        assert project.links.of_spans([act.id]) == [link]
        acts.clear_slot(project, act.id, link.id)


def test_a_link_is_removed_from_its_own_act_only(table: Table) -> None:
    anas, bens = table.code("Ana", "appeal", "urged China"), table.code("Ben", "appeal", "urged China")
    link = acts.fill_slot(table.project, bens.id, "speaker", acts.SlotFiller(value="implicit"))
    table.sit("Ana")
    for other in (link.id, LinkId("gone")):
        with pytest.raises(NotFound, match="empty already"):
            acts.clear_slot(table.project, anas.id, other)
    assert table.project.links.count() == 1


def test_a_party_may_be_put_in_the_place_of_another_as_one_step(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    old = acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(value="implicit"))
    steps = table.project.journal.count()
    new = acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(value="document"), instead=old.id)
    assert table.project.links.of_spans([act.id]) == [new]
    assert table.project.journal.count() == steps + 1
    table.project.undo()
    assert table.project.links.of_spans([act.id]) == [old]


def test_the_same_party_is_in_a_slot_once(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(value="collective"))
    with pytest.raises(NotAllowed, match="already"):
        acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(value="collective"))


def _with_roles(table: Table) -> None:
    roles = (
        Role(id=RoleId("speaker"), name="Speaker", labels=(LabelId("actor"),)),
        Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE),
        Role(id=RoleId("answers"), name="Answers", takes=Takes.SPAN, labels=(LabelId("appeal"),)),
    )
    appeal = BOOK.labels[0].model_copy(update={"roles": roles})
    codebook.save(table.project, Codebook(labels=(appeal, *BOOK.labels[1:])))


def test_a_passage_for_a_role_with_labels_becomes_a_span_of_it_in_the_same_step(table: Table) -> None:
    _with_roles(table)
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add([Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE)])
    act = table.code("Ana", "appeal", "urged China")
    steps = table.project.journal.count()
    party = acts.SlotFiller(extents=((0, 6),), actor=ActorId("fra"))
    link = acts.fill_slot(table.project, act.id, "speaker", party)
    assert link.span is not None
    span = table.project.spans.get(link.span)
    assert (span.quote, span.label, span.actor) == ("France", "actor", "fra")
    assert table.project.journal.count() == steps + 1
    table.project.undo()
    assert [one.id for one in table.spans()] == [act.id]
    annotate.add_span(table.project, act.document, act.layer, [(0, 6)], "actor")
    link = acts.fill_slot(table.project, act.id, "speaker", party)
    assert len(table.spans()) == 2, "the span that is there already is taken"


def test_each_role_takes_its_own_kind_of_filling(table: Table) -> None:
    _with_roles(table)
    act, other = table.code("Ana", "appeal", "urged China"), table.code("Ana", "appeal", "welcomed")
    actor = table.code("Ana", "actor", "France")
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add([Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE)])
    project = table.project
    wrong = {
        "speaker": acts.SlotFiller(span=other.id),
        "content": acts.SlotFiller(actor=ActorId("fra")),
        "answers": acts.SlotFiller(span=actor.id),
    }
    for role, party in wrong.items():
        with pytest.raises(NotAllowed, match="takes"):
            acts.fill_slot(project, act.id, role, party)
    with pytest.raises(NotAllowed, match="its own party"):
        acts.fill_slot(project, act.id, "answers", acts.SlotFiller(span=act.id))
    with pytest.raises(NotAllowed, match="not both"):
        acts.fill_slot(project, act.id, "content", acts.SlotFiller(value="unclear", extents=((0, 6),)))
    with pytest.raises(NotAllowed, match="code the passage first"):
        acts.fill_slot(project, act.id, "answers", acts.SlotFiller(extents=((0, 6),)))
    assert project.links.count() == 0
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(span=actor.id))
    acts.fill_slot(project, act.id, "content", acts.SlotFiller(extents=((0, 6), (20, 27))))
    acts.fill_slot(project, act.id, "answers", acts.SlotFiller(span=other.id))
    assert project.links.count() == 3
    assert project.check() == []


def test_a_passage_stays_one_where_the_label_that_it_would_get_is_retired(desk: Desk) -> None:
    act = desk.code("urged China to use its influence")
    labels.retire(desk.project, LabelId("actor"))
    link = acts.fill_slot(desk.project, act.id, "addressee", acts.SlotFiller(extents=((27, 32),)))
    assert (link.span, link.quote) == (None, "China")


def test_a_party_that_gets_another_label_stays_in_its_slot_as_a_passage(desk: Desk) -> None:
    act, party = desk.code("urged China to use its influence"), desk.code("China", "actor")
    register_files.add_shipped(desk.project)
    annotate.set_actor(desk.project, party.id, ActorId("state-chn"))
    acts.fill_slot(desk.project, act.id, "addressee", acts.SlotFiller(span=party.id))
    (after,) = annotate.relabel(desk.project, [party.id], "commitment")
    assert after.actor is None
    (link,) = desk.project.links.of_spans([act.id])
    assert (link.span, link.actor, link.extents, link.quote) == (None, "state-chn", party.extents, "China")
    desk.project.undo()
    assert [one.span for one in desk.project.links.of_spans([act.id])] == [party.id]


def test_empty_slots_for_parties_are_filled_as_in_another_act_in_one_step(table: Table) -> None:
    project, party = table.project, table.code("Ana", "actor", "China")
    first, second = table.code("Ana", "appeal", "urged China"), table.code("Ana", "appeal", "urged")
    acts.fill_slot(project, first.id, "addressee", acts.SlotFiller(span=party.id))
    acts.fill_slot(project, first.id, "addressee", acts.SlotFiller(value="collective"))
    made = acts.fill_as(project, second.id, first.id)
    assert [(link.role, link.span, link.value) for link in made] == [
        ("addressee", party.id, None),
        ("addressee", None, "collective"),
    ]
    with pytest.raises(NotAllowed, match="no party for a slot that is empty"):
        acts.fill_as(project, second.id, first.id)
    project.undo()
    assert [link for link in project.links.of_spans([second.id]) if link.act == second.id] == []
    bens = table.code("Ben", "appeal", "urged China")
    with pytest.raises(NotAllowed):
        acts.fill_as(project, second.id, bens.id)


def test_what_is_said_of_a_party_stands_in_its_slot(table: Table) -> None:
    act, project = table.code("Ana", "appeal", "urged China"), table.project
    first = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value="collective"))
    second = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value="unclear"))
    acts.set_slot_value(project, act.id, first.id, "kind", "group")
    acts.set_slot_value(project, act.id, first.id, "armed", True)
    acts.set_slot_value(project, act.id, second.id, "kind", "state")

    def said() -> dict[str, object]:
        return {link.id: dict(link.attributes) for link in project.links.of_spans([act.id])}

    both = {first.id: {"kind": "group", "armed": True}, second.id: {"kind": "state"}}
    assert said() == both
    acts.set_slot_value(project, act.id, first.id, "kind", "state")
    assert said()[first.id] == {"kind": "state"}, "what is not asked any more goes with the step"
    project.undo()
    assert said() == both
    acts.set_slot_value(project, act.id, second.id, "kind", None)
    assert said()[second.id] == {}


def test_nothing_is_said_of_a_party_that_the_codebook_does_not_ask(table: Table) -> None:
    act, project = table.code("Ana", "appeal", "urged China"), table.project
    speaker = acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(value="implicit"))
    party = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value="collective"))
    with pytest.raises(NotFound, match="“Speaker” has no attribute “kind”"):
        acts.set_slot_value(project, act.id, speaker.id, "kind", "state")
    with pytest.raises(NotAllowed, match="no value of “Kind”"):
        acts.set_slot_value(project, act.id, party.id, "kind", "town")
    with pytest.raises(NotAllowed, match="“Armed” is asked only where Kind is group"):
        acts.set_slot_value(project, act.id, party.id, "armed", True)
    with pytest.raises(NotFound, match="empty by now"):
        acts.set_slot_value(project, act.id, LinkId("gone"), "kind", "state")
    bens = table.code("Ben", "appeal", "urged China")
    table.sit("Ana")
    with pytest.raises(NotAllowed, match="own coder alone"):
        acts.set_slot_value(project, bens.id, party.id, "kind", "state")
    assert all(not link.attributes for link in project.links.of_spans([act.id]))


def test_another_label_keeps_what_its_own_slot_can_say_of_a_party(table: Table) -> None:
    project = table.project
    book = project.codebook
    appeal = book.labels[0]
    kind = appeal.roles[1].attributes[0].model_copy(update={"values": ("state", "town")})
    other = appeal.model_copy(
        update={
            "id": LabelId("plea"),
            "name": "Plea",
            "key": "",
            "roles": (appeal.roles[0], appeal.roles[1].model_copy(update={"attributes": (kind,)})),
        }
    )
    codebook.save(project, book.with_labels([*book.labels, other]))
    act = table.code("Ana", "appeal", "urged China")
    links = [
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value=one)) for one in ("unclear", "implicit")
    ]
    acts.set_slot_value(project, act.id, links[0].id, "kind", "state")
    acts.set_slot_value(project, act.id, links[1].id, "kind", "group")
    acts.set_slot_value(project, act.id, links[1].id, "armed", True)
    annotate.relabel(project, [act.id], "plea")
    said = {link.id: dict(link.attributes) for link in project.links.of_spans([act.id])}
    assert said == {links[0].id: {"kind": "state"}, links[1].id: {}}
    project.undo()
    assert dict(project.links.get_many([links[1].id])[0].attributes) == {"kind": "group", "armed": True}
