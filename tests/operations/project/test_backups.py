"""Backups in words: when, what each holds, why it was made; and what is set on this computer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadProject, NotFound
from annotator.model.verbs.bulk import BULK, reason_of
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.project import backups
from annotator.operations.project.backups import back_up_now, backups_of, holds, numbered, when, why
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.facts import Contents
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, make_desk

NOW = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)
PRESENT = Contents(documents=20, done=12, acts=30, codings=5, decisions=2, step=90)


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(0), "Today 14:30"),
        (timedelta(hours=20), "Yesterday 18:30"),
        (timedelta(days=3), "Tuesday 14:30"),
        (timedelta(days=6, hours=2), "Saturday 12:30"),
        (timedelta(days=7), "20 November 2026 14:30"),
        (timedelta(days=400), "23 October 2025 14:30"),
        (timedelta(days=-2), "29 November 2026 14:30"),
    ],
)
def test_a_time_is_said_as_people_say_it(back: timedelta, said: str) -> None:
    assert when(NOW - back, NOW) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"acts": 27}, "12 documents done, 3 acts fewer than now"),
        ({"acts": 31, "done": 1}, "1 document done, 1 act more than now"),
        ({"acts": 29, "codings": 3, "documents": 22}, None),
        ({"step": 88}, "12 documents done, 2 steps before now"),
        ({"done": 0}, "no document done, as now"),
        ({"acts": 0, "decisions": 0}, "12 documents done, 30 acts and 2 decisions fewer than now"),
    ],
)
def test_what_it_holds_is_said_by_how_far_it_is_from_now(changes: dict[str, int], said: str | None) -> None:
    wanted = said or "12 documents done, 1 act and 2 other codings fewer and 2 documents more than now"
    assert holds(replace(PRESENT, **changes), PRESENT) == wanted


def test_without_a_project_to_compare_it_is_said_by_itself() -> None:
    assert holds(PRESENT, None) == "12 documents done, 30 acts, 5 other codings"


@given(*[st.builds(Contents, *[st.integers(0, 3)] * 6)] * 2)
def test_as_now_is_said_of_nothing_that_holds_fewer_or_more(one: Contents, now: Contents) -> None:
    same = (one.documents, one.acts, one.codings, one.decisions) == (
        *(now.documents, now.acts, now.codings, now.decisions),
    )
    said = holds(one, now)
    assert same == ("than now" not in said) and (same and one.step >= now.step) == said.endswith("as now")


@pytest.mark.parametrize("id", sorted(BULK))
def test_each_reason_has_words(id: str) -> None:
    assert why(reason_of(id, "do")) not in ("", why("something else"))
    assert why(reason_of(id, "undo")).startswith("before undo: ")


def test_the_list_has_the_latest_first_and_what_is_restored_is_what_was_there(tmp_path: Path) -> None:
    desk, choice = make_desk(tmp_path, [TEXT, f"{TEXT} 2"]), BackupChoice(backup_folder=str(tmp_path / "b"))
    desk.code("urged China")
    annotate.mark_done(desk.project, desk.layer.id, desk.documents[0].id)
    before = content_of(desk.project)
    made = back_up_now(choice, desk.project)
    assert made.is_new and made.path is not None and made.problem == ""
    assert back_up_now(choice, desk.project) == replace(made, is_new=False)
    desk.code("its influence")
    keeper = choice.keeper()
    desk.project.backed_up_by(keeper)
    documents.remove(desk.project, [desk.documents[1].id])
    keeper.finish()
    latest, first = found = backups_of(choice.folder, desk.project.path)
    assert (latest.number, first.number) == (1, 2) and numbered(found, 2) == first
    assert (latest.why, first.why) == ("before documents were removed", "asked for")
    assert latest.holds == "1 document done, 1 document more than now"
    assert first.holds == "1 document done, 1 act fewer and 1 document more than now"
    assert all(each.is_verified and not each.is_elsewhere and each.when.startswith("Today") for each in found)
    assert {each.path for each in backups_of(choice.folder, None)} == {latest.path, first.path}
    to = backups.restored_name(first, desk.project.path)
    assert to.parent == tmp_path and backups.restore(first, to) == []
    with Project.open(to) as restored:
        assert content_of(restored) == before
    with pytest.raises(BadProject, match="exists already"):
        backups.restore(first, to)
    assert backups.restored_name(first, desk.project.path) not in (to, desk.project.path)
    with pytest.raises(NotFound, match="There is no backup 3; the list has 2 backups"):
        numbered(found, 3)
