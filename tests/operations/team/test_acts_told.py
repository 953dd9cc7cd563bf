"""The acts that came from elsewhere are told as one's own steps are, one line each, a page at a time."""

import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from annotator.operations.coding import annotate
from annotator.operations.project import history
from annotator.operations.team import acts_told
from annotator.store.project import Project
from annotator.sync.delivery import IncomingStrand, LineRun
from annotator.sync.parts import Strand, beginning, ending
from tests.projects import Desk, make_desk


def worked(tmp_path: Path) -> Desk:
    """Code, note, undo: three steps of coding, in one channel, and a document renamed in another."""
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    desk.project.undo()
    return desk


def own_acts(project: Project) -> list[acts_told.CameAct]:
    return list(acts_told.acts_of(project.strands.as_delivery(lambda channel: True).strands()))


def test_the_acts_of_a_copy_are_told_as_its_own_history_tells_them(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    page = acts_told.told(desk.project, own_acts(desk.project), 1, 1000)
    steps = list(reversed(history.lines(desk.project)))
    own = [(one.what, one.who, one.passage) for one in steps]
    assert page.is_last and len(page.lines) >= 4
    assert [(one.what, one.who, one.passage) for one in page.lines] == own[-len(page.lines) :]
    assert [one.number for one in page.lines] == list(range(1, len(page.lines) + 1))


def test_pages_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    whole = acts_told.told(desk.project, own_acts(desk.project), 1, 1000).lines
    found: list[history.Line] = []
    while True:
        page = acts_told.told(desk.project, own_acts(desk.project), len(found) + 1, 2)
        found += page.lines
        if page.is_last:
            break
    assert found == list(whole)


def test_what_is_here_already_is_left_out(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    strands = list(desk.project.strands.as_delivery(lambda channel: True).strands())
    assert list(acts_told.acts_of(strands, desk.project.strands.vector())) == []


def test_words_of_a_coding_that_is_not_here_are_its_parts(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    acts = own_acts(desk.project)
    (tmp_path / "other").mkdir()
    other = make_desk(tmp_path / "other")
    lines = acts_told.told(other.project, acts, 1, 1000).lines
    assert "Appeal, “urged China”" in [line.passage for line in lines]


def test_a_step_of_ones_own_brought_nothing(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    page = acts_told.page_of_step(desk.project, desk.project.journal.latest(), 1, 10)
    assert page == acts_told.ActPage([], is_last=True)


FACTS = st.one_of(
    st.none(), st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=4), max_size=3), max_size=3)
)


@given(FACTS, st.integers(0, 3))
def test_a_line_of_any_length_is_told_without_its_writes(facts: object, writes: int) -> None:
    rows = ",".join(['["spans","x",{"quote":"],\\"a\\",[]"}]' for _ in range(writes * 3_000)])
    end = ending("code", to_json(facts).decode() if facts is not None else None)
    line = beginning(1, 7, 9, "2026-11-28T10:00:00Z", "do", None) + rows + end
    run = LineRun(1, 1, zlib.compress(line.encode()))
    strand = IncomingStrand(Strand("origin", "sitting", "coder/a", "a"), 1, 1, lambda: [run])
    (act,) = acts_told.acts_of([strand])
    assert (act.first.step, act.first.verb, act.first.facts, act.first.writes) == (7, "code", facts, ())
