"""Memos: written, changed and removed by their authors, read by those who may see others' work, found by words."""

from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, MemoId
from annotator.model.memo import Memo
from annotator.operations.documents import documents, memos
from annotator.operations.documents.memos import MemoFilter
from annotator.operations.people import seeing
from annotator.operations.project import history
from annotator.operations.recycle_bin import putting_back, removing
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.operations.small_team import Team, make_team
from tests.projects import TEXT, make_desk, said
from tests.store.erasing.erased import SECRET, erase_in, held_in

LEAD, ADJUDICATOR, CODER = TeamRole.LEAD, TeamRole.ADJUDICATOR, TeamRole.CODER


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return make_team(tmp_path)


def as_(team: Team, role: TeamRole) -> Project:
    team.project.person = team.of(role)
    return team.project


def the_document(project: Project) -> DocumentId:
    return project.documents.all()[0].id


def test_a_memo_is_read_by_its_author_and_by_whoever_sees_others_work(team: Team) -> None:
    project = as_(team, CODER)
    of_coder = memos.write(project, "  Who speaks here?\r\n不明 ", "Speaker", the_document(project))
    assert (of_coder.text, of_coder.title, of_coder.author) == ("Who speaks here?\n不明", "Speaker", team.of(CODER))
    of_lead = memos.write(as_(team, LEAD), "Cleo is quick.", document=the_document(project))
    of_judge = memos.write(as_(team, ADJUDICATOR), "In the journal.")
    sight = {
        CODER: [of_coder],
        LEAD: [of_lead],  # who codes besides, and has not asked to see what others coded
        ADJUDICATOR: [of_coder, of_lead, of_judge],
    }
    for role, seen in sight.items():
        assert memos.readable(as_(team, role)) == seen, role
        assert sum(memos.noted(project).values()) == sum(one.document is not None for one in seen)
    seeing.ask(as_(team, LEAD), "the journal")
    assert memos.readable(project) == [of_coder, of_lead, of_judge]
    assert memos.own_note(project, the_document(project)) == of_lead


def test_only_its_author_changes_a_memo_and_who_does_not_read_it_does_not_learn_of_it(team: Team) -> None:
    made = memos.write(as_(team, CODER), "Mine")
    with pytest.raises(NotAllowed, match="whoever wrote it"):
        memos.change(as_(team, ADJUDICATOR), made.id, "Yours")
    with pytest.raises(NotFound, match="no such memo"):
        memos.remove(as_(team, LEAD), made.id)
    after = memos.change(as_(team, CODER), made.id, title="Title")
    assert (after.text, after.title, after.time) == ("Mine", "Title", made.time)
    steps = team.project.journal.count()
    assert memos.change(team.project, made.id, "Mine") == after and team.project.journal.count() == steps
    memos.remove(team.project, made.id)
    assert memos.readable(team.project) == []
    for _ in range(2):
        team.project.undo()
    assert memos.readable(team.project) == [made]


def test_the_history_names_what_was_done_and_veils_it_from_other_coders(team: Team) -> None:
    project = as_(team, CODER)
    on = memos.write(project, "On it", document=the_document(project))
    assert said(project) == "Write a memo on a document"
    memos.change(project, on.id, "Still on it")
    assert said(project) == "Change a memo on a document"
    memos.remove(project, on.id)
    assert said(project) == "Remove a memo on a document"
    journal = memos.write(project, "In it")
    assert said(project) == "Write in the journal"
    memos.change(project, journal.id, "Still in it")
    assert said(project) == "Change what the journal says"
    assert history.lines(project, 1, eyes=team.of(CODER))[0].what == "Change what the journal says"
    assert history.lines(project, 1, eyes=team.of(LEAD))[0].is_veiled
    assert "Still in it" not in "".join(project.strands.lines(team.of(LEAD)))
    assert "Still in it" in "".join(project.strands.lines(team.of(CODER)))


@pytest.mark.parametrize("text", ["", " \n ", "x" * (memos.LONGEST + 1)])
def test_a_memo_says_something_and_is_no_book(team: Team, text: str) -> None:
    with pytest.raises(NotAllowed, match="A memo"):
        memos.write(as_(team, CODER), text)


def test_where_people_work_somebody_is_named_and_where_nobody_does_it_is_nobodys(team: Team, tmp_path: Path) -> None:
    team.project.person = None
    with pytest.raises(NotAllowed, match="say first who you are"):
        memos.write(team.project, "Whose?")
    with Project.create(tmp_path / "alone.annot", team.project.codebook) as alone:
        made = memos.write(alone, "Nobody's")
        assert made.author is None and memos.may_change(alone, made) and memos.readable(alone) == [made]
        assert memos.change(alone, made.id, "Still").text == "Still"
    with pytest.raises(NotFound):
        memos.write(as_(team, CODER), "On nothing", document=DocumentId("gone"))


def test_a_memo_goes_with_its_document_and_its_author_and_comes_back_with_them(team: Team) -> None:
    project = as_(team, CODER)
    on = memos.write(project, "On it", document=the_document(project))
    in_journal = memos.write(project, "In it")
    project = as_(team, LEAD)
    documents.remove(project, [the_document(project)], with_codings=True)
    assert project.memos.all() == [in_journal]
    removing.remove_coder(project, team.of(CODER), with_codings=True)
    assert project.memos.all() == []
    putting_back.put_back(project, [one.id for one in project.removals.all()])
    assert project.memos.all() == [on, in_journal] and project.check() == []


def test_memos_are_found_by_words_in_any_script_by_place_by_author_and_by_day(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, here = desk.project, desk.project.documents.all()[0].id
    project.person = desk.ana.id
    one = memos.write(project, "Wer spricht？ STRASSE", "表题 Ａ", here)
    two = memos.write(project, "مذكرة عن النص")
    for wanted, found in (
        (MemoFilter(), [one, two]),
        (MemoFilter(words="straße spricht?"), [one]),
        (MemoFilter(words="a 题"), [one]),
        (MemoFilter(words="النص"), [two]),
        (MemoFilter(words="a zebra"), []),
        (MemoFilter(document=here), [one]),
        (MemoFilter(of_journal=True), [two]),
        (MemoFilter(of_journal=False), [one]),
        (MemoFilter(author=desk.ana.id), [one, two]),
        (MemoFilter(since=date(2100, 1, 1)), []),
        (MemoFilter(until=date(2000, 1, 1)), []),
    ):
        assert memos.readable(project, wanted) == found, wanted


def test_a_day_is_that_of_the_place_where_one_sits_and_the_latest_day_comes_first() -> None:
    late = Memo(MemoId("a"), None, None, "", "x", "2026-03-01T23:30:00Z", "")
    next_day, odd = (Memo(MemoId(id), None, None, "", "x", time, "") for id, time in (("b", "2026-03-02"), ("c", "?")))
    berlin = timezone(timedelta(hours=1))
    assert memos.day_of(late, UTC) == date(2026, 3, 1) and memos.day_of(late, berlin) == date(2026, 3, 2)
    days = list(memos.by_day([late, next_day, odd], UTC))
    assert days == [(date(2026, 3, 2), [next_day]), (date(2026, 3, 1), [late]), (None, [odd])]


def test_an_erased_document_takes_its_memos_out_of_every_byte_and_a_name_in_one_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, (TEXT, SECRET))
    project, secret = desk.project, desk.documents[1].id
    project.person = desk.ana.id
    gone = memos.write(project, "Zmemo: who leaked it?", "Ztitle", secret)
    memos.change(project, gone.id, "Zmemo again")
    kept = memos.write(project, "Ana asked for it.")
    assert project.erasures.traces(["Ana"])["memo"] == 1
    project.close()
    assert held_in(project.path, ["Zmemo", "Ztitle"]) == {"Zmemo", "Ztitle"}
    erase_in(project.path, ToErase(frozenset([secret])), desk.ana.id)
    assert held_in(project.path, ["Zmemo", "Ztitle", "leaked"]) == set()
    with Project.open(project.path) as left:
        assert left.memos.all() == [kept] and left.check() == []
