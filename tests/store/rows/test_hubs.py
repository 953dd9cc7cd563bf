"""What a hub may lack is what was written since it was told all: after acts, take-ins, undo, packing, restoring."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotFound
from annotator.operations.documents import documents
from annotator.operations.team import copies
from annotator.store.chain import packing
from annotator.store.chain.packing import pack
from annotator.store.erasing.erased_copy import without
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from annotator.store.recovery.rescuing import rescue
from annotator.store.rows.hubs import Hubs
from annotator.sync.delivery import StrandName
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.teams.team import Copy, Team

URL = "postgresql://lea.surname@hub.example.org:5432/annotator"
LOGIN = b"lea.surname"
_FIRST = 10_000
"""No team of another test has such a number: names are drawn by it, and what a team begins with is kept."""


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def outbox(hubs: Hubs, id: int) -> dict[StrandName, tuple[int, int]]:
    return {(row.sitting, row.channel): (row.first, row.end) for row in hubs.outbox(id)}


def joined(project: Project) -> int:
    """Join a hub that has all that is here."""
    id = project.hubs.add(URL, "certificate")
    assert outbox(project.hubs, id) == {name: (1, end) for name, end in project.strands.vector().items()}
    assert project.hubs.waiting(id) == sum(project.strands.vector().values())
    project.hubs.sent(id, project.strands.vector())
    assert project.hubs.outbox(id) == [] and project.hubs.waiting(id) == 0
    return id


class Expected:
    """What a hub may lack by the ends of strands, looked at after each step."""

    def __init__(self, project: Project) -> None:
        self.hub = joined(project)
        self.ends = dict(project.strands.vector())
        self.first: dict[StrandName, int] = {}

    def copy(self) -> "Expected":
        made = object.__new__(Expected)
        made.hub, made.ends, made.first = self.hub, dict(self.ends), dict(self.first)
        return made

    def look(self, project: Project) -> None:
        """Compare; what has grown since the last look waits from where it ended then."""
        now = dict(project.strands.vector())
        for name, end in now.items():
            was = self.ends.get(name, 0)
            if end > was:
                self.first[name] = min(self.first.get(name, was + 1), was + 1)
        self.ends = now
        there = {name: (first, now[name]) for name, first in self.first.items() if now.get(name, 0) >= first}
        assert outbox(project.hubs, self.hub) == there
        assert project.hubs.waiting(self.hub) == sum(end - first + 1 for first, end in there.values())

    def exchange(self, project: Project, rng: random.Random) -> None:
        """Tell the hub some of what it lacks, or let it have lost some."""
        there = outbox(project.hubs, self.hub)
        some = rng.sample(sorted(there), rng.randint(0, len(there)))
        up_to = {name: rng.randint(*there[name]) for name in some}
        project.hubs.sent(self.hub, up_to)
        self.first |= {name: end + 1 for name, end in up_to.items()}
        for name in some:
            if up_to[name] == self.ends[name]:
                del self.first[name]
        if rng.random() < 0.2 and self.ends:
            name = rng.choice(sorted(self.ends))
            lost = rng.randint(1, max(self.ends[name], 1))
            project.hubs.lacks(self.hub, {name: lost, ("unknown", "shared"): 1})
            self.first[name] = min(self.first.get(name, lost), lost)


class TeamWithHubs(Team):
    """A team at random, each of whose copies is joined to a hub."""

    def _begin(self) -> None:
        super()._begin()
        self.expected = {copy.name: Expected(copy.project) for copy in self.copies.values()}
        self.kept: dict[str, Expected] = {}

    def _move(self) -> None:
        super()._move()
        for name, copy in self.copies.items():
            if self.rng.random() < 0.1:
                pack(copy.project._connection)
            self.expected[name].look(copy.project)
            if self.rng.random() < 0.3:
                self.expected[name].exchange(copy.project, self.rng)
                self.expected[name].look(copy.project)

    def _back_up(self, copy: Copy) -> None:
        super()._back_up(copy)
        self.kept[copy.name] = self.expected[copy.name].copy()

    def _restore(self, copy: Copy) -> None:
        is_restored = copy.backup is not None
        super()._restore(copy)
        if is_restored:
            self.expected[copy.name] = self.kept[copy.name].copy()

    def _twin(self, copy: Copy) -> None:
        known = set(self.copies)
        super()._twin(copy)
        for name in set(self.copies) - known:
            self.expected[name] = self.expected[copy.name].copy()


@pytest.mark.parametrize("number", range(_FIRST, _FIRST + examples(6)))
def test_a_hub_may_lack_exactly_what_was_written_since_it_was_told(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "FEWEST", 2)
    team = TeamWithHubs(tmp_path, number, moves=50)
    try:
        team.run()
        for name, copy in team.copies.items():
            team.expected[name].look(copy.project)
            assert copy.project.check() == []
    finally:
        team.close()


def test_hubs_are_kept_apart_and_are_there_again(table: Table) -> None:
    hubs = table.project.hubs
    one = joined(table.project)
    other = hubs.add("postgresql://lea@localhost/other")
    hubs.put(one, since="2026-11-28 20:00:00.5+00", witness='["a","shared",3]', restored=0)
    hubs.put(one, handed_over="2026-11-28T20:00:01Z", step=7)
    table.project.close()
    with Project.open(table.project.path) as project:
        first, second = project.hubs.all()
        assert first[:3] == (one, URL, "certificate") and first.added and second.id == other
        assert first[4:] == ("2026-11-28 20:00:00.5+00", '["a","shared",3]', 0, "2026-11-28T20:00:01Z", 7)
        assert second[4:] == ("", "", -1, "", 0)
        assert project.hubs.outbox(one) == [] != project.hubs.outbox(other)
        project.hubs.remove(other)
        assert project.hubs.all() == [first]
        with pytest.raises(NotFound):
            project.hubs.get(other)


def test_the_outbox_is_read_by_channel_and_in_pages(table: Table) -> None:
    hubs = table.project.hubs
    id = hubs.add(URL)
    every, pages, after = hubs.outbox(id), list[object](), 0
    while some := hubs.outbox(id, after=after, most=2):
        pages += some
        after = some[-1].number
    assert pages == every and len(every) > 2
    for channel in {row.channel for row in every}:
        found = hubs.outbox(id, channel=channel)
        assert found == [row for row in every if row.channel == channel]
        assert hubs.waiting(id, channel=channel) == sum(row.end - row.first + 1 for row in found)


def test_what_is_written_while_it_is_handed_over_waits(table: Table) -> None:
    project = table.project
    id = project.hubs.add(URL)
    under_way = project.strands.vector()
    documents.rename(project, project.documents.all()[0].id, "Another")
    project.hubs.sent(id, under_way)
    assert outbox(project.hubs, id) == {
        name: (under_way.get(name, 0) + 1, end)
        for name, end in project.strands.vector().items()
        if end > under_way.get(name, 0)
    }
    assert project.hubs.waiting(id)


def files_without_hub(table: Table, folder: Path) -> Iterator[tuple[str, Path]]:
    project = table.project
    project.give_away(folder / "away.annot")
    yield "given away", folder / "away.annot"
    project.write_as_of(folder / "earlier.annot", project.journal.latest() - 1)
    yield "as it was", folder / "earlier.annot"
    project.close()
    rescue(project.path, folder / "rescued.annot")
    yield "rescued", folder / "rescued.annot"


def test_no_file_for_others_is_joined_to_a_hub_nor_says_the_login(table: Table, tmp_path: Path) -> None:
    documents.rename(table.project, table.project.documents.all()[0].id, "Another")
    table.project.hubs.add(URL)
    for kind, path in files_without_hub(table, tmp_path):
        with Project.open(path) as copy:
            assert copy.hubs.all() == [] and copy.check() == [], kind
            assert copy._connection.execute("SELECT count(*) FROM outbox").fetchone() == (0,), kind
        assert LOGIN not in path.read_bytes(), kind


def test_a_whole_copy_that_is_given_out_has_no_hub_and_hands_over_all_to_its_own(tmp_path: Path) -> None:
    team = Team(tmp_path, 1)
    team._begin()
    lead, dan = team.copies["lead"].project, team.copies["dan"].person
    id = joined(lead)
    (given,) = copies.give_out(lead, tmp_path, [dan], anew=True)
    assert given.path is not None and LOGIN not in given.path.read_bytes()
    with Project.open(given.path) as copy:
        assert copy.hubs.all() == []
        assert joined(copy)
    assert lead.hubs.get(id).url == URL
    team.close()


def test_an_erasure_alone_is_new_to_a_hub(table: Table, tmp_path: Path) -> None:
    project = table.project
    documents.add_drafts(project, [DocumentDraft("Text", "Some words.")])
    id, before = joined(project), project.strands.vector()
    wanted = ToErase(documents=frozenset({project.documents.all()[-1].id}))
    copy = tmp_path / "copy.annot"
    project.back_up(copy)
    made = without(copy, wanted, "")
    assert made is not None
    with Project.open(made.path) as again:
        assert again.hubs.get(id).url == URL and again.erasures.said()
        grown = {name: end for name, end in again.strands.vector().items() if end > before.get(name, 0)}
        assert outbox(again.hubs, id) == {name: (before.get(name, 0) + 1, end) for name, end in grown.items()}
