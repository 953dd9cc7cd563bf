"""Of JSON lines a record is held at a time; whatever is odd is left to the strict reader, which reads the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.json_files import records_at
from annotator.formats.line_file import HeldRecords, LineFile, NotPlain, RecordRun
from annotator.readers.values import DEEPEST

PIECES = [
    '{"a":',
    '"b"',
    "1",
    "1e999",
    "0.5",
    "}",
    "{",
    "[",
    "]",
    ",",
    ":",
    " ",
    '"\\ud800"',
    "\n",
    "\r",
    "\x01",
    '"a":',
    '" :',
    '\\"',
    "NaN",
    "9" * 301,
    "0." + "3" * 301,
    "é",
    "\ufeff",
    '{"a":1}',
    '{"b":[{"a":2}]}',
    '{"text":"x"}\n',
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def plain(path: Path, encoding: str = "") -> list[tuple[RecordRun, dict[str, Any]]] | None:
    """Return the records of a file, None where the strict reader is to look at it."""
    try:
        return list(LineFile(path, encoding).records())
    except NotPlain:
        return None


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "x.jsonl"


@given(
    lines=st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=4),
    name=st.sampled_from(["x.jsonl", "x.json"]),
)
def test_what_is_read_at_once_is_what_the_strict_reader_reads_without_a_word(lines: list[str], name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass", newline="")
        found = plain(path)
        if found is not None:
            records, notices = records_at(path, ReadOptions())
            assert [(run.number, record) for run, record in found] == records and notices == ()


@given(
    records=st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), min_size=1, max_size=5), data=st.data()
)
def test_groups_of_runs_are_the_records_that_stand_there(records: list[dict[str, Any]], data: st.DataObject) -> None:
    blanks = data.draw(st.lists(st.sampled_from(["", " ", "\r", "\t"]), max_size=3))
    lines = data.draw(st.permutations([*(json.dumps(record, ensure_ascii=False) for record in records), *blanks]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass", newline="")
        found = plain(path)
        if found is None:
            return
        held = HeldRecords([(run.number, record) for run, record in found])
        for file, runs in ((LineFile(path), [run for run, _ in found]), (held, [run for run, _ in held.records()])):
            for at, run in enumerate(runs):
                longest = [run._replace(length=len(runs) - at)]
                (one, rest) = file.groups([[run], longest])
                assert one == [(run.number, found[at][1])]
                assert rest == [(other.number, record) for other, record in found[at:]]


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"[1]",
            b'[{"a":1}]',
            b'{"a":1}\n{"a":1,"a":2}\n',
            b'{"a":1}\n{"a":NaN}',
            b'{"a":1}\n\xff',
            b'{"a":"\x01"}',
        ),
        *(
            b'{"a":1}\n{"a":1e999}',
            b'{"a":1}\n{"a":' + b"9" * 301 + b"}",
            b'{"a":1}\r{"b":2}',
            b'{"a":1}\n{"a":"\\ud800"}',
        ),
        '{"a": "é"}'.encode("utf-16"),
        b'{"a":"+AOk-"}',
        b'{"a":' * (DEEPEST + 2) + b"1" + b"}" * (DEEPEST + 2),
    ],
)
def test_what_is_odd_is_left_to_the_strict_reader(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert plain(path) is None


@pytest.mark.parametrize(
    "line",
    [
        '{"a":1}',
        '{"a" : 1}',
        '{"a": "\\":"}',
        '{"a": "\\ud83d\\udd4a"}',
        '{"a":"id-12e3456"}',
        '{"a":"NaN","b":[{"a":0.5}]}',
        f'{{"a":{"9" * 299}}}',
        '{"a":"' + "9" * 400 + '"}',
    ],
)
def test_what_is_sound_is_read_at_once(path: Path, line: str) -> None:
    path.write_text(f"\ufeff\n{line}\r\n", encoding="utf-8", newline="")
    assert [record for _, record in plain(path) or ()] == [json.loads(line)]
    assert plain(path, "utf-8") is not None and plain(path, "windows-1252") is None
