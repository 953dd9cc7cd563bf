"""Lines of any length are kept, and come back as they were with their hashes."""

import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from annotator.model.ids import SpanId, new_id
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.store.chain.strands import LARGE, inflated, runs_of, strands_of
from annotator.store.project import Project
from annotator.sync.parts import chained
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def lines_of(project: Project) -> dict[tuple[str, str], list[bytes]]:
    """Return the lines by sitting and channel, after a look at their hashes."""
    found: dict[tuple[str, str], list[bytes]] = {}
    for number, strand in strands_of(project._connection):
        hash = strand.start()
        for run in runs_of(project._connection, number):
            for line in run.lines:
                hash = chained(hash, line)
            assert run.hash == hash and len(run.lines) == run.last - run.first + 1
            found.setdefault((strand.sitting, strand.channel), []).extend(run.lines)
    return found


def many(desk: Desk, count: int, note: str = "") -> None:
    """Add spans within one step."""
    span = (
        desk.code("urged China")
        if not desk.project.spans.count()
        else desk.project.spans.of_document(desk.documents[0].id)[0]
    )
    with desk.project.transact(Told(sentence="Fill")):
        desk.project.spans.add(replace(span, id=SpanId(new_id()), note=note) for _ in range(count))


@pytest.mark.parametrize("count", [1, 40, 3000])
def test_a_line_is_kept_as_it_is_or_compressed_by_its_length(desk: Desk, count: int) -> None:
    many(desk, count, Random(50).randbytes(50).hex())
    *_, last = lines_of(desk.project)[next(reversed(lines_of(desk.project)))]
    in_segment = desk.project._connection.execute("SELECT count(*) FROM segments").fetchone()[0]
    assert len(last) > 200 * count
    assert (len(last) > LARGE) == (in_segment > 1)  # the codebook of the beginning is one


def test_what_was_rolled_back_leaves_no_gap(desk: Desk) -> None:
    span = desk.code("urged China")
    with pytest.raises(ZeroDivisionError), desk.project.transact(Told(sentence="Fail")):
        desk.project.spans.put(replace(span, note="no"))
        raise ZeroDivisionError
    with desk.project.transact(Told(sentence="Nothing")):
        pass
    annotate.set_note(desk.project, span.id, "yes")
    assert desk.project.check() == []


def test_what_is_compressed_comes_in_pieces_and_damage_is_an_error() -> None:
    data = Random(3).randbytes(3_000_000) + bytes(5_000_000)
    body = zlib.compress(data)
    pieces = list(inflated(body))
    assert b"".join(pieces) == data and max(map(len, pieces)) <= 1 << 20
    for damaged in (body[:-9], body[: len(body) // 2], b"y" + body[1:]):
        with pytest.raises(zlib.error):
            list(inflated(damaged))
