"""Whose folder is whose: by a mark that is written once, whatever the folder is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import BadFile
from annotator.model.ids import CoderId
from annotator.operations.people import people
from annotator.operations.team.folder_places import MARK, FolderMark, beside, find, mark_of, set_up, write_mark
from annotator.store.project import Project
from tests.operations.small_team import Team, make_team

ANA = FolderMark("origin", "Readouts “of” May", CoderId("ana"), "عمر")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    found = make_team(tmp_path)
    yield found
    found.project.close()


def test_a_mark_comes_back_and_is_never_written_over(tmp_path: Path) -> None:
    assert mark_of(tmp_path) is None and mark_of(tmp_path / "gone") is None
    write_mark(tmp_path, ANA)
    write_mark(tmp_path, FolderMark("other", "", CoderId("ben"), "Ben"))
    assert mark_of(tmp_path) == ANA and [path.name for path in tmp_path.iterdir()] == [MARK]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": "annotator folder", "version": 9}', b"\xff\xfe", b"[" * 9_000]
)
def test_a_mark_that_did_not_come_whole_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MARK).write_bytes(content)
    assert mark_of(tmp_path) is None


def test_everybody_but_who_is_at_the_desk_gets_a_folder_once_under_any_name(team: Team, tmp_path: Path) -> None:
    root = tmp_path / "team"
    root.mkdir()
    team.project.person = next(iter(team.people.values()))
    first = set_up(team.project, root)
    assert sorted(path.name for path in first.people.values()) == ["Adam", "Cleo"] and first.is_whole
    first.people[team.project.coders.all()[2].id].rename(root / "moved")
    people.add_coder(team.project, "CON/../x")
    again = set_up(team.project, root)
    assert {path.name for path in again.people.values()} >= {"Adam", "moved"} and len(again.people) == 3
    assert all(path.parent == root and mark_of(path) for path in again.people.values())
    assert find(team.project, root).people == again.people
    mine = find(team.project, root / "moved")
    assert not mine.is_whole and list(mine.people) == [team.project.coders.all()[2].id]


def test_what_cannot_be_made_is_said_in_a_sentence(team: Team, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadFile, match="nothing can be written there"):
        set_up(team.project, tmp_path / "file")
    assert beside(team.project) is None


def test_a_folder_that_somebody_has_already_is_left_to_them(team: Team, tmp_path: Path) -> None:
    root = tmp_path / "team"
    (root / "Cleo").mkdir(parents=True)
    (root / "Cleo" / "thesis.docx").write_bytes(b"")
    team.project.person = team.of(TeamRole.LEAD)
    made = set_up(team.project, root)
    assert sorted(path.name for path in made.people.values()) == ["Adam", "Cleo (2)"]
    assert [path.name for path in (root / "Cleo").iterdir()] == ["thesis.docx"]
    assert isinstance(team.project, Project)
