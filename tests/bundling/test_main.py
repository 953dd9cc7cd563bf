"""What `make bundle` makes on each system, and what it says of a step that fails."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from annotator.model.errors import UserError
from tools.bundling import __main__ as making
from tools.bundling.__main__ import Step, packages, steps
from tools.bundling.places import DIST
from tools.bundling.smoke import Failed


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_each_system_gets_the_folder_and_what_it_is_made_of_and_linux_its_packages(system: str) -> None:
    names = [step.name for step in steps(system)]
    lists = ["licences", "list of parts"]
    assert names == [
        *([] if system == "linux" else ["icons"]),
        "bundle",
        *lists,
        *(lists if system == "darwin" else []),  # of the app
        "trial",
    ]
    assert [step.name for step in packages(system)] == (["Debian package", "archive"] if system == "linux" else [])


def test_what_was_made_is_said_with_its_size_and_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(making, "ROOT", tmp_path)
    folder = tmp_path / "made" / "deep"
    folder.mkdir(parents=True)
    (folder / "one").write_bytes(bytes(1_500_000))
    (folder.parent / "two").write_bytes(bytes(1_000_000))
    (folder / "link").symlink_to("one")
    assert Step("folder", lambda: folder.parent).run() == folder.parent
    assert re.fullmatch(r"folder: made, 2\.5 MB, 0 s\n", capsys.readouterr().out)


def test_what_was_packed_is_listed_with_its_checksums_whichever_was_done_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "ROOT", tmp_path)

    def packed(name: str) -> Step:
        made = tmp_path / name
        made.write_text(name)
        return Step(name, lambda: made)

    monkeypatch.setattr(making, "steps", lambda system: [])
    monkeypatch.setattr(making, "packages", lambda system: [packed("b.deb"), packed("a.tar.xz")])
    making.main()
    assert [line.split(" *")[1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()] == ["a.tar.xz", "b.deb"]


@pytest.mark.parametrize(
    "error",
    [
        OSError("no strip"),
        ValueError("no package"),
        UserError("x.so is of no part."),
        Failed("exit 1"),
        subprocess.CalledProcessError(1, ["ld", "-o"], stderr=b"no such file\n"),
    ],
)
def test_a_step_that_fails_is_one_sentence_and_the_next_is_not_begun(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Path:
        raise error

    begun: list[str] = []

    def begin() -> Path:
        begun.append("later")
        return DIST

    later = Step("later", begin)
    monkeypatch.setattr(making, "steps", lambda system: [Step("bundle", fail), later])
    monkeypatch.setattr(making, "packages", lambda system: [later])
    with pytest.raises(click.ClickException, match=r"^The bundle is not finished, at “bundle”: ") as raised:
        making.main()
    expected = "“ld -o …” failed: no such file" if isinstance(error, subprocess.CalledProcessError) else str(error)
    assert expected in raised.value.message and begun == []
