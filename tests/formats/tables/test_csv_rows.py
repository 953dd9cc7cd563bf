"""Rows of CSV are found again by where they begin, and what cannot be read so is left to who holds the whole file."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.line_file import NotPlain
from annotator.formats.tables.csv_rows import CsvRows
from annotator.formats.tables.rows import HeldRows

CELLS = st.text("a1é中🕊 ,;\t\"'\n\r\u2028", max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)


def text_of(rows: list[list[str]], end: str) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return made.getvalue()


@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n", "\n\n"]), mark=st.sampled_from(["", "\ufeff"]), data=st.data())
def test_rows_in_groups_of_any_size_are_those_that_were_written(
    rows: list[list[str]], end: str, mark: str, data: st.DataObject
) -> None:
    header = ["a", "b", "c"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(mark + text_of([header, *rows], end), encoding="utf-8", newline="")
        made = CsvRows(path)
        said = [row for row in rows if any(row)]
        assert made.header == header and list(made) == said
        held = HeldRows(said)
        for source in (made, held):
            places = [run for run, _ in source.placed()]
            assert [run.number for run in places] == list(range(1, len(said) + 1))
            wanted = [of for of in places if data.draw(st.booleans())]
            (found,) = source.groups([wanted])
            assert found == [(run.number, said[run.number - 1]) for run in wanted]
            sizes = data.draw(st.lists(st.integers(1, 4), min_size=len(places), max_size=len(places)))
            groups = [[run._replace(length=size)] for run, size in zip(places, sizes, strict=True)]
            for (run,), some in zip(groups, source.groups(groups), strict=True):
                assert some == list(enumerate(said[run.number - 1 :][: run.length], run.number))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n\xff,1\n", b'a,b\n"x\n', b'a,b\n"x"y,1\n', b"a,b\r1,2\r3,4\r"])
def test_what_is_broken_or_in_another_encoding_is_left_to_others(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(NotPlain):
        list(CsvRows(path))


def test_the_delimiter_is_found_and_of_tabs_known(tmp_path: Path) -> None:
    for name, delimiter in (("x.csv", ";"), ("y.csv", "\t"), ("z.tsv", "\t")):
        (tmp_path / name).write_text(delimiter.join("abc") + "\n" + delimiter.join("123") + "\n")
        assert [*CsvRows(tmp_path / name)] == [["1", "2", "3"]]
