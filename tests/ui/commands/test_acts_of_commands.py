"""Which commands are not for everybody: each that is named is a command, and each act leads somewhere."""

from annotator.operations.people.roles import Right
from annotator.ui.commands.acts_of_commands import _ACTS, _BY_PREFIX, act_of
from annotator.ui.commands.commands import BY_ID


def test_what_is_named_is_a_command() -> None:
    assert set(_ACTS) <= BY_ID.keys()
    assert all(any(id.startswith(prefix) for id in BY_ID) for prefix in _BY_PREFIX)


def test_a_name_of_its_own_comes_before_that_of_many() -> None:
    assert act_of("adjudicate.settle") is Right.DECIDE and act_of("adjudicate.blind") is Right.SETTINGS
    assert act_of("feedback.release") is Right.RELEASE and act_of("feedback.next") is None
    assert act_of("code.delete") is None
