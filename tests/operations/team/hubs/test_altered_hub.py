"""A hub that somebody changed by hand, or wrote to by a program of their own: one sentence, and all else goes on."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from annotator.hub.calls import RunOut
from annotator.hub.problems import Full, HubProblem, StrangeAnswer, TooLarge
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.team.board_facts import whole_board
from annotator.operations.team.hubs import joining, leaving
from annotator.operations.team.hubs.exchanging import exchange
from annotator.operations.team.hubs.standing import hub_standing
from annotator.sync.activity import CODING
from annotator.sync.delivery import LineRun
from annotator.sync.parts import Strand
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_team, password
from tests.operations.team.hubs.test_exchanging import spans
from tests.postgres import Postgres

OF_ANA = " WHERE channel = 'coder/' || %(ana)s"
NEW = "UPDATE hub_tables.runs SET {} WHERE channel = 'coder/' || %(ana)s"
NO_ANSWERS = {
    "a strand that ends before it begins": "UPDATE hub_tables.strands SET top = -5, changed = now()" + OF_ANA,
    "a hash that is none": "UPDATE hub_tables.strands SET tip = 'abc', changed = now()" + OF_ANA,
    "a time that Python has not": "UPDATE hub_tables.strands SET changed = 'infinity'" + OF_ANA,
    "a run before the first": NEW.format("first = -first"),
    "no limits": "DELETE FROM hub_tables.limits WHERE %(ana)s <> ''",
}
NO_PARTS = {
    "nothing": NEW.format("body = '', is_packed = false"),
    "no lines": NEW.format("body = 'garbage', is_packed = false"),
    "no compressed lines": NEW.format("body = 'garbage', is_packed = true"),
    "no UTF-8": NEW.format(r"body = '\xfffe00'::bytea, is_packed = false"),
    "no part": NEW.format("body = '[1,2,3]', is_packed = false"),
    "a number of many digits": NEW.format(
        "body = convert_to('[' || repeat('9', 6000) || ']', 'UTF8'), is_packed = false"
    ),
    "lists in lists": NEW.format("body = convert_to(repeat('[', 100000), 'UTF8'), is_packed = false"),
    "fewer lines than it says": NEW.format("last = 2147483647"),
}


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    """The lead; Ana, who handed something over that the lead has not taken in; and Ben, who did too, later."""
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Ben")
    for name in ("Ana", "Ben"):
        made.members[name].code(made.documents[0], 0, 5)
        made.members[name].exchange()
    yield made
    made.close()


def alter(team: HubTeam, sql: str) -> None:
    with team.postgres.connect_as_superuser(team.hub_database) as connection:
        connection.execute(sql.encode(), {"ana": team.people["Ana"]})


@pytest.mark.parametrize("how", NO_ANSWERS)
def test_what_is_no_answer_is_said_and_nothing_is_taken_in(team: HubTeam, how: str) -> None:
    alter(team, NO_ANSWERS[how])
    for is_first in (False, True):
        with pytest.raises(StrangeAnswer, match="answered what no hub answers, so it was altered; nothing of it was"):
            team.lead.exchange(is_first)
    assert spans(team.lead) == set() and team.lead.project.check() == []


@pytest.mark.parametrize("how", NO_PARTS)
def test_what_is_no_part_of_one_strand_leaves_the_others_as_they_are(team: HubTeam, how: str) -> None:
    """A coder could hand over such a thing by a program of their own: it stops nobody."""
    alter(team, NO_PARTS[how])
    with team.lead.link() as link:
        told = exchange(team.lead.project, team.lead.hub, link, is_first=False, most=1)
    assert "of Ana is not what is here" in told.problem
    assert spans(team.lead) == spans(team.members["Ben"]) and team.lead.project.check() == []


def test_a_text_that_is_not_what_its_hash_says_does_not_come(team: HubTeam) -> None:
    path, invitation = team.folder / "Dan.annot", joining.look(team.invite("Dan"))
    alter(team, "UPDATE hub_tables.contents SET body = convert_to('Altered.', 'UTF8') WHERE %(ana)s <> ''")
    with pytest.raises(HubProblem, match="answered what no hub answers"):
        joining.join(invitation, path, password())
    assert not path.exists() and list(team.folder.glob("*Dan*")) == [team.folder / "Dan.invitation"]


def forge(member: HubMember, line: Sequence[object], sitting: str = "made up") -> None:
    """Hand over a part as somebody could by a program of their own, with the hash that it has."""
    origin, channel = member.project.origin, f"coder/{member.person}"
    strand = Strand(origin, sitting, channel, member.person)
    body = json.dumps(line, separators=(",", ":")).encode()
    end = hashlib.sha256(strand.start() + body).digest()
    run = RunOut((sitting, channel), member.person, 1, LineRun(1, 1, body, is_packed=False), strand.start(), end)
    with member.link() as link:
        assert link.push(origin, [run]) == []


def made_up(**said: object) -> list[object]:
    """Return a part that changes nothing, but for what is said of it."""
    whole: dict[str, object] = {
        **{"counter": 1, "step": 1, "clock": 50, "time": "2026-11-28T10:00:00Z", "kind": "do", "target": None},
        **{"schema": 1, "writes": [], "verb": "", "facts": None},
    }
    return list((whole | said).values())


SPITEFUL: dict[str, dict[str, object]] = {
    "a clock after which there is no number": {"clock": 2**63 - 2},
    "the last clock": {"clock": 2**63 - 1},
    "a clock that no file can store": {"clock": 10**30},
    "a step below zero": {"step": -1},
    "a time that is none": {"time": "<b>now</b>"},
    "a time that has no day elsewhere": {"time": "0001-01-01T00:00:00+14:00"},
    "a kind that is none": {"kind": "<b>do</b>"},
    "a kind that is a list": {"kind": []},
    "a target that is a list": {"kind": "undo", "target": [1, 2]},
    "columns that are a list": {"writes": [["spans", "x", [1]]]},
    "a table that is a list": {"writes": [[["spans"], {}, []]]},
    "a row that is a number": {"writes": [["spans", 5, None]]},
    "a table that there is not": {"writes": [["sqlite_master", "x", {"sql": ""}]]},
    "over what comes later": {"writes": [["spans", "x", {}, 99]]},
}


@pytest.mark.parametrize("what", SPITEFUL)
def test_what_a_coder_made_up_stops_nobody_and_is_said(team: HubTeam, what: str) -> None:
    forge(team.members["Ana"], made_up(**SPITEFUL[what]))
    told = team.lead.exchange()
    assert "of Ana is not what is here" in told.problem
    assert spans(team.lead) == spans(team.members["Ana"]) | spans(team.members["Ben"])
    team.lead.code(team.documents[1], 0, 6)
    assert team.lead.exchange().handed == 1 and team.lead.project.check() == []


def test_a_part_that_only_says_odd_things_of_what_was_done_is_taken_in(team: HubTeam) -> None:
    """They are not read for what counts: who reads them has to do with anything."""
    facts = {"document": [1], "documents": 5}
    odd: list[dict[str, object]] = [
        {"verb": [1], "facts": {}},
        {"verb": "spans-added", "facts": [1, 2]},
    ]
    odd += [{"verb": verb, "facts": facts} for verb in sorted(CODING)]
    for number, said in enumerate(odd):
        forge(team.members["Ana"], made_up(**said), f"made up {number}")
    assert team.lead.exchange().problem == ""
    assert whole_board(team.lead.project).coders


def test_a_clock_that_was_put_back_hides_nothing(team: HubTeam) -> None:
    ana = team.members["Ana"]
    team.settle()
    alter(team, "UPDATE hub_tables.strands SET changed = now() + interval '1 day' WHERE channel = 'coder/' || %(ana)s")
    team.lead.exchange()
    ana.code(team.documents[1], 0, 6)
    ana.exchange()
    alter(team, "UPDATE hub_tables.strands SET changed = now() + interval '1 day' WHERE channel <> 'coder/' || %(ana)s")
    assert team.lead.exchange().taken == 1


@pytest.mark.parametrize("limit", ["part_bytes", "coder_day_bytes"])
def test_who_may_hand_over_no_more_is_still_told_what_is_new(team: HubTeam, limit: str) -> None:
    ben = team.members["Ben"]
    team.settle()
    people.rename_coder(team.lead.project, team.people["Ben"], "Benjamin")
    team.lead.exchange()
    ben.code(team.documents[1], 0, 6)
    alter(team, f"UPDATE hub_tables.limits SET value = 1 WHERE name = '{limit}' AND %(ana)s <> ''")
    for _ in range(2):
        with pytest.raises((Full, TooLarge)) as caught:
            ben.exchange()
        assert "takes at once (1 byte)" in str(caught.value) or limit == "coder_day_bytes"
    assert ben.project.coders.get(ben.person).name == "Benjamin"
    assert hub_standing(ben.project)[0].waiting == 1
    alter(team, f"UPDATE hub_tables.limits SET value = 33554432 WHERE name = '{limit}' AND %(ana)s <> ''")
    assert ben.exchange().handed == 1 and hub_standing(ben.project)[0].waiting == 0


def test_who_leaves_while_the_hub_takes_no_more_gives_the_login_up_and_is_told_what_waits(team: HubTeam) -> None:
    ben = team.members["Ben"]
    ben.code(team.documents[1], 0, 6)
    alter(team, "UPDATE hub_tables.limits SET value = 1 WHERE %(ana)s <> ''")
    with ben.link() as link:
        said = leaving.leave(ben.project, ben.hub, link)
    assert "could not be told" not in said and "1 act was not handed over: hand it in as a packet" in said
    with team.lead.link() as link:
        assert {one.name: one.state for one in link.members(ben.project.origin)}["Ben"] == "left"


def test_an_act_that_is_too_large_holds_up_its_own_strand_alone(team: HubTeam) -> None:
    lead = team.lead
    team.settle()
    alter(team, "UPDATE hub_tables.limits SET value = 3000 WHERE name = 'part_bytes' AND %(ana)s <> ''")
    random_letters = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=9_000))
    lead.code(team.documents[0], 0, 5)
    (span,) = lead.project.spans.of_document(team.documents[0], lead.layer)
    annotate.set_note(lead.project, span.id, random_letters)  # in the lead's own channel
    people.rename_coder(lead.project, team.people["Ben"], "Benjamin")  # in what all share
    for _ in range(2):
        with pytest.raises(TooLarge, match="more than the hub"):
            lead.exchange()
    ben = team.members["Ben"]
    ben.exchange()
    assert ben.project.coders.get(ben.person).name == "Benjamin"
    outbox = [(one.channel, one.first, one.end) for one in lead.project.hubs.outbox(lead.hub.id)]
    assert outbox == [(f"coder/{lead.person}", 2, 2)], "the note alone"
    alter(team, "UPDATE hub_tables.limits SET value = 33554432 WHERE name = 'part_bytes' AND %(ana)s <> ''")
    assert lead.exchange().handed == 1 and hub_standing(lead.project)[0].waiting == 0
