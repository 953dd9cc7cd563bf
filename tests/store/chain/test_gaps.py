"""The records of gaps are covered by the step that left them, which says how much there was, and whose work it is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.chain.gaps import OF_STEPS, Gap, Gaps, covers, was_erased
from annotator.store.project import Project
from tests.store.erasing.erased import erased_desk

GAPS = st.lists(
    st.builds(
        Gap,
        st.just(9),
        st.integers(0, 3),
        st.integers(1, 5),
        st.binary(min_size=32, max_size=32),
        st.binary(min_size=32, max_size=32),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda gap: (gap.strand, gap.place),
)
CHANGES: tuple[Callable[[Gap], Gap], ...] = (
    lambda gap: replace(gap, hash=bytes(32) if gap.hash != bytes(32) else b"x" * 32),
    lambda gap: replace(gap, now=bytes(32) if gap.now != bytes(32) else b"x" * 32),
    lambda gap: replace(gap, gone=gap.gone + 1),
)


@given(GAPS, st.randoms(use_true_random=False), st.sampled_from(CHANGES))
def test_records_are_covered_in_any_order_and_none_may_be_another(
    gaps: list[Gap], random: Random, change: Callable[[Gap], Gap]
) -> None:
    shuffled = random.sample(gaps, len(gaps))
    assert covers(shuffled) == covers(gaps)
    assert covers([change(gaps[0]), *gaps[1:]]) != covers(gaps)
    assert covers(gaps[1:]) != covers(gaps)


def test_it_is_said_how_much_was_erased_when_and_by_whom_and_no_problem(tmp_path: Path) -> None:
    path, _ = erased_desk(tmp_path)
    with Project.open(path) as project:
        assert project.check() == []
        (said,) = project.erasures.said()
        assert said.startswith("4 parts and 3 steps of the history were erased on 2")
        assert said.endswith(" by Ana; what they held cannot be checked.")


def test_steps_of_which_something_is_gone_are_known(tmp_path: Path) -> None:
    path, _ = erased_desk(tmp_path)
    with Project.open(path) as project:
        gaps = Gaps(project._connection)
        erasure = project.journal.latest()
        gone = gaps.taken_by(erasure)
        assert sorted(gone) == sorted(gaps.steps)
        assert [number for number in range(1, erasure + 1) if was_erased(project._connection, number)] == sorted(gone)
        assert {gap.strand for gap in gaps.steps.values()} == {OF_STEPS}
        assert list(gaps.problems(project._connection)) == []


@pytest.mark.parametrize("number", [0, 99])
def test_a_step_that_is_not_there_lacks_nothing(tmp_path: Path, number: int) -> None:
    path, _ = erased_desk(tmp_path)
    with Project.open(path) as project:
        assert not project.erasures.has_taken_from(number)
