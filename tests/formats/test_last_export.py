"""An export takes away what the last one wrote there and it does not, unless somebody changed it since."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.last_export import outdated, read_division, read_record, record_name
from annotator.formats.staging import staged
from annotator.model.errors import WouldReplace
from annotator.model.ids import DocumentId
from tests.formats.contract import snapshot

RECORD = record_name()
SETS = st.dictionaries(st.sampled_from(["a", "b", "sub/a", "sub/deeper/c"]), st.binary(max_size=3), max_size=4)


def export(root: Path, files: dict[str, bytes]) -> list[str]:
    with staged(root, record=RECORD) as staging:
        for name, data in files.items():
            staging.append(name, data)
    return staging.notices


@given(SETS.filter(bool), SETS.filter(bool), st.sets(st.sampled_from(["a", "b", "sub/a", "foreign"])))
def test_only_what_the_last_export_wrote_and_nobody_changed_goes(
    first: dict[str, bytes], second: dict[str, bytes], touched: set[str]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "set"
        assert export(root, first) == []
        for name in touched:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(b"by somebody")
        said = export(root, second)
        kept = dict.fromkeys(touched, b"by somebody")
        assert snapshot(root) == {**kept, **second}
        removed = first.keys() - second.keys() - touched
        changed = (first.keys() & touched) - second.keys()
        assert sorted(said) == sorted(
            [f"{name} of the last export was removed, since it is not written any more." for name in removed]
            + [f"{name} of the last export was changed since, so it stays." for name in changed]
        )


def test_a_record_that_is_damaged_or_leads_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    for content in ("", "[]", "{", json.dumps({"../x": "y", "/x": "y", "a\0": "y", "": "y", "C:x": "y", "b": 1})):
        (tmp_path / RECORD).write_text(content)
        assert read_record(tmp_path / RECORD) == {}
    assert outdated(tmp_path, {"x": "another", "gone": "y"}, [], lambda path: False) == ([], ["x"])
    assert outdated(tmp_path, read_record(tmp_path / "none"), ["x"], lambda path: False) == ([], [])


def test_a_record_says_which_document_is_in_which_part_and_no_file_is_called_so(tmp_path: Path) -> None:
    division = {DocumentId("b"): "train", DocumentId("a"): "test", DocumentId("c"): "train"}
    with staged(tmp_path, record=RECORD, division=division) as staging:
        staging.append("a", b"")
    assert read_division(tmp_path / RECORD) == division and list(read_record(tmp_path / RECORD)) == ["a"]
    for damaged in (b"", b"[]", b'{"::division": 3}', b'{"::division": {"a": "b"}}'):
        (tmp_path / RECORD).write_bytes(damaged)
        assert read_division(tmp_path / RECORD) == {}


def test_what_would_be_taken_away_is_asked_for_first(tmp_path: Path) -> None:
    export(tmp_path, {"a": b"1"})
    with pytest.raises(WouldReplace, match="it is there already"), staged(tmp_path, False, RECORD) as staging:
        staging.append("b", b"2")
    assert snapshot(tmp_path) == {"a": b"1"}
