"""The languages of a project are a setting, a step like any other, and hold the import to them."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.operations.documents.languages import choose_languages, languages
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.importing import import_sources
from tests.projects import make_desk, said

RUSSIAN = "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью."
FRENCH = "Tous les êtres humains naissent libres et égaux en dignité et en droits, doués de raison et de conscience."


def test_they_are_chosen_and_undone(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    assert languages(project) == ()
    choose_languages(project, ["FR", " en ", "fr", ""])
    assert languages(project) == ("fr", "en") and said(project) == "Choose the languages of the documents"
    steps = project.journal.count()
    choose_languages(project, ["fr", "en"])
    assert project.journal.count() == steps
    project.undo()
    assert languages(project) == ()


@pytest.mark.parametrize("code", ["eng", "e", "français", "e1", "en-GB"])
def test_what_is_no_code_is_refused(tmp_path: Path, code: str) -> None:
    project = make_desk(tmp_path).project
    with pytest.raises(NotAllowed, match="write two letters"):
        choose_languages(project, ["en", code])
    assert languages(project) == ()


def test_an_import_finds_none_but_these(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    choose_languages(project, ["en", "fr"])
    for name, text in (("r", RUSSIAN), ("f", FRENCH)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    import_sources(project, [ImportSource(tmp_path / "r.txt"), ImportSource(tmp_path / "f.txt")])
    found = {info.title: info.metadata.get("language") for info in project.documents.all()}
    assert (found["r"], found["f"]) == (None, "fr")
