"""Slots come back to the acts that they name, by the documents that they name or by the acts alone."""

import csv
import io
from pathlib import Path

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.tables.csv_spans import FORMAT, SLOTS_FILE
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.span import Link
from tests.formats.bundles import sample_bundle


def read(path: Path) -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(path, ReadOptions())


def links_of(bundle: Bundle) -> dict[str, Link]:
    return {link.id: link for coded in bundle.documents for link in coded.links}


def changed(folder: Path, without: str = "", act: str = "") -> None:
    """Write the table of slots without a column, and with another act in its first row."""
    path = folder / f"x{SLOTS_FILE}"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    rows[0]["act"] = act or rows[0]["act"]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [name for name in rows[0] if name != without], extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def test_slots_without_the_column_of_documents_are_found_by_their_acts(tmp_path: Path) -> None:
    write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions())
    before = links_of(read(tmp_path / "x.csv"))
    assert before == links_of(sample_bundle())
    changed(tmp_path, without="document_id")
    assert links_of(read(tmp_path / "x.csv")) == before


def test_a_slot_whose_act_is_gone_is_counted(tmp_path: Path) -> None:
    write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions())
    before = links_of(read(tmp_path / "x.csv"))
    changed(tmp_path, act="gone")
    back = read(tmp_path / "x.csv")
    assert len(links_of(back)) == len(before) - 1
    assert any("1 party is left out, since what it names is not there: row 1 of the slots" in one for one in back.lost)
