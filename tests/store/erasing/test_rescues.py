"""A rescue file loses what was erased, and keeps its other steps."""

import json
from pathlib import Path

import pytest

from annotator.store.erasing.finding import FoundToErase
from annotator.store.erasing.rescues import rescue_files, take_out_of
from annotator.store.schema.tables import Table
from annotator.store.sittings import rescue
from annotator.store.sittings.sitting import DoneStep, Row
from tests.store.erasing.erased import held_in


def step(number: int, verb: str, facts: dict[str, object], *rows: tuple[str, str, object], **more: object) -> DoneStep:
    written: list[Row] = [(table, row, None, json.dumps(values)) for table, row, values in rows]
    return DoneStep(
        number,
        "do",
        verb,
        json.dumps(facts),
        "",
        "",
        "2026-01-02T03:04:05Z",
        rows=written,
        **more,  # type: ignore[arg-type]
    )


def write(path: Path, steps: list[DoneStep]) -> None:
    head = {"annotator_rescue": 1, "project": "p.annot", "missing": 0, "steps": len(steps)}
    path.write_text("".join([json.dumps(head) + "\n", *(rescue._sealed(one.line()) for one in steps)]), "utf-8")


def test_rows_texts_and_facts_go_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / f"p{rescue.SUFFIX}"
    kept = step(3, "code", {}, ("spans", "s", {"note": "kept"}))
    write(
        path,
        [
            step(1, "add documents", {}, ("documents", "d", {"title": "Zsecret"}), texts={"x": "Zsecret", "y": "kept"}),
            step(
                2,
                "import files",
                {"files": ["Zsecret.txt"]},
                ("documents", "e", {"title": "kept"}),
                texts={"y": "kept"},
            ),
            kept,
            step(
                4, "rename coder", {"coder": "c", "before": "Zana", "after": "Zbea"}, ("coders", "c", {"name": "Zbea"})
            ),
        ],
    )
    found = FoundToErase(
        texts={"x"}, titles={"Zsecret"}, names={"c": {"Zana", "Zbea"}}, renamed={(Table.CODERS, "c"): "coder-1"}
    )
    found.rows[Table.DOCUMENTS] = {"d"}
    assert held_in(path, ["Zsecret", "Zana", "Zbea"]) == {"Zsecret", "Zana", "Zbea"}
    assert take_out_of(path, [found])
    assert held_in(path, ["Zsecret", "Zana", "Zbea"]) == set()
    read = rescue.read(path)
    assert [one.number for one in read.steps] == [2, 3, 4]
    assert read.steps[0].texts == {"y": "kept"} and read.steps[1] == kept
    assert not take_out_of(path, [found])
    assert sorted(tmp_path.iterdir()) == [path]


def test_they_are_looked_for_beside_the_project_and_in_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("ANNOTATOR_DATA", str(data))
    beside, there = tmp_path / f"a{rescue.SUFFIX}", data / f"b{rescue.SUFFIX}"
    write(beside, [])
    write(there, [])
    assert rescue_files(tmp_path / "p.annot") == [beside, there]
