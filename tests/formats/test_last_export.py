"""An export takes away what the last one wrote there and it does not, unless somebody changed it since."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.format import WriteOptions
from annotator.formats.last_export import ExportRecords, LastExport, Record, hash_of, outdated
from annotator.formats.registry import format_named
from annotator.formats.staging import staged
from annotator.formats.writing import write
from annotator.model.errors import BadFile, WouldReplace
from annotator.model.ids import DocumentId
from tests.formats.bundles import sample_bundle
from tests.formats.contract import snapshot

SETS = st.dictionaries(st.sampled_from(["a", "b", "sub/a", "sub/deeper/c"]), st.binary(max_size=3), max_size=4)
TOUCHED = st.sets(st.sampled_from(["a", "b", "sub/a", "foreign"]))


def last_at(root: Path) -> LastExport:
    return ExportRecords(root.parent / "kept", "project").at(root)


def export(root: Path, files: dict[str, bytes]) -> list[str]:
    with staged(root, last=last_at(root)) as staging:
        for name, data in files.items():
            staging.append(name, data)
    return staging.notices


def hidden(root: Path, files: dict[str, bytes]) -> None:
    """Write files as a program of 0.4.0 did, with its hidden file beside them."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    record = {name: hash_of(root / name) for name in files} | {"::division": {"train": ["d"]}}
    (root / ".annotator-export.json").write_text(json.dumps(record))


@pytest.mark.parametrize("write_first", [export, hidden])
@given(first=SETS.filter(bool), second=SETS.filter(bool), touched=TOUCHED)
def test_only_what_the_last_export_wrote_and_nobody_changed_goes(
    write_first: object, first: dict[str, bytes], second: dict[str, bytes], touched: set[str]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "set"
        assert callable(write_first)
        write_first(root, first)
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


@given(SETS.filter(bool), SETS.filter(bool), SETS.filter(bool), st.booleans())
def test_what_a_broken_off_export_left_or_put_there_is_known_to_the_next(
    first: dict[str, bytes], second: dict[str, bytes], third: dict[str, bytes], is_done: bool
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder) / "set"
        export(root, first)
        patch.setattr(LastExport, "finish", lambda *arguments: None)
        if is_done:
            export(root, second)
        else:
            patch.setattr("annotator.formats.renames.Renames.forward", _refuse)
            with pytest.raises(BadFile):
                export(root, second)
        patch.undo()
        export(root, third)
        assert snapshot(root) == third


def _refuse(renames: object) -> None:
    raise OSError("a full disk")


def test_a_record_that_is_damaged_or_leads_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    root, last = tmp_path / "set", last_at(tmp_path / "set")
    root.mkdir()
    (root / "x").write_bytes(b"")
    leads_out = json.dumps({"../x": "y", "/x": "y", "a\0": "y", "": "y", "C:x": "y", "b": 1})
    for content in ("", "[]", "{", "[" * 100_000, leads_out, '{"::division": {"a": "b"}}'):
        (root / last.hidden).write_text(content)
        assert last.read() == Record()
    (root / last.hidden).unlink()
    export(root, {"x": b""})
    (record,) = (tmp_path / "kept").iterdir()
    for content in ("", "[]", '{"files": 3, "folders": 4, "division": [5]}', '{"files": {"x": 1}}'):
        record.write_text(content)
        assert last.read() == Record()
    assert outdated(root, last.read(), [], lambda path: False) == ([], [])


def test_a_record_says_which_document_is_in_which_part_and_names_no_file(tmp_path: Path) -> None:
    root = tmp_path / "set"
    division = {DocumentId("b"): "train", DocumentId("a"): "test", DocumentId("c"): "train"}
    with staged(root, last=last_at(root), division=division) as staging:
        staging.append("secret talks", b"")
    assert last_at(root).read().division == division
    (record,) = (tmp_path / "kept").iterdir()
    assert b"secret" not in record.read_bytes()
    hidden(tmp_path / "old", {"a": b""})
    assert last_at(tmp_path / "old").read().division == {"d": "train"}


def test_the_folders_of_a_project_s_exports_are_known_as_long_as_they_are_there(tmp_path: Path) -> None:
    export(tmp_path / "set", {"a": b"1"})
    records = ExportRecords(tmp_path / "kept", "project")
    assert records.places() == [tmp_path / "set"]
    assert ExportRecords(tmp_path / "kept", "another").places() == []
    (tmp_path / "set").rename(tmp_path / "elsewhere")
    assert records.places() == []


def test_of_a_published_folder_that_was_moved_its_checksums_say_what_was_written(tmp_path: Path) -> None:
    dataset, records = format_named("dataset"), ExportRecords(tmp_path / "kept", "project")
    options = WriteOptions(replace=True, records=records, agreement={"figures": [], "coders": []})
    write(dataset, sample_bundle(), tmp_path / "first", options)
    (tmp_path / "first").rename(tmp_path / "second")
    (tmp_path / "second" / "mine.txt").write_text("mine")
    written = write(dataset, sample_bundle(), tmp_path / "second", WriteOptions(replace=True, records=records))
    assert set(snapshot(tmp_path / "second")) == {*written.files, "mine.txt"} and "agreement.json" not in written.files


def test_what_would_be_taken_away_is_asked_for_first(tmp_path: Path) -> None:
    root = tmp_path / "set"
    export(root, {"a": b"1"})
    with (
        pytest.raises(WouldReplace, match="it is there already"),
        staged(root, False, last_at(root)) as staging,
    ):
        staging.append("b", b"2")
    assert snapshot(root) == {"a": b"1"}
