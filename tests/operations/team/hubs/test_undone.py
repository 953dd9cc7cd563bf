"""A property: what came from a hub may be taken back and done again; the next comparison of all brings it back, once.

While nobody is at the desk undo takes back what came by itself. It leaves the strands then, and the hub has it still.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.hub.server import HubServer
from annotator.model.errors import UndoBlocked
from annotator.model.verbs.team import TakeIn
from annotator.operations.people import people
from annotator.operations.team.hubs import sharing
from annotator.operations.team.hubs.exchanging import exchange, linked
from tests.examples import examples
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_hub, make_team, password
from tests.postgres import Postgres
from tests.sync.by_parts import differences, in_tables


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Dan")
    yield made
    made.close()


def take_back(member: HubMember, is_redo: bool) -> None:
    """Undo or redo what came last, as nobody does it, on the command line; another step of nobody stays."""
    project, journal = member.project, member.project.journal
    project.person = None
    try:
        next = journal.next_redo() if is_redo else journal.next_undo()
        if next is not None and isinstance(next.verb, TakeIn):
            with suppress(UndoBlocked):  # something was written since
                project.redo() if is_redo else project.undo()
    finally:
        project.person = member.person


def alike(one: HubMember, other: HubMember) -> list[str]:
    return differences(*(in_tables(each.project._connection) for each in (one, other)))


def spans(member: HubMember) -> set[str]:
    found = member.project.documents.all()
    return {span.id for one in found for span in member.project.spans.of_document(one.id)}


def chains(member: HubMember) -> dict[tuple[str, str], tuple[int, bytes]]:
    return dict(member.project.strands.ends(member.project.strands.vector(None)))


def test_what_was_taken_back_comes_again_when_all_is_compared_and_once(team: HubTeam) -> None:
    ana, lead = team.members["Ana"], team.lead
    ana.code(team.documents[0], 0, 5)
    ana.exchange()
    assert lead.exchange().taken == 1
    before = chains(lead)
    take_back(lead, is_redo=False)
    assert spans(lead) == set() and lead.project.check() == []
    assert lead.exchange(is_first=True).taken == 1, "the hub has what is not here"
    assert spans(lead) == spans(ana) and chains(lead) == before
    again = lead.exchange(is_first=True)
    assert (again.handed, again.taken, again.problem) == (0, 0, "") and lead.project.check() == []


@pytest.mark.parametrize("seed", range(examples(40, usual=2)))
def test_taken_back_and_compared_anew_in_any_order_all_end_alike(team: HubTeam, postgres: Postgres, seed: int) -> None:
    lots = random.Random(seed)
    secret = password()
    other = make_hub(postgres, postgres.new_database(), "other_lead", secret)
    second = sharing.share(team.lead.project, other.with_login("other_lead"), secret)
    lead, ana, dan = team.lead, team.members["Ana"], team.members["Dan"]

    def over_the_second() -> None:
        with linked(second, secret) as link:
            told = exchange(lead.project, lead.project.hubs.get(second.id), link, is_first=lots.random() < 0.5)
        assert told.problem == ""

    kept = team.postgres.dump(team.hub_database)
    for _ in range(24):
        who = lots.choice([lead, ana, dan])
        match lots.choice(("code", "exchange", "exchange", "undo", "undo", "redo", "own undo", "rename", "second")):
            case "code" if who is not dan:
                start = lots.randrange(10)
                who.code(lots.choice(team.documents), start, start + lots.randint(1, 9))
            case "rename" if who is lead:
                people.rename_coder(who.project, team.people["Cy"], f"Cy{lots.randrange(1_000)}")
            case "exchange":
                assert who.exchange(is_first=lots.random() < 0.5).problem == ""
            case "own undo":
                who.project.undo()
            case "second":
                over_the_second()
            case "undo" | "redo" as which:
                take_back(who, which == "redo")
        assert who.project.check() == []
    if lots.random() < 0.5:
        team.postgres.restore(kept, team.hub_database)
    for one in (lead, ana, dan, lead, ana, dan, lead):
        assert one.exchange(is_first=True).problem == ""
    over_the_second()
    for one in (lead, ana, dan):
        again = one.exchange(is_first=True)
        assert (again.handed, again.taken, again.problem) == (0, 0, "")
        assert one.project.check() == []
    assert alike(lead, dan) == [] and chains(lead) == chains(dan)
    assert spans(ana) <= spans(lead)
    with lead.link() as link:
        assert on_hub(link, lead) == chains(lead)
    with linked(second, secret) as link:
        assert on_hub(link, lead) == chains(lead)


def on_hub(link: HubServer, member: HubMember) -> dict[tuple[str, str], tuple[int, bytes]]:
    """Return where the strands of a hub end."""
    return {one.name: (one.top, one.tip) for one in link.grown(member.project.origin, None)}
