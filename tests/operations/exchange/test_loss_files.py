"""Lists of what an export leaves out, as files."""

import csv
from pathlib import Path

import pytest

from annotator.formats.losses import LINK, NOTE, Lost
from annotator.model.errors import BadFile
from annotator.operations.exchange.loss_files import save_losses

LOST = (Lost(NOTE, 3, "“=urged” in “Readout”"), Lost(LINK, 1, "in “Readout”"))


@pytest.mark.parametrize("ending", [".txt", ".csv", ".html"])
def test_each_kind_of_loss_stands_in_the_file_with_its_count_and_first_place(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"lost{ending}"
    save_losses(LOST, path, "Project as brat")
    said = path.read_text("utf-8-sig")
    assert "3 notes are left out" in said and "1 link between" in said and "urged" in said
    save_losses((), path, "Project as brat")
    assert "3 notes" not in path.read_text("utf-8-sig")


def test_the_table_has_a_line_a_kind(tmp_path: Path) -> None:
    path = tmp_path / "lost.csv"
    save_losses(LOST, path, "Project as brat")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["count"], row["of"]) for row in rows] == [
        ("3", "notes"),
        ("1", "links between acts and their parties"),
    ]


def test_a_file_of_another_kind_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"\.csv"):
        save_losses(LOST, tmp_path / "lost.docx", "Project as brat")
