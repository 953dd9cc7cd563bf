"""The one rule of who may do what: every verb has an act, every cell of the table holds, and a project has a lead."""

from collections.abc import Iterator
from enum import Enum
from itertools import combinations
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model import verbs
from annotator.model.codebook import Codebook
from annotator.model.coder import Coder, TeamRole
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.verbs.reverting import Revert
from annotator.model.verbs.verb import Told, Verb
from annotator.operations.documents import documents
from annotator.operations.people import people, roles
from annotator.operations.people.roles import RULE, VERB_ACTS, Right
from annotator.store.history.steps import Step
from annotator.store.project import Project
from tests.operations.small_team import ROLES, Team, make_team


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    made = make_team(tmp_path_factory.mktemp("team"))
    yield made
    made.project.close()


def any_of(verb: type[Verb]) -> Verb:
    """Return a verb with facts of the least size."""
    facts: dict[str, Any] = {name: _least(field.annotation) for name, field in verb.model_fields.items()}
    return verb.model_construct(None, **facts)


def _least(annotation: Any) -> object:
    if get_origin(annotation) is tuple:
        return ()
    kind = next(iter(get_args(annotation)), annotation)
    kind = getattr(kind, "__supertype__", kind)
    return next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Enum) else kind()


def test_every_verb_belongs_to_an_act_and_every_act_is_in_the_table() -> None:
    assert VERB_ACTS.keys() | {Revert} == set(verbs.VERBS.values()), "who may do it? say so in VERB_ACTS of roles.py"
    assert list(RULE) == list(Right)
    assert all(TeamRole.LEAD in permit.roles for permit in RULE.values()), "a lead may do all"


@pytest.mark.parametrize("act", Right)
@pytest.mark.parametrize("role", TeamRole)
def test_each_cell_of_the_table_holds(team: Team, role: TeamRole, act: Right) -> None:
    why = roles.why_not(team.project, act, team.of(role))
    assert (why == "") is (role in RULE[act].roles)
    assert not why or ("ask " in why and "Lea" in why and why.endswith("."))


@pytest.mark.parametrize("role", TeamRole)
def test_no_step_of_a_verb_is_begun_by_who_may_not(team: Team, role: TeamRole) -> None:
    project = team.project
    project.person = team.of(role)
    before = project.journal.latest()
    for kind, act in VERB_ACTS.items():
        if role in RULE[act].roles:
            roles.refuse(project, any_of(kind))
            continue
        with pytest.raises(NotAllowed, match="is for whoever"):
            project.note(any_of(kind)) if kind.is_noted else _begin(project, any_of(kind))
    assert project.journal.latest() == before


def _begin(project: Project, verb: Verb) -> None:
    with project.transact(verb):
        raise AssertionError("the rule is asked before the step is open")


def test_what_one_did_and_may_not_do_any_more_one_does_not_take_back(tmp_path: Path) -> None:
    with make_team(tmp_path).project as project:
        lea, adam, _ = project.coders.all()
        project.person = lea.id
        people.set_roles(project, adam.id, [TeamRole.LEAD])
        project.person = adam.id
        documents.rename(project, project.documents.all()[0].id, "renamed")
        project.person = lea.id
        people.set_roles(project, adam.id, [TeamRole.CODER])
        project.person = adam.id
        with pytest.raises(NotAllowed):
            project.undo()
        project.person = lea.id
        project.undo()
        project.person = adam.id
        assert project.undo() is not None


def test_adjudicators_save_the_codebook_where_the_project_allows_it(tmp_path: Path) -> None:
    with make_team(tmp_path).project as project:
        lead, adjudicator, coder = (one.id for one in project.coders.all())
        for on in (True, False, True):
            project.person = lead
            people.share_codebook(project, on)
            assert (roles.why_not(project, Right.CODEBOOK, adjudicator) == "") is on
            assert roles.why_not(project, Right.CODEBOOK, coder) and roles.why_not(project, Right.LABELS, adjudicator)
        project.person = adjudicator
        with pytest.raises(NotAllowed):
            people.share_codebook(project, on=False)


def test_a_project_that_has_nobody_is_set_up_by_whoever_opens_it_and_nobody_may_nothing(team: Team) -> None:
    with Project.create(team.project.path.with_name("empty.annot"), Codebook()) as empty:
        assert roles.refused(empty, None) == {}
    assert roles.refused(team.project, None).keys() == set(Right)
    assert roles.refused(team.project, CoderId("somebody else")).keys() == {*Right}


def test_an_older_sentence_in_the_place_of_a_verb_is_of_no_act(team: Team) -> None:
    assert roles.why_not(team.project, Told(sentence="Did something"), team.of(TeamRole.CODER)) == ""


def held(*words: TeamRole) -> Coder:
    return Coder(id=CoderId(" ".join(words)), name="x", pseudonym="x", roles=words)


@given(st.lists(st.sets(st.sampled_from(TeamRole), min_size=1), min_size=1, max_size=5))
def test_of_people_there_is_always_a_lead(each: list[set[TeamRole]]) -> None:
    there = [held(*words).model_copy(update={"id": CoderId(str(at))}) for at, words in enumerate(each)]
    leading = roles.leads(there)
    assert leading and set(leading) <= {*there}
    assert any(TeamRole.LEAD in one.roles for one in there) or leading == there[:1]
    shown = roles.with_lead(there)
    assert [one.id for one in shown if TeamRole.LEAD in one.roles] == [one.id for one in leading]


GIVEN = st.lists(st.tuples(st.integers(0, 2), st.sets(st.sampled_from(TeamRole))), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(given_=GIVEN)
def test_whatever_roles_are_given_a_lead_stays(team: Team, given_: list[tuple[int, set[TeamRole]]]) -> None:
    project = team.project
    for at, wanted in given_:
        person = project.coders.all()[at]
        project.person = roles.leads(project.coders.all())[0].id
        alone = [one.id for one in roles.leads(project.coders.all())] == [person.id]
        if not wanted or (alone and TeamRole.LEAD not in wanted):
            with pytest.raises(NotAllowed):
                people.set_roles(project, person.id, wanted)
        else:
            people.set_roles(project, person.id, wanted)
            assert set(project.coders.get(person.id).roles) == wanted
        assert any(TeamRole.LEAD in one.roles for one in project.coders.all())
    project.person = roles.leads(project.coders.all())[0].id
    for person, role in zip(project.coders.all(), ROLES, strict=True):
        if role is TeamRole.LEAD:
            people.set_roles(project, person.id, [role])
            project.person = person.id
    for person, role in zip(project.coders.all(), ROLES, strict=True):
        people.set_roles(project, person.id, [role])


@pytest.mark.parametrize("words", [words for n in (1, 2, 3) for words in combinations(TeamRole, n)])
def test_a_person_may_have_several_roles_and_then_all_that_each_may(team: Team, words: tuple[TeamRole, ...]) -> None:
    person = Coder(id=CoderId("p"), name="P", pseudonym="p", roles=words)
    everyone = [*team.project.coders.all(), person]
    may = {act for act in Right if RULE[act].is_for(roles._held(everyone, person.id), False)}
    assert may == {act for act in Right if set(words) & RULE[act].roles}


@pytest.mark.parametrize("reverting", TeamRole)
def test_what_others_did_is_taken_back_by_who_stands_in_the_table(team: Team, reverting: TeamRole) -> None:
    project, other = team.project, team.of(TeamRole.LEAD if reverting is TeamRole.CODER else TeamRole.CODER)
    for kind, act in VERB_ACTS.items():
        step = Step(1, "do", any_of(kind), other, "2026-01-01T00:00:00Z", "done")
        why = roles.why_not_revert(project, step, team.of(reverting))
        assert (why == "") is (reverting in RULE[act].reverts), kind
        assert not why or why.endswith(".")
        own = Step(1, "do", any_of(kind), team.of(reverting), "2026-01-01T00:00:00Z", "done")
        assert (roles.why_not_revert(project, own, team.of(reverting)) == "") is (reverting in RULE[act].roles)
    assert roles.why_not_revert(project, step, None)


def test_what_was_coded_is_its_coders_own_who_is_named(team: Team) -> None:
    step = Step(1, "do", any_of(verbs.VERBS["code"]), team.of(TeamRole.CODER), "2026-01-01T00:00:00Z", "done")
    assert "ask Cleo" in roles.why_not_revert(team.project, step, team.of(TeamRole.LEAD))
