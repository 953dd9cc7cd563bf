"""What is wrong with a delivery is left out and said, and the rest of it is taken in; nothing is lost."""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.verbs.team import TakeIn
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.backups.choice import BackupChoice
from annotator.store.erasing.erasing import erase
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from annotator.store.rows.handed import CopyOwner
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, Refused, Waits
from annotator.sync.parts import FORMAT, SCHEMA
from tests.projects import TEXT, Desk, make_desk
from tests.store.taking.copies import copy_of, of_strands, sees_all, state, tables, take

WORDS = ("French", "China", "urged China", "its influence", "undertook to help")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path, (TEXT, f"{TEXT} Once more."))
    people.add_coder(made.project, "Ben")
    return made


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Desk:
    """A copy in which Ana coded five passages, in a sitting of its own."""
    project = copy_of(desk.project, tmp_path / "other.annot")
    project.person = desk.ana.id
    made = replace(desk, project=project)
    for words in WORDS:
        made.code(words)
    return made


def strand_of(desk: Desk, other: Desk) -> IncomingStrand:
    (strand,) = other.project.strands.as_delivery(sees_all, desk.project.strands.vector()).strands()
    return strand


def lines_of(strand: IncomingStrand) -> list[bytes]:
    return [line for run in strand.runs() for line in run.lines()]


def with_lines(strand: IncomingStrand, lines: Sequence[bytes], end: bytes | None = None) -> IncomingStrand:
    run = LineRun(strand.first, strand.first + len(lines) - 1, zlib.compress(b"\n".join(lines)))
    return replace(strand, last=run.last, runs=partial(list, [run]), end=end)


def changed(line: bytes, change: Callable[[list[object]], None]) -> bytes:
    values = json.loads(line)
    change(values)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def put(place: int, value: object) -> Callable[[list[object]], None]:
    def change(values: list[object]) -> None:
        values[place] = value

    return change


def taken(project: Project, delivery: Delivery) -> list[tuple[Refused, int]]:
    """Take a delivery in and return what was left out; the dry run said the same."""
    plan = project.taking.plan(delivery)
    assert project.taking.take_in(delivery, TakeIn()) == plan
    return [(one.reason, one.acts) for one in plan.refused]


@pytest.mark.parametrize("place", range(5))
def test_a_line_that_was_altered_takes_its_strand_with_it_and_nothing_else(desk: Desk, other: Desk, place: int) -> None:
    strand = strand_of(desk, other)
    lines = lines_of(strand)
    lines[place] = lines[place].replace(b'"appeal"', b'"threat"')
    before = state(desk.project)
    assert taken(desk.project, of_strands(other.project, [with_lines(strand, lines, strand.end)])) == [
        (Refused.ALTERED, 5)
    ]
    assert state(desk.project) == before
    assert taken(desk.project, of_strands(other.project, [strand])) == []
    assert state(desk.project) == state(other.project)


WRONG: Mapping[str, Callable[[bytes], bytes]] = {
    "no JSON": lambda line: line[:-1],
    "another counter": lambda line: changed(line, put(0, 17)),
    "no clock": lambda line: changed(line, put(2, "late")),
    "no writes": lambda line: changed(line, put(7, 5)),
    "a table that nobody knows": lambda line: changed(line, put(7, [["nothing", "x", {"y": 1}]])),
    "a column that nobody knows": lambda line: changed(line, put(7, [["spans", "x", {"y": 1}]])),
    "over what comes later": lambda line: changed(line, put(7, [["spans", "x", {"note": "y"}, 99]])),
    "over nothing": lambda line: changed(line, put(7, [["spans", "x", {"note": "y"}, []]])),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_no_program_wrote_is_left_out(desk: Desk, other: Desk, wrong: str) -> None:
    strand = strand_of(desk, other)
    lines = lines_of(strand)
    lines[2] = WRONG[wrong](lines[2])
    before = state(desk.project)
    assert taken(desk.project, of_strands(other.project, [with_lines(strand, lines)])) == [(Refused.ALTERED, 5)]
    assert state(desk.project) == before


def test_what_a_newer_version_wrote_waits_with_all_behind_it(desk: Desk, other: Desk) -> None:
    strand = strand_of(desk, other)
    lines = lines_of(strand)
    lines[3] = changed(lines[3], put(6, SCHEMA + 1))
    plan = desk.project.taking.take_in(of_strands(other.project, [with_lines(strand, lines)]), TakeIn())
    assert plan.acts == 3 and [(one.reason, one.acts) for one in plan.waiting] == [(Waits.NEWER, 2)]
    newer = replace(strand, strand=replace(strand.strand, sitting="f" * 16, format=FORMAT + 1), end=None)
    assert desk.project.taking.plan(of_strands(other.project, [newer])).newer() == {desk.ana.id: 7}


def test_nobody_hands_in_for_another(desk: Desk, other: Desk) -> None:
    ben = next(one for one in desk.project.coders.all() if one.name == "Ben")
    strand = strand_of(desk, other)
    assert taken(desk.project, of_strands(other.project, [strand], ben.id)) == [(Refused.SENDER, 5)]
    as_ben = replace(strand, strand=replace(strand.strand, person=ben.id), end=None)
    assert taken(desk.project, of_strands(other.project, [as_ben], ben.id)) == [(Refused.LAYER, 5)]
    before = state(desk.project)
    assert {reason for reason, _ in taken(desk.project, of_strands(other.project, [as_ben]))} == {Refused.LAYER}
    # They stand in the chain and do not count; whoever did it is known.
    assert state(desk.project)["spans"] == before["spans"]


def test_two_histories_under_one_name_are_noticed(desk: Desk, other: Desk, tmp_path: Path) -> None:
    take(desk.project, other.project)
    strand = next(one for one in other.project.strands.as_delivery(sees_all).strands() if one.last == len(WORDS))
    lines = lines_of(strand)
    lines[3:] = [line.replace(b'"appeal"', b'"threat"') for line in lines[3:]]
    before = state(desk.project)
    for end in (None, b"another hash of 32 bytes........"):
        one = with_lines(strand, lines, end)
        assert taken(desk.project, of_strands(other.project, [one])) == [(Refused.DOUBLED, 2)]
    assert state(desk.project) == before


def test_what_is_missing_is_waited_for_by_its_name(desk: Desk, other: Desk) -> None:
    strand = strand_of(desk, other)
    lines = lines_of(strand)
    first, last = with_lines(strand, lines[:2]), replace(with_lines(strand, lines[3:]), first=4, last=5)
    run = LineRun(4, 5, b"\n".join(lines[3:]), is_packed=False)
    last = replace(last, runs=partial(list, [run]))
    plan = desk.project.taking.take_in(of_strands(other.project, [last, first]), TakeIn())
    (waits,) = plan.waiting
    assert plan.acts == 2 and (waits.reason, waits.acts, waits.counter) == (Waits.GAP, 2, 3)
    rest = desk.project.taking.take_in(of_strands(other.project, [with_lines_from(strand, lines, 3)]), TakeIn())
    assert rest.acts == 3 and rest.earlier == 2 and not rest.waiting
    assert state(desk.project) == state(other.project)


def with_lines_from(strand: IncomingStrand, lines: Sequence[bytes], counter: int) -> IncomingStrand:
    run = LineRun(counter, counter, lines[counter - 1], is_packed=False)
    return replace(strand, first=counter, last=counter, runs=partial(list, [run]), end=None, before=None)


def test_what_somebody_might_not_do_counts_once_it_is_known_that_they_may(desk: Desk, tmp_path: Path) -> None:
    project = desk.project
    project.person = desk.ana.id
    ben = next(one for one in project.coders.all() if one.name == "Ben")
    other = copy_of(project, tmp_path / "other.annot")
    other.person = desk.ana.id
    people.set_roles(other, ben.id, [TeamRole.LEAD])
    other.person = ben.id
    documents.rename(other, desk.documents[0].id, "By Ben")
    strands = {
        one.strand.channel: one for one in other.strands.as_delivery(sees_all, project.strands.vector()).strands()
    }
    document = strands.pop(f"document/{desk.documents[0].id}")
    assert taken(project, of_strands(other, [document])) == [(Refused.RIGHTS, 1)]
    assert project.documents.get(desk.documents[0].id).title != "By Ben"
    take(project, other)
    assert state(project) == state(other) and project.check() == []


def test_parts_that_lack_what_was_erased_come_with_the_hash_that_they_had(desk: Desk, tmp_path: Path) -> None:
    desk.code("China", document=1)
    other = copy_of(desk.project, tmp_path / "other.annot")
    desk.code("French")
    path = desk.project.path
    desk.project.close()
    erase(path, ToErase(frozenset([desk.documents[1].id])), "", BackupChoice(), lambda *_: None)
    with Project.open(path) as erased, Project.open(path) as again:
        fresh = tmp_path / "fresh.annot"
        whole = erased.strands.as_delivery(sees_all)
        owner = CopyOwner(desk.ana.id, b"key", "2026-11-28T10:00:00Z", "p")
        with Project.create_copy(
            fresh, erased.origin, lambda copy: copy.taking.take_in(whole, TakeIn()), owner
        ) as copy:
            assert copy.check() == [] and tables(copy)["spans"] == tables(again)["spans"]
            copy.undo()
            copy.redo()
            assert copy.check() == [] and tables(copy)["spans"] == tables(again)["spans"]
        take(other, erased)
        assert other.check() == []
