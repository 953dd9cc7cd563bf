"""A division is the same in every format: as files, and as a column where a format has room for it, or is said lost."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.losses import SPLIT, Part
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.writing import writer_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LinkId
from annotator.model.span import Link
from annotator.model.splits import DivisionChoice
from annotator.operations.exchange import exporting
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.splitting import Division
from annotator.store.project import Project
from tests.formats.bundles import ACTORS, ADDRESSEE, CODEBOOK, CODERS, GOLD, LAYERS, SPEAKER, document, found, span
from tests.formats.contract import snapshot, unpacked
from tests.formats.tables.test_dyad_years import CHINA

WRITABLE = [one.name for one in FORMATS if one.writer is not None]
COUNT = 20
PARTS = DivisionChoice({"alpha": 60, "beta": 40}, seed=3)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Yield a project whose documents each have a word, and a year, that stand in no other."""
    coded, day = [], 1900
    for number in range(COUNT):
        text = f"France urged China over the matter of {word(number)}, {number * 7} days on.\n"
        of = document(f"d-{number}", word(number), text, number, {"date": f"{day + number}-05-01"})
        act = span(f"s-{number}", of, "appeal", found(of, f"China over the matter of {word(number)}"), force="urges")
        links = tuple(
            Link(LinkId(f"{role.id}-{number}"), act.id, role.id, actor=actor.id)
            for role, actor in ((SPEAKER, ACTORS[0]), (ADDRESSEE, CHINA))
        )
        coded.append(CodedDocument(of, (act,), links))
    path = tmp_path_factory.mktemp("split") / "talks.annot"
    with Project.create(path, CODEBOOK) as made:
        import_bundle(made, Bundle(CODEBOOK, coded, CODERS, LAYERS, (*ACTORS, CHINA)))
        yield made


def word(number: int) -> str:
    """Return a word of letters alone, of which none begins another."""
    return "q" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}") + "z"


def documents_in(data: bytes) -> set[int]:
    """Return the documents of which something stands in a file, by their words or, in counts, by their years."""
    by_word = {number for number in range(COUNT) if word(number).encode() in data}
    return by_word or {number for number in range(COUNT) if str(1900 + number).encode() in data}


def export(project: Project, folder: Path, format: str, files: bool) -> tuple[dict[str, bytes], tuple[str, ...]]:
    chosen = format_named(format)
    out = folder / ("out" if chosen.folder else f"out{chosen.extensions[0]}")
    written = exporting.export(project, out, format, GOLD_NAME, division=Division(PARTS, files=files))
    return unpacked(snapshot(folder)), written.notices


GOLD_NAME = next(layer.name for layer in LAYERS if layer.id == GOLD)


@pytest.fixture(scope="module")
def parts(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """Return the part of each document, as the JSONL says it."""
    files, _ = export(project, tmp_path_factory.mktemp("lines"), "jsonl", files=False)
    lines = files["out.jsonl"].splitlines()
    return {min(documents_in(line)): json.loads(line)["split"] for line in lines}


@pytest.mark.parametrize("format", WRITABLE)
def test_each_document_is_in_the_files_of_its_part_alone(
    project: Project, parts: dict[int, str], tmp_path: Path, format: str
) -> None:
    assert set(parts.values()) == {"alpha", "beta"} and len(parts) == COUNT
    files, _ = export(project, tmp_path, format, files=True)
    held: dict[str, set[int]] = {"alpha": set(), "beta": set()}
    for name, data in files.items():
        (part,) = [part for part in held if part in name]
        held[part] |= documents_in(data) if word(0).encode()[:2] in data or "dyad-years" in format else set()
    for part, documents in held.items():
        assert documents == {number for number, its in parts.items() if its == part}


@pytest.mark.parametrize("format", WRITABLE)
def test_a_column_says_the_part_that_files_have_or_it_is_said_to_be_lost(
    project: Project, parts: dict[int, str], tmp_path: Path, format: str
) -> None:
    files, notices = export(project, tmp_path, format, files=False)
    if Part.SPLIT not in writer_of(format_named(format)).carries:
        assert any(SPLIT.many.format(n=COUNT) in notice for notice in notices)
        assert not any(b"alpha" in data for data in files.values())
        return
    chosen = format_named(format)
    out = tmp_path / ("out" if chosen.folder else f"out{chosen.extensions[0]}")
    if chosen.reader is not None and Part.SPLIT in chosen.reader.brings:
        read = chosen.reader.read(out, ReadOptions()).documents
        said = [(coded.document.title, coded.split) for coded in read]
    else:
        said = [(row["document"], row["split"]) for row in rows_in(files[out.name])]
    assert sorted(said) == [(word(number), part) for number, part in sorted(parts.items())]


def rows_in(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table: CSV, or the columns of one in Parquet, a line each."""
    text = data.decode("utf-8-sig")
    if text.startswith("document_id\t"):
        columns = [line.split("\t") for line in text.splitlines()]
        return [dict(zip((column[0] for column in columns), row, strict=True)) for row in
                zip(*(column[1:] for column in columns), strict=True)]  # fmt: skip
    return list(csv.DictReader(io.StringIO(text)))
