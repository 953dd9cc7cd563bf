"""Whenever a writer is killed, the next one finds the old set of files or the new one, and nothing else."""

import os
from pathlib import Path

import pytest

from annotator.formats.renames import PREFIX, Move, Renames, Workplace, recover, stamp
from annotator.formats.staging import staged
from annotator.model.errors import BadFile
from tests.formats.contract import snapshot

NAMES = ("a", "b", "sub/c", "sub/deeper/d", "e")
OLD = dict.fromkeys(("a", "sub/c", "gone"), b"old")
NEW = dict.fromkeys(NAMES, b"new" * 1000)


def prepared(root: Path, folder: Path) -> Renames:
    """Return moves from the old set to the new one, nothing of which is done."""
    for name, data in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    for number, data in enumerate(NEW.values()):
        (folder / f"new-{number}").write_bytes(data)
    moves = [Move(name, f"new-{number}", stamp(root / name)) for number, name in enumerate(NEW)]
    moves.append(Move("gone", "", stamp(root / "gone")))
    return Renames(folder, root, moves, [str(root / "sub" / "deeper")])


class Killed(Exception):
    """Stands for a kill: nothing of the program runs after it."""


@pytest.mark.parametrize("then", ("finished", "taken back"))
@pytest.mark.parametrize("calls", range(14))
def test_renames_that_end_after_any_of_them_are_finished_or_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int, then: str
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    workplace = Workplace(root)
    renames = prepared(root, workplace.path)
    left, rename = calls, os.rename

    def counted(self: Path, target: Path) -> Path:
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        rename(self, target)
        return target

    renames.write()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", counted)
        patched.setattr(Path, "rename", counted)
        try:
            renames.forward()
        except Killed:
            assert (workplace.path / "journal.json").exists()
    assert recover(root) == [], "it is in use"
    workplace._owner.close()
    done = not (workplace.path / "journal.json").exists()
    if then == "taken back" and not done and (workplace.path / "new-4").exists():
        (root / "e").write_bytes(b"somebody else's")
    said = recover(root)
    assert len(said) == 1 and not list(root.glob(f"{PREFIX}*"))
    now = snapshot(root)
    if now.get("e") == b"somebody else's":
        assert (
            "taken back" in said[0] and now == {**OLD, "e": b"somebody else's"} and not (root / "sub/deeper").exists()
        )
    else:
        assert now == NEW and ("finished" in said[0] or done)


def test_renames_that_fail_are_taken_back_and_a_young_folder_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(BadFile), staged(tmp_path) as staging:
        (tmp_path / "z").write_bytes(b"a file")
        for name in ("a", "z/b"):
            staging.append(name, b"new")
    assert snapshot(tmp_path) == {"z": b"a file"}
    young = tmp_path / f"{PREFIX}x"
    young.mkdir()
    assert recover(tmp_path) == [] and young.exists()
    os.utime(young, (0, 0))
    assert recover(tmp_path) == [f"What a broken export had left in {tmp_path} was removed."] and not young.exists()
