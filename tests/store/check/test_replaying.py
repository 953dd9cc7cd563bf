"""Parts put on top of each other give the rows, and what differs from them is named."""

from pathlib import Path

import pytest

from annotator.store.check.replaying import Replay
from annotator.sync.parts import Write, beginning, ending
from tests.projects import make_desk


def line(counter: int, *writes: Write) -> str:
    return beginning(counter, counter, counter, "", "do", None) + ",".join(map(Write.text, writes)) + ending("", None)


NEW = {"name": "Ana", "pseudonym": "a"}


@pytest.mark.parametrize(
    ("writes", "row"),
    [
        ([NEW], ("Ana", "a")),
        ([NEW, {"name": "Anna"}], ("Anna", "a")),
        ([NEW, None], None),
        ([NEW, None, {"name": "B", "pseudonym": "b"}], ("B", "b")),
        ([NEW, {}], ("Ana", "a")),
    ],
)
def test_a_row_is_what_its_parts_come_to(tmp_path: Path, writes: list[dict[str, str] | None], row: object) -> None:
    replay = Replay()
    try:
        for counter, fields in enumerate(writes, 1):
            replay.put((counter, "", counter), 1, line(counter, Write("coders", "x", fields, counter - 1 or None)), b"")
        replay.run()
        found = replay._run("SELECT name, pseudonym FROM coders WHERE id = 'x'").fetchone()
        assert found == row
        said = [one for one in replay.differences(make_desk(tmp_path).project._connection) if "“x”" in one]
        assert bool([one for one in said if one.startswith("The row")]) == (row is not None)
    finally:
        replay.close()


@pytest.mark.parametrize("write", [Write("nothing", "x", {}), Write("coders", "x", {"name": "Ana"})])
def test_what_no_program_writes_is_refused(write: Write) -> None:
    replay = Replay()
    replay.put((1, "", 1), 1, line(1, Write(*write[:2], {"name": "x"})), b"")
    with pytest.raises((ValueError, KeyError)):
        replay.run()
    replay.close()
