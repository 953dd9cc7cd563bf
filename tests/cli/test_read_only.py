"""A project that may not be written, on the command line: what reads does, what writes says why not."""

import pytest

from annotator.cli.main import run
from tests.full_disks import folder_of_nobody
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
        assert "Note: project.annot is open for reading only, since you may not write into" in capsys.readouterr().out
        assert run(["check", str(path)], lambda _: "") == 0
        capsys.readouterr()
        assert run(["import", str(path), str(folder / "text.txt"), "--as", "Ana"], lambda _: "") == 1
        said = capsys.readouterr().err
        assert said.count("is open for reading only") == 1 and "error of the program" not in said
        assert path.read_bytes() == before
