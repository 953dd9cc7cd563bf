"""Whatever people and projects are called: what is written for them can stand on every system, none over another."""

import shutil
from pathlib import Path

from annotator.hub import invitation
from annotator.model.coder import TeamRole
from annotator.model.file_names import file_name, one_place
from annotator.model.ids import CoderId
from annotator.operations.people import people
from annotator.operations.team.copies import give_out
from annotator.operations.team.folder_places import set_up
from annotator.operations.team.packet_files import SUFFIX, by_day, in_order
from annotator.store.backups.folder import files_of_project
from annotator.store.backups.keeper import ASKED, BackupKeeper
from annotator.store.project import Project
from tests.formats.contract import AWKWARD
from tests.hub.invitations import made
from tests.like_windows import is_valid_name
from tests.operations.small_team import make_team

NAMES = [
    name for name in dict.fromkeys(name.strip() for name in AWKWARD) if name and name.isprintable() and name != "gold"
]


def written(folder: Path) -> list[str]:
    """Return the paths of all that lies in a folder; fails for a name that a system refuses, or takes for another's."""
    found = [str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.startswith(".")]
    parts = [part for name in found for part in Path(name).parts]
    assert all(is_valid_name(part) and len(part.encode()) <= 255 for part in parts), found
    assert len({one_place(name) for name in found}) == len(found), found
    return found


def test_copies_packets_folders_and_invitations_of_people_with_any_name(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    added: list[CoderId] = []
    with team.project as project:
        project.person = team.of(TeamRole.LEAD)
        for name in NAMES:
            coder, _ = people.add_coder(project, name)
            people.set_roles(project, coder.id, [TeamRole.CODER])
            added.append(coder.id)
        for folder in ("copies", "shared", "invitations"):
            (tmp_path / folder).mkdir()
        given = give_out(project, tmp_path / "copies", added)
        assert len(written(tmp_path / "copies")) == len(NAMES) == len(given)
        set_up(project, tmp_path / "shared")
        assert len(written(tmp_path / "shared")) >= len(NAMES)
    for name in (*NAMES, *NAMES):
        invitation.write(tmp_path / "invitations", made(coder_name=name))
    assert len(written(tmp_path / "invitations")) == 2 * len(NAMES)
    packets = [f"{called(file_name(name), [])}{SUFFIX}" for name in NAMES for called in (by_day, in_order)]
    assert all(is_valid_name(name) for name in packets)


def test_backups_of_a_project_with_a_name_that_only_this_system_takes(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    keeper = BackupKeeper(tmp_path / "backups", 1 << 30)
    for number, name in enumerate(("a:b", "con", "trailing.", 'x"y?', "x" * 200)):
        place = tmp_path / str(number) / f"{name}.annot"
        place.parent.mkdir()
        shutil.copy(team.project.path, place)
        assert keeper.begin(place, ASKED) is not None
    keeper.finish()
    assert len([name for name in written(tmp_path / "backups") if name.endswith(".annot")]) == 5
    assert files_of_project(tmp_path / "backups", tmp_path / "0" / "a:b.annot")


def test_the_backups_of_an_older_version_stay_in_one_folder_with_the_new_ones(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    place = tmp_path / "a:b.annot"
    shutil.move(team.project.path, place)
    keeper = BackupKeeper(tmp_path / "backups", 1 << 30)
    assert keeper.begin(place, ASKED) is not None
    keeper.finish()
    (line,) = (tmp_path / "backups").iterdir()
    line.rename(line.with_name(line.name.replace("a_b", "a:b")))
    with Project.open(place) as project:
        people.add_coder(project, "Somebody")
    assert keeper.begin(place, ASKED) is not None
    keeper.finish()
    assert len(list((tmp_path / "backups").iterdir())) == 1
