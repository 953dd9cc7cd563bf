"""Flows that are made when they are first asked for: each command is of the flow that knows it, and made once."""

from annotator.ui.commands.commands import COMMANDS as ALL
from annotator.ui.window.seldom import COMMANDS
from tests.ui.windows import Stage


def test_each_command_is_of_the_flow_that_knows_it(stage: Stage) -> None:
    seldom = stage.window.seldom
    for flow in dict.fromkeys(COMMANDS.values()):
        known = getattr(seldom, flow).handlers()
        assert {command for command, of in COMMANDS.items() if of == flow} == known.keys()
        assert getattr(seldom, flow) is getattr(seldom, flow)
    assert {*COMMANDS} <= {one.id for one in ALL} and seldom.handlers().keys() == COMMANDS.keys()
