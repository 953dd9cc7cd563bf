"""What is not kept here is one sentence, which names each thing and each folder once."""

from itertools import chain, combinations
from pathlib import Path

import pytest

from annotator.ui.window.not_kept import not_kept

_THINGS = {"config": ["settings", "recent projects"], "data": ["backups"], "log": ["logged errors"]}
_SOME = [*chain.from_iterable(combinations(_THINGS, count) for count in range(len(_THINGS) + 1))]


@pytest.mark.parametrize("lost", _SOME, ids="-".join)
def test_each_thing_that_is_not_kept_is_named_with_its_folder_and_no_other(
    lost: tuple[str, ...], tmp_path: Path
) -> None:
    for name in lost:
        (tmp_path / name).write_text("in the way")
    said = not_kept({tmp_path / name / "annotator": things for name, things in _THINGS.items()})
    assert (said == "") == (not lost)
    assert said.count(". ") == 0 and said[:1] == said[:1].upper()
    for name, things in _THINGS.items():
        assert all((thing in said.lower()) == (name in lost) for thing in things)
        assert said.count(str(tmp_path / name / "annotator")) == (name in lost)
    assert said.count("(Not a directory)") == bool(lost)


def test_folders_with_different_reasons_have_each_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = not_kept({tmp_path / "file": ["settings"], tmp_path / ("x" * 5000): ["backups"]})
    assert f"{tmp_path / 'file'} (Not a directory) or" in said and "too long)" in said
