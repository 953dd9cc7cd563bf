"""What leaves is gone through by the tables of the program: whatever is added there is attacked too."""

from annotator.cli.main import COMMANDS
from tests.injection import leaving


def test_each_path_that_a_command_takes_is_known_as_what_is_read_or_what_is_written() -> None:
    assert leaving.paths_named() == {*leaving.WRITTEN_BY} | leaving.READ_BY


def test_each_command_is_given_a_line() -> None:
    lines = {line[0] for line in leaving.SAID} | {command for command, _ in leaving.WRITTEN_BY}
    assert {*leaving.commands()} == lines | leaving.OF_ITS_OWN
    assert {one.split()[0] for one in lines | leaving.OF_ITS_OWN} == {*COMMANDS} - {"hub"}
