"""Parquet: the cells are those of the CSV, with types."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.format import WriteOptions
from annotator.formats.tables import csv_spans
from annotator.formats.tables.csv_text import bare
from annotator.formats.tables.parquet_spans import DOCUMENTS_FILE, FORMAT
from annotator.model.bundle import Bundle
from annotator.model.errors import Cancelled
from tests.examples import examples
from tests.formats.bundles import bundles, sample_bundle
from tests.formats.contract import FormatContract


class TestParquet(FormatContract):
    name = "parquet"


arro3 = pytest.importorskip("arro3.io")


def table(path: Path) -> list[dict[str, str]]:
    read = arro3.read_parquet(io.BytesIO(path.read_bytes())).read_all()
    columns = {name: [one.as_py() for one in read.column(name)] for name in read.schema.names}
    return [
        {name: "" if cells[at] is None else str(cells[at]) for name, cells in columns.items()}
        for at in range(read.num_rows)
    ]


@settings(max_examples=examples(15), deadline=None)
@given(bundle=bundles())
def test_the_cells_are_those_of_the_csv(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        losses = writing.write(FORMAT, bundle, place / "x.parquet", WriteOptions()).notices
        assert losses == writing.write(csv_spans.FORMAT, bundle, place / "x.csv", WriteOptions()).notices
        with (place / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            wanted = [{name: bare(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
        assert [{name: bare(cell) for name, cell in row.items()} for row in table(place / "x.parquet")] == wanted


def test_texts_stand_in_the_table_of_documents(tmp_path: Path) -> None:
    bundle = sample_bundle()
    writing.write(FORMAT, bundle, tmp_path / "x.parquet", WriteOptions())
    texts = {row["document_id"]: row["text"] for row in table(tmp_path / f"x{DOCUMENTS_FILE}")}
    assert texts == {coded.document.id: coded.document.text for coded in bundle.documents}


def test_what_stops_it_passes_the_library_unchanged(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        writing.write(FORMAT, sample_bundle(), tmp_path / "x.parquet", WriteOptions(progress=stop))


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        writing.write(FORMAT, sample_bundle(), tmp_path / name / "x.parquet", WriteOptions())
    assert (tmp_path / "a" / "x.parquet").read_bytes() == (tmp_path / "b" / "x.parquet").read_bytes()
