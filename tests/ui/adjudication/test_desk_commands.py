"""Each command of the desk does something, and those that name somebody name them as the case does."""

from annotator.ui.commands.commands import COMMANDS, CommandScope, Fact
from tests.ui.windows import Stage

ELSEWHERE = {"view.columns"}
"""Commands of this scope that the window carries out."""


def test_every_command_of_the_desk_has_its_handler(table: Stage) -> None:
    mine = {one.id for one in COMMANDS if one.place is CommandScope.ADJUDICATE} - ELSEWHERE
    assert mine == table.window.adjudication.commands.handlers().keys()


def test_takes_are_called_by_who_has_the_letter_and_reasons_by_the_list(table: Stage) -> None:
    commands = table.window.adjudication.commands
    titles = commands.titles()
    assert [titles[f"adjudicate.take_{letter}"] for letter in "abc"] == [
        f"Take {name}’s span" for name in ("Ana", "Ben", "Cleo")
    ]
    assert "adjudicate.take_d" not in titles and titles["adjudicate.reason_1"] == "Reason: Codebook rule"


def test_nothing_is_decided_while_one_looks_at_policies(table: Stage) -> None:
    commands = table.window.adjudication.commands
    assert {Fact.CASE, Fact.DECISION} <= commands.facts()
    table.press("y")
    assert not {Fact.CASE, Fact.DECISION} & commands.facts()
    table.press("Escape")
    assert Fact.CASE in commands.facts()


def test_a_reason_that_is_chosen_by_its_key_is_said(table: Stage) -> None:
    table.press("2")
    assert table.said == "Reason for the next decision: Boundary: too wide"
