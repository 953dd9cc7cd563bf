"""Whether others have a file open, or write into it, is seen without disturbing anybody."""

from pathlib import Path

from annotator.store.connections.locks import is_open_elsewhere, is_written_elsewhere
from tests.cli.running import program
from tests.projects import make_desk

LOOKS = """
import sys
from pathlib import Path
from annotator.store.connections.locks import is_open_elsewhere, is_written_elsewhere
print(is_open_elsewhere(Path(sys.argv[1])), is_written_elsewhere(Path(sys.argv[1])))
"""


def seen_by_another(path: Path) -> str:
    return program(path, code=LOOKS).stdout.strip()


def test_who_has_a_file_open_and_writes_is_seen_by_others_and_disturbed_by_nobody(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path = desk.project.path
    assert seen_by_another(path) == "True False"
    assert not is_open_elsewhere(path) and not is_written_elsewhere(path), "it is open here"
    desk.code("urged China")
    desk.project._connection.execute("BEGIN IMMEDIATE")
    assert seen_by_another(path) == "True True"
    desk.project._connection.execute("ROLLBACK")
    assert seen_by_another(path) == "True False"
    desk.project.close()
    assert seen_by_another(path) == "False False"
    assert not is_open_elsewhere(path) and not is_written_elsewhere(path)


def test_nothing_is_locked_where_there_is_no_file(tmp_path: Path) -> None:
    assert not is_open_elsewhere(tmp_path / "none.annot") and not is_written_elsewhere(tmp_path / "none.annot")
