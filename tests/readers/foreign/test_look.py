"""The first look at a file: cheap, and silent whatever the file is."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign.look import HEAD, MOST_LINES, MOST_RECORDS, FileLook
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


SIZES = (HEAD // 8, HEAD, HEAD + 1, 3 * HEAD)


@pytest.mark.parametrize("size", SIZES)
def test_a_record_shows_its_keys_however_long_it_is_and_whatever_stands_first(tmp_path: Path, size: int) -> None:
    spans = [{"start": n, "end": n + 4, "label": "ACT"} for n in range(size // 40)]
    records: list[dict[str, Any]] = [{"text": "x" * size, "spans": spans, "last": 1}]
    for record in (*records, {"spans": spans, "last": 1, "text": "é" * size}):
        for data in (json.dumps(record), json.dumps([record], indent=1), f"{json.dumps({'text': 'a'})}\n" * 70):
            path = tmp_path / "x.json"
            path.write_text(data if '"last"' in data else data + json.dumps(record))
            for look in (FileLook.at(path), FileLook("x.json", path.read_bytes())):
                look = look if any("last" in one for one in look.records) else look.further or look
                found = next(one for one in look.records if "last" in one)
                assert list(found) == list(record)
                assert found["spans"] == spans[:1] and found["text"] in record["text"]


def test_of_records_and_rows_that_are_alike_some_are_held_and_all_are_looked_at_where_that_is_asked() -> None:
    plain = [{"text": f"A text {n}.", "spans": []} for n in range(MOST_RECORDS * 40)]
    coded = {"text": "A text.", "spans": [{"start": 0, "end": 1, "label": "A"}]}
    for data in (json.dumps([*plain, coded]), "\n".join(map(json.dumps, [*plain, coded]))):
        look = FileLook("a.json", data.encode())
        assert len(look.records) == 1 and not look.is_one_object
        further = look.further
        assert further is not None and further.records == [plain[0], coded] and further.further is None
    rows = ["a,b", *["x,"] * MOST_LINES * 3, "x,y"]
    look = FileLook("a.csv", "\n".join(rows).encode())
    assert len(look.rows) == MOST_LINES + 1 and look.further is not None
    assert look.further.rows[-1] == ["x", "y"] and look.further.further is None


def test_a_file_is_looked_at_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    data = b"a,b\n" + b"some,text\n" * (HEAD // 8)
    path.write_bytes(data)
    look, whole = FileLook.at(path), FileLook("x.csv", data)
    assert (look.rows, look.lines, look.columns) == (whole.rows, whole.lines, whole.columns)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", data)
    assert FileLook.at(path).members == {"a.txt"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_words_are_found_wherever_they_stand_in_whatever_encoding(encoding: str) -> None:
    text = "Grüße " * 300_000 + "uima <passage> " + "Ende " * 10
    look = FileLook("a.txt", text.encode(encoding))
    assert look.holds("uima", "<passage") and not look.holds("uima", "nowhere")
    assert look.text.startswith("Grüße ")


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
