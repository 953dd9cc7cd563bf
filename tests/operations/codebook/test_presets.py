"""The codebooks to begin with: found by name, written in their canonical form, taken by `annotator new`."""

from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.errors import BadCodebook, BadFile, NotFound
from annotator.model.wording import counted
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.codebook.presets import DEFAULT, ORDER, codebook_at, preset, presets
from annotator.resources import resource
from annotator.store.project import Project
from tests.cli.running import runner


def test_each_is_found_by_its_name_with_a_title_and_a_description() -> None:
    assert [one.name for one in presets()] == list(ORDER)
    assert len({one.title for one in presets()}) == len(ORDER)
    for one in presets():
        assert one.title and one.description
        assert preset(one.name) == one and codebook_at(one.name) == (one.codebook, ())


def test_the_first_is_the_default_codebook_and_the_last_has_no_label() -> None:
    assert (presets()[0].name, presets()[0].codebook) == (DEFAULT, default_codebook())
    assert presets()[-1].codebook.labels == ()


def test_every_file_of_the_folder_is_offered_and_written_in_its_canonical_form() -> None:
    files = sorted(resource("codebooks").iterdir())
    assert {file.name for file in files} == {f"{name}.json" for name in ORDER if name != DEFAULT}
    for file in files:
        assert file.read_bytes() == Codebook.from_json(file.read_bytes(), file.name).to_json().encode("utf-8")


def test_a_name_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NotFound, match=r"“un” .*: speech-acts, .*, empty\.$"):
        preset("un")
    with pytest.raises(NotFound, match=r"“un”: name a file, or one of speech-acts, .*, empty\.$"):
        codebook_at("un")


def test_a_file_is_read_where_the_name_is_none_of_a_preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "empty"):
        (tmp_path / name).write_text(preset("actors-only").codebook.to_json(), "utf-8")
    assert codebook_at("mine") == codebook_at("./empty") == (preset("actors-only").codebook, ())
    assert codebook_at("empty")[0].labels == ()
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(BadCodebook, match=r"^bad\.json: "):
        codebook_at("bad.json")
    for gone in ("gone.json", "gone/un", ""):
        with pytest.raises(BadFile):
            codebook_at(gone)


@pytest.mark.parametrize("name", ORDER)
def test_a_project_begins_with_any_of_them(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = runner(capsys)("new", tmp_path / "a.annot", "--codebook", name)
    book = preset(name).codebook
    assert (said.code, said.out) == (0, f"Made {tmp_path / 'a.annot'} with {counted(len(book.labels), 'label')}.\n")
    with Project.open(tmp_path / "a.annot") as project:
        assert project.codebook == book
        assert project.check() == []


def test_new_refuses_a_name_that_there_is_not_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = runner(capsys)("new", tmp_path / "a.annot", "--codebook", "no-such")
    assert said.code == 1 and "“no-such”" in said.sentence
    assert list(tmp_path.iterdir()) == []
