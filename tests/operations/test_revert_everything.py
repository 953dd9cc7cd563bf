"""A machine plays the users, and takes any step back with all that stands on it, whoever did it and when."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule

from tests.examples import examples, share_of
from tests.operations.reverts import revert_and_look, undo_is_the_revert_of_the_latest
from tests.operations.test_undo_everything import PICK, Users, play_a_day


class Reverters(Users):
    """The verbs of the users, and reverts among them."""

    @rule(pick=PICK)
    def revert_one(self, pick: int) -> None:
        steps = [step.number for step in self.project.history(1000) if step.kind == "do"]
        revert_and_look(self.project, steps[pick % len(steps)])

    @rule(pick=PICK)
    def revert_one_of_the_last(self, pick: int) -> None:
        steps = [step.number for step in self.project.history(12) if step.kind == "do"]
        if steps:  # the last ones may all have been taken back
            revert_and_look(self.project, steps[pick % len(steps)])

    @rule()
    def revert_the_latest(self) -> None:
        undo_is_the_revert_of_the_latest(self.project)


@pytest.mark.hypothesis
def test_every_step_of_a_day_can_be_reverted_with_what_stands_on_it() -> None:
    users = Reverters()
    try:
        users.begin()
        play_a_day(users)
        steps = range(1, users.project.journal.latest() + 1)
        for number in share_of(steps, 0, 3):
            if revert_and_look(users.project, number):
                users.project.undo()
    finally:
        users.teardown()


TestReverters = Reverters.TestCase
TestReverters.settings = settings(
    max_examples=examples(20, usual=3),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
