"""Who has a project open is known while they have it, and no longer."""

import json
import os
import socket
import time
from pathlib import Path

import pytest

from annotator.store.sittings.presence import Presence


def test_each_knows_the_others_by_name_until_they_leave(tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    ana, ben = Presence(project), Presence(project)
    ana.arrive(3)
    ana.say("Ana")
    assert ana.others() == () and [(one.who, one.step) for one in ben.others()] == [("Ana", 3)]
    ben.arrive(5)
    assert [one.who for one in ana.others()] == [""]
    ben.say("Ben")
    assert [(one.who, one.step) for one in ana.others()] == [("Ben", 5)]
    ana.leave()
    assert ben.others() == ()
    ben.leave()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("host", "age_s", "is_there"), [("", 30, False), ("far", 60, True), ("far", 3600, False)])
def test_what_a_killed_program_left_counts_only_on_another_computer_and_while_it_is_young(
    tmp_path: Path, host: str, age_s: float, is_there: bool
) -> None:
    folder = tmp_path / ".p.annot.open"
    folder.mkdir()
    entry = folder / "left"
    entry.write_text(json.dumps({"who": "Ben", "host": host or socket.gethostname(), "since": 1.0, "step": 1}))
    os.utime(entry, (time.time() - age_s,) * 2)
    ana = Presence(tmp_path / "p.annot")
    ana.arrive(1)
    assert [one.who for one in ana.others()] == (["Ben"] if is_there else [])
    assert entry.exists() == bool(host)
    ana.leave()


@pytest.mark.parametrize("content", ["", "{}", "[1]", "x" * 20_000])
def test_whatever_stands_in_the_folder_nobody_is_kept_from_working(tmp_path: Path, content: str) -> None:
    folder = tmp_path / ".p.annot.open"
    folder.mkdir()
    (folder / "strange").write_text(content)
    (folder / "folder").mkdir()
    ana = Presence(tmp_path / "p.annot")
    ana.arrive(1)
    assert ana.others() == ()
    ana.leave()


def test_where_the_folder_cannot_be_made_nobody_is_known(tmp_path: Path) -> None:
    (tmp_path / ".p.annot.open").write_text("a file")
    ana = Presence(tmp_path / "p.annot")
    ana.arrive(1)
    ana.say("Ana")
    assert ana.others() == ()
    ana.leave()


def test_beside_an_encrypted_project_no_name_is_said(tmp_path: Path) -> None:
    one, other = Presence(tmp_path / "p.annot", is_named=False), Presence(tmp_path / "p.annot")
    one.arrive(3)
    one.say("Ana")
    other.arrive(4)
    (visitor,) = other.others()
    assert (visitor.who, visitor.step) == ("", 3)
    one.leave()
    other.leave()
