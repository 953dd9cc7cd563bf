"""Rows written back where they stand as the journal says, and refused where not."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.errors import UndoBlocked
from annotator.model.ids import ActorId, LabelId, SpanId
from annotator.model.span import Extent, Span
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.history import row_writing
from annotator.store.project import Project
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_undo_is_blocked_where_the_row_was_changed_since(desk: Desk) -> None:
    ben, _ = people.add_coder(desk.project, "Ben")
    documents.rename(desk.project, desk.documents[0].id, "Mine")
    desk.project.person = ben.id
    documents.rename(desk.project, desk.documents[0].id, "His")
    desk.project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match="changed since"):
        desk.project.undo()
    assert desk.project.documents.info(desk.documents[0].id).title == "His"


def test_undo_is_blocked_where_others_build_on_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    _, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China", layer=bens)
    with pytest.raises(UndoBlocked, match="builds on it"):
        desk.project.undo()
    assert desk.project.spans.count() == 1


def test_what_is_undone_in_the_recycle_bin_comes_back_with_what_it_hangs_on(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.remove_spans(desk.project, [span.id])
    kept = desk.code("China")
    desk.project.person = None
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    desk.project.person = desk.ana.id
    desk.project.undo()
    desk.project.undo()
    assert desk.project.spans.count() == 0 and desk.project.check() == []
    desk.project.person = None
    desk.project.undo()
    assert desk.project.spans.get(span.id) == span
    assert not desk.project.spans.which_exist([kept.id]) and desk.project.check() == []


def test_redo_is_blocked_where_others_build_on_what_it_takes_away(desk: Desk) -> None:
    desk.project.person = None
    france = actors.add(desk.project, Actor(id=ActorId("france"), name="France", kind=ActorKind.STATE))
    actors.remove(desk.project, france.id)
    desk.project.undo()
    span = desk.code("China", "actor")
    desk.project.person = desk.ana.id
    annotate.set_actor(desk.project, span.id, france.id)
    desk.project.person = None
    with pytest.raises(UndoBlocked, match="builds on what it takes away; take that back first"):
        desk.project.redo()


def test_a_removal_that_is_done_again_takes_what_was_coded_meanwhile_into_the_bin(desk: Desk) -> None:
    desk.project.person = None
    documents.remove(desk.project, [desk.documents[0].id])
    desk.project.undo()
    span = desk.code("urged China")
    desk.project.person = None
    desk.project.redo()
    assert desk.project.spans.count() == 0
    desk.project.undo()
    assert desk.project.spans.get(span.id) == span


def test_controls_and_astral_characters_survive_undo_and_redo(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["a\x00b\x1f🕊\u2028é"])
    span = desk.code("\x00b\x1f🕊\u2028")
    desk.project.undo()
    desk.project.redo()
    assert desk.project.spans.get(span.id) == span
    assert desk.project.documents.get(desk.documents[0].id).text == "a\x00b\x1f🕊\u2028é"


_NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
_DEEDS = st.lists(st.tuples(st.integers(0, 7), st.none() | _NOTES), min_size=1, max_size=30)
"""Each: a span, and the note that it is added or changed with; None: it is taken away where it is there."""


@given(_DEEDS, _DEEDS)
def test_rows_written_at_once_are_those_written_one_by_one(
    first: list[tuple[int, str | None]], second: list[tuple[int, str | None]]
) -> None:
    seen = []
    for fewest in (1, 1_000):
        with TemporaryDirectory() as folder, patch.object(row_writing, "_FEWEST", fewest):
            desk = make_desk(Path(folder))
            states = [_rows(desk.project)]
            for deeds in (first, second):
                _do(desk, deeds)
                states.append(_rows(desk.project))
            while desk.project.undo() is not None:
                seen.append(_rows(desk.project))
            while desk.project.redo() is not None:
                seen.append(_rows(desk.project))
            assert _rows(desk.project) == states[-1]
            assert not seen or states[0] in seen
            desk.project.close()
    assert seen[: len(seen) // 2] == seen[len(seen) // 2 :]


def _do(desk: Desk, deeds: list[tuple[int, str | None]]) -> None:
    """Do all of them in one step."""
    document, version = desk.documents[0].id, desk.project.codebooks.current().id
    with desk.project.transact(Told(sentence="Some")):
        for number, note in deeds:
            id, spans = SpanId(f"s{number}"), desk.project.spans
            is_there = bool(spans.which_exist([id]))
            at = (Extent(number, number + 3),) if number else ()
            if note is None:
                spans.delete([id])
            else:
                span = Span(id, desk.layer.id, document, LabelId("appeal"), at, "", {}, note, codebook_version=version)
                if is_there:
                    spans.put(span)
                else:
                    spans.add([span])


def _rows(project: Project) -> list[tuple[object, ...]]:
    """Return all rows of spans, without the ids of layer and document, which each project has its own."""
    return [(span.id, span.extents, span.note, span.label) for span in project.spans.with_labels(["appeal"])]


def test_an_undo_of_many_rows_is_blocked_like_one_of_few(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    _do(desk, [(number, "n") for number in range(30)])
    desk.project.person, was = None, desk.project.person
    with desk.project.transact(Told(sentence="Meddle")):
        desk.project.spans.put(replace(desk.project.spans.get("s7"), note="other"))
    desk.project.person = was
    with pytest.raises(UndoBlocked, match="changed since"):
        desk.project.undo()
    assert desk.project.spans.count() == 30


def test_an_undo_of_one_row_lets_sqlite_keep_its_statements(desk: Desk) -> None:
    desk.code("urged China")
    said: list[str] = []
    connection = desk.project._connection
    connection.set_trace_callback(said.append)
    desk.project.undo()
    connection.set_trace_callback(None)
    assert said
    assert not any(text.startswith("PRAGMA") for text in said)


def test_a_row_with_a_column_that_there_is_not_is_refused(desk: Desk) -> None:
    span = desk.code("urged China")
    put = row_writing.put_row
    with desk.project.transact(Told(sentence="Other")), pytest.raises(UndoBlocked, match="another version"):
        put(desk.project._connection, "spans", "new", None, '{"id": "new", "colour": "red"}')
    assert [one.id for one in desk.project.spans.of_document(desk.documents[0].id)] == [span.id]
