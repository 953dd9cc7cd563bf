"""A byte order mark stands where Excel asks for it, and nowhere else: both are read, and R finds the first column."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.tables.csv_text import MARK
from annotator.formats.tables.options import CsvOptions
from annotator.formats.writing import write
from tests.formats.bundles import sample_bundle

OF_CSV = [kind for kind in FORMATS if kind.writer is not None and issubclass(kind.writer.options, CsvOptions)]


def written(name: str, folder: Path, for_excel: bool) -> Path:
    kind = format_named(name)
    assert kind.writer is not None
    options = WriteOptions(replace=True, own=kind.writer.options(for_excel=for_excel))
    write(kind, sample_bundle(), folder / "x.csv", options)
    return folder / "x.csv"


def test_the_tables_in_csv_are_known() -> None:
    assert {kind.name for kind in OF_CSV} == {"csv", "dyads", "dyad-years"}


@pytest.mark.parametrize("name", [kind.name for kind in OF_CSV])
def test_the_mark_is_all_that_is_otherwise_for_excel(name: str, tmp_path: Path) -> None:
    plain, marked = (written(name, tmp_path / str(excel), excel).read_text("utf-8") for excel in (False, True))
    assert marked == MARK + plain and MARK not in plain


@pytest.mark.parametrize("for_excel", [False, True])
def test_what_was_written_comes_back_with_the_mark_and_without(tmp_path: Path, for_excel: bool) -> None:
    kind, path = format_named("csv"), written("csv", tmp_path, for_excel)
    assert kind.sniff(path) and kind.reader is not None
    bundle = kind.reader.read(path, ReadOptions())
    spans = {span.id for coded in bundle.documents for span in coded.spans}
    assert spans == {span.id for coded in sample_bundle().documents for span in coded.spans}


@pytest.mark.parametrize("format", [kind.name for kind in FORMATS if kind.writer is not None])
def test_no_text_of_any_format_begins_with_a_mark_unless_it_is_asked_for(tmp_path: Path, format: str) -> None:
    kind = format_named(format)
    write(kind, sample_bundle(), tmp_path / f"x{(kind.extensions or ('',))[0]}", WriteOptions(replace=True))
    begins = {path.name: path.read_bytes()[:3] for path in tmp_path.rglob("*") if path.is_file()}
    assert not [name for name, first in begins.items() if first == MARK.encode()]


def test_r_reads_the_first_column_by_its_name_in_the_c_locale(tmp_path: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("needs Rscript (Debian: r-base-core)")
    path = written("csv", tmp_path, False)
    asked = f'cat(names(read.csv("{path.as_posix()}"))[1])'
    done = subprocess.run(
        [program, "--vanilla", "-e", asked],
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert (done.returncode, done.stdout) == (0, header[0]), done.stderr
