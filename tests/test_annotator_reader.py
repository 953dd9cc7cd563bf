"""The reader for those who get the dataset: whatever a project holds, its frames say what the folder says."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotator_reader import COLUMNS, NotADataset, __version__, load
from click.testing import CliRunner
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given, settings

import annotator
from annotator.acts.acts import acts_of
from annotator.cli.main import annotator as annotator_command
from annotator.formats.dataset.flat import FlatTables
from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from annotator.operations.sample import SampleReport
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle
from tests.oracles.oracle import Oracle, python_oracle, r_oracle

ROOT = Path(__file__).resolve().parents[1]
TABLES = ("documents", "spans", "acts", "slots", "dyads", "units", "agreement")
Rows = list[dict[str, Any]]


def published(bundle: Bundle, folder: Path) -> Path:
    """Write the folder to publish, and return it."""
    folder.mkdir(exist_ok=True)
    write(format_named("dataset"), bundle, folder / "data set", WriteOptions(replace=True))
    return folder / "data set"


def tables_of(folder: Path) -> dict[str, Rows]:
    data = load(folder, "rows")
    return {name: getattr(data, name) for name in TABLES}


@pytest.fixture(scope="module")
def sample_folder(sample_made: SampleReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, published by the command line, with agreement."""
    here = tmp_path_factory.mktemp("published")
    project = shutil.copy(sample_made.path, here)
    command = ["export", str(project), str(here / "sample"), "--format", "dataset", "--as", "Dana", "--see-others"]
    done = CliRunner().invoke(annotator_command, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return here / "sample"


@settings(max_examples=examples(60, usual=5))
@given(bundle=full_bundles())
def test_each_table_says_what_the_bundle_does(bundle: Bundle) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = tables_of(published(bundle, Path(folder)))
    coded = [_with_both_ends(one) for one in bundle.documents]
    flat = FlatTables(bundle, named=False)
    rows: dict[str, Rows] = {table.name: [] for table in flat.all}
    for one in coded:
        for table, more in flat.rows(one):
            rows[table.name] += [{**row, "split": one.split} for row in more]
    for name, wanted in rows.items():
        assert found[name] == wanted, name
    acts = [act for one in coded for act in acts_of(bundle.codebook, one.spans, one.links)]
    assert {row["span_id"] for row in found["acts"]} == {act.span.id for act in acts}
    by_id = {row["span_id"]: row for row in found["acts"]}
    for act in acts:
        for role, fillings in act.fillings.items():
            assert by_id[act.span.id][f"role_{role}"].count(" | ") >= len(fillings) - 1
    assert {row["act_id"] for row in found["dyads"]} == {act.span.id for act in acts}


def _with_both_ends(coded: CodedDocument) -> CodedDocument:
    """Return a document without the links of which an export says that one of their spans is missing."""
    known = {span.id for span in coded.spans}
    links = [link for link in coded.links if link.act in known and (link.span is None or link.span in known)]
    return replace(coded, links=tuple(links))


def test_parts_of_a_dataset_come_together_each_row_with_its_part(tmp_path: Path) -> None:
    parts = ("train", "dev", "train", "")
    coded = [replace(one, split=part) for one, part in zip(sample_bundle().documents, parts, strict=True)]
    found = tables_of(published(replace(sample_bundle(), documents=coded), tmp_path))
    assert {row["document_id"]: row["split"] for row in found["documents"]} == {
        one.document.id: one.split for one in coded
    }


def test_a_table_without_rows_has_its_columns_all_the_same(tmp_path: Path) -> None:
    known = {table.name: {column.name for column in table.columns} for table in FlatTables(sample_bundle(), False).all}
    for name, columns in known.items():
        assert COLUMNS[name].keys() - {"split"} <= columns, name


SPANS, CARD = "data/spans.jsonl", "complete/annotations.card.json"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ({"codebook.json": None}, "holds no codebook.json and README.md"),
        ({"codebook.json": b"{"}, "codebook.json is not as it was published"),
        ({"codebook.json": b"{", "SHA256SUMS": None}, "codebook.json cannot be read"),
        ({SPANS: None}, "data/spans.jsonl is missing"),
        ({SPANS: b""}, "data/spans.jsonl is not as it was published .SHA256SUMS says so.. Get the dataset anew"),
        ({SPANS: b"{}\n[1]\n", "SHA256SUMS": None}, "data/spans.jsonl, line 2 is no row"),
        ({SPANS: b"{}\n", "SHA256SUMS": None}, "lacks what a dataset has"),
        ({SPANS: b"\xff", "SHA256SUMS": None}, "data/spans.jsonl is not UTF-8"),
        ({CARD: b'{"schema_version": 99}'}, "written by a newer annotator"),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_what_is_no_dataset_or_damaged_is_refused_in_a_sentence(
    tmp_path: Path, damage: dict[str, bytes | None], sentence: str, is_packed: bool
) -> None:
    root = published(sample_bundle(), tmp_path)
    for name, content in damage.items():
        (root / name).write_bytes(content) if content is not None else (root / name).unlink()
    with pytest.raises(NotADataset, match=sentence) as refused:
        load(packed(root) if is_packed else root, "rows")
    assert str(refused.value).count("\n") == 0


def packed(folder: Path) -> Path:
    """Return an archive of a folder, in which it stands by its name."""
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 and no more"])
def test_what_is_not_there_or_no_archive_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotADataset, match=r"name (the folder of )?a published dataset"):
        load(tmp_path / "x.zip", "rows")


@settings(max_examples=examples(20, usual=2))
@given(bundle=full_bundles())
def test_an_archive_and_a_folder_elsewhere_say_the_same_and_no_cut_of_a_table_is_taken(bundle: Bundle) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = published(bundle, Path(folder) / "مجموعة 数据")
        whole = tables_of(root)
        assert tables_of(packed(root)) == whole
        for path in sorted(root.glob("data/*")):
            data = path.read_bytes()
            for stop in {0, data.index(b"\n") + 1, len(data) // 2, len(data) - 1} - {len(data)}:
                path.write_bytes(data[:stop])
                with pytest.raises(NotADataset, match="is not as it was published"):
                    load(root, "rows")
            path.write_bytes(data)
        assert tables_of(root) == whole


def test_what_somebody_changed_themselves_is_read_if_they_say_so(tmp_path: Path) -> None:
    root = published(sample_bundle(), tmp_path)
    first = (root / SPANS).read_bytes().partition(b"\n")[0]
    (root / SPANS).write_bytes(first)
    assert len(load(root, "rows", verify=False).spans) == 1


def test_frames_of_a_library_that_is_missing_or_unknown_are_refused_in_a_sentence(tmp_path: Path) -> None:
    root = published(sample_bundle(), tmp_path)
    with pytest.raises(ValueError, match="say pandas, polars or rows"):
        load(root, "arrow")
    with pytest.raises(ImportError, match="pip install polars"):
        load(root, "polars")


def test_the_sample_has_its_agreement_and_its_title(sample_folder: Path) -> None:
    data = load(sample_folder, "rows")
    assert data.title == "China and France on Ukraine" and data.codebook["labels"]
    said = json.loads((sample_folder / "agreement.json").read_text("utf-8"))["figures"]
    assert [row["value"] for row in data.agreement] == [figure["value"] for figure in said]
    assert all(row["undefined"] or row["value"] is not None for row in data.agreement) and len(data.acts) > 100


@pytest.fixture(scope="module")
def frames() -> Iterator[Oracle]:
    yield from python_oracle("reader_frames", "pandas", "polars")


@pytest.fixture(scope="module")
def r_script() -> Iterator[Oracle]:
    yield from r_oracle("load_R")


def same(found: dict[str, Any], wanted: dict[str, Rows]) -> None:
    for name, rows in wanted.items():
        assert found[name]["rows"] == rows, name
        assert COLUMNS.get(name, {}).items() <= found[name]["columns"].items(), name


@pytest.mark.parametrize("library", ["pandas_frames", "polars_frames"])
def test_pandas_and_polars_hold_the_same(sample_folder: Path, tmp_path: Path, frames: Oracle, library: str) -> None:
    for folder in (sample_folder, published(sample_bundle(), tmp_path)):
        same(frames.ask(library, folder=str(folder)), tables_of(folder))


def test_the_script_in_the_folder_reads_the_same_into_r(sample_folder: Path, tmp_path: Path, r_script: Oracle) -> None:
    for folder in (sample_folder, published(sample_bundle(), tmp_path)):
        found = r_script.ask("frames", folder=str(folder), script=str(folder / "load.R"))
        for name, rows in tables_of(folder).items():
            assert [_as_r_has_it(row) for row in found[name]["rows"]] == [_as_r_has_it(row) for row in rows], name


def _as_r_has_it(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose numbers are of one type, with as many digits as jsonlite keeps."""
    return {
        name: float(f"{value:.10g}") if isinstance(value, int | float) and not isinstance(value, bool) else value
        for name, value in row.items()
    }


def test_the_wheel_holds_the_reader_alone_and_has_the_version_of_the_program(tmp_path: Path) -> None:
    (built,) = WheelBuilder(str(ROOT / "reader")).build(directory=str(tmp_path), versions=["standard"])
    assert Path(built).name == f"diplomatic_annotator_reader-{annotator.__version__}-py3-none-any.whl"
    assert __version__ == annotator.__version__
    with zipfile.ZipFile(built) as packed:
        names = packed.namelist()
        asked = packed.read(next(name for name in names if name.endswith("METADATA"))).decode()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {
        "annotator_reader",
        "diplomatic_annotator_reader",
    }
    assert [line for line in asked.splitlines() if line.startswith("Requires-Dist") and "extra" not in line] == []
