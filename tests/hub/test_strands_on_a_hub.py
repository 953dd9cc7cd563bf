"""Strands on a hub: what is appended to them, what of them is new to whom, and how they are pulled."""

import pytest

from tests.hub.plain_hub import PROJECT, Asking, PlainHub, Run, pushed


def test_a_run_is_appended_where_it_goes_on_and_else_comes_back_with_what_there_is(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    first, second, third = (Run("coder/ana", "ana", *ends) for ends in ((1, 2), (3, 3), (4, 9)))
    assert ana.push(second) == [(1, 0, None)]
    assert ana.push(first, third, second, third) == [(2, 9, third.hash_at(9))]
    assert ana.push(first) == [(1, 9, third.hash_at(9))]
    altered = Run("coder/ana", "ana", 10, 10, word="altered")
    assert ana.push(altered) == [(1, 9, third.hash_at(9))]
    rows = ana.ask("pull", PROJECT, ["coder/ana"], ["sitting-1"], [0], 9)
    assert [row[1:] for row in rows] == [
        (run.first, run.last, run.body, False, run.hash_at(run.last)) for run in (first, second, third)
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *((5, [0]), (6, [0]), (7, [b"short"]), (10, [b"short"]), (1, [""]), (2, ["x" * 201])),
        *((4, []), (4, [0]), (4, [-5]), (4, [None]), (8, None)),
    ],
)
def test_what_is_no_run_is_refused(plain_hub: PlainHub, place: int, value: object) -> None:
    lead = plain_hub.lead()
    arguments = list(pushed(Run("shared", "lea", 1, 1)))
    arguments[place] = value
    assert lead.state("push", *arguments) == "22023" and lead.channels() == {}


def test_a_strand_that_is_said_to_be_as_long_as_can_be_counted_is_at_its_end(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    longest = Run("coder/ana", "ana", 1, 2**31 - 1)
    assert ana.push(longest) == []
    assert ana.push(Run("coder/ana", "ana", 4, 4)) == [(1, 2**31 - 1, longest.hash_at(2**31 - 1))]
    assert ana.push(Run("coder/ana", "ana", 1, 1, "sitting-2")) == []


@pytest.mark.parametrize(
    ("place", "value"), [(2, [""]), (2, ["x" * 201]), (3, [0]), (3, [-5]), (3, [None]), (4, [b"short"])]
)
def test_what_is_no_erased_part_is_refused(plain_hub: PlainHub, place: int, value: object) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    arguments: list[object] = [PROJECT, ["coder/ana"], ["sitting-1"], [1], [bytes(32)]]
    ana.ask("note_erased", *arguments)
    arguments[place] = value
    assert ana.state("note_erased", *arguments) == "22023"


def test_a_coder_writes_in_their_own_channel_and_name_alone(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    for run in (Run("coder/ana", "lea", 1, 1), Run("shared", "ana", 1, 1), Run("coder/ben", "ana", 1, 1)):
        assert ana.state("push", *pushed(Run("coder/ana", "ana", 1, 1), run)) == "AN403"
    # Another's strand in her channel, which came by a packet: hers to read, not to write on.
    lead.push(theirs := Run("coder/ana", "lea", 1, 1))
    assert ana.push(Run("coder/ana", "ana", 2, 2)) == [(1, 1, theirs.hash_at(1))]
    assert ana.state("push", *pushed(Run("coder/ana", "ana", 1, 1))) == "AN403"
    assert ana.channels() == {"coder/ana": 1}


def test_a_push_is_all_or_nothing(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 20 WHERE name = 'part_bytes'")
    runs = [Run("shared", "lea", 1, 1), Run("document/a-very-long-name", "lea", 1, 1)]
    assert lead.state("push", *pushed(*runs)) == "AN413" and lead.channels() == {}


def _aged(hub: PlainHub) -> None:
    """Let all that was done until now be a day old."""
    for table in ("strands", "grants"):
        hub.owner.run(f"UPDATE hub_tables.{table} SET changed = changed - interval '1 day'")


def test_what_grew_since_and_what_came_into_sight_since_is_new(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.push(
        *(Run(channel, "lea", 1, 2) for channel in ("shared", "document/d1", "released/d1", "document/d2", "gold"))
    )
    ana.push(Run("coder/ana", "ana", 1, 2))
    _aged(plain_hub)
    [(now,)] = plain_hub.owner.run("SELECT now()")

    def new(asker: Asking) -> set[str]:
        return {row[0] for row in asker.ask("grown", PROJECT, now)}

    assert new(ana) == new(lead) == set()
    assert set(ana.channels()) == {"shared", "coder/ana"} and len(lead.channels()) == 6
    assert lead.ask("grant_channels", PROJECT, ana.login, ["document/d1", "released/d1"]) == [(2,)]
    assert lead.ask("grant_channels", PROJECT, ana.login, ["document/d1"]) == [(0,)]
    assert new(ana) == {"document/d1", "released/d1"} and new(lead) == set()
    ana.push(Run("coder/ana", "ana", 3, 3))
    lead.push(Run("gold", "lea", 3, 3), Run("shared", "lea", 3, 3))
    assert new(ana) == {"document/d1", "released/d1", "coder/ana", "shared"}
    assert new(lead) == {"gold", "shared", "coder/ana"}
    _aged(plain_hub)
    lead.ask("change_role", PROJECT, ana.login, "adjudicator")
    ana = plain_hub.sign_in(ana.login)
    assert len(new(ana)) == 6


@pytest.mark.parametrize(
    "channel", ["*", "gold", "coder/ben", "shared", "document/", "", None, "document/" + "x" * 200]
)
def test_channels_of_documents_alone_are_given(plain_hub: PlainHub, channel: str | None) -> None:
    lead = plain_hub.lead()
    plain_hub.joined(lead, "ana")
    assert lead.state("grant_channels", PROJECT, "k_ana", [channel]) == "22023"
    assert lead.ask("grants_of", PROJECT, "k_ana") == [("coder/ana",), ("shared",)]


def test_pulling_goes_on_behind_a_part_and_stops_at_so_many(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    ana.push(*(Run("coder/ana", "ana", n, n + 1, sitting) for sitting in ("a", "b") for n in (1, 3, 5)))

    def ends(afters: tuple[int, int], most: int) -> list[tuple[int, int]]:
        rows = ana.ask("pull", PROJECT, ["coder/ana", "coder/ana"], ["a", "b"], list(afters), most)
        return [(place, last) for place, _, last, *_ in rows]

    assert ends((0, 0), 99) == [(1, 2), (1, 4), (1, 6), (2, 2), (2, 4), (2, 6)]
    assert ends((3, 4), 99) == [(1, 4), (1, 6), (2, 6)]  # in the middle of a run: that run
    assert ends((2, 0), 3) == [(1, 4), (1, 6), (2, 2)]
    assert ends((6, 99), 99) == ends((0, 0), 0) == []
