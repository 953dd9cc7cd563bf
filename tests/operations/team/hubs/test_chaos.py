"""Several machines, several programs, wrong clocks: whatever comes together at a hub comes once, and to all."""

import multiprocessing
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.hub.problems import HubProblem
from annotator.model.ids import CoderId, LabelId, SpanId
from annotator.operations.coding import annotate
from annotator.operations.recycle_bin import removing
from annotator.operations.team.hubs.exchanging import exchange, linked
from annotator.store import clock
from annotator.store.project import Project
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_team
from tests.postgres import Postgres
from tests.sync.by_parts import differences, in_tables
from tests.torture.hub_chains import wrong_in_chains

FORKS = "fork" in multiprocessing.get_all_start_methods()


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Ben")
    yield made
    made.close()


def spans(project: Project) -> set[str]:
    return {span.id for one in project.documents.all() for span in project.spans.of_document(one.id)}


def twin_of(team: HubTeam, name: str) -> HubMember:
    """Return somebody's second machine, with a copy of the file that has the same login in it."""
    member = team.members[name]
    path = member.project.path.with_name(f"{name} 2.annot")
    member.project.back_up(path)
    twin = HubMember(Project.open(path, member.person), member.person, member.password)
    team.members[f"{name} 2"] = twin
    return twin


def alike(team: HubTeam, one: HubMember, other: HubMember) -> None:
    assert differences(*(in_tables(each.project._connection) for each in (one, other))) == []
    for each in (one, other):
        assert each.project.check() == []
        whole = each.project.owner is None
        assert wrong_in_chains(team.postgres, team.hub_database, each.project, is_whole=whole) == []


def test_one_login_on_two_machines_at_once(team: HubTeam) -> None:
    ana, twin = team.members["Ana"], twin_of(team, "Ana")
    wrong: list[BaseException] = []

    def work(path: Path, offset: int) -> None:
        try:
            with Project.open(path, ana.person) as project, linked(project.hubs.all()[0], ana.password) as link:
                layer = project.layers.of_coder(ana.person)[0].id
                for number in range(8):
                    place = [(offset + number, offset + number + 2)]
                    annotate.add_span(project, team.documents[number % 3], layer, place, "appeal")
                    exchange(project, project.hubs.all()[0], link, is_first=number == 4)
        except BaseException as error:  # noqa: BLE001 - the test is to hear of it
            wrong.append(error)

    paths = [one.project.path for one in (ana, twin)]
    for one in (ana, twin):
        one.project.close()
    threads = [threading.Thread(target=work, args=(path, 10 * at)) for at, path in enumerate(paths)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ana.project, twin.project = (Project.open(path, ana.person) for path in paths)
    assert wrong == []
    team.settle()
    assert len(spans(team.lead.project)) == 16 and spans(ana.project) == spans(twin.project) == spans(team.lead.project)
    alike(team, ana, twin)
    assert all((one.exchange().handed, one.exchange().taken) == (0, 0) for one in (ana, twin, team.lead))


def _exchange_some(path: Path, person: CoderId, secret: str, ended: "multiprocessing.SimpleQueue[str]") -> None:
    try:
        with Project.open(path, person) as project, linked(project.hubs.all()[0], secret) as link:
            for _ in range(6):
                exchange(project, project.hubs.all()[0], link, is_first=True)
        ended.put("")
    except BaseException as error:  # noqa: BLE001 - the parent is to hear of it
        ended.put(f"{type(error).__name__}: {error}")


@pytest.mark.skipif(not FORKS, reason="the second program is a fork of the first")
def test_two_programs_exchange_one_file_at_once(team: HubTeam) -> None:
    ana, ben = team.members["Ana"], team.members["Ben"]
    for number in range(10):
        ana.code(team.documents[0], number, number + 3)
        team.lead.code(team.documents[1], number, number + 3)
    team.lead.exchange()
    ana.project.close()
    several = multiprocessing.get_context("fork")
    ended = several.SimpleQueue()
    programs = [
        several.Process(target=_exchange_some, args=(ana.project.path, ana.person, ana.password, ended)) for _ in "ab"
    ]
    for one in programs:
        one.start()
    assert [ended.get() for _ in programs] == ["", ""]
    for one in programs:
        one.join()
    ana.project = Project.open(ana.project.path, ana.person)
    team.settle(2)
    assert len(spans(ana.project)) == 10 and len(spans(team.lead.project)) == 20 and spans(ben.project) == set()
    assert ana.project.check() == []
    assert wrong_in_chains(team.postgres, team.hub_database, ana.project, is_whole=False) == []


@pytest.mark.parametrize("year", ["1997", "2041"])
def test_a_clock_of_another_year_changes_nothing_of_what_comes(
    team: HubTeam, year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    ana.exchange()
    right = clock.now
    with monkeypatch.context() as wrong:
        for module in ("annotator.store.history.step_writing", "annotator.operations.team.hubs.exchanging"):
            wrong.setattr(f"{module}.now", lambda: f"{year}{right()[4:]}")
        ana.code(team.documents[0], 1, 6)
        assert ana.exchange().handed == 1
        annotate.set_note(ana.project, SpanId(min(spans(ana.project))), "written in another year")
        ana.exchange()
    team.lead.exchange()
    ana.code(team.documents[0], 2, 7)
    assert ana.exchange().handed == 1 and team.lead.exchange().taken == 1
    assert spans(ana.project) == spans(team.lead.project) and len(spans(ana.project)) == 3
    team.settle(1)
    assert ana.project.check() == [] and team.lead.project.check() == []


def test_a_hub_whose_clock_went_back_loses_nobody_a_thing(team: HubTeam) -> None:
    ana, lead = team.members["Ana"], team.lead
    ana.code(team.documents[0], 0, 5)
    team.settle()
    with team.postgres.connect_as_superuser(team.hub_database) as connection:  # as if written by a clock an hour ahead
        for table in ("strands", "grants"):
            connection.execute(f"UPDATE hub_tables.{table} SET changed = changed + interval '1 hour'".encode())
    team.settle()
    ana.code(team.documents[0], 1, 6)
    lead.code(team.documents[1], 1, 6)
    ana.exchange()
    assert lead.exchange().taken == 1
    kept = team.postgres.dump(team.hub_database)
    ana.code(team.documents[0], 2, 7)
    team.settle()
    team.postgres.restore(kept, team.hub_database)
    ana.code(team.documents[0], 3, 8)
    team.settle(2)
    assert spans(ana.project) <= spans(lead.project) and len(spans(lead.project)) == 5
    alike(team, lead, lead)


def test_a_hub_put_back_twice_from_one_backup_is_noticed_twice(team: HubTeam) -> None:
    ana, ben = team.members["Ana"], team.members["Ben"]
    kept = team.postgres.dump(team.hub_database)
    for time in range(2):
        ana.code(team.documents[0], time, time + 5)
        ben.code(team.documents[1], time, time + 5)
        team.settle(2)
        team.postgres.restore(kept, team.hub_database)
        team.settle(2)
        assert len(spans(team.lead.project)) == 2 * time + 2
        for member in (ana, ben, team.lead):
            whole = member.project.owner is None
            assert wrong_in_chains(team.postgres, team.hub_database, member.project, is_whole=whole) == []


def test_a_restored_file_gets_back_what_was_handed_over_since(team: HubTeam) -> None:
    ana = team.members["Ana"]
    kept = ana.project.path.with_name("kept.annot")
    ana.project.back_up(kept)
    ana.code(team.documents[0], 0, 5)
    ana.exchange()
    path = ana.project.path
    ana.project.close()
    path.unlink()
    shutil.copy(kept, path)
    ana.project = Project.open(path, ana.person)
    ana.code(team.documents[0], 1, 6)
    assert ana.exchange(is_first=True).problem == ""
    team.settle(1)
    assert len(spans(ana.project)) == 2 and spans(ana.project) == spans(team.lead.project)


def test_who_was_taken_out_of_the_project_is_shut_out_and_loses_nothing(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    removing.remove_coder(team.lead.project, ana.person)
    team.lead.exchange()
    with pytest.raises(HubProblem):
        ana.exchange()
    assert len(spans(ana.project)) == 1
    team.lead.project.undo()
    assert team.lead.exchange().problem == ""


def test_undo_counts_what_came_by_itself_since(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    (span,) = map(SpanId, spans(ana.project))
    annotate.relabel(ana.project, [span], "actor")
    team.settle()
    removing.remove_label(team.lead.project, LabelId("actor"), with_codings=True)
    team.settle()
    assert spans(ana.project) == set()
    ana.project.undo()  # of the relabelling: it hangs no more on the label that was removed meanwhile
    assert spans(ana.project) == {span} and ana.project.check() == []
    team.settle()
    assert spans(team.lead.project) == {span}


def test_a_decision_that_comes_and_is_taken_back_later_is_open_again_in_each_copy(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    (span,) = map(SpanId, spans(ana.project))
    twin = twin_of(team, "Ana")
    annotate.set_note(ana.project, span, "one")
    annotate.set_note(twin.project, span, "another")
    team.settle()
    annotate.set_note(ana.project, span, "both")
    team.settle()
    assert [len(one.project.taking.conflicts()) for one in (ana, twin, team.lead)] == [0, 0, 0]
    ana.project.undo()
    team.settle()
    assert [len(one.project.taking.conflicts()) for one in (ana, twin, team.lead)] == [1, 1, 1]
    alike(team, ana, twin)
