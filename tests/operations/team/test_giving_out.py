"""Giving out work as it is asked for."""

from pathlib import Path

import pytest

from annotator.model.errors import BadFile, BadFilter, NotAllowed
from annotator.operations.team import assigning, giving_out
from annotator.operations.team.folder_places import beside, set_up
from annotator.operations.team.giving_out import NOT_GIVEN, GiveOutRequest
from annotator.operations.team.tasks import tasks_in
from annotator.store.project import Project
from tests.operations.team.test_assigning import coder, given, project

__all__ = ["project"]


def request_for(project: Project, *names: str, **asked: object) -> GiveOutRequest:
    return GiveOutRequest.model_validate({"people": tuple(coder(project, name) for name in names), **asked})


def test_what_would_be_given_is_said_and_nothing_is_written(project: Project) -> None:
    count = project.journal.count()
    preview = giving_out.look_at(project, request_for(project, "Ana", "Ben", several=50, pilot=2))
    assert preview.headline == (
        "12 documents: 2 people get 9 or 10 each; 2 are coded by everybody first, 5 of the other 10 by two."
    )
    assert [(name, work.pilot) for name, work in preview.lines] == [("Ana", 2), ("Ben", 2)]
    assert sum(work.documents for _, work in preview.lines) == 2 * 2 + 5 * 2 + 5 and preview.gives
    assert project.journal.count() == count and given(project) == {}


def test_what_was_looked_at_is_what_is_written(project: Project) -> None:
    asked = request_for(project, "Ana", "Ben", several=3, is_share=False, strata=("language", ""), due="2026-12-24")
    seen = giving_out.look_at(project, asked)
    assert giving_out.write_down(project, asked) == seen
    there = given(project)
    assert [sum(name == who for who, _ in there) for name in ("Ana", "Ben")] == [
        work.documents for _, work in seen.lines
    ]
    assert {due for _, due in there.values()} == {"2026-12-24"}
    assert not giving_out.look_at(project, asked).gives


def test_what_was_given_is_said_of_each_person(project: Project) -> None:
    assigning.assign(project, [coder(project, "Ana")], [project.documents.all()[0].id])
    written = giving_out.write_down(project, request_for(project, "Ana", "Ben", several=0, pilot=1))
    said = giving_out.given_words(written)
    assert [sentence.partition(" got ")[0] for sentence in said] == ["Ana", "Ben"]
    assert sum(int(sentence.split()[2]) for sentence in said) == 12 + 1 - 1
    assert all(", 1 to be coded first" in sentence for sentence in said if "beside" not in sentence)
    assert "beside 1 of before" in said[0]


def test_documents_are_chosen_by_a_filter_and_those_that_nobody_has(project: Project) -> None:
    assert giving_out.look_at(project, request_for(project, "Ana", filter="language:zh")).headline.startswith("4 doc")
    assigning.assign(project, [coder(project, "Ben")], [info.id for info in project.documents.all()[:5]])
    assert giving_out.look_at(project, request_for(project, "Ana", filter=NOT_GIVEN)).headline.startswith("7 doc")
    with pytest.raises(BadFilter):
        giving_out.look_at(project, request_for(project, "Ana", filter="nothing:x"))


def test_a_day_that_is_none_is_said_before_anything_is_written(project: Project) -> None:
    for field in ("due", "pilot_due"):
        with pytest.raises(NotAllowed, match="is no day"):
            giving_out.look_at(project, request_for(project, "Ana", **{field: "tomorrow"}))


def test_a_request_is_read_back_as_it_was_kept(project: Project) -> None:
    asked = request_for(project, "Ana", documents=7, strata=("language",), by_words=True, seed=2**40)
    assert GiveOutRequest.model_validate_json(asked.model_dump_json()) == asked
    assert asked.choice.several == 0.2 and request_for(project, several=300).choice.several == 1.0


def test_a_file_is_written_for_each_who_works_elsewhere_and_later_what_is_new(project: Project, tmp_path: Path) -> None:
    asked, folder = request_for(project, "Lea", "Ana", "Ben", due="2026-12-24"), tmp_path / "to send"
    told: list[tuple[int, int, str]] = []
    first = giving_out.give_out_work(project, asked, folder, progress=lambda *how_far: told.append(how_far))
    assert [one.name for one in first.files] == ["Ana", "Ben"] and told == [(0, 2, "Ana"), (1, 2, "Ben")]
    assert [one.path and one.path.name for one in first.files] == ["p – Ana.annot", "p – Ben.annot"]
    assert len(first.sentences()) == 3 + 2
    again = giving_out.give_out_work(project, asked.model_copy(update={"several": 100}), folder)
    assert all(one.path is not None and not one.is_copy for one in again.files)
    nothing = giving_out.give_out_work(project, asked.model_copy(update={"several": 100}), folder)
    assert nothing.sentences() == ["Ana: nothing is new.", "Ben: nothing is new."]


def test_a_copy_holds_what_was_given_and_no_word_of_anything_else(project: Project, tmp_path: Path) -> None:
    given_out = giving_out.give_out_work(project, request_for(project, "Ana", "Ben", several=0), tmp_path)
    names = {"Ana": b"Ben", "Ben": b"Ana"}
    for one in given_out.files:
        assert one.path is not None
        content = one.path.read_bytes()
        assert names[one.name] not in content and b"Lea" not in content
        with Project.open(one.path) as copy:
            mine = tasks_in(copy, copy.layers.all()[0])
            assert mine.are_given and len(mine.documents) == 6 == copy.documents.count()
            assert [info.id for info in mine.documents] == [
                info.id for info in tasks_in(project, project.layers.of_coder(coder(project, one.name))[0]).documents
            ]


def test_in_a_folder_that_the_team_shares_each_file_goes_to_its_person_alone(project: Project, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    place = set_up(project, shared)
    written = giving_out.give_out_work(project, request_for(project, "Ana", "Ben"), shared)
    for one in written.files:
        assert one.path is not None and one.path.parent == place.people[one.person]
    with Project.open(written.files[0].path or shared) as copy:
        assert beside(copy) == place.people[written.files[0].person], "nobody need choose the folder in the copy"


def test_a_folder_that_cannot_be_made_is_said_before_anything_is_written(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "none" / "deeper"):
        with pytest.raises(BadFile, match="cannot be made"):
            giving_out.give_out_work(project, request_for(project, "Ana"), folder)
    assert given(project) == {}
