"""A hub whose tables somebody changed by hand: one sentence, nothing taken in, and all else goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.hub.problems import HubProblem, StrangeAnswer
from annotator.operations.team.hubs import joining
from tests.operations.team.hubs.hub_team import HubTeam, make_team, password
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
    told = team.lead.exchange()
    assert "of Ana is not what is here" in told.problem
    assert spans(team.lead) == spans(team.members["Ben"]) and team.lead.project.check() == []


def test_a_text_that_is_not_what_its_hash_says_does_not_come(team: HubTeam) -> None:
    path, invitation = team.folder / "Dan.annot", joining.look(team.invite("Dan"))
    alter(team, "UPDATE hub_tables.contents SET body = convert_to('Altered.', 'UTF8') WHERE %(ana)s <> ''")
    with pytest.raises(HubProblem, match="answered what no hub answers"):
        joining.join(invitation, path, password())
    assert not path.exists() and list(team.folder.glob("*Dan*")) == [team.folder / "Dan.invitation"]
