"""What becomes of files that are opened: one project at most, packets with it, and one sentence for each other."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.hub.invitation import SUFFIX as INVITATION
from annotator.model.errors import UserError
from annotator.operations.opened_files import OpenedKind, kind_of, to_open
from annotator.store.project import Project
from tests.examples import examples
from tests.hub.invitations import made as made_invitation
from tests.operations.team.copies_made import make_team_of_copies
from tests.projects import default_codebook, make_desk

STARTS = [
    b"",
    b"{",
    b"SQLite format 3\x00",
    b'{"format":"annotator packet","version":1',
    b'{\n "format": "annotator invit',
]
CONTENTS = st.one_of(
    st.binary(max_size=200), st.sampled_from(STARTS), st.tuples(st.sampled_from(STARTS), st.binary()).map(b"".join)
)
ENDINGS = st.sampled_from([".annot", ".ANNOT", ".packet", ".invitation", ".annot-rescue", ".docx", ""])


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        kind_of(path)
    sentence = str(caught.value)
    assert sentence.endswith(".") and sentence.isprintable(), sentence
    return sentence


@settings(max_examples=examples(60))
@given(CONTENTS, ENDINGS)
def test_whatever_a_file_holds_it_is_one_of_ours_or_a_sentence_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"x{ending}"
    path.write_bytes(content)
    try:
        found = kind_of(path)
    except UserError:
        assert ending in (".annot-rescue", ".docx", "") and refused(path).startswith(path.name)
    else:
        assert found in OpenedKind and path.read_bytes() == content


def test_each_of_our_files_is_known_by_what_is_in_it_under_any_name(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    team.code("Ana", "urged China")
    packet = team.hand_in("Ana")
    assert kind_of(team.project.path) is OpenedKind.PROJECT, "it is open"
    team.project.close()
    invitation = tmp_path / f"Ana{INVITATION}"
    invitation.write_bytes(made_invitation().content())
    of = {team.project.path: OpenedKind.PROJECT, packet: OpenedKind.PACKET, invitation: OpenedKind.INVITATION}
    for number, (path, kind) in enumerate(of.items()):
        assert kind_of(path) is kind
        for name in ("{}.txt", "{}", "{} (1).tmp"):
            assert kind_of(path.replace(tmp_path / name.format(number))) is kind
            (tmp_path / name.format(number)).rename(path)


@pytest.mark.parametrize("ending", [".annot", ".packet", ".invitation", ".docx", ""])
def test_what_is_gone_or_no_file_is_said(tmp_path: Path, ending: str) -> None:
    assert "There is no file" in refused(tmp_path / f"gone{ending}")
    (tmp_path / f"folder{ending}").mkdir()
    assert "is a folder; open the project in it" in refused(tmp_path / f"folder{ending}")


@pytest.mark.skipif(sys.platform == "win32", reason="such files are none there")
def test_odd_files_and_names_are_said_on_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.annot")
    assert "is no file that can be read" in refused(tmp_path / "pipe.annot")
    odd = tmp_path / os.fsdecode(b"a\nb\xff.docx")
    assert "There is no file" in refused(odd)
    odd.write_bytes(b"PK")
    assert refused(odd).startswith("a\ufffdb\ufffd.docx is no project, packet or invitation")
    assert "is an address, and no file on this computer" in refused(Path("smb://server/p.annot"))


def test_what_is_not_ours_is_told_what_to_do_with(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04 and more")
    assert "to bring a text in, open a project and import it there" in refused(tmp_path / "letter.docx")
    (tmp_path / "nothing").touch()
    assert refused(tmp_path / "nothing") == "nothing is empty (0 bytes); look for another copy of it."
    (tmp_path / "x.annot-rescue").write_text("{}")
    assert "open their project, and import this file there" in refused(tmp_path / "x.annot-rescue")
    with sqlite3.connect(tmp_path / "others.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert kind_of(tmp_path / "others.db") is OpenedKind.PROJECT, "whoever opens it says whose it is"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read all files")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "p.annot").write_bytes(b"x")
    (tmp_path / "p.annot").chmod(0)
    assert "You may not read" in refused(tmp_path / "p.annot")


def test_an_encrypted_project_is_known_by_its_name(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    Project.create(tmp_path / "p.annot", default_codebook(), passphrase="a passphrase").close()
    assert kind_of(tmp_path / "p.annot") is OpenedKind.PROJECT


@settings(max_examples=examples(40))
@given(
    st.lists(
        st.sampled_from(["a.annot", "b.annot", "c.packet", "d.packet", "e.invitation", "f.invitation", "g.txt", "gone"])
    )
)
def test_of_several_files_each_is_opened_or_told_of_once(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("several")
    for name in set(names) - {"gone"}:
        (folder / name).write_bytes(b"x" * 99)
    found = to_open(folder / name for name in names)
    opened = [path.name for path in (found.project, found.invitation, *found.packets) if path is not None]
    assert len(opened) + len(found.left) == len(set(names)) and set(opened) <= set(names)
    assert found.project is None or found.invitation is None
    projects = [name for name in names if name.endswith(".annot")]
    assert (found.project.name if found.project else None) == (projects[0] if projects else None)
    for name in set(names) - set(opened):
        assert sum(name in sentence for sentence in found.left) == 1
    assert all(sentence.endswith(".") for sentence in found.left)
    if projects:
        assert {path.name for path in found.packets} == {name for name in names if name.endswith(".packet")}


@settings(max_examples=examples(30))
@given(st.lists(st.tuples(st.sampled_from(["a.annot", "b.annot", "c.packet"]), st.integers(0, 4)), min_size=1))
def test_names_of_one_file_are_one_file_which_is_opened_by_the_first(
    tmp_path_factory: pytest.TempPathFactory, named: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    for name in ("a.annot", "b.annot", "c.packet"):
        (folder / name).write_bytes(b"x" * 99)
        (folder / f"symbolic {name}").symlink_to(name)
        os.link(folder / name, folder / f"hard {name}")
    ways = ("{}", "symbolic {}", "hard {}", f"../{folder.name}/{{}}", "./symbolic {}")
    wanted = [folder / ways[way].format(name) for name, way in named]
    found = to_open(wanted)
    first = {name: path for (name, _), path in zip(reversed(named), reversed(wanted), strict=True)}
    projects = [first[name] for name, _ in named if name != "c.packet"]
    assert found.project == next(iter(projects), None)
    assert found.packets == ((first["c.packet"],) if "c.packet" in first else ())
    assert len(found.left) == max(0, len({*projects}) - 1)


def test_a_project_that_is_open_here_is_not_opened_as_a_plain_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert to_open([desk.project.path]).project == desk.project.path
    desk.code("urged China")
    assert desk.project.check() == []
