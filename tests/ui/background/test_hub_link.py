"""A hub that hangs, is gone, or refuses is never waited for by the window's thread; what was done goes over later."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.hub.problems import AlteredHistory, Full, HubProblem, NotMember, TooLarge, WrongPassword
from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.operations.team.hubs.words import HubReach
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.project import Project
from annotator.ui.background import hub_link
from annotator.ui.background.hub_link import EVERY_MS, WAITS_MS, HubLink
from annotator.ui.background.hub_links import HubLinks
from annotator.ui.background.session import Session
from tests.examples import examples
from tests.ui.hub_doors import PASSWORD, URL, FakeDoor, gone
from tests.ui.windows import make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "readouts.annot", coders=["Lea"])
    with Project.open(made) as project:
        people.set_roles(project, project.coders.all()[0].id, [TeamRole.LEAD])
        project.hubs.add(URL)
    return made


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session()
    yield made
    made.close()


def open_as_lea(session: Session, path: Path) -> None:
    session.open(Project.open(path))
    session.set_coder(session.coders()[0])


def linked(qtbot: QtBot, session: Session, path: Path, door: FakeDoor) -> HubLink:
    """Open the project and return its link, which has begun to hand over."""
    links = HubLinks(session, door, session)
    open_as_lea(session, path)
    link = links.link()
    assert link is not None
    return link


def reached(qtbot: QtBot, session: Session, reach: HubReach) -> None:
    """Wait until it stands so."""
    qtbot.waitUntil(lambda: bool(session.hubs) and session.hubs[0].told.reach is reach)


def act(session: Session) -> None:
    """Do something in the project."""
    assert session.did(people.add_coder, f"P{len(session.coders())}")


def quiet(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.tasks.busy)


def test_what_is_done_goes_over_soon_and_then_every_half_minute(qtbot: QtBot, session: Session, path: Path) -> None:
    door = FakeDoor()
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.IN_STEP)
    assert session.hubs[0].name == "hub.example.org/texts" and session.hubs[0].login == "lea"
    assert link._next.isActive() and link._next.interval() == EVERY_MS
    act(session)
    assert link._soon.isActive()
    qtbot.waitUntil(lambda: door.calls("exchange") == 1)
    assert door.calls("exchange first") == 1 and len(door.servers) == 1, "the connection is kept meanwhile"
    quiet(qtbot, session)
    link._idle.timeout.emit()
    quiet(qtbot, session)
    assert door.servers[0].closed
    link.exchange_now()
    quiet(qtbot, session)
    assert len(door.servers) == 2


def test_one_history_that_was_altered_holds_up_nothing_else(qtbot: QtBot, session: Session, path: Path) -> None:
    door = FakeDoor(altered="What the hub has of Ana is not what is here.")
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.ALTERED)
    assert "Ana" in session.hubs[0].in_full() and link._next.interval() == EVERY_MS
    act(session)
    assert link._soon.isActive()
    qtbot.waitUntil(lambda: door.calls("exchange") == 1)
    quiet(qtbot, session)


def test_a_backup_is_made_before_the_first_that_comes_and_not_every_half_minute(
    qtbot: QtBot, session: Session, path: Path, tmp_path: Path
) -> None:
    session.keeper = BackupKeeper(tmp_path / "backups", 1_000_000)
    kept: list[bool] = []
    door = FakeDoor(when_exchanged=lambda project: kept.append(project.journal.writer.hold is not None))
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.IN_STEP)
    for _ in range(2):
        with qtbot.waitSignal(link.told):
            link.exchange_now()
    assert kept == [True, False, False]
    quiet(qtbot, session)
    session.keeper.close()


def test_a_hub_that_is_gone_is_tried_ever_more_rarely_and_at_once_when_asked(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    door = FakeDoor(problem=gone())
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.UNREACHABLE)
    waited = [link._next.interval()]
    for _ in range(4):
        with qtbot.waitSignal(link.told):
            link.exchange()
        waited.append(link._next.interval())
    assert waited == [*WAITS_MS, WAITS_MS[-1]]
    since = session.hubs[0].told.since
    door.waiting = 12
    act(session)
    tried = door.calls("exchange first")
    with qtbot.waitSignal(link.told):
        pass
    assert door.calls("exchange first") == tried, "it is only counted meanwhile"
    assert "; 12 acts wait here, nothing is lost." in session.hubs[0].foot() and session.hubs[0].told.since == since
    door.problem = None
    heard: list[HubReach] = []
    link.exchange_now(lambda state: heard.append(state.told.reach))
    reached(qtbot, session, HubReach.IN_STEP)
    assert heard == [HubReach.IN_STEP] and link._next.interval() == EVERY_MS


@pytest.mark.parametrize(
    ("problem", "reach"),
    [
        (WrongPassword("no"), HubReach.WRONG_PASSWORD),
        (NotMember("no", "2026-11-24T10:00:00+00:00"), HubReach.NOT_MEMBER),
        (Full("no"), HubReach.FULL),
        (TooLarge("no"), HubReach.TOO_LARGE),
        (AlteredHistory("no"), HubReach.ALTERED),
        (HubProblem("The hub said no."), HubReach.REFUSED),
    ],
)
def test_what_the_hub_refuses_is_said_and_not_asked_for_again_and_again(
    qtbot: QtBot, session: Session, path: Path, problem: HubProblem, reach: HubReach
) -> None:
    door = FakeDoor(problem=problem, refuses_all=True)
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, reach)
    state = session.hubs[0]
    assert str(problem) in state.about()
    assert link._next.isActive() is not reach.wants_password
    if isinstance(problem, NotMember):
        assert state.told.since == problem.since


def test_without_a_password_it_is_said_and_one_that_is_given_is_taken(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    door = FakeDoor(keyring={})
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.NO_PASSWORD)
    assert session.hubs[0].link == "give it" and not link._next.isActive() and not door.servers
    link.give_password("wrong")
    reached(qtbot, session, HubReach.WRONG_PASSWORD)
    link.give_password(PASSWORD)
    reached(qtbot, session, HubReach.IN_STEP)
    door.problem, door.refuses_all = WrongPassword("no"), True
    link.exchange_now()
    reached(qtbot, session, HubReach.SHUT_OUT)
    assert session.hubs[0].told.since and session.hubs[0].link == "give another"
    link.give_password("wrong")
    reached(qtbot, session, HubReach.WRONG_PASSWORD)
    door.problem, door.refuses_all = None, False
    link.give_password(PASSWORD)
    reached(qtbot, session, HubReach.IN_STEP)
    link.keep_password()
    quiet(qtbot, session)
    assert door.keyring == {URL: PASSWORD}


def test_where_what_speaks_to_a_hub_is_not_installed_the_foot_says_so(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    class WithoutExtra(FakeDoor):
        def server(self, *_: object) -> NoReturn:
            raise HubProblem("Install it.")

        def standing(self, *_: object) -> NoReturn:
            raise HubProblem("Install it.")

    linked(qtbot, session, path, WithoutExtra())
    reached(qtbot, session, HubReach.REFUSED)
    assert session.hubs[0].foot() == "Saved. Install it."


def test_a_hub_that_hangs_is_left_when_the_project_is_closed(qtbot: QtBot, session: Session, path: Path) -> None:
    door, waited_in_vain = FakeDoor(hangs=True), list[bool]()
    session.closing.connect(lambda: waited_in_vain.append(session.tasks.busy))
    linked(qtbot, session, path, door)
    qtbot.waitUntil(lambda: door.calls("exchange first") == 1)
    session.close()
    assert waited_in_vain == [False], "it was left before, and not after, whoever closes gave up waiting"
    assert not session.is_open and door.calls("exchange") == 0, "it was not tried once more"
    qtbot.waitUntil(lambda: door.servers[0].closed)


def test_an_attempt_that_hangs_is_given_up_for_one_that_is_asked_for(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = FakeDoor(hangs=True)
    link = linked(qtbot, session, path, door)
    qtbot.waitUntil(lambda: door.calls("exchange first") == 1)
    monkeypatch.setattr(hub_link, "PATIENT_MS", 1_000_000)
    link.exchange_now()
    assert link.is_busy and not link.carrier._give_up.is_set(), "one that has just begun is waited for"
    monkeypatch.setattr(hub_link, "PATIENT_MS", 0)
    link.exchange_now()
    qtbot.waitUntil(lambda: door.calls("exchange first") == 2)
    door.hangs = False
    reached(qtbot, session, HubReach.IN_STEP)


def test_at_closing_what_was_done_goes_over_only_to_a_hub_that_answers_soon(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_link, "QUICK_MS", 60_000)
    door = FakeDoor()
    linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.IN_STEP)
    act(session)
    session.close()
    assert door.calls("exchange") == 1
    open_as_lea(session, path)
    reached(qtbot, session, HubReach.IN_STEP)
    quiet(qtbot, session)
    session.close()
    assert door.calls("exchange") == 1, "nothing was done since"
    open_as_lea(session, path)
    reached(qtbot, session, HubReach.IN_STEP)
    act(session)
    monkeypatch.setattr(hub_link, "QUICK_MS", 20)
    monkeypatch.setattr(HubLink, "is_quick", True)
    door.hangs = True
    session.close()
    assert not session.is_open, "one that hangs all of a sudden is given up"


def test_a_hub_that_was_left_elsewhere_is_known_no_more(qtbot: QtBot, session: Session, path: Path) -> None:
    door = FakeDoor()
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.IN_STEP)
    quiet(qtbot, session)
    with Project.open(path) as project:
        project.hubs.remove(link.carrier.id)
    link.exchange_now()
    qtbot.waitUntil(lambda: session.hubs == ())


def test_who_joined_anew_goes_on_by_the_new_login(qtbot: QtBot, session: Session, path: Path) -> None:
    door = FakeDoor()
    link = linked(qtbot, session, path, door)
    reached(qtbot, session, HubReach.IN_STEP)
    links = link.parent()
    assert isinstance(links, HubLinks)
    url = URL.replace("lea", "k_2")
    links.passwords[url] = PASSWORD
    session.project.hubs.put(link.carrier.id, url=url)
    links.follow()
    qtbot.waitUntil(lambda: session.hubs[0].login == "k_2")
    assert links.link() is not link and len(session.hubs) == 1
    links.follow()
    assert len(links.links) == 1


_ACTS: dict[str, Callable[[Session, FakeDoor, HubLink], object]] = {
    "code": lambda session, door, link: act(session),
    "ask": lambda session, door, link: link.exchange_now(),
    "time passes": lambda session, door, link: [timer.timeout.emit() for timer in (link._soon, link._next)],  # type: ignore[func-returns-value]
    "the connection is old": lambda session, door, link: link._idle.timeout.emit(),
    "the server hangs": lambda session, door, link: setattr(door, "hangs", True),
    "it answers late": lambda session, door, link: door.released.set(),
    "it is killed": lambda session, door, link: setattr(door, "problem", gone()),
    "it is back": lambda session, door, link: setattr(door, "problem", None),
    "a password": lambda session, door, link: link.give_password(PASSWORD),
    "nothing": lambda session, door, link: None,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(10))
@given(st.lists(st.sampled_from([*_ACTS]), max_size=12))
def test_whatever_happens_nothing_of_it_is_asked_by_the_windows_thread(
    qtbot: QtBot, path: Path, what: list[str]
) -> None:
    door, session = FakeDoor(), Session()
    link = linked(qtbot, session, path, door)
    for one in what:
        _ACTS[one](session, door, link)
        qtbot.wait(5)
    session.close()
    assert not session.is_open
    here = threading.get_ident()
    assert door.asked and [name for name, thread in door.asked if thread == here] == []
    qtbot.waitUntil(lambda: not session.tasks.busy)
    session.deleteLater()
