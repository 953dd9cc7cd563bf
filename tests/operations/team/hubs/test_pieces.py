"""Pieces: whatever came, the same is taken in, so many parts at a time, and what was altered not at all."""

import itertools
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.hub.server import HubServer
from annotator.operations.team.hubs import incoming_parts, pieces
from annotator.operations.team.hubs.exchanging import exchange
from annotator.store.project import Project
from annotator.sync.delivery import IncomingStrand, LineRun, TakeInPlan
from annotator.sync.parts import Strand, chained
from tests.operations.desks import BOOK
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_team
from tests.postgres import Postgres
from tests.sync.by_parts import differences, in_tables


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Project.create(tmp_path_factory.mktemp("pieces") / "p.annot", BOOK) as made:
        yield made


@st.composite
def strands(draw: st.DrawFn, origin: str = "p") -> IncomingStrand:
    """A strand of lines in runs of any lengths, packed or not, of which some lines lack something."""
    strand = Strand(origin, draw(st.text("abc", min_size=1)), "coder/a", "a")
    hash, runs, erased, at = strand.start(), list[LineRun](), dict[int, bytes](), 0
    for count in draw(st.lists(st.integers(1, 30), min_size=1, max_size=6)):
        lines = [f"line {at + number}".encode() * draw(st.integers(1, 3)) for number in range(1, count + 1)]
        for line in lines:
            at, hash = at + 1, chained(hash, line)
            if draw(st.booleans()):
                hash = erased[at] = bytes([at % 256]) * 32
        is_packed = draw(st.booleans())
        body = b"\n".join(lines)
        runs.append(LineRun(at - count + 1, at, zlib.compress(body) if is_packed else body, is_packed))
    return IncomingStrand(strand, 1, at, lambda: iter(runs), draw(st.sampled_from([hash, None])), erased=erased)


def lines(strand: IncomingStrand) -> list[bytes]:
    return [line for run in strand.runs() for line in run.lines()]


@pytest.fixture(autouse=True)
def no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_BREATH_S", 0)


@given(some=st.lists(strands(), max_size=4), most=st.integers(1, 25))
def test_pieces_are_the_strands_in_their_order_with_the_hashes_of_their_ends(
    project: Project, some: list[IncomingStrand], most: int
) -> None:
    found = list(pieces.pieces(project, some, most))
    assert all(sum(one.last - one.first + 1 for one in piece) <= most for piece in found)
    rest = iter([one for piece in found for one in piece])
    for whole in some:
        of_it = [next(rest)]
        while of_it[-1].last < whole.last:
            of_it.append(next(rest))
        assert [line for one in of_it for line in lines(one)] == lines(whole)
        assert {at: hash for one in of_it for at, hash in one.erased.items()} == whole.erased
        assert all(one.last + 1 == other.first for one, other in itertools.pairwise(of_it))
        for one in of_it:
            runs = list(one.runs())
            assert (runs[0].first, runs[-1].last) == (one.first, one.last)
        assert whole.end in (None, of_it[-1].end)
    assert next(rest, None) is None


@given(one=strands(), most=st.integers(1, 5))
def test_a_strand_that_does_not_end_as_the_hub_says_stays_whole(
    project: Project, one: IncomingStrand, most: int
) -> None:
    altered = replace(one, end=b"\xff" * 32)  # no part has this one
    assert list(pieces.pieces(project, [altered], most)) == [[altered]]


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Dan")
    yield made
    made.close()


def test_a_copy_that_is_open_in_a_window_takes_in_so_many_parts_at_once_and_ends_like_one_that_takes_all(
    team: HubTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, dan = team.members["Ana"], team.members["Dan"]
    for document, start in itertools.product(team.documents, range(0, 24, 2)):
        ana.code(document, start, start + 2)
    ana.exchange()
    monkeypatch.setattr(pieces, "BESIDE_A_WINDOW", 7)
    taken = taken_at_once(team.lead, monkeypatch, pieces.BESIDE_A_WINDOW)
    assert len(taken) > 1 and max(taken) <= pieces.BESIDE_A_WINDOW and sum(taken) >= 36
    assert taken_at_once(dan, monkeypatch, pieces.WHOLE) == [sum(taken)]
    assert differences(*(in_tables(each.project._connection) for each in (team.lead, dan))) == []


def taken_at_once(member: HubMember, monkeypatch: pytest.MonkeyPatch, most: int) -> list[int]:
    """Let somebody exchange, and return how many parts each step took in."""
    counts, real = list[int](), incoming_parts._taken

    def counting(project: Project, link: HubServer, sender: str, some: list[IncomingStrand], texts: Any) -> TakeInPlan:
        counts.append(sum(one.last - one.first + 1 for one in some))
        return real(project, link, sender, some, texts)

    with monkeypatch.context() as patched, member.link() as link:
        patched.setattr(incoming_parts, "_taken", counting)
        done = exchange(member.project, member.hub, link, is_first=False, most=most)
    assert done.sentences[0].endswith("36 acts.") and sum("acts." in one for one in done.sentences) == 1
    return counts
