"""Packets are written whole or not at all, never over anything, and opened with the right key alone."""

from datetime import date
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.model.file_names import file_name
from annotator.operations.team import packet_files
from annotator.operations.team.copy_keys import key_here
from annotator.operations.team.packet_files import dated, head_for, head_in, is_packet, open_packet, write_file
from annotator.packets.head import BadPacket
from annotator.store.project import Project
from tests.operations.desks import make_table
from tests.operations.team.copies_made import make_team_of_copies


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_table(tmp_path).project


def written(project: Project, folder: Path, name: str = "Ana", is_sealed: bool = False) -> Path:
    strands = list(project.strands.as_delivery(lambda channel: True).strands())
    key = key_here(project)
    head = head_for(project, "", sum(one.last - one.first + 1 for one in strands), key)
    return write_file(folder, name, head, key, strands, is_sealed=is_sealed)


def test_no_file_is_ever_written_over_and_nothing_else_is_left_in_the_folder(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "Ana.packet").write_text("mine")
    paths = [written(project, folder) for _ in range(3)]
    assert [path.name for path in paths] == ["Ana (2).packet", "Ana (3).packet", "Ana (4).packet"]
    assert (folder / "Ana.packet").read_text() == "mine" and len(list(folder.iterdir())) == 4
    with open_packet(project, paths[0]) as packet:
        assert packet.is_whole and packet.acts == sum(project.strands.vector().values())


def test_where_nothing_can_be_written_is_told_and_nothing_stays(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadFile, match="there is no such folder"):
        written(project, tmp_path / "none")
    with pytest.raises(BadFile, match="it is no folder"):
        written(project, project.path)
    folder = tmp_path / "out"
    folder.mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packet_files, "write_packet", full)
    with pytest.raises(BadFile, match="No space left on device"):
        written(project, folder)
    assert list(folder.iterdir()) == []


def test_what_is_no_file_is_told_in_a_sentence(project: Project, tmp_path: Path) -> None:
    for path, said in ((tmp_path, "it is a folder, no packet"), (tmp_path / "none.packet", "there is no such file")):
        with pytest.raises(BadPacket, match=said):
            open_packet(project, path)
    with pytest.raises(BadPacket, match="this is no possible file name"):
        open_packet(project, tmp_path / "a\0b.packet")


def test_a_packet_is_known_by_how_it_begins_whatever_it_is_called(project: Project, tmp_path: Path) -> None:
    path = written(project, tmp_path)
    other = path.rename(tmp_path / "renamed.txt")
    assert is_packet(other) and is_packet(Path("any.packet")) and not is_packet(project.path)
    head = head_in(other)
    assert head is not None and head.project == project.name and head.sender == ""
    for no_packet in (project.path, tmp_path, tmp_path / "gone"):
        with pytest.raises(BadPacket):
            head_in(no_packet)


def test_a_sealed_packet_says_nothing_and_opens_with_its_key_alone(project: Project, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects nothing can be sealed")
    path = written(project, tmp_path, is_sealed=True)
    assert b"annotator" not in path.read_bytes() and head_in(path) is None
    with open_packet(project, path) as packet:
        assert packet.is_whole and packet.acts == sum(project.strands.vector().values())
    (tmp_path / "other").mkdir()
    with pytest.raises(BadPacket, match="none of the keys here opens it"):
        open_packet(make_table(tmp_path / "other").project, path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana", "Ana"),
        ("Ana María  Ruiz", "Ana María Ruiz"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("", "_"),
        ("安娜", "安娜"),
    ],
)
def test_names_of_people_can_stand_in_names_of_files(name: str, expected: str) -> None:
    assert file_name(name) == expected and dated(file_name(name)) == f"{expected} {date.today().isoformat()}"


def test_a_sealed_packet_of_which_no_page_can_be_read_is_said_to_be_damaged_and_not_empty(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", passphrase="secret words")
    team.code("Ana", "urged", note="a note " * 5_000)
    packet = team.hand_in("Ana")
    content = packet.read_bytes()
    altered = bytearray(content)
    altered[5_000] ^= 8
    for damaged in (content[:5_000], bytes(altered)):
        packet.write_bytes(damaged)
        with pytest.raises(BadPacket, match="damaged or cut off before its first act"):
            open_packet(team.project, packet)
