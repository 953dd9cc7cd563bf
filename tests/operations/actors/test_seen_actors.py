"""No proposal of another coder reaches who codes blind, through whatever lists actors."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annotator
from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.ids import CoderId, new_id
from annotator.operations.actors import actors, register_files
from annotator.operations.actors.seen_actors import known_actors, seen_actors, seen_uses, unseen_proposals
from annotator.operations.coding import annotate, mentions
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.overview import overview
from annotator.operations.people import people, seeing
from annotator.store.project import Project
from annotator.ui.actors.loader import RegisterView, read_view
from tests.examples import examples
from tests.operations.random_projects import NAMES, fillings
from tests.operations.small_team import Team, make_team

CODE = "XQZ"


def actor(name: str, **more: object) -> Actor:
    return Actor.model_validate({"id": new_id(), "name": name, "kind": ActorKind.STATE, **more})


def listed(project: Project) -> set[str]:
    """Return the ids of all actors that anything tells whoever is at work, each list by another way."""
    own = project.layers.of_coder(project.person) if project.person is not None else []
    shown: set[str] = {one.id for one in seen_actors(project)}
    view = read_view(project, RegisterView())
    assert {one.id for one in view.index.actors} == shown
    assert {one.id for one in bundle_of(project, own, with_decisions=False).actors} == shown or not own
    assert overview(project, project.person).actors == len(shown)
    assert {id for one in view.members.values() for id in one} <= shown
    return shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proposals")


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fill=fillings(), names=st.lists(NAMES, min_size=1, max_size=3, unique=True))
def test_what_a_coder_proposes_is_theirs_and_of_who_sees_all(
    folder: Path, fill: Callable[[Path], Project], names: list[str]
) -> None:
    with fill(folder / f"{new_id()}.annot") as project:
        coders = [*project.coders.all(), *(people.add_coder(project, f"Coder {new_id()}")[0] for _ in range(2))]
        for coder in coders[-2:]:
            people.set_roles(project, coder.id, [TeamRole.CODER])
        if not any(TeamRole.LEAD in one.roles for one in coders):
            people.set_roles(project, coders[0].id, [TeamRole.LEAD])
        shared = {one.id for one in project.actors.all()}
        proposed: dict[CoderId, set[str]] = {}
        for name in names:
            # All propose an actor of the same name and code.
            for coder in coders[-2:]:
                project.person = coder.id
                is_blind = seeing.sight(project, coder.id) is not seeing.Sight.SHOWN
                codes = {"iso3": CODE} if name == names[0] and is_blind else {}
                made = actors.add(project, actor(name, codes=codes))
                proposed.setdefault(coder.id, set()).add(made.id)
        for coder in project.coders.all():
            project.person = coder.id
            every = set[str]().union(*proposed.values())
            is_all = seeing.sight(project, coder.id) is seeing.Sight.SHOWN
            assert listed(project) == shared | (every if is_all else proposed.get(coder.id, set()))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = make_team(tmp_path)
    with made.project as project:
        project.person = made.of(TeamRole.LEAD)
        people.add_coder(project, "Ben")
        yield made


def propose(team: Team, name: str = "Ruritania", **more: object) -> Actor:
    """Let Ben propose an actor, and Cleo sit down after him."""
    project = team.project
    project.person = next(one.id for one in project.coders.all() if one.name == "Ben")
    made = actors.add(project, actor(name, **more))
    project.person = team.of(TeamRole.CODER)
    return made


def ids(found: Iterable[Actor]) -> set[str]:
    return {one.id for one in found}


def test_the_same_actor_is_proposed_twice_without_a_word_and_joined_by_the_lead(team: Team) -> None:
    project = team.project
    first = propose(team, codes={"iso3": "XQZ"})
    second = actors.add(project, actor("Ruritania", codes={"iso3": "XQZ"}))
    layer, document = project.layers.of_coder(team.of(TeamRole.CODER))[0].id, project.documents.all()[0].id
    annotate.set_actor(project, project.spans.of_document(document, layer)[0].id, second.id)
    assert ids(seen_actors(project)) == {second.id} and unseen_proposals(project) == {first.id}
    project.person = team.of(TeamRole.LEAD)
    assert ids(seen_actors(project)) == set()
    seeing.ask(project, "here")
    assert ids(seen_actors(project)) == {first.id, second.id}
    actors.merge(project, first.id, [second.id])
    project.person = team.of(TeamRole.CODER)
    assert ids(seen_actors(project)) == {first.id}


def test_what_somebody_else_changed_is_everybodys(team: Team) -> None:
    project, made = team.project, propose(team)
    assert seen_actors(project) == []
    project.person = team.of(TeamRole.ADJUDICATOR)
    changed = actors.change(project, made.model_copy(update={"aliases": ("Strelsau",)}))
    project.person = team.of(TeamRole.CODER)
    assert seen_actors(project) == [changed]


def test_nobody_in_particular_sees_no_proposal(team: Team) -> None:
    propose(team)
    team.project.person = None
    assert seen_actors(team.project) == []


def test_a_text_is_no_mention_of_what_another_proposes_nor_resolved_to_it(team: Team) -> None:
    made, text = propose(team, codes={"iso3": "XQZ"}), "Ruritania urged."
    project = team.project
    assert not mentions.finder(project).find(text)
    known = known_actors(project)
    assert known.named("Ruritania") is None and known.named("xqz") is None
    assert known.get(made.id) == made, "where a released act names it"
    project.person = team.of(TeamRole.ADJUDICATOR)
    assert mentions.finder(project).find(text) and known_actors(project).named("xqz") == made


def test_what_is_counted_is_ones_own(team: Team) -> None:
    project = team.project
    project.person = team.of(TeamRole.LEAD)
    shared = actors.add(project, actor("Ruritania"))
    for role in (TeamRole.LEAD, TeamRole.CODER):
        project.person = team.of(role)
        layer = project.layers.of_coder(team.of(role))[0].id
        (span,) = project.spans.of_document(project.documents.all()[0].id, layer)
        annotate.set_actor(project, span.id, shared.id)
    assert seen_uses(project)[shared.id].spans == 1
    project.person = team.of(TeamRole.ADJUDICATOR)
    assert seen_uses(project)[shared.id].spans == 2


def test_a_register_from_a_file_does_not_meet_what_its_reader_does_not_see(team: Team, tmp_path: Path) -> None:
    project, made = team.project, propose(team, codes={"iso3": "XQZ"})
    out = tmp_path / "register.json"
    assert register_files.export_register(project, out) == 0 and made.name not in out.read_text("utf-8")
    out.write_text(json.dumps({"actors": [actor("Ruritania", codes={"iso3": "XQZ"}).model_dump(mode="json")]}))
    project.person = team.of(TeamRole.LEAD)
    assert register_files.import_register(project, out).added == 1
    # A file that has the proposal itself knows it, and it is not added twice.
    out.write_text(json.dumps({"actors": [made.model_dump(mode="json") | {"codes": {}}]}))
    assert register_files.import_register(project, out).added == 0


def test_a_lead_who_has_not_asked_changes_and_joins_what_they_see(team: Team) -> None:
    project = team.project
    propose(team, codes={"iso3": "XQZ"})
    project.person = team.of(TeamRole.LEAD)
    people.set_roles(project, team.of(TeamRole.LEAD), [TeamRole.LEAD, TeamRole.CODER])
    one, other = (actors.add(project, actor(name)) for name in ("One", "Other"))
    actors.change(project, other.model_copy(update={"codes": {"iso3": "XQZ"}}))
    assert actors.merge(project, one.id, [other.id]).codes == {"iso3": "XQZ"}


WHOLE = {
    "cli/new_command.py": "nobody has proposed anything yet",
    "operations/actors/actors.py": "what refers to an actor follows it, whoever sees it",
    "operations/actors/seen_actors.py": "the rule",
    "operations/agreement/disputes.py": "names by id, for who sees what others coded",
    "operations/agreement/reliability.py": "names by id, for who sees what others coded",
    "operations/exchange/bundle_import.py": "in a coder’s copy, which holds what its coder may see",
    "operations/exchange/own_people.py": "in a coder’s copy, likewise",
    "operations/exchange/bundles.py": "asked whether others' work is seen",
    "operations/feedback/shown_gold.py": "ids of actors alone, of gold that is released",
    "operations/team/more_conflicts.py": "for whoever leads, who is asked before",
    "operations/passages/names.py": "who belongs to whom, and names by id in what is shown",
    "operations/explore.py": "names by id, of acts that are shown",
}
"""Where the whole register is read, and why no proposal is told by it."""


def test_nothing_else_reads_the_whole_register() -> None:
    package = Path(annotator.__file__).parent
    reading = {path for path in package.rglob("*.py") if "actors.all()" in path.read_text("utf-8")}
    assert {path.relative_to(package).as_posix() for path in reading} == WHOLE.keys()
