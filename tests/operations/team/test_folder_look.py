"""A team's folder: whatever a cloud does to files, all acts come once; what goes wrong with it is a sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.coder import TeamRole
from annotator.model.errors import BadFile
from annotator.operations.people import people, roles
from annotator.operations.team import assigning, copies, handing_in, taking_in
from annotator.operations.team.folder_look import GONE, FolderLook, FolderLooker, sharing
from annotator.operations.team.folder_places import MARK, set_up
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.team.copies_made import TEXTS, CopiedTeam, make_team_of_copies

WORDS = [word.strip(".") for word in TEXTS[0].split()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CopiedTeam:
    """A team that is made once, and whose files each test copies."""
    team = make_team_of_copies(tmp_path_factory.mktemp("made"))
    team.project.close()
    return team


def copy_of(made: CopiedTeam, folder: Path) -> CopiedTeam:
    """Return the team with files of its own."""
    shutil.copytree(made.folder, folder)
    project = Project.open(folder / made.project.path.name, made.people["Lea"])
    roles.obey(project)
    copies = {name: folder / path.name for name, path in made.copies.items()}
    return CopiedTeam(project, folder, made.people, made.documents, copies)


@pytest.fixture
def team(made: CopiedTeam, tmp_path: Path) -> Iterator[CopiedTeam]:
    found = copy_of(made, tmp_path / "projects")
    yield found
    found.project.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    return folder


def look_as(team: CopiedTeam, name: str, folder: Path) -> FolderLook:
    """Let a coder's copy look into a folder."""
    with Project.open(team.copies[name]) as copy:
        return FolderLooker().look(copy, folder)


def quotes(project: Project, team: CopiedTeam, name: str) -> list[str]:
    """Return what a coder coded, as a project has it."""
    layer = project.layers.of_coder(team.people[name])[0].id
    return sorted(span.quote for info in project.documents.all() for span in project.spans.of_document(info.id, layer))


def test_what_a_coder_did_goes_there_and_comes_to_whoever_leads(team: CopiedTeam, shared: Path) -> None:
    assert sharing(team.project, shared) == ""
    assert sorted(path.name for path in shared.iterdir()) == ["Ana", "Ben"]
    team.code("Ana", "urged")
    team.code("Ana", "China", "actor")
    assert look_as(team, "Ana", shared).held == 0
    (packet,) = (path for path in (shared / "Ana").iterdir() if path.name != MARK)
    assert packet.name.startswith("Ana 20") and packet.suffix == ".packet"
    looker = FolderLooker()
    look = looker.look(team.project, shared)
    assert [(one.name, one.acts) for one in look.arrived] == [("Ana", 2)] and look.paths == (packet,)
    assert quotes(team.project, team, "Ana") == [], "nothing is taken in by looking"
    taking_in.take_in(team.project, look.paths)
    assert quotes(team.project, team, "Ana") == ["China", "urged"]
    after = looker.look(team.project, shared)
    assert after.arrived == () and after.problem == ""


def test_what_whoever_leads_changes_goes_to_those_who_have_a_copy(team: CopiedTeam, shared: Path) -> None:
    set_up(team.project, shared)
    looker = FolderLooker()
    assert looker.look(team.project, shared).written == 0, "they have all of it"
    assigning.assign(team.project, [team.people["Ana"]], [team.documents[2]])
    assert looker.look(team.project, shared).written == 1
    assert looker.look(team.project, shared).written == 0
    look = look_as(team, "Ana", shared / "Ana")
    assert look.arrived and look.arrived[0].person == ""
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, look.paths)
        assert len(copy.documents.all()) == 3
    assert look_as(team, "Ben", shared).arrived == ()


def test_a_folder_that_is_gone_loses_nothing_and_says_what_waits(team: CopiedTeam, shared: Path) -> None:
    set_up(team.project, shared)
    team.code("Ana", "urged")
    shared.rename(shared.with_name("elsewhere"))
    look = look_as(team, "Ana", shared)
    assert (look.problem, look.held) == (GONE, 1)
    shared.with_name("elsewhere").rename(shared)
    assert look_as(team, "Ana", shared).written == 1


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(
    team: CopiedTeam, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(team.project, shared)
    team.code("Ana", "urged")

    def refuse(*_: object, **__: object) -> None:
        raise BadFile("Ana", "nothing can be written there (Read-only file system)", "make room")

    with monkeypatch.context() as patched:
        patched.setattr(handing_in, "hand_in", refuse)
        look = look_as(team, "Ana", shared)
    assert look.problem.startswith("Nothing can be written into the folder") and look.held == 1
    assert look_as(team, "Ana", shared).held == 0


def test_somebody_elses_folder_and_one_of_another_project_are_refused(
    team: CopiedTeam, shared: Path, tmp_path: Path
) -> None:
    set_up(team.project, shared)
    look = look_as(team, "Ana", shared / "Ben")
    assert "Ben’s folder" in look.problem
    with Project.open(team.copies["Ana"]) as copy:
        assert "there is no folder for you" in sharing(copy, tmp_path)
    other = make_team_of_copies(_made(tmp_path / "other"), "Ana", "Ben")
    assert "another project" in FolderLooker().look(other.project, shared / "Ana").problem
    assert sharing(other.project, shared) == "", "two projects may share a folder, each with folders of its own"
    assert sorted(path.name for path in shared.iterdir()) == ["Ana", "Ana (2)", "Ben", "Ben (2)"]
    other.project.close()


def test_foreign_and_damaged_files_are_left_alone(team: CopiedTeam, shared: Path) -> None:
    set_up(team.project, shared)
    team.code("Ana", "urged")
    look_as(team, "Ana", shared)
    (packet,) = (path for path in (shared / "Ana").iterdir() if path.name != MARK)
    whole = packet.read_bytes()
    for name, content in {
        "notes.txt": b"hello",
        ".~lock.packet": b"",
        "empty.packet": b"",
        "else.packet": b"PK\x03\x04",
        "altered.packet": whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
    }.items():
        (shared / "Ana" / name).write_bytes(content)
    look = FolderLooker().look(team.project, shared)
    assert [one.acts for one in look.arrived] == [1] and packet in look.paths
    assert len(look.faults) >= 2 and all(said.endswith(".") for said in look.faults)


def test_who_adjudicates_hands_over_what_is_new_and_the_two_come_to_rest(
    team: CopiedTeam, shared: Path, tmp_path: Path
) -> None:
    lead = team.project
    dana = people.add_coder(lead, "Dana")[0].id
    people.set_roles(lead, dana, [TeamRole.ADJUDICATOR])
    set_up(lead, shared)
    (tmp_path / "given").mkdir()
    theirs = copies.give_out(lead, tmp_path / "given", [dana])[0].path
    assert theirs is not None
    team.code("Ana", "urged")
    look_as(team, "Ana", shared)
    here, there, written = FolderLooker(), FolderLooker(), []
    for _ in range(4):
        look = here.look(lead, shared)
        taking_in.take_in(lead, look.paths)
        with Project.open(theirs, dana) as copy:
            other = there.look(copy, shared / "Dana")
            taking_in.take_in(copy, other.paths)
        written.append(look.written + other.written)
    with Project.open(theirs, dana) as copy:
        assert quotes(copy, team, "Ana") == quotes(lead, team, "Ana") == ["urged"]
        assert copy.strands.vector() == lead.strands.vector()
    assert written[-1] == 0 and sum(written) <= 3
    assert sum(path.stat().st_size for path in (shared / "Dana").iterdir()) < theirs.stat().st_size / 10


def test_two_windows_that_look_at_once_write_and_take_nothing_twice(team: CopiedTeam, shared: Path) -> None:
    set_up(team.project, shared)
    team.code("Ana", "urged")
    with Project.open(team.copies["Ana"]) as one, Project.open(team.copies["Ana"]) as other:
        first, second = FolderLooker(), FolderLooker()
        assert [first.look(one, shared).written, second.look(other, shared).written] == [1, 0]
    (packet,) = (path for path in (shared / "Ana").iterdir() if path.name != MARK)
    packet.with_name(f"{packet.stem} (1).packet").write_bytes(packet.read_bytes())
    with Project.open(team.project.path, team.people["Lea"]) as again:
        looks = [FolderLooker().look(project, shared) for project in (team.project, again)]
        assert [one.acts for look in looks for one in look.arrived] == [1, 1]
        for project, look in zip((team.project, again), looks, strict=True):
            taking_in.take_in(project, look.paths)
        assert quotes(again, team, "Ana") == quotes(team.project, team, "Ana") == ["urged"]


def test_a_copy_that_a_client_left_beside_the_file_is_noticed_until_it_is_brought_together(team: CopiedTeam) -> None:
    mine = team.copies["Ana"]
    stray = mine.with_name(f"{mine.stem} (conflicted copy 2026-11-28 091502){mine.suffix}")
    shutil.copy(mine, stray)
    looker = FolderLooker()
    with Project.open(mine) as copy:
        assert looker.strays(copy) == (), "it has nothing that is not here"
    team.copies["Ana"] = stray
    team.code("Ana", "urged")
    team.copies["Ana"] = mine
    team.code("Ana", "China", "actor")
    with Project.open(mine) as copy:
        (found,) = looker.strays(copy)
        assert (found.path, found.acts) == (stray, 1)
        assert looker.strays(copy) == (found,)
        taking_in.take_in(copy, [found.path])
        assert quotes(copy, team, "Ana") == ["China", "urged"] and looker.strays(copy) == ()
    stray.write_bytes(b"what a client did not finish")
    with Project.open(mine) as copy:
        assert looker.strays(copy) == ()


class Cloud:
    """Replicas of a folder, and a client that carries files between them as clients do: late, by halves, twice."""

    def __init__(self, root: Path, names: list[str], chance: Random) -> None:
        self.places = {name: root / name for name in names}
        self.chance = chance

    def carry(self, whole: bool = False) -> None:
        """Carry some files, or all as they are."""
        for one in self.places.values():
            for other in self.places.values():
                for path in sorted(one.rglob("*")) if one is not other else ():
                    if path.is_file() and (whole or self.chance.random() < 0.5):
                        self._carry(path, other / path.relative_to(one), whole)

    def _carry(self, path: Path, to: Path, whole: bool) -> None:
        to.parent.mkdir(parents=True, exist_ok=True)
        content, way = path.read_bytes(), self.chance.random()
        if whole or way < 0.5 or path.name == MARK:
            if not to.exists() or len(to.read_bytes()) < len(content):
                to.write_bytes(content)
        elif way < 0.75:
            if not to.exists():
                to.write_bytes(content[: self.chance.randrange(len(content) + 1)])
        elif " (" not in path.name:
            mark = self.chance.choice([" (1)", " (conflicted copy 2026-11-28 091502)"])
            to.with_name(f"{to.stem}{mark}{to.suffix}").write_bytes(content)


@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 2**32))
def test_all_acts_come_once_whatever_the_cloud_does_to_files(
    made: CopiedTeam, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    root, chance = tmp_path_factory.mktemp("cloud"), Random(seed)
    team = copy_of(made, root / "projects")
    cloud = Cloud(root, ["Lea", "Ana", "Ben"], chance)
    for place in cloud.places.values():
        place.mkdir(exist_ok=True)
    set_up(team.project, cloud.places["Lea"])
    cloud.carry(whole=True)
    looker, done = FolderLooker(), {"Ana": list[str](), "Ben": list[str]()}
    left = [(name, word, label) for name in done for word in WORDS for label in ("appeal", "actor")]
    chance.shuffle(left)
    for _ in range(8):
        name, word, label = left.pop()
        if chance.random() < 0.7:
            team.code(name, word, label)
            done[name].append(word)
        if chance.random() < 0.6:
            look_as(team, name, cloud.places[name])
        cloud.carry()
        if chance.random() < 0.5:
            taking_in.take_in(team.project, looker.look(team.project, cloud.places["Lea"]).paths)
    for name in done:
        look_as(team, name, cloud.places[name])
    cloud.carry(whole=True)
    taking_in.take_in(team.project, looker.look(team.project, cloud.places["Lea"]).paths)
    last = looker.look(team.project, cloud.places["Lea"])
    assert last.arrived == () and last.missing == 0
    for name, words in done.items():
        assert quotes(team.project, team, name) == sorted(words)
    team.project.close()
    shutil.rmtree(root)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
