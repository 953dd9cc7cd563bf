"""Who else is in a project, in words that tell nothing of what they coded."""

import socket
import time
from pathlib import Path

from annotator.operations.people import people
from annotator.operations.project import others
from annotator.store.sittings.presence import Visitor
from tests.projects import make_desk


def test_one_and_several_are_named_with_when_and_where(tmp_path: Path) -> None:
    now, own = time.time(), socket.gethostname()
    assert others.open_too([]) == ""
    said = others.open_too([Visitor("", own, now, 1)])
    assert said.startswith("Another program (since ") and said.endswith(
        "has this project open too: each sees what the others do."
    )
    said = others.open_too([Visitor("Ben", own, now, 1), Visitor("Cleo", "far", 0.0, 1)])
    assert said.startswith("Ben (since ") and ", on far) have this" in said and " and Cleo (since 19" in said


def test_steps_are_counted_by_who_did_them_and_nothing_else_is_told(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    ben, _ = people.add_coder(desk.project, "Ben")
    said = others.steps_said
    assert said(desk.project, []) == ""
    assert said(desk.project, [""]) == "Another program has done 1 step."
    assert said(desk.project, [ben.id] * 3) == "Ben has done 3 steps in another program."
    assert said(desk.project, [desk.ana.id, ben.id]) == "Ana and Ben have done 2 steps in another program."
