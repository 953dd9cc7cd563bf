"""Which of the steps that were seen a file must hold; test_written_over.py holds it to files and programs."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store.connections.connecting import in_memory
from annotator.store.sittings.seen_steps import LogEnd, SeenStep, SeenSteps, holds, latest_step
from tests.examples import examples

HAPPENS = st.lists(st.sampled_from(["commit", "see", "copy", "copy some", "begin anew"]), max_size=40)


def play(happens: Sequence[str]) -> tuple[list[SeenStep], int]:
    """Let a log go on; return the steps that a file must hold, and the number of the latest that it holds."""
    seen, log, frames, copied, commits = SeenSteps(), 0, 0, 0, [0]
    for what in happens:
        if what == "commit":
            frames += 2
            commits.append(frames)
        elif what == "see":
            seen.see(SeenStep(len(commits), "s", 1), LogEnd(b"%d" % log, frames))
        elif what == "copy some":
            copied = max(copied, frames - frames % 4)
        elif what == "copy":
            copied = frames
        elif copied == frames:
            log, frames, copied = log + 1, 0, 0
            commits = [0] * len(commits)
    return seen.copied(LogEnd(b"%d" % log, copied)), sum(end <= copied for end in commits)


@settings(max_examples=examples(100))
@given(HAPPENS)
def test_a_file_must_hold_what_was_copied_and_nothing_that_was_not(happens: list[str]) -> None:
    must, latest = play(happens)
    assert all(step.number <= latest for step in must)
    for further in ([], ["begin anew"]):
        must, latest = play([*happens, "see", "copy", *further])
        assert must == [SeenStep(latest, "s", 1)]


def test_what_others_tell_is_held_beside_what_was_seen_once_it_is_copied() -> None:
    own, theirs = SeenStep(3, "own", 1), SeenStep(3, "theirs", 1)
    seen = SeenSteps(lambda: [(theirs, LogEnd(b"log", 9))])
    seen.see(own, LogEnd(b"log", 5))
    assert [seen.copied(LogEnd(b"log", frames)) for frames in (4, 8, 9)] == [[], [own], [own, theirs]]
    assert seen.copied(LogEnd(b"next", 0)) == [own, theirs]


def test_a_step_is_known_by_its_name_and_a_file_without_steps_holds_none() -> None:
    file, step = in_memory(), SeenStep(7, "sitting", 2)
    assert not holds(file, [step])
    file.execute("CREATE TABLE steps (number INTEGER PRIMARY KEY, sitting TEXT, place INTEGER)")
    assert latest_step(file) is None and holds(file, []) and not holds(file, [step])
    file.execute("INSERT INTO steps VALUES (7, 'another', 2)")
    assert not holds(file, [step])
    file.execute("UPDATE steps SET sitting = 'sitting'")
    assert holds(file, [step]) and latest_step(file) == step
    file.close()
