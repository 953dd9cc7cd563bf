"""The lists of formats, for dialogs and the command line, say what the registries hold."""

from pathlib import Path

from annotator.formats.registry import FORMATS
from annotator.operations.exchange.format_choices import input_kinds, is_one, output_kinds
from annotator.readers.registry import READERS


def test_what_is_read_and_what_is_written_is_listed_each_once() -> None:
    read = [name for name, _, _ in input_kinds()]
    assert read == [one.name for one in READERS] + [one.name for one in FORMATS if one.reader is not None]
    assert len(set(read)) == len(read)
    written = list(output_kinds())
    assert [one.name for one in written] == [one.name for one in FORMATS if one.writer is not None]
    assert all(one.title and one.about for one in written)


def test_a_format_that_is_a_folder_has_no_ending_and_others_have_one() -> None:
    folders = {one.name for one in FORMATS if one.folder}
    assert folders and all(bool(one.extensions) != (one.name in folders) for one in output_kinds())


def test_a_folder_of_texts_is_many_things_and_a_folder_of_brat_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("urged")
    assert not is_one(tmp_path)
    (tmp_path / "a.ann").write_text("T1\tappeal 0 5\turged\n")
    assert is_one(tmp_path)
