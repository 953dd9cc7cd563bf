"""Actors registered, changed, removed, merged and split, with all that refers to them; undo restores all."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.decision import Decision, Rule
from annotator.model.errors import BadRegister, NotAllowed, NotFound, UserError
from annotator.model.ids import ActorId, DecisionId, LinkId, RoleId, new_id
from annotator.model.register import faults
from annotator.model.span import Link, Span
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.store.rows.actors import Uses
from tests.costs import times_the_floor
from tests.operations.desks import Table, make_table
from tests.operations.test_undo_everything import tables


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def actor(id: str, name: str = "", *groups: str, **fields: object) -> Actor:
    memberships = tuple(Membership(group=ActorId(group)) for group in groups)
    made = Actor(id=ActorId(id), name=name or id.upper(), kind=ActorKind.STATE, memberships=memberships)
    return made.model_copy(update=fields)


def add(project: Project, *added: Actor) -> None:
    for one in added:
        actors.add(project, one)


def mention(table: Table, quote: str, id: str, name: str = "Ana") -> Span:
    span = table.code(name, "actor", quote)
    return annotate.set_actor(table.project, span.id, ActorId(id))


def decide_on(table: Table, span: Span, *links: Link) -> None:
    with table.project.transact(Told(sentence="Decide")):
        kept = tuple(replace(link, span=None, actor=link.actor or span.actor) for link in links)
        decision = Decision(DecisionId(new_id()), span.document, Rule.TAKEN, (span,), links=kept)
        table.project.decisions.add([decision])


def the_decision(table: Table) -> Decision:
    (found,) = table.project.decisions.of_document(table.documents[0])
    return found


def test_an_actor_is_registered_and_changed(table: Table) -> None:
    before = tables(table.project)
    add(table.project, actor("fra", "France", codes={"iso3": "FRA"}), actor("paris", parent=ActorId("fra")))
    changed = actor("fra", "French Republic", aliases=("France", "Paris"), codes={"iso3": "FRA", "cow": "220"})
    assert actors.change(table.project, changed) == changed == table.project.actors.get("fra")
    steps = table.project.journal.count()
    actors.change(table.project, changed)
    assert table.project.journal.count() == steps
    for _ in range(3):
        table.project.undo()
    assert tables(table.project) == before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (actor("fra"), "“France”: the id “fra” is used twice."),
        (actor("deu", "Germany", codes={"iso3": "FRA"}), "“France”: the iso3 code “FRA” is used twice."),
        (actor("deu", "Germany", parent=ActorId("eu")), "“Germany”: its parent “eu” is not in the register."),
        (actor("deu", "Germany", "deu"), "“Germany”: it is a member of itself, through its groups."),
        (actor("deu", "Germany", aliases=(" ",)), "“Germany”: an alias is blank."),
    ],
)
def test_an_actor_that_contradicts_the_register_is_refused(table: Table, wrong: Actor, sentence: str) -> None:
    add(table.project, actor("fra", "France", codes={"iso3": "FRA"}))
    before = tables(table.project)
    with pytest.raises(BadRegister) as caught:
        actors.add(table.project, wrong)
    assert str(caught.value) == sentence and tables(table.project) == before


def test_a_change_that_closes_a_circle_is_refused_and_old_faults_do_not_matter(table: Table) -> None:
    with table.project.transact(Told(sentence="As another program wrote it")):
        table.project.actors.add([actor("old", aliases=("",))])
    add(table.project, actor("a"), actor("b", parent=ActorId("a")))
    with pytest.raises(BadRegister, match="“A”: it is its own ancestor"):
        actors.change(table.project, actor("a", parent=ActorId("b")))
    with pytest.raises(NotFound):
        actors.change(table.project, actor("gone"))


def test_an_actor_in_use_is_removed_only_when_another_takes_its_place(table: Table) -> None:
    project = table.project
    add(project, actor("usa"), actor("us"), actor("navy", parent=ActorId("us")), actor("fra", "", "us"))
    span, act = mention(table, "France", "us"), table.code("Ana", "appeal", "urged")
    link = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("us")))
    decide_on(table, span, link)
    assert project.actors.used_by("us") == Uses(1, 1, 1, 1, 1) and project.actors.used_by("usa") == Uses()
    before = tables(project)
    with pytest.raises(NotAllowed, match=r"\(1 span, 1 slot, 1 decision, 1 actor below it and 1 membership\)"):
        actors.remove(project, ActorId("us"))
    with pytest.raises(NotAllowed, match="its own place"):
        actors.remove(project, ActorId("us"), ActorId("us"))
    assert tables(project) == before
    actors.remove(project, ActorId("us"), ActorId("usa"))
    assert project.actors.used_by("usa") == Uses(1, 1, 1, 1, 1)
    assert [one.id for one in project.actors.all()] == ["fra", "navy", "usa"]
    assert project.actors.get("usa") == actor("usa"), "whoever takes a place gains no names"
    project.undo()
    assert tables(project) == before
    actors.remove(project, ActorId("usa"))
    with pytest.raises(NotFound):
        project.actors.get("usa")


def test_merged_actors_are_one_in_the_register_in_spans_slots_and_decisions(table: Table) -> None:
    project = table.project
    add(project, actor("un"), actor("fra", "France", aliases=("La France",), codes={"iso3": "FRA"}))
    add(project, actor("fr", "FRANCE", "un", aliases=("France", "Paris"), codes={"cow": "220"}, parent=ActorId("un")))
    add(project, actor("army", parent=ActorId("fr")), actor("corps", "", "fr"))
    span, act = mention(table, "France", "fr"), table.code("Ana", "appeal", "urged")
    first = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("fra")))
    acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("fr")))
    decide_on(table, span, *project.links.of_spans([act.id]))
    before = tables(project)
    merged = actors.merge(project, ActorId("fra"), [ActorId("fr")])
    assert merged == actor(
        *("fra", "France", "un"),
        aliases=("La France", "FRANCE", "Paris"),
        codes={"iso3": "FRA", "cow": "220"},
        parent=ActorId("un"),
    )
    assert project.actors.get("army").parent == "fra" and project.actors.get("corps") == actor("corps", "", "fra")
    assert project.spans.get(span.id).actor == "fra"
    assert project.links.of_spans([act.id]) == [first], "who stood twice in a slot stands there once"
    assert [one.actor for one in the_decision(table).candidates] == ["fra"]
    assert [one.actor for one in the_decision(table).links] == ["fra"]
    assert project.check() == []
    project.undo()
    assert tables(project) == before


def test_actors_of_different_codes_are_two(table: Table) -> None:
    add(table.project, actor("fra", codes={"iso3": "FRA"}), actor("deu", codes={"iso3": "DEU"}))
    before = tables(table.project)
    with pytest.raises(NotAllowed, match="different codes"):
        actors.merge(table.project, ActorId("fra"), [ActorId("deu")])
    for others in ([], [ActorId("fra")], [ActorId("deu"), ActorId("fra")]):
        with pytest.raises(NotAllowed, match="Choose other actors"):
            actors.merge(table.project, ActorId("fra"), others)
    assert tables(table.project) == before


def test_an_actor_merged_with_one_above_it_stands_where_that_one_stood(table: Table) -> None:
    add(table.project, actor("top"), actor("a", parent=ActorId("top")), actor("b", parent=ActorId("a")))
    add(table.project, actor("c", parent=ActorId("b")))
    merged = actors.merge(table.project, ActorId("c"), [ActorId("a")])
    assert merged.parent == "top" and table.project.actors.get("b").parent == "c"


def test_an_actor_goes_together_with_the_one_below_it(table: Table) -> None:
    add(table.project, actor("a"), actor("b"), actor("c", parent=ActorId("b")), actor("d", parent=ActorId("c")))
    merged = actors.merge(table.project, ActorId("a"), [ActorId("b"), ActorId("c")])
    assert merged.aliases == ("B", "C") and table.project.actors.get("d").parent == "a"


def test_a_split_actor_gives_away_what_is_named_and_decisions_follow(table: Table) -> None:
    project = table.project
    add(project, actor("korea", aliases=("Seoul", "Pyongyang")))
    stays, goes = mention(table, "France", "korea"), mention(table, "China", "korea")
    act = table.code("Ana", "appeal", "urged")
    party = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(span=goes.id))
    link = Link(LinkId("l"), act.id, RoleId("addressee"), actor=ActorId("korea"))  # a slot as older versions filled it
    with project.transact(Told(sentence="Fill a slot")):
        project.links.add([link])
    decide_on(table, goes, party, link)
    before = tables(project)
    north = actors.split(project, ActorId("korea"), actor("prk"), ["Pyongyang"], [goes.id], [])
    assert north.aliases == ("Pyongyang",) and project.actors.get("korea").aliases == ("Seoul",)
    assert [project.spans.get(one.id).actor for one in (stays, goes)] == ["korea", "prk"]
    assert {one.id: one.actor for one in project.links.of_spans([act.id])} == {party.id: None, link.id: "korea"}
    assert [one.actor for one in the_decision(table).candidates] == ["prk"]
    assert {one.id: one.actor for one in the_decision(table).links} == {party.id: "prk", link.id: "korea"}
    project.undo()
    assert tables(project) == before
    for arguments, problem in (
        ((["Paris"], [], []), "no alias"),
        (([], [act.id], []), "Only what is"),
        (([], [], [party.id]), "Only what is"),
    ):
        with pytest.raises(NotAllowed, match=problem):
            actors.split(project, ActorId("korea"), actor("prk"), *arguments)
    with pytest.raises(BadRegister, match="used twice"):
        actors.split(project, ActorId("korea"), actor("korea"))
    assert tables(project) == before


IDS = st.sampled_from([ActorId(id) for id in "abcdef"])


@st.composite
def sound(draw: st.DrawFn) -> list[Actor]:
    """Draw a register without faults: parents and groups are among those before."""
    made: list[Actor] = []
    for number, id in enumerate(draw(st.permutations("abcdef"))):
        earlier = st.sampled_from([None, *(one.id for one in made)])
        groups = [group for group in draw(st.lists(earlier, max_size=2)) if group]
        codes = {"cow": str(number)} if draw(st.integers(0, 3)) == 0 else {}
        aliases = tuple(draw(st.lists(st.sampled_from(["x", "y"]), max_size=2)))
        made.append(actor(id, "", *groups, parent=draw(earlier), codes=codes, aliases=aliases))
    assert faults(made) == []
    return made


def test_merging_removing_and_splitting_lose_nothing_and_undo_restores_all(table: Table) -> None:
    project = table.project
    spans = [table.code("Ana", "actor", quote) for quote in ("France", "China", "It", "All")]
    act = table.code("Ana", "appeal", "urged")
    steps = project.journal.count()

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(sound(), st.lists(IDS, min_size=8, max_size=8), IDS, st.lists(IDS, max_size=2, unique=True), IDS)
    def holds(register: list[Actor], named: list[ActorId], keep: ActorId, others: list[ActorId], left: ActorId) -> None:
        while (step := project.journal.next_undo()) and step.number > steps:
            project.undo()
        links = [Link(LinkId(new_id()), act.id, RoleId("addressee"), actor=id) for id in dict.fromkeys(named[4:])]
        with project.transact(Told(sentence="Fill")):
            project.actors.add(register)
            for span, id in zip(spans, named, strict=False):
                project.spans.put(replace(span, actor=id))
            project.links.add(links)
        decide_on(table, project.spans.get(spans[0].id), *links)
        states = [tables(project)]
        for verb, keeps_names in (
            (lambda: actors.merge(project, keep, others), True),
            (lambda: actors.remove(project, left, keep), False),
            (lambda: actors.split(project, keep, actor("new"), (), [spans[0].id], [links[0].id]), True),
        ):
            known = {one.id: one for one in project.actors.all()}
            try:
                verb()
            except UserError:
                assert tables(project) == states[-1]
                continue
            states.append(tables(project))
            must_be_whole(known, keeps_names)
        for state in reversed(states[:-1]):
            project.undo()
            assert tables(project) == state

    def must_be_whole(known: dict[ActorId, Actor], keeps_names: bool) -> None:
        now = {one.id for one in project.actors.all()}
        assert faults(project.actors.all()) == [] and project.check() == []
        assert len(project.spans.of_document(table.documents[0])) == len(spans) + 1
        assert all(project.spans.get(span.id).actor in now for span in spans)
        parties = [link.actor for link in project.links.of_spans([act.id])]
        assert parties and len(set(parties)) == len(parties) and set(parties) <= now
        for decision in project.decisions.of_document(table.documents[0]):
            assert {span.actor for span in decision.candidates} | {link.actor for link in decision.links} <= now
        names = {name for one in project.actors.all() for name in (one.name, *one.aliases)}
        if keeps_names:
            assert {name for one in known.values() for name in (one.name, *one.aliases)} <= names

    holds()


def test_five_thousand_actors_are_read_quickly(table: Table) -> None:
    many = [
        actor(f"a{number:04}", "", *(f"a{group:04}" for group in range(number % 3)), aliases=("one", "two", "three"))
        for number in range(5_000)
    ]
    with table.project.transact(Told(sentence="Fill")):
        table.project.actors.add(many)
    assert table.project.actors.all() == sorted(many, key=lambda one: (one.name, one.id))
    assert table.project.actors.get_many(["a0007", "gone", "a0003"]) == [many[7], many[3]]
    connection = sqlite3.connect(table.project.path)

    def plainly() -> None:
        for row in connection.execute("SELECT * FROM actors ORDER BY name, id"):
            [json.loads(field) for field in row if isinstance(field, str) and field[:1] in ("[", "{")]

    cost = times_the_floor(table.project.actors.all, plainly)
    connection.close()
    assert cost < 8, "it takes many times what reading the same rows does"


def test_an_actor_with_codes_is_no_actor_of_another_kind(table: Table) -> None:
    union = actor("eu").model_copy(update={"kind": ActorKind.ORGANISATION})
    add(table.project, union, actor("fra").model_copy(update={"codes": {"iso3": "FRA"}}), actor("paris"))
    with pytest.raises(NotAllowed, match="so they are two"):
        actors.merge(table.project, ActorId("eu"), [ActorId("fra")])
    assert actors.merge(table.project, ActorId("eu"), [ActorId("paris")]).kind is ActorKind.ORGANISATION
