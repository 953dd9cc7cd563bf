"""A project that may not be written, on the command line: what reads does, what writes says why not."""

import json

import pytest

from annotator.cli.main import run
from tests.full_disks import folder_of_nobody
from tests.operations.small_team import make_team
from tests.projects import TEXT, make_desk


def test_what_reads_does_and_what_writes_is_refused_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with folder_of_nobody() as folder:
        desk = make_desk(folder)
        desk.code("urged China")
        desk.project.close()
        path = desk.project.path
        (folder / "text.txt").write_text(f"Another. {TEXT}")
        (folder / "out").mkdir()
        folder.chmod(0o555)
        before = path.read_bytes()
        assert run(["info", str(path), "--as", "Ana"], lambda _: "") == 0
        readonly = "Note: project.annot is open for reading only, since you may not write into"
        assert readonly in capsys.readouterr().err
        for words in (["info", "--json", "--as", "Ana"], ["history", "--json", "--as", "Ana"], ["check", "--json"]):
            assert run([words[0], str(path), *words[1:]], lambda _: "") == 0
            said = capsys.readouterr()
            assert json.loads(said.out) and said.err.startswith(readonly) and said.err.count("\n") == 1
        assert run(["import", str(path), str(folder / "text.txt"), "--as", "Ana"], lambda _: "") == 1
        refused = capsys.readouterr().err
        assert refused.count("is open for reading only") == 1 and "error of the program" not in refused
        assert path.read_bytes() == before


def test_a_lead_who_asks_sees_others_for_that_once_and_is_told_that_the_history_does_not_keep_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with folder_of_nobody() as folder:
        team = make_team(folder)
        team.project.close()
        path = team.project.path
        folder.chmod(0o555)
        before = path.read_bytes()
        info = ["info", str(path), "--json", "--as", "Lea"]
        layers = []
        for words in (info, [*info, "--see-others"], info):
            assert run(words, lambda _: "") == 0
            said = capsys.readouterr()
            assert ("does not keep that you looked" in said.err) is ("--see-others" in words)
            layers.append(len(json.loads(said.out)["layers"]))
        assert layers == [1, 3, 1]
        assert run([*info[:3], "--as", "Cleo", "--see-others"], lambda _: "") == 1
        assert "is for whoever leads or adjudicates" in capsys.readouterr().err
        assert path.read_bytes() == before
