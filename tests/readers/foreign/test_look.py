"""The first look at a file: cheap, and silent whatever the file is."""

import json
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign.look import HEAD, MOST_RECORDS, TABLE_HEAD, FileLook
from tests.examples import examples
from tests.readers import samples


@settings(max_examples=examples(60))
@given(
    data=st.binary() | st.text().map(str.encode) | st.sampled_from([b"[" * 100_000, b'{"a":', b"<" * 9000, b"PK\3\4"])
)
def test_nothing_that_it_is_asked_raises(data: bytes) -> None:
    look = FileLook("a.csv", data)
    asked = (look.text, look.lines, look.members, look.mimetype, look.root, look.values, look.rows, look.columns)
    assert len(asked) == 8
    assert all(isinstance(record, dict) for record in look.records)
    assert look.is_one_object in (True, False)


def test_text_is_read_by_its_byte_order_mark_and_lines_end_at_any_end() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert FileLook("a", "Grüße\r\nb\rc".encode(encoding)).lines == ["Grüße", "b", "c"]


def test_what_is_long_is_looked_at_where_it_begins(tmp_path: Path) -> None:
    record = {"text": "x" * 1000, "spans": []}
    count = HEAD // 100
    whole, lines = json.dumps([record] * count).encode(), "\n".join([json.dumps(record)] * count).encode()
    for data in (whole, lines):
        look = FileLook("a.json", data)
        assert len(look.text) == HEAD
        assert 0 < len(look.records) <= MOST_RECORDS
        assert look.records[0] == record
        assert not look.is_one_object


def test_of_a_long_text_in_a_file_the_beginning_is_read_and_of_an_archive_all(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    data = b"a,b\n" + b"some,text\n" * (TABLE_HEAD // 8)
    path.write_bytes(data)
    look, whole = FileLook.at(path), FileLook("x.csv", data)
    assert len(look.data) == TABLE_HEAD + 1 < len(data)
    assert (look.rows, look.lines, look.columns) == (whole.rows, whole.lines, whole.columns)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", data)
    assert FileLook.at(path).members == {"a.txt"}
    assert len(FileLook.at(path).data) == path.stat().st_size > TABLE_HEAD


def test_json_of_each_form_shows_its_records() -> None:
    one, two = {"a": 1}, {"b": [2]}
    forms = {json.dumps([one, two]): False, f"{json.dumps(one)}\n{json.dumps(two)}": False}
    forms |= {json.dumps({"rows": [one, two], "n": 2}): True, json.dumps({"rows": [one, two]}, indent=1): True}
    for text, is_one in forms.items():
        look = FileLook("a.json", text.encode())
        assert [record for record in look.records if "rows" not in record] == [one, two]
        assert look.is_one_object is is_one
    assert FileLook("a.txt", b"no JSON").values == []


def test_a_table_shows_its_rows_and_columns_whatever_divides_them() -> None:
    for delimiter in ",;\t|":
        look = FileLook("a.csv", f"Text{delimiter} Label\nx{delimiter}y\n".encode())
        assert look.columns == {"text", "label"}
        assert look.rows[1] == ["x", "y"]
    assert FileLook("a.csv", b'{"a": 1, "b": 2}').rows == []


def test_the_root_of_xml_is_found_behind_all_that_may_stand_before_it() -> None:
    before = "<?xml version='1.0'?>\n<!-- <no/> -->\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n"
    for text in ("<x:root a='b'>", "<root/>", f"{before}<root>"):
        assert FileLook("a", text.encode()).root == "root"
        assert FileLook("a", text.encode("utf-16")).root == "root"
    assert FileLook("a", b"a <root>").root == ""


def test_an_archive_says_what_is_in_it_and_what_it_is() -> None:
    look = FileLook("a", samples.zipped({"mimetype": "application/x", "b": "c"}))
    assert look.members == {"mimetype", "b"}
    assert look.mimetype == "application/x"
    assert FileLook("a", b"text").mimetype == ""


def test_rows_that_were_read_already_are_a_table_as_they_are() -> None:
    look = FileLook.at_rows("a.xlsx", [["Text", "Label"], ["x", "y"]])
    assert look.columns == {"text", "label"}
    assert (look.text, look.values, look.root, look.suffix) == ("", [], "", ".csv")
