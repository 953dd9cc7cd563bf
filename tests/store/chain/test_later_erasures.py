"""The project as it was before an erasure lacks what was erased, and says so."""

from pathlib import Path

import pytest

from annotator.model.verbs.project import Erasure
from annotator.store.chain import packing
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.operations.test_undo_everything import Users, play_a_day
from tests.store.erasing.erased import erase_in, erased_desk, held_in


def test_as_it_was_before_an_erasure_a_project_has_its_gaps(tmp_path: Path) -> None:
    path, desk = erased_desk(tmp_path)
    with Project.open(path) as project:
        latest = project.journal.latest()
        for step in range(1, latest + 1):
            copy = tmp_path / f"{step}.annot"
            project.write_as_of(copy, step)
            with Project.open(copy, desk.ana.id) as then:
                assert then.check() == []
                assert len(then.erasures.said()) == (step >= 3)
                assert isinstance(then.history(1)[0].verb, Erasure)
                while then.undo() is not None:
                    pass
                assert then.check() == []
            assert held_in(copy, ["Ž🕊"]) == set()


def test_after_two_erasures_too_at_any_step_of_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "FEWEST", 4)
    users = Users()
    try:
        users.begin()
        play_a_day(users)
        path = users.project.path
        first, second = (info.id for info in users.project.documents.all()[:2])
        name = users.project.coders.all()[0].id
        users.project.close()
        erase_in(path, ToErase(frozenset([first])), name)
        erase_in(path, ToErase(frozenset([second]), frozenset([name])), name)
        users.project = Project.open(path)
        latest = users.project.journal.latest()
        for step in (latest // 3, latest // 2, latest - 3, latest - 2, latest - 1):
            copy = tmp_path / f"{step}.annot"
            users.project.write_as_of(copy, step)
            with Project.open(copy) as then:
                assert then.check() == []
                assert len(then.erasures.said()) == 3
    finally:
        users.teardown()
