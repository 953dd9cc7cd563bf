"""What came of a drill is kept outside of the project, as numbers alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.store.backups.drill import Descent, Drill
from annotator.store.backups.drilled import Drilled, drilled_of, remember
from tests.projects import make_desk

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_it_is_kept_by_project_and_says_nothing_of_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    path = make_desk(tmp_path).project.path
    assert drilled_of(path) == Drilled()
    came = Drill(("The title “Secret” is gone.",), Descent.BEGINNING, 5, missing={"spans": 1})
    known = Drilled(dismissed=True).after(came, tmp_path / "b.annot", NOW, NOW)
    remember(path, known)
    assert drilled_of(path) == known and known.dismissed and known.faults == 1 and not known.whole
    (file,) = (tmp_path / "data" / "drills").iterdir()
    assert "Secret" not in file.read_text()
    assert drilled_of(tmp_path / "other.annot") == Drilled()
    file.write_text('{"tried": 3')
    assert drilled_of(path) == Drilled()


def test_where_nothing_can_be_kept_nothing_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("a file in its place")
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    remember(tmp_path / "p.annot", Drilled(dismissed=True))
    assert drilled_of(tmp_path / "p.annot") == Drilled()
